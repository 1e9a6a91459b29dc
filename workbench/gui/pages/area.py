"""The page view as it is worked in: passages marked, pressed, selected and moved."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QApplication

from db.records import Region
from workbench.gui import theme
from workbench.gui.pages import accessible
from workbench.gui.pages import painter as draw
from workbench.gui.pages.marked import PARTS, MarkedPages
from workbench.gui.reader.bounds import Drag
from workbench.gui.reader.marks import Mark
from workbench.gui.reader.scene import Grip

#: With one of these, Enter is somebody's shortcut.
_CHORD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_LEAST = 8  # px that a region must be wide and high


class PageArea(MarkedPages):
    """Pages in which passages are marked; with the signals and methods of the text's reader."""

    #: Start and end, once a selection is made with the mouse, or Enter is pressed on one.
    selection_made = Signal(int, int)
    #: A claim whose highlight was clicked, or Enter pressed in it.
    claim_pressed = Signal(object)
    #: The claim the caret has come into, or None when it has left.
    claim_entered = Signal(object)
    #: A place that was clicked with Ctrl, or where Enter was pressed outside of claims.
    followed = Signal(int)
    #: Claim, number of its passage, new start and end, after a handle was dragged.
    bounds_changed = Signal(object, int, int, int)
    #: A rectangle was drawn on a page without text: a `Region`.
    region_drawn = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pageArea")
        self._drag: Drag | None = None
        self._drawn: tuple[int, QPointF, QPointF] | None = None  # page, corners from its top left
        #: the rectangle that was drawn and is not yet part of a claim
        self.region: Region | None = None
        self._pressed_at = QPointF()
        self._before = (0, 0)
        self._entered: int | None = None
        self._last_pressed: int | None = None
        self.cursorPositionChanged.connect(self._follow_caret)
        self.cursorPositionChanged.connect(lambda: accessible.tell_moved(self))
        accessible.offer(self)

    def set_selected_claim(self, claim: int | None) -> None:
        super().set_selected_claim(claim)
        self._last_pressed = claim

    # -- the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and (self._drag is not None or self._drawn is not None):
            self._drag = self._drawn = None
            self.end_preview()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _CHORD:
            start, end = self.selection()
            if start < end:
                self.selection_made.emit(start, end)
            elif claims := _claims(self._at_caret()):
                self._press(claims)
            else:
                self.followed.emit(start)
        else:
            super().keyPressEvent(event)

    def _at_caret(self) -> list[Mark]:
        marks = self._index.at(self.caret())
        return sorted(marks, key=lambda mark: (mark.end - mark.start, mark.claim))

    def _follow_caret(self) -> None:
        claim = next(iter(_claims(self._at_caret())), None)
        if claim != self._entered:
            self._entered = claim
            self.claim_entered.emit(claim)

    def _press(self, claims: list[int]) -> None:
        """Tell of a pressed claim; of several at one place, the one after the last pressed."""
        if claims:
            after = claims.index(self._last_pressed) + 1 if self._last_pressed in claims else 0
            self._last_pressed = claims[after % len(claims)]
            self.claim_pressed.emit(self._last_pressed)

    # -- the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at, self._before = event.position(), self.selection()
        grip = self._grip_at(event.position())
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
        elif grip is not None:
            self._drag = Drag(grip, self._index.of(grip.claim)[grip.span], self.text())
        elif self._is_scan(event.position()):
            page = self.page_at(event.position())
            corner = event.position() - self.page_rect(page).topLeft()
            self._drawn = (page, corner, corner)
        else:
            super().mousePressEvent(event)

    def _is_scan(self, point: QPointF) -> bool:
        """Whether a point is on a page that has no text to select."""
        if not len(self.sheets):
            return False
        page = self.page_at(point)
        places = self.geometry_of(page)
        return places is not None and not places.rows and self.page_rect(page).contains(point)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            offset = self.offset_near(event.position())
            if offset is not None:
                by_word = not event.modifiers() & Qt.KeyboardModifier.AltModifier
                self._drag.move(offset, by_word=by_word)
                grip = self._drag.grip
                self.preview_bounds(grip.claim, grip.span, self._drag.start, self._drag.end)
        elif self._drawn is not None:
            page, corner, _ = self._drawn
            self._drawn = (page, corner, event.position() - self.page_rect(page).topLeft())
            self.viewport().update()
        else:
            self._show_cursor(event)
            super().mouseMoveEvent(event)

    def _show_cursor(self, event: QMouseEvent) -> None:
        if event.buttons():
            return
        shape = Qt.CursorShape.IBeamCursor
        if self._grip_at(event.position()) is not None:
            shape = Qt.CursorShape.SizeHorCursor
        elif self._is_scan(event.position()):
            shape = Qt.CursorShape.CrossCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            self._drop(self._drag)
            return
        travel = (event.position() - self._pressed_at).manhattanLength()
        still = travel < QApplication.startDragDistance()
        if self._drawn is not None:
            self._finish_region(*self._drawn)
            if still:
                self._press(_claims(self.marks_at(event.position())))
            return
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        start, end = self.selection()
        if start < end and (start, end) != self._before:
            self.selection_made.emit(start, end)
        elif start == end and still and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.followed.emit(start)
        elif start == end and still:
            self._press(_claims(self.marks_at(event.position())))

    def _drop(self, drag: Drag) -> None:
        self._drag = None
        if drag.changed:
            self.bounds_changed.emit(drag.grip.claim, drag.grip.span, drag.start, drag.end)
        # Whoever took the new bounds has given the marks anew; else the old ones are the truth.
        self.end_preview()

    def _grip_at(self, point: QPointF) -> Grip | None:
        return next((grip for grip in self.grips() if grip.holds(point)), None)

    # -- regions

    def _finish_region(self, page: int, corner: QPointF, other: QPointF) -> None:
        self._drawn = None
        self.viewport().update()
        rect = QRectF(corner, other).normalized()
        if self.source is None or rect.width() < _LEAST or rect.height() < _LEAST:
            return
        width, height = self.source.sizes[page]
        a = self.sheets.to_page(page, rect.topLeft())
        b = self.sheets.to_page(page, rect.bottomRight())
        xs = sorted(min(max(round(x / width * PARTS), 0), PARTS) for x in (a[0], b[0]))
        ys = sorted(min(max(round(y / height * PARTS), 0), PARTS) for y in (a[1], b[1]))
        if xs[0] < xs[1] and ys[0] < ys[1]:
            self.select(*self.span_of(page))
            self.region = Region(page, xs[0], ys[0], xs[1], ys[1])
            self.region_drawn.emit(self.region)

    def _set(self, anchor: int, caret: int) -> None:
        self.region = None  # it goes with the selection that was made for it
        super()._set(anchor, caret)
        self.viewport().update()

    def region_rect(self) -> QRectF | None:
        """Return where the rectangle that was drawn lies in the viewport."""
        if self.region is None or not len(self.sheets):
            return None
        corner = self.page_rect(self.region.page).topLeft()
        return self.placed(self.region).translated(corner)

    def selection_rect_bottom(self) -> QRect:
        rect = self.region_rect()
        return super().selection_rect_bottom() if rect is None else self.visible_part(rect)

    def selection_rect(self) -> QRect:
        rect = self.region_rect()
        return super().selection_rect() if rect is None else self.visible_part(rect)

    def draw_on_page(self, painter: QPainter, page: int) -> None:
        super().draw_on_page(painter, page)
        if self._drawn is not None and self._drawn[0] == page:
            self._draw_drawn(painter, QRectF(self._drawn[1], self._drawn[2]).normalized())
        elif self.region is not None and self.region.page == page:
            self._draw_drawn(painter, self.placed(self.region))

    def _draw_drawn(self, painter: QPainter, rect: QRectF) -> None:
        draw.fill(painter, [rect], theme.LIGHT.select)
        draw.outline(painter, [rect], QPen(QColor(theme.LIGHT.accent), 1), 0)


def _claims(marks: Iterable[Mark]) -> list[int]:
    return list(dict.fromkeys(mark.claim for mark in marks))
