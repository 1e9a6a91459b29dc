"""The column of text: its width, its fonts, and the place where it is read. No marks yet."""

from bisect import bisect_right
from collections.abc import Iterator

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent, QTextBlock, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from db.records import Style
from workbench.gui import theme
from workbench.gui.reader.geometry import Geometry
from workbench.gui.reader.layout import PAD, ReaderLayout
from workbench.gui.reader.places import Places
from workbench.gui.reader.shown import ShownText
from workbench.gui.reader.styling import ASIDE, StyleIndex
from workbench.gui.reader.typography import BASE, Typography

SIDE = 82  # px at the start of the page for four lanes of brackets and a count
FAR_SIDE = 8
RING = 2  # px above and below the text for the focus ring
_SETTLE = 40  # ms after which scrolling counts as done


class Column(QPlainTextEdit):
    """One document's text in a column of 72 average characters, read only.

    All offsets are code points of the canonical text. Nothing is read back from the widget.
    """

    #: The offset of the first visible line, after scrolling.
    first_visible_changed = Signal(int)
    #: The column has another width or another place in the widget.
    column_moved = Signal()
    #: Page furniture and the like is shown now, or left out.
    aside_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._place = 0
        self._total = 1
        self._aside = True
        self._layout = ReaderLayout(self.document())
        self.document().setDocumentLayout(self._layout)
        self.document().setDocumentMargin(PAD)
        self.geometry_of = Geometry(self._layout)
        self.places = Places(self.document(), self._layout)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setCursorWidth(2)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLE)
        self._settled.timeout.connect(self._note_place)
        self.updateRequest.connect(self._on_update)
        self.set_reading_font("", BASE)

    # -- the text

    def set_document(
        self,
        text: str,
        styles: tuple[Style, ...],
        *,
        reflow: bool,
        aside: frozenset[str] = ASIDE,
    ) -> None:
        """Show a text from its beginning; `reflow` joins hard-wrapped lines on the screen.

        `aside` are the kinds of styles that `set_aside` leaves out.
        """
        self._settled.stop()
        self._place = 0
        index = StyleIndex(styles, aside)
        self._show(ShownText(text, reflowed=reflow, bounds=index.bounds()), index)

    @property
    def reflowed(self) -> bool:
        """Whether hard-wrapped lines are joined on the screen."""
        return self._layout.text.reflowed

    def set_reflow(self, on: bool) -> None:
        """Join hard-wrapped lines, or show them as they are; the place and selection stay."""
        if on == self._layout.text.reflowed:
            return
        place, before = self.place(), self.textCursor()
        anchor, caret = before.anchor(), before.position()  # the cursor moves with the text
        styles = self._layout.styles
        self._show(ShownText(self.text(), reflowed=on, bounds=styles.bounds()), styles)
        restored = self.textCursor()
        restored.setPosition(anchor)
        restored.setPosition(caret, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(restored)
        self.restore_place(place)

    @property
    def aside(self) -> bool:
        """Whether page furniture and the scraps of web pages are shown."""
        return self._aside

    def set_aside(self, shown: bool) -> None:
        """Show page furniture and the scraps of web pages, or leave them out; the place stays."""
        if shown != self._aside:
            self._aside = shown
            self._layout.hide(not shown)
            self._relayout()
            self.aside_changed.emit(shown)

    @property
    def asides(self) -> int:
        """How many passages are page furniture or the like, whether shown or left out."""
        return self._layout.asides

    def busy(self) -> bool:
        """Tell whether the scroll bar is still finding out how long the text is."""
        return self._layout.busy()

    def text(self) -> str:
        """Return the canonical text, as it was given."""
        return self._layout.text.canonical

    def _show(self, text: ShownText, styles: StyleIndex) -> None:
        self._layout.set_text(text, styles)
        self._total = text.canonical.count("\n") + 1
        self.setPlainText(text.shown)
        self._layout.hide(not self._aside)
        # Qt lays out a document of one block by its own lights while it takes the text.
        self._fit()
        self._relayout()

    def set_reading_font(self, family: str, pixels: float) -> None:
        """Set the reading font (empty: the platform's) and its size in px; the place stays."""
        typography = Typography(family, pixels)
        self._layout.set_typography(typography)
        self.setFont(typography.font)
        self._fit()
        self._relayout()

    # -- offsets

    def selection(self) -> tuple[int, int]:
        """Return the start and end of the selection; both are the caret if nothing is selected."""
        cursor = self.textCursor()
        to_codepoint = self._layout.text.map.to_codepoint
        return to_codepoint(cursor.selectionStart()), to_codepoint(cursor.selectionEnd())

    def caret(self) -> int:
        """Return the offset of the caret."""
        return self._layout.text.map.to_codepoint(self.textCursor().position())

    def select(self, start: int, end: int) -> None:
        """Select a passage, with the caret at its end."""
        to_utf16 = self._layout.text.map.to_utf16
        cursor = self.textCursor()
        cursor.setPosition(to_utf16(start))
        cursor.setPosition(to_utf16(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def styles_in(self, start: int, end: int) -> list[Style]:
        """Return the styles of a passage, by their starts."""
        return self._layout.styles.query(start, end)

    def line_numbers(self) -> tuple[int, int]:
        """Return the line that is read and the number of lines, as the canonical text counts them.

        The line is the caret's while the caret is in sight, else the first visible one.
        """
        caret = self.cursorRect()
        seen = caret.bottom() > 0 and caret.top() < self.viewport().height()
        text = self.text()
        return text.count("\n", 0, self.caret() if seen else self._place) + 1, self._total

    # -- the place

    def place(self) -> int:
        """Return the offset of the first line in sight."""
        if self._settled.isActive():
            self._note_place()
        return self._place

    def restore_place(self, offset: int) -> None:
        """Scroll so that the line of an offset is the first in sight."""
        block, line = self.places.block_of(offset)
        while not block.isVisible() and block.next().isValid():
            block, line = block.next(), 0
            offset = self.places.range_of(block)[0]
        self._place = offset
        self._scroll_to(block, line)
        self._settled.stop()

    def visible(self, top: float, bottom: float) -> Iterator[tuple[QTextBlock, float]]:
        """Yield the blocks between two heights of the viewport, and each one's top there."""
        block = self.firstVisibleBlock()
        y = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and y <= bottom:
            height = self._layout.blockBoundingRect(block).height()
            # Outlines and dashes reach a little out of their block.
            if y + height >= top - 8 and block.isVisible():
                yield block, y
            y += height
            block = block.next()

    def on_line(self, event: QMouseEvent) -> QMouseEvent:
        """Return a mouse event moved onto the line whose slot it is in.

        Qt takes the space between two lines for the end of the upper one.
        """
        point = event.position()
        for block, y in self.visible(point.y(), point.y()):
            lines = self._layout.lines(block)
            number = bisect_right(lines, point.y() - y, key=lambda line: line.top) - 1
            if 0 <= point.y() - y < self._layout.blockBoundingRect(block).height():
                drawn = block.layout().lineAt(max(0, number)).naturalTextRect().translated(0, y)
                point.setY(min(max(point.y(), drawn.top() + 1), drawn.bottom() - 2))
        return QMouseEvent(
            event.type(), point, event.scenePosition(), event.globalPosition(), event.button(),
            event.buttons(), event.modifiers(), event.pointingDevice(),
        )  # fmt: skip

    def recolour(self) -> None:
        """Style the text anew in the colours of the present mode."""
        self._relayout()

    def mirror(self) -> None:
        """Put the margins where the direction of the interface wants them."""
        self._fit()
        self.column_moved.emit()

    def _scroll_to(self, block: QTextBlock, line: int) -> None:
        self._layout.announce()
        self.verticalScrollBar().setValue(block.firstLineNumber() + line)

    def _scroll_above(self, offset: int, height: float) -> None:
        """Scroll so that the line of an offset stands about `height` px under the top."""
        block, number = self.places.block_of(offset)
        above = self._layout.lines(block)[number].top
        while above < height and block.previous().isValid():
            block = block.previous()
            above += self._layout.blockBoundingRect(block).height()
        lines = self._layout.lines(block)
        first = next((k for k, line in enumerate(lines) if line.top >= above - height), 0)
        self._scroll_to(block, first)

    def _on_update(self, _rect: object, dy: int) -> None:
        if dy and not self._settled.isActive():
            self._settled.start()

    def _note_place(self) -> None:
        self._settled.stop()
        self._prepare()
        for block, y in self.visible(0, self.viewport().height()):
            for line in self._layout.lines(block):
                if y + (line.top + line.bottom) / 2 >= 0:
                    text = self._layout.text
                    place = text.map.to_codepoint(block.position() + line.start)
                    changed, self._place = place != self._place, place
                    if changed:
                        self.first_visible_changed.emit(place)
                    return

    def _prepare(self) -> None:
        """Lay out a screen of blocks above the first visible one before they are scrolled to.

        Qt scrolls by lines, and knows how many a block has only once it is laid out.
        """
        block = self.firstVisibleBlock().previous()
        height = float(self.viewport().height())
        count = self.document().lineCount()
        while block.isValid() and height > 0:
            height -= self._layout.blockBoundingRect(block).height()
            block = block.previous()
        if count != self.document().lineCount():
            self._layout.announce()

    # -- the column

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        if self.viewport().width() != self._layout.width:
            self._relayout()
        else:
            # Qt lays out everything anew if the width differs from the one before: it does not.
            before = QSize(event.size().width(), event.oldSize().height())
            super().resizeEvent(QResizeEvent(event.size(), before))
        self.column_moved.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._prepare()
        super().wheelEvent(event)

    def _fit(self) -> None:
        """Centre the column in the width there is; the viewport may be resized by this."""
        width = self.width() - self.verticalScrollBar().sizeHint().width()
        measure = self._layout.typography.measure
        # Lines that a page has set are as wide as they are, if there is room.
        set_lines = round(measure / theme.MEASURE * self._layout.text.set_width)
        wanted = min(max(measure, set_lines) + 2 * PAD, width - SIDE - FAR_SIDE)
        start = max(SIDE, (width - wanted) // 2)
        end = max(FAR_SIDE, width - wanted - start)
        before = self.viewportMargins()
        left, right = (end, start) if self.isRightToLeft() else (start, end)
        if (before.left(), before.right()) != (left, right):
            self.setViewportMargins(left, RING, right, RING)

    def _relayout(self) -> None:
        """Lay everything out for the viewport as it is now; the place stays."""
        place = self.place()
        self._layout.set_width(self.viewport().width())
        size = self.viewport().size()
        super().resizeEvent(QResizeEvent(size, QSize(-1, size.height())))
        self._layout.guess_lines()
        self.restore_place(place)
        self.viewport().update()
