"""Moving the start or end of a claim with the arrow keys, seen at once, saved with Enter."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from db import claims, regions
from db.log import Action
from db.records import Changes, Claim, Id, Region, Span
from workbench.desk import Side
from workbench.gui.perspectives.open_document import OpenDocument
from workbench.gui.session import Session
from workbench.gui.words import is_right_to_left
from workbench.operations import own_claims
from workbench.text.motion import Unit, move


class BoundsMover(QObject):
    """While it is on, the reader's arrow keys move one bound of one claim.

    Left and right move by a letter, with Ctrl by a word; up and down by a sentence. Tab changes
    to the next bound, Enter saves, Esc leaves the claim as it was.
    """

    #: a sentence on what the keys do now; empty when it is over
    told = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._opened: OpenDocument | None = None
        self._claim: Claim | None = None
        self._side: Side = "start"
        self._span = 0
        self._bounds: Span | None = None
        self._saving = False
        session.changed.connect(self._follow)

    def begin(self, opened: OpenDocument, claim: Claim, side: Side) -> None:
        """Take the arrow keys of a document's reader for one bound of a claim."""
        self.finish()
        claim = opened.claims.get(claim.id, claim)  # as it is after that
        self._opened, self._claim = opened, claim
        self._take(side, 0 if side == "start" else len(claim.spans) - 1)
        opened.pane.area.installEventFilter(self)
        opened.pane.area.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _turn(self, step: int) -> None:
        """Keep this bound and take the next or former one of the claim, around its ends."""
        assert self._claim is not None
        self.save_pending()
        count = 2 * len(self._claim.spans)
        at = (2 * min(self._span, count // 2 - 1) + (self._side == "end") + step) % count
        self._take("end" if at % 2 else "start", at // 2)

    def _take(self, side: Side, span: int) -> None:
        assert self._claim is not None
        self._side, self._span = side, span
        self._bounds = self._claim.spans[self._span]
        self.told.emit(
            f"The arrows move the {side} of the claim: left and right by letter, with Ctrl by "
            "word, up and down by sentence. Tab: next end. Enter: keep. Esc: leave it."
        )
        self._show()

    def leave(self) -> None:
        """Give the arrow keys back, leaving the claim as it is in the project."""
        if self._opened is None or self._claim is None:
            return
        area = self._opened.pane.area
        area.removeEventFilter(self)
        area.end_preview()
        self._opened, self._claim, self._bounds = None, None, None
        self.told.emit("")

    def finish(self) -> None:
        """Save the bounds where they were moved, and give the arrow keys back."""
        self.save_pending()
        self.leave()

    def _follow(self, changes: Changes) -> None:
        """Leave a claim that somebody else changed: what is here of it holds no longer."""
        if self._claim is not None and self._claim.id in changes.claims and not self._saving:
            self.leave()

    def save_pending(self) -> None:
        """Save the bounds where they were moved."""
        if self._claim is None or self._opened is None or self._bounds is None:
            return
        if self._bounds != self._claim.spans[self._span]:
            self._saving = True
            self._session.do("Move bounds", move_bounds, self._claim.id, self._span, self._bounds)
            self._saving = False
            self._claim = self._opened.claims.get(self._claim.id, self._claim)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that move, keep or leave; all others act as always."""
        if event.type() == QEvent.Type.FocusOut and self._opened is not None:
            self.finish()
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (_step(event) or event.key() in _KEYS)
        ):
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._press(event)
        return super().eventFilter(watched, event)

    def _press(self, event: QKeyEvent) -> bool:
        step = _step(event)
        if step is not None:
            self._move(*self._for_script(event, *step))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._turn(-1 if event.key() == Qt.Key.Key_Backtab else 1)
        else:
            return False
        return True

    def _for_script(self, event: QKeyEvent, unit: Unit, steps: int) -> tuple[Unit, int]:
        """Turn left and right round where the text runs from right to left."""
        assert self._opened is not None
        assert self._bounds is not None
        at = self._bounds.start if self._side == "start" else self._bounds.end
        line = self._opened.text.rfind("\n", 0, at) + 1
        across = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        turned = across and is_right_to_left(self._opened.text[line : line + 200])
        return unit, -steps if turned else steps

    def _move(self, unit: Unit, steps: int) -> None:
        assert self._opened is not None
        assert self._bounds is not None
        text = self._opened.text
        if self._side == "start":
            start = min(
                move(text, self._bounds.start, unit, steps, edge="start"), self._bounds.end - 1
            )
            self._bounds = Span(start, self._bounds.end)
        else:
            end = max(move(text, self._bounds.end, unit, steps, edge="end"), self._bounds.start + 1)
            self._bounds = Span(self._bounds.start, end)
        self._show()

    def _show(self) -> None:
        assert self._opened is not None
        assert self._claim is not None
        assert self._bounds is not None
        area = self._opened.pane.area
        area.preview_bounds(self._claim.id, self._span, self._bounds.start, self._bounds.end)
        at = self._bounds.start if self._side == "start" else self._bounds.end
        area.show_offset(at, flash=False)


_KEYS = (
    Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab,
)  # fmt: skip


def _step(event: QKeyEvent) -> tuple[Unit, int] | None:
    """Return what a key moves by, or None."""
    by_word = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    across: Unit = "word" if by_word else "letter"
    return {
        Qt.Key.Key_Left: (across, -1),
        Qt.Key.Key_Right: (across, 1),
        Qt.Key.Key_Up: ("sentence", -1),
        Qt.Key.Key_Down: ("sentence", 1),
    }.get(Qt.Key(event.key()))


def move_bounds(action: Action, claim: Id, span: int, bounds: Span) -> bool:
    """Give one passage of a claim other bounds; returns whether the claim changed."""
    spans = list(claims.get(action.project, claim).spans)
    spans[span] = bounds
    return own_claims.move_claim(action, claim, spans)


def add_region(action: Action, claim: Id, span: Span, region: Region) -> None:
    """Add a rectangle of a page to a claim, and the line that stands for the page in the text."""
    found = claims.get(action.project, claim)
    if span not in found.spans:
        own_claims.add_passage(action, claim, span)
    known = regions.of_document(action.project, found.document).get(claim, [])
    regions.set_regions(action, claim, [*known, region])
