"""The text of the pages: a caret and a selection in code points, by mouse and keyboard."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QMimeData, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import QApplication

from db.records import Style
from workbench.gui import theme
from workbench.gui.pages.source import MOST_PLACES
from workbench.gui.pages.view import PageColumn
from workbench.gui.words import is_right_to_left
from workbench.readers.pdf.geometry import PageGeometry
from workbench.text.motion import move, next_word_end, previous_word_start

#: What a selection with the mouse goes by.
Grain = Literal["letter", "word", "line"]

_AUTOSCROLL = 40  # ms
CARET = 2  # px


class TextPages(PageColumn):
    """Pages whose text can be selected. All offsets are code points of the canonical text.

    Offsets of a page are turned into places by the geometry that the worker measures; before it
    has come, the pages can be read and scrolled already.
    """

    #: the caret or the selection moved
    cursorPositionChanged = Signal()
    #: the offset of the first text in sight, after scrolling
    first_visible_changed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._labels: list[str] = []
        self._fitted: dict[int, PageGeometry] = {}
        self._anchor = self._caret = 0
        self._goal: QPointF | None = None
        self._clicks, self._clicked_at = 0, QPointF()
        self._restored: int | None = None
        self._told = -1
        self._creep = QTimer(self, interval=_AUTOSCROLL)
        self._creep.timeout.connect(self._creep_on)
        self._pointer = QPointF()
        self._selecting: Grain | None = None
        self._first = (0, 0)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)

    def set_pages(self, text: str, styles: Sequence[Style]) -> None:
        """Take the canonical text and the pages among its styles, in order; nothing is selected."""
        pages = [style for style in styles if style.kind == "page"]
        self._text = text
        self._starts = [page.start for page in pages]
        self._ends = [page.end for page in pages]
        self._labels = [page.value for page in pages]
        self._fitted.clear()
        self._anchor = self._caret = 0
        self._restored = None

    def text(self) -> str:
        """Return the canonical text, as it was given."""
        return self._text

    # -- offsets and pages

    def page_of(self, offset: int) -> int:
        """Return the page that an offset stands on."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def label(self, page: int) -> str:
        """Return the label that the file gives a page."""
        return self._labels[page] if page < len(self._labels) else str(page + 1)

    def labels(self) -> Sequence[str]:
        """Return the labels of all pages."""
        return self._labels

    def span_of(self, page: int) -> tuple[int, int]:
        """Return the offsets of a page's text."""
        if page >= len(self._starts):
            return len(self._text), len(self._text)
        return self._starts[page], self._ends[page]

    def geometry_of(self, page: int) -> PageGeometry | None:
        """Return the places of a page, fitted to the canonical text, if they are here."""
        fitted = self._fitted.get(page)
        if fitted is None and self.source is not None and page < len(self._starts):
            raw = self.source.places(page)
            if raw is not None:
                if len(self._fitted) >= MOST_PLACES:
                    self._fitted.clear()
                fitted = self._fitted[page] = raw.fitted(self._text[slice(*self.span_of(page))])
        return fitted

    def rects_on(self, page: int, start: int, end: int) -> list[QRectF]:
        """Return the rectangles of a passage on a page, in px from the page's top left."""
        places, (lo, hi) = self.geometry_of(page), self.span_of(page)
        if places is None or start >= hi or end <= lo:
            return []
        quads = places.quads(max(start, lo) - lo, min(end, hi) - lo)
        return [self.sheets.from_page(page, quad) for quad in quads]

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Return the rectangles of a passage in the viewport, on pages that are measured."""
        found: list[QRectF] = []
        if not len(self.sheets):
            return found
        for page in range(self.page_of(start), self.page_of(max(start, end - 1)) + 1):
            if page < len(self.sheets):
                corner = self.page_rect(page).topLeft()
                found += [rect.translated(corner) for rect in self.rects_on(page, start, end)]
        return found

    def offset_near(self, point: QPointF) -> int | None:
        """Return the boundary nearest to a point of the viewport, None before it is measured."""
        if not len(self.sheets):
            return None
        page = self.page_at(point)
        places = self.geometry_of(page)
        if places is None:
            return None
        local = point - self.page_rect(page).topLeft()
        return self._starts[page] + places.nearest(*self.sheets.to_page(page, local))

    def offset_at(self, point: QPointF) -> int | None:
        """Return the code point that stands at a point of the viewport, or None."""
        if not len(self.sheets):
            return None
        page = self.page_at(point)
        places = self.geometry_of(page)
        if places is None:
            return None
        local = point - self.page_rect(page).topLeft()
        found = places.at(*self.sheets.to_page(page, local))
        return None if found is None else self._starts[page] + found

    # -- caret and selection

    def selection(self) -> tuple[int, int]:
        """Return the start and end of the selection; both are the caret if nothing is selected."""
        return min(self._anchor, self._caret), max(self._anchor, self._caret)

    def caret(self) -> int:
        """Return the offset of the caret."""
        return self._caret

    def select(self, start: int, end: int) -> None:
        """Select a passage, with the caret at its end."""
        self._set(start, end)

    def _set(self, anchor: int, caret: int) -> None:
        limit = len(self._text)
        anchor, caret = min(max(anchor, 0), limit), min(max(caret, 0), limit)
        if (anchor, caret) != (self._anchor, self._caret):
            self._anchor, self._caret = anchor, caret
            self.viewport().update()
            self.cursorPositionChanged.emit()

    def copy(self) -> None:
        """Put the selected words on the clipboard, as they stand in the text."""
        start, end = self.selection()
        if start < end:
            data = QMimeData()
            data.setText(self._text[start:end])
            QGuiApplication.clipboard().setMimeData(data)

    # -- the place

    def place(self) -> int:
        """Return the offset of the first text in sight."""
        if self._restored is not None:
            return self._restored
        if not len(self.sheets):
            return 0
        page = self.page
        places, (start, _end) = self.geometry_of(page), self.span_of(page)
        rect = self.page_rect(page)
        if places is None or rect.top() >= 0:
            return start
        return start + places.nearest(*self.sheets.to_page(page, QPointF(4, 8 - rect.top())))

    def _note_page(self) -> None:
        super()._note_page()
        place = self.place()
        if place != self._told:
            self._told = place
            self.first_visible_changed.emit(place)

    def restore_place(self, offset: int) -> None:
        """Scroll so that the text at an offset is at the top, as soon as its page is measured."""
        self._restored = offset
        self._go_to_restored()

    def _go_to_restored(self) -> None:
        if self._restored is None or not len(self.sheets):
            return
        page = self.page_of(self._restored)
        self.go_to_page(page)
        rects = self.rects_on(page, self._restored, self._restored + 1)
        if rects and self._restored > self._starts[page]:
            y = self.sheets.top(page) + rects[0].top()
            self.verticalScrollBar().setValue(round(y) - 8)
        if self.geometry_of(page) is not None:
            self._restored = None
        self._ask()

    def _open(self) -> None:
        super()._open()
        self._go_to_restored()

    def _update_page(self, page: int) -> None:
        super()._update_page(page)
        if self._restored is not None and page == self.page_of(self._restored):
            self._go_to_restored()

    # -- the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._restored = None
        offset = self.offset_near(event.position())
        if event.button() != Qt.MouseButton.LeftButton or offset is None:
            return
        near = (event.position() - self._clicked_at).manhattanLength()
        again = self._clicks == 2 and near < QApplication.startDragDistance()
        self._clicks, self._clicked_at = (3 if again else 1), event.position()
        if again:
            self._begin("line", offset)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._selecting, self._first = "letter", (self._anchor, self._anchor)
            self._set(self._anchor, offset)
        else:
            self._begin("letter", offset)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        offset = self.offset_near(event.position())
        if event.button() == Qt.MouseButton.LeftButton and offset is not None:
            self._clicks, self._clicked_at = 2, event.position()
            self._begin("word", self.offset_at(event.position()) or offset)
            QTimer.singleShot(QApplication.doubleClickInterval(), self._forget_clicks)

    def _forget_clicks(self) -> None:
        self._clicks = 0

    def _begin(self, unit: Grain, offset: int) -> None:
        """Begin a selection by letters, words or lines."""
        self._selecting, self._goal = unit, None
        self._first = self._around(unit, offset)
        self._set(*self._first)

    def _around(self, unit: Grain, offset: int) -> tuple[int, int]:
        if unit == "word":
            start = previous_word_start(self._text, min(offset + 1, len(self._text)))
            end = next_word_end(self._text, start)
            return (start, end) if start <= offset <= end else (offset, offset + 1)
        if unit == "line":
            start = self._text.rfind("\n", 0, offset) + 1
            end = self._text.find("\n", offset)
            return start, end if end >= 0 else len(self._text)
        return offset, offset

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        if self._selecting is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        self._extend_to(event.position())
        outside = not self.viewport().rect().contains(event.position().toPoint())
        if outside and not self._creep.isActive():
            self._creep.start()

    def _extend_to(self, point: QPointF) -> None:
        offset = self.offset_near(point)
        if offset is None or self._selecting is None:
            return
        start, end = self._around(self._selecting, offset)
        first, last = self._first
        if offset < first:
            self._set(last, min(start, offset))
        else:
            self._set(first, max(last, end if self._selecting != "letter" else offset))

    def _creep_on(self) -> None:
        """Scroll while the pointer is held beyond the edge."""
        height = self.viewport().height()
        beyond = min(0.0, self._pointer.y()) or max(0.0, self._pointer.y() - height)
        if self._selecting is None or not beyond:
            self._creep.stop()
            return
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + round(beyond / 2))
        self._extend_to(self._pointer)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._selecting = None
            self._creep.stop()

    # -- the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self._set(0, len(self._text))
        elif not self._move_caret(event) and not self._scroll(event):
            super().keyPressEvent(event)

    def _move_caret(self, event: QKeyEvent) -> bool:
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        by_word = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = event.key()
        target: int | None = None
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            target = self._across(key == Qt.Key.Key_Right, by_word=by_word, extend=extend)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not by_word:
            target = self._down(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and by_word:
            target = 0 if key == Qt.Key.Key_Home else len(self._text)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            line = self._around("line", self._caret)
            target = line[key == Qt.Key.Key_End]
        if target is None:
            return False
        if key not in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._goal = None
        self._set(self._anchor if extend else target, target)
        self.show_caret()
        return True

    def _across(self, right: bool, *, by_word: bool, extend: bool) -> int:
        start, end = self.selection()
        if start < end and not extend and not by_word:
            return end if right else start
        forward = right != self._turned_round()
        return move(self._text, self._caret, "word" if by_word else "letter", 1 if forward else -1)

    def _turned_round(self) -> bool:
        line = self._around("line", self._caret)
        return is_right_to_left(self._text[slice(*line)])

    def _down(self, step: int) -> int:
        """Return the offset a line above or below, at the same place along the line."""
        page = self.page_of(self._caret)
        places = self.geometry_of(page)
        if places is None or not places.rows:
            return self._caret
        stand = places.caret(self._caret - self._starts[page])
        if self._goal is None and stand is not None:
            self._goal = QPointF((stand.left + stand.right) / 2, (stand.top + stand.bottom) / 2)
        goal = self._goal or QPointF()
        row = places.row_of(self._caret - self._starts[page]) + step
        while not 0 <= row < len(places.rows):
            page += step
            if not 0 <= page < len(self._starts):
                return self._caret
            beyond = self.geometry_of(page)
            if beyond is None:  # not measured yet
                return self._starts[page] if step > 0 else self._ends[page]
            places, row = beyond, 0 if step > 0 else len(beyond.rows) - 1
        return self._starts[page] + places.on_row(row, goal.x(), goal.y())

    def _scroll(self, event: QKeyEvent) -> bool:
        bar, key = self.verticalScrollBar(), event.key()
        back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if key == Qt.Key.Key_PageDown or (key == Qt.Key.Key_Space and not back):
            bar.triggerAction(bar.SliderAction.SliderPageStepAdd)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_Space):
            bar.triggerAction(bar.SliderAction.SliderPageStepSub)
        else:
            return False
        return True

    def show_caret(self) -> None:
        """Scroll no farther than it takes to have the caret in sight."""
        rect = self.caret_rect()
        if rect is None:
            self.go_to_page(self.page_of(self._caret))
            return
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if rect.top() < 0:
            bar.setValue(round(bar.value() + rect.top() - 20))
        elif rect.bottom() > height:
            bar.setValue(round(bar.value() + rect.bottom() - height + 20))

    def caret_rect(self) -> QRectF | None:
        """Return where the caret stands in the viewport."""
        page = self.page_of(self._caret)
        places = self.geometry_of(page)
        if places is None or page >= len(self.sheets):
            return None
        quad = places.caret(self._caret - self._starts[page])
        if quad is None:
            return None
        return self.sheets.from_page(page, quad).translated(self.page_rect(page).topLeft())

    # -- drawing

    def draw_selection(self, painter: QPainter, page: int) -> None:
        """Draw the selection and the caret of a page; the painter's origin is its top left."""
        start, end = self.selection()
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for rect in self.rects_on(page, start, end) if start < end else ():
            painter.fillRect(rect, QColor(theme.LIGHT.select))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        caret = self.caret_rect()
        if caret is not None and self.hasFocus() and page == self.page_of(self._caret):
            caret = caret.translated(-self.page_rect(page).topLeft())
            bar = QRectF(caret.left() - CARET / 2, caret.top(), CARET, caret.height())
            if caret.height() < caret.width():
                bar = QRectF(caret.left(), caret.top() - CARET / 2, caret.width(), CARET)
            painter.fillRect(bar, QColor(theme.LIGHT.accent))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # -- where a popup goes

    def selection_rect_bottom(self) -> QRect:
        """Return the last line of the selection in global coordinates, to set a popup under it."""
        rects = self.rects(*self.selection())
        last = rects[-1] if rects else (self.caret_rect() or QRectF(self.viewport().rect()))
        return QRect(self.viewport().mapToGlobal(last.topLeft().toPoint()), last.size().toSize())

    def selection_rect(self) -> QRect:
        """Return the visible part of the selection in global coordinates."""
        whole = QRectF()
        for rect in self.rects(*self.selection()):
            whole = whole.united(rect)
        return self.visible_part(whole)
