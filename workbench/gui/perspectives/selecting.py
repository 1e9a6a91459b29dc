"""Selecting by sentences with the keyboard."""

from workbench.gui.perspectives.open_document import OpenDocument
from workbench.text.motion import move
from workbench.text.sentences import sentence_at


def extend(opened: OpenDocument, step: int) -> None:
    """Select the sentence at the caret, one more after the selection, or one less at its end."""
    text, area = opened.text, opened.pane.area
    start, end = area.selection()
    if start == end:
        start, end = sentence_at(text, start)
    else:
        end = max(start, move(text, end, "sentence", step, edge="end"))
    area.select(start, end)
    area.show_offset(max(start, end - 1), flash=False)
