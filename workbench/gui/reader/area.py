"""The reader: one document's text with its highlights, brackets, selection and handles."""

from collections.abc import Iterable

from PySide6.QtCore import QMimeData, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from workbench.gui.reader.bounds import Drag
from workbench.gui.reader.marked import MarkedColumn
from workbench.gui.reader.marks import Mark
from workbench.gui.reader.scene import Grip
from workbench.text.references import reference_at

#: With one of these, Enter is somebody's shortcut.
_CHORD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
#: With this a click goes where the words lead.
_FOLLOW = Qt.KeyboardModifier.ControlModifier


class ReaderArea(MarkedColumn):
    """A column of text in which passages are marked, pressed, selected and moved.

    It knows plain records and no project; all offsets are code points of the canonical text.
    Claims travel in signals as objects, for their ids do not fit a C++ int.
    """

    #: Start and end, once a selection is made with the mouse, or Enter is pressed on one.
    selection_made = Signal(int, int)
    #: A claim whose highlight or bracket was clicked, or Enter pressed in it.
    claim_pressed = Signal(object)
    #: The claim the caret has come into, or None when it has left.
    claim_entered = Signal(object)
    #: A number in the margin that was clicked.
    number_pressed = Signal(int)
    #: A link, a note or its mark (a `Style`), clicked with Ctrl, or Enter pressed in it.
    reference_pressed = Signal(object)
    #: Claim, number of its passage, new start and end, after a handle was dragged.
    bounds_changed = Signal(object, int, int, int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("readerArea")
        self._drag: Drag | None = None
        self._pressed_at = QPointF()
        self._selected_before = (0, 0)
        self._entered: int | None = None
        self._last_pressed: int | None = None
        self._margin.pressed.connect(self._press)
        self._margin.number_pressed.connect(self.number_pressed)
        self.viewport().setMouseTracking(True)
        self.cursorPositionChanged.connect(self._follow_caret)

    def set_selected_claim(self, claim: int | None) -> None:
        super().set_selected_claim(claim)
        self._last_pressed = claim

    def selection_rect_bottom(self) -> QRect:
        """Return the last line of the selection in global coordinates, to set a popup under it."""
        start, end = self.selection()
        block, number = self.places.block_of(max(start, end - 1))
        line = self.places.lines_of(block)[number]
        pieces = self.geometry_of.pieces(block, max(start, self.places.range_of(block)[0]), end)
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        on_line = [piece for piece in pieces if piece.top() == line.box_top]
        rect = self.cursorRect()
        if on_line:
            left = min(piece.left() for piece in on_line)
            right = max(piece.right() for piece in on_line)
            rect = QRectF(left, top + line.box_top, right - left, line.bottom - line.top).toRect()
        return QRect(self.viewport().mapToGlobal(rect.topLeft()), rect.size())

    def selection_rect(self) -> QRect:
        """Return the visible part of the selection in global coordinates, over the whole column."""
        start, end = self.selection()
        lines = []
        for offset in (start, max(start, end - 1)):
            block, number = self.places.block_of(offset)
            line = self.places.lines_of(block)[number]
            top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
            lines.append((top + line.box_top, top + line.bottom))
        view = self.viewport().rect()
        box = QRect(0, round(lines[0][0]), view.width(), round(lines[1][1] - lines[0][0]))
        box = box.intersected(view)
        return QRect(self.viewport().mapToGlobal(box.topLeft()), box.size())

    # -- the keyboard and the clipboard

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        start, end = self.selection()
        data.setText(self.text()[start:end])
        return data

    def canInsertFromMimeData(self, _source: QMimeData) -> bool:
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self._drag is not None and key == Qt.Key.Key_Escape:
            self._drag = None
            self.end_preview()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _CHORD:
            self._enter()
        else:
            self._prepare()
            super().keyPressEvent(event)

    def _enter(self) -> None:
        start, end = self.selection()
        if start < end:
            self.selection_made.emit(start, end)
        elif claims := _claims(self._at_caret()):
            self._press(claims)
        else:
            one = reference_at(self.styles_in(start, start + 1), start)
            if one is not None:
                self.reference_pressed.emit(one)

    def _at_caret(self) -> list[Mark]:
        marks = self._scene.index.at(self.caret())
        return sorted(marks, key=lambda mark: (mark.end - mark.start, mark.claim))

    def _follow_caret(self) -> None:
        claim = next(iter(_claims(self._at_caret())), None)
        if claim != self._entered:
            self._entered = claim
            self.claim_entered.emit(claim)

    def _press(self, claims: list[int]) -> None:
        """Tell of a pressed claim; of several at one place, the one after the last pressed."""
        if not claims:
            return
        after = claims.index(self._last_pressed) + 1 if self._last_pressed in claims else 0
        self._last_pressed = claims[after % len(claims)]
        self.claim_pressed.emit(self._last_pressed)

    # -- the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position()
        self._selected_before = self.selection()
        grip = self._grip_at(event.position())
        if grip is not None and event.button() == Qt.MouseButton.LeftButton:
            mark = self._scene.index.of(grip.claim)[grip.span]
            self._drag = Drag(grip, mark, self.text())
        else:
            super().mousePressEvent(self.on_line(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._selected_before = self.selection()
        super().mouseDoubleClickEvent(self.on_line(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        moved = self.on_line(event)
        if self._drag is None:
            self.viewport().setCursor(self._shape(event))
            super().mouseMoveEvent(moved)
            return
        unit = self.cursorForPosition(moved.position().toPoint()).position()
        by_word = not event.modifiers() & Qt.KeyboardModifier.AltModifier
        drag = self._drag
        drag.move(self.places.codepoint(unit), by_word=by_word)
        self.preview_bounds(drag.grip.claim, drag.grip.span, drag.start, drag.end)

    def _shape(self, event: QMouseEvent) -> Qt.CursorShape:
        if not event.buttons() and self._grip_at(event.position()) is not None:
            return Qt.CursorShape.SizeHorCursor
        leads = bool(event.modifiers() & _FOLLOW) and self._scene.reference_at(event.position())
        return Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.IBeamCursor

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            self._drop(self._drag)
            return
        super().mouseReleaseEvent(self.on_line(event))
        if event.button() != Qt.MouseButton.LeftButton:
            return
        start, end = self.selection()
        travel = (event.position() - self._pressed_at).manhattanLength()
        if start < end and (start, end) != self._selected_before:
            self.selection_made.emit(start, end)
        elif start == end and travel < QApplication.startDragDistance():
            one = self._scene.reference_at(event.position())
            if one is not None and event.modifiers() & _FOLLOW:
                self.reference_pressed.emit(one)
            else:
                self._press(_claims(self._scene.marks_at(event.position())))

    def _drop(self, drag: Drag) -> None:
        self._drag = None
        if drag.changed:
            self.bounds_changed.emit(drag.grip.claim, drag.grip.span, drag.start, drag.end)
        # Whoever took the new bounds has given the marks anew; else the old ones are the truth.
        self.end_preview()

    def _grip_at(self, point: QPointF) -> Grip | None:
        return next((grip for grip in self._scene.grips() if grip.holds(point)), None)


def _claims(marks: Iterable[Mark]) -> list[int]:
    return list(dict.fromkeys(mark.claim for mark in marks))
