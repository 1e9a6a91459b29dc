"""Pages with their marks: highlights, regions, find hits, mentions, outlines, tool tips."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QTimer
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QToolTip

from db.records import Region, Style
from workbench.gui.pages import painter as draw
from workbench.gui.pages.text import TextPages
from workbench.gui.reader.bounds import Preview
from workbench.gui.reader.marked import FLASH
from workbench.gui.reader.marks import Mark, MarkIndex, Markings
from workbench.gui.reader.scene import OUTSIDE, Grip
from workbench.gui.reader.ticks import Ticks
from workbench.gui.reader.tooltip import plain
from workbench.readers.pdf.geometry import Quad

#: what the width and the height of a page are divided into, in regions
PARTS = 100_000


class MarkedPages(TextPages):
    """Pages that draw marks over their words; they do not yet answer to pointer or keys."""

    def __init__(self) -> None:
        super().__init__()
        self._index = MarkIndex()
        self._preview = Preview(self._index)
        self._selected: int | None = None
        self._regions: Mapping[int, Sequence[Region]] = {}
        self._hits: Sequence[tuple[int, int]] = ()
        self._current_hit: int | None = None
        self._mentions: Sequence[tuple[int, int]] = ()
        self._outlined: tuple[int, int] | None = None
        self._flash: tuple[int, int] | None = None
        self._ticks = Ticks(self.verticalScrollBar(), self._row_bounds, self._colour_at)
        self._flash_end = QTimer(self, singleShot=True, interval=FLASH)
        self._flash_end.timeout.connect(self._end_flash)

    def set_pages(self, text: str, styles: Sequence[Style]) -> None:
        """Take the canonical text and the pages among its styles; there are no marks yet."""
        self.set_marks(())
        self.set_regions({})
        self.set_hits((), None)
        self.set_mentions(())
        self.outline(None)
        self.set_selected_claim(None)
        super().set_pages(text, styles)

    # -- given by those who know

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show these marks and no others."""
        self._index = MarkIndex(marks)
        self._preview = Preview(self._index)
        self._repaint_marks()

    def update_claims(self, removed: Iterable[int], marks: Sequence[Mark]) -> None:
        """Take away the marks of some claims, and put these in the place of their claims' marks."""
        given: dict[int, list[Mark]] = {claim: [] for claim in removed}
        for mark in marks:
            given.setdefault(mark.claim, []).append(mark)
        self._preview.forget(given)
        for claim, its in given.items():
            self._index.replace(claim, its)
        self._repaint_marks()

    def set_regions(self, regions: Mapping[int, Sequence[Region]]) -> None:
        """Show the rectangles of claims, by claim; their colours are those of the claims' marks."""
        self._regions = regions
        self.viewport().update()

    def set_selected_claim(self, claim: int | None) -> None:
        """Draw a claim as the selected one, with handles at the bounds of its passages."""
        if claim != self._selected:
            self._preview.end()
            self._selected = claim
            self.viewport().update()

    def preview_bounds(self, claim: int, span: int, start: int, end: int) -> None:
        """Show a passage with other bounds, until its marks are given anew or `end_preview`."""
        self._preview.show(claim, span, start, end)
        self.viewport().update()

    def end_preview(self) -> None:
        """Show the true bounds again."""
        self._preview.end()
        self.viewport().update()

    def set_hits(self, spans: Sequence[tuple[int, int]], current: int | None) -> None:
        """Show find hits (ascending, not overlapping); `current` is the number of one of them."""
        self._hits, self._current_hit = spans, current
        self._ticks.set_hits([start for start, _ in spans])
        self.viewport().update()

    def set_mentions(self, places: Sequence[tuple[int, int]]) -> None:
        """Show where actors are named (ascending, not overlapping) by faint dots."""
        self._mentions = places
        self.viewport().update()

    def outline(self, place: tuple[int, int] | None) -> None:
        """Outline one mention until another is outlined, or none."""
        self._outlined = place
        self.viewport().update()

    @property
    def outlined(self) -> tuple[int, int] | None:
        """The mention that is outlined."""
        return self._outlined

    def markings(self) -> Markings:
        """Return all that is drawn with the pages, save the regions."""
        return Markings(
            tuple(self._index),
            self._selected,
            self._hits,
            self._current_hit,
            self._mentions,
            self._outlined,
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
        height = self.viewport().height()
        rects = self.rects(start, end)
        if not rects:
            self.restore_place(start)
        elif rects[0].top() < 0 or rects[-1].bottom() > 0.85 * height:
            bar = self.verticalScrollBar()
            bar.setValue(round(bar.value() + rects[0].top() - height / 3))
        if flash:
            self._flash = (start, end)
            self._flash_end.start()
            self.viewport().update()

    # -- what stands where

    def marks_at(self, point: QPointF) -> list[Mark]:
        """Return the marks whose highlight or region is under a point, the shortest first."""
        if not len(self.sheets):
            return []
        page = self.page_at(point)
        local = point - self.page_rect(page).topLeft()
        lo, hi = self.span_of(page)
        found = [
            mark
            for mark in self._index.query(lo, hi)
            if any(rect.adjusted(0, 0, 0, 2).contains(local) for rect in self._shapes(page, mark))
        ]
        return sorted(found, key=lambda mark: (mark.end - mark.start, mark.claim))

    def _shapes(self, page: int, mark: Mark) -> list[QRectF]:
        return self.rects_on(page, mark.start, mark.end) + self.regions_on(page, mark.claim)

    def regions_on(self, page: int, claim: int) -> list[QRectF]:
        """Return the rectangles of a claim on a page, in px from the page's top left."""
        if not len(self.sheets):
            return []
        return [self.placed(one) for one in self._regions.get(claim, ()) if one.page == page]

    def placed(self, region: Region) -> QRectF:
        """Return where a region lies on its page, in px from the page's top left."""
        sizes = self.source.sizes if self.source is not None else []
        if region.page >= len(sizes):
            return QRectF()
        width, height = sizes[region.page]
        x, y = width / PARTS, height / PARTS
        quad = Quad(region.left * x, region.top * y, region.right * x, region.bottom * y)
        return self.sheets.from_page(region.page, quad)

    def grips(self) -> Iterator[Grip]:
        """Yield the handles in sight of the selected claim."""
        if self._selected is None:
            return
        for span, mark in enumerate(self._index.of(self._selected)):
            if not mark.mine:
                return  # a teammate's words stay where they put them
            for offset, end in ((mark.start, False), (mark.end - 1, True)):
                for rect in self.rects(offset, offset + 1)[:1]:
                    # The handle stands outside the passage, so that it covers none of it.
                    rtl = self._is_rtl(offset)
                    x = rect.right() + OUTSIDE if end != rtl else rect.left() - OUTSIDE
                    yield Grip(mark.claim, span, end, mark.colour, x, rect.top(), rect.bottom())

    def _is_rtl(self, offset: int) -> bool:
        page = self.page_of(offset)
        places = self.geometry_of(page)
        return places is not None and places.is_rtl(offset - self.span_of(page)[0])

    # -- drawing

    def draw_on_page(self, painter: QPainter, page: int) -> None:
        lo, hi = self.span_of(page)
        for number in _within(self._mentions, lo, hi):
            draw.draw_mention(painter, self.rects_on(page, *self._mentions[number]))
        self._draw_marks(painter, page, self._index.query(lo, hi) if hi > lo else [])
        for number in _within(self._hits, lo, hi):
            rects = self.rects_on(page, *self._hits[number])
            draw.draw_hit(painter, rects, current=number == self._current_hit)
        self.draw_selection(painter, page)
        for passage, out in ((self._flash, 3), (self._outlined, 1)):
            if passage is not None:
                draw.draw_place(painter, self.rects_on(page, *passage), out)
        corner = self.page_rect(page).topLeft()
        for grip in self.grips():
            x, top, bottom = grip.x - corner.x(), grip.top - corner.y(), grip.bottom - corner.y()
            draw.draw_handle(painter, grip.colour, x, top, bottom)

    def _draw_marks(self, painter: QPainter, page: int, marks: list[Mark]) -> None:
        # Fills first and dashes after, so that no fill covers a teammate's line.
        for mine in (True, False):
            for mark in marks:
                if mark.mine is mine and mark.claim != self._selected:
                    draw.draw_highlight(painter, mark, self.rects_on(page, mark.start, mark.end))
        for mark in marks:
            selected = mark.claim == self._selected
            if selected:
                draw.draw_selected(painter, mark, self.rects_on(page, mark.start, mark.end))
            for rect in self.regions_on(page, mark.claim):
                draw.draw_region(painter, mark, rect, selected=selected)

    def _repaint_marks(self) -> None:
        self._ticks.set_starts(self._index.starts)
        self.viewport().update()

    def _row_bounds(self, rows: int) -> list[int]:
        """Return `rows` + 1 ascending offsets that part the text into rows of equal height."""
        bounds = []
        for row in range(rows if len(self.sheets) else 0):
            y = row * self.sheets.height / rows
            page = self.sheets.page_at(y)
            lo, hi = self.span_of(page)
            rect = self.sheets.rect(page, 0)
            part = min(1.0, max(0.0, (y - rect.top()) / max(1.0, rect.height())))
            bounds.append(lo + round(part * (hi - lo)))
        return [*bounds, len(self.text()) + 1]

    def _colour_at(self, start: int) -> str:
        marks = self._index.at(start)
        return next((mark.colour for mark in marks if mark.start == start), "")

    def _end_flash(self) -> None:
        self._flash = None
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            marks = self.marks_at(QPointF(event.pos()))
            names = plain(mark.names for mark in marks if mark.names)
            QToolTip.showText(event.globalPos(), names, self.viewport())
            return True
        return super().viewportEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.viewport().update()


def _within(places: Sequence[tuple[int, int]], lo: int, hi: int) -> Iterator[int]:
    """Yield the numbers of the places, in order and none over another, that reach into a range."""
    number = max(0, bisect_left(places, (lo, 0)) - 1)
    while number < len(places) and places[number][0] < hi:
        if places[number][1] > lo:
            yield number
        number += 1
