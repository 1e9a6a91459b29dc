"""Moving the bounds of a passage: seen at once, meant only when it is done."""

from collections.abc import Container
from dataclasses import replace

from workbench.gui.reader.marks import Mark, MarkIndex
from workbench.gui.reader.scene import Grip
from workbench.gui.reader.words import snap


class Preview:
    """Bounds that are shown but not yet true.

    Invariant: while `_claim` is set, the index holds `_shown` for it in the place of `_true`.
    """

    def __init__(self, index: MarkIndex) -> None:
        self._index = index
        self._claim: int | None = None
        self._true: tuple[Mark, ...] = ()
        self._shown: list[Mark] = []

    def show(self, claim: int, span: int, start: int, end: int) -> None:
        """Show a passage with other bounds; a claim or passage that is not here is ignored."""
        if claim != self._claim:
            self.end()
            self._claim, self._true = claim, self._index.of(claim)
            self._shown = list(self._true)
        if span < len(self._shown):
            self._shown[span] = replace(self._shown[span], start=start, end=end)
            self._index.replace(claim, self._shown)

    def end(self) -> None:
        """Show the true bounds again."""
        if self._claim is not None:
            self._index.replace(self._claim, self._true)
        self._claim = None

    def forget(self, claims: Container[int]) -> None:
        """Drop the preview if it is of one of these claims, whose marks are given anew."""
        if self._claim is not None and self._claim in claims:
            self._claim = None


class Drag:
    """One drag of a handle."""

    def __init__(self, grip: Grip, mark: Mark, text: str) -> None:
        self.grip = grip
        self._mark = mark
        self._text = text
        self.start, self.end = mark.start, mark.end

    @property
    def changed(self) -> bool:
        """Whether the bounds are others than before."""
        return (self.start, self.end) != (self._mark.start, self._mark.end)

    def move(self, position: int, *, by_word: bool) -> None:
        """Move the bound to a position, or to the word nearest to it; a passage keeps a letter."""
        if by_word:
            position = snap(self._text, position, end=self.grip.end)
        if self.grip.end:
            self.end = max(position, self._mark.start + 1)
        else:
            self.start = min(position, self._mark.end - 1)
