"""A column of text with its marks: highlights, brackets, ticks, find hits, tool tips."""

import textwrap
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip

from db.records import Style
from workbench.gui.reader.bounds import Preview
from workbench.gui.reader.column import Column
from workbench.gui.reader.margin import Margin
from workbench.gui.reader.marks import Mark, MarkIndex, Markings
from workbench.gui.reader.scene import Scene
from workbench.gui.reader.styling import ASIDE
from workbench.gui.reader.ticks import Ticks
from workbench.gui.reader.tooltip import plain
from workbench.text.references import counterpart

FLASH = 600  # ms
_TIP = 600  # characters of a note in a tool tip
_KEYBOARD = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    }
)


class MarkedColumn(Column):
    """A column that draws marks under its text; it does not yet answer to pointer or keys."""

    def __init__(self) -> None:
        super().__init__()
        self._scene = Scene(self)
        self._preview = Preview(self._scene.index)
        self._margin = Margin(self, lambda: self._scene.index)
        self._ticks = Ticks(self.verticalScrollBar(), self.places.row_bounds, self._colour_at)
        self._flash_end = QTimer(self, singleShot=True, interval=FLASH)
        self._flash_end.timeout.connect(self._end_flash)
        self.column_moved.connect(self._place_margin)
        self.updateRequest.connect(self._margin.refresh)

    def set_document(
        self,
        text: str,
        styles: tuple[Style, ...],
        *,
        reflow: bool,
        aside: frozenset[str] = ASIDE,
    ) -> None:
        """Show a text from its beginning, without marks."""
        self.set_marks(())
        self.set_hits((), None)
        self.set_mentions(())
        self.outline(None)
        self.set_selected_claim(None)
        super().set_document(text, styles, reflow=reflow, aside=aside)

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show these marks and no others."""
        self._scene.index = MarkIndex(marks)
        self._preview = Preview(self._scene.index)
        self._repaint_marks()

    def update_claims(self, removed: Iterable[int], marks: Sequence[Mark]) -> None:
        """Take away the marks of some claims, and put these in the place of their claims' marks."""
        given: dict[int, list[Mark]] = {claim: [] for claim in removed}
        for mark in marks:
            given.setdefault(mark.claim, []).append(mark)
        self._preview.forget(given)
        for claim, its in given.items():
            self._scene.index.replace(claim, its)
        self._repaint_marks()

    def set_selected_claim(self, claim: int | None) -> None:
        """Draw a claim as the selected one, with handles at the bounds of its passages."""
        if claim != self._scene.selected:
            self._preview.end()
            self._scene.selected = self._margin.selected = claim
            self._repaint_marks()

    def fix_bounds(self) -> None:
        """Give the selected claim no handles: this is a text to be looked at."""
        self._scene.movable = False

    def preview_bounds(self, claim: int, span: int, start: int, end: int) -> None:
        """Show a passage with other bounds, until its marks are given anew or `end_preview`."""
        self._preview.show(claim, span, start, end)
        self._repaint_marks()

    def end_preview(self) -> None:
        """Show the true bounds again."""
        self._preview.end()
        self._repaint_marks()

    def set_numbers(self, numbers: Sequence[tuple[int, int]], current: int = 0) -> None:
        """Show numbers in the margin, each at an offset of the text; one of them is the current."""
        self._margin.numbers, self._margin.current_number = list(numbers), current
        self._margin.update()

    def set_hits(self, spans: Sequence[tuple[int, int]], current: int | None) -> None:
        """Show find hits (ascending, not overlapping); `current` is the number of one of them."""
        self._scene.hits, self._scene.current_hit = spans, current
        self._ticks.set_hits([start for start, _ in spans])
        self.viewport().update()

    def set_mentions(self, places: Sequence[tuple[int, int]]) -> None:
        """Show where actors are named (ascending, not overlapping) by faint dots."""
        self._scene.mentions = places
        self.viewport().update()

    def outline(self, place: tuple[int, int] | None) -> None:
        """Outline one mention until another is outlined, or none."""
        self._scene.outlined = place
        self.viewport().update()

    @property
    def outlined(self) -> tuple[int, int] | None:
        """The mention that is outlined."""
        return self._scene.outlined

    def markings(self) -> Markings:
        """Return all that is drawn with the text."""
        scene = self._scene
        return Markings(
            tuple(scene.index),
            scene.selected,
            scene.hits,
            scene.current_hit,
            scene.mentions,
            scene.outlined,
        )

    def take(self, markings: Markings) -> None:
        """Draw what another view of the same document drew."""
        self.set_marks(markings.marks)
        self.set_hits(markings.hits, markings.current_hit)
        self.set_mentions(markings.mentions)
        self.outline(markings.outlined)
        self.set_selected_claim(markings.selected)

    def show_offset(self, start: int, end: int | None = None, *, flash: bool = True) -> None:
        """Bring a passage into sight, to the upper third unless it is in sight already.

        `flash` outlines it for 600 ms.
        """
        end = start + 1 if end is None else end
        if not self.places.block_of(start)[0].isVisible():
            self.set_aside(True)  # what is looked for is never left out
        height = self.viewport().height()
        if not self._in_sight(start, end):
            self._scroll_above(start, height / 3)
        if flash:
            self._scene.flash = (start, end)
            self._flash_end.start()
            self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip(QPointF(event.pos())), self.viewport())
            return True
        return super().viewportEvent(event)

    def _tip(self, point: QPointF) -> str:
        """Return what a tool tip says: names of the tags, the address of a link, a note's words."""
        said = [mark.names for mark in self._scene.marks_at(point) if mark.names]
        one = self._scene.reference_at(point)
        if one is not None and one.kind == "link":
            said.append(f"{one.value}\nCtrl and click: open in the browser, after asking")
        elif one is not None and one.kind == "noteref":
            note = counterpart(self._layout.styles.all(), one)
            if note is not None:
                said.append(textwrap.shorten(self.text()[note.start : note.end], _TIP))
                said.append("Ctrl and click: go to the note")
        return plain(said)

    def paintEvent(self, event: QPaintEvent) -> None:
        scene, painter = self._scene, QPainter(self.viewport())
        scene.draw_under(painter, event.rect())
        painter.end()
        super().paintEvent(event)
        if any(one is not None for one in (scene.selected, scene.flash, scene.outlined)):
            painter.begin(self.viewport())
            scene.draw_over(painter, event.rect())
            painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._margin.ring = event.reason() in _KEYBOARD
        self._margin.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._margin.ring = False
        self._margin.update()
        super().focusOutEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.recolour()
            self._repaint_marks()
        elif event.type() == QEvent.Type.LayoutDirectionChange:
            self.mirror()

    def _place_margin(self) -> None:
        self._margin.setGeometry(self.contentsRect())
        self._margin.update()

    def _repaint_marks(self) -> None:
        self._ticks.set_starts(self._scene.index.starts)
        self.viewport().update()
        self._margin.update()

    def _colour_at(self, start: int) -> str:
        marks = self._scene.index.at(start)
        return next((mark.colour for mark in marks if mark.start == start), "")

    def _end_flash(self) -> None:
        self._scene.flash = None
        self.viewport().update()

    def _in_sight(self, start: int, end: int) -> bool:
        """Tell whether a passage stands within the part of the screen that one looks at."""
        height = self.viewport().height()
        seen = []
        for offset in (start, max(start, end - 1)):
            block, number = self.places.block_of(offset)
            line = self.places.lines_of(block)[number]
            top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
            seen.append(top + line.top >= 0 and top + line.bottom <= 0.85 * height)
        return all(seen)
