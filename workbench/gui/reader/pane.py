"""A reader with its header: the document's name, how it is shown, and how far it is read.

A document with pages can be shown as pages or as text; both are at the same place and draw the
same marks, and `area` is the one that is looked at.
"""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from db.records import Document, Style
from workbench.gui.pages.area import PageArea
from workbench.gui.pages.pane import PagePane
from workbench.gui.reader.area import ReaderArea
from workbench.gui.reader.findbar import FindBar
from workbench.gui.reader.header import ReaderHeader
from workbench.gui.reader.outline import WIDTH, Outline
from workbench.gui.reader.styling import ASIDE, aside_of
from workbench.gui.reader.sweepbar import SweepBar
from workbench.text.outline import outline
from workbench.text.references import reference_at

LEAST_TEXT = 500  # px: about 52 characters and a margin
#: Whether a document is shown as the pages it has, or as its text.
View = Literal["page", "text"]


class ReaderPane(QFrame):
    """One document, its header above and its find bar between."""

    activated = Signal()
    #: the pages cannot be shown; a sentence
    failed = Signal(str)
    #: an offset of the text to go to
    place_wanted = Signal(int)
    #: a link, a note or its mark (a `Style`) to follow
    reference_pressed = Signal(object)

    def __init__(self, *, closable: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "page")
        self.document: Document | None = None
        #: the styles of the document
        self.styles: tuple[Style, ...] = ()
        self._load: Callable[[], bytes | None] | None = None
        self._outlined = False
        self.header = ReaderHeader(closable=closable)
        self.outline = Outline()
        self.outline.hide()
        self.outline.wanted.connect(self.place_wanted)
        self.outline.left.connect(self._go_on)
        self.text_area = ReaderArea()
        self.text_area.aside_changed.connect(self._tell_asides)
        self.pages = PagePane()
        for area in (self.text_area, self.pages.area):
            area.installEventFilter(self)
            area.first_visible_changed.connect(self.outline.follow)
        self.text_area.reference_pressed.connect(self.reference_pressed)
        self.pages.area.followed.connect(self._follow_on_page)
        self.pages.failed.connect(self._give_up_pages)
        self.find_bar = FindBar()
        self.find_bar.found.connect(lambda hits, current: self.area.set_hits(hits, current))
        self.find_bar.found.connect(self._go_to_hit)
        self.find_bar.closed.connect(self._leave_find)
        self.sweep_bar = SweepBar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.find_bar)
        column.addWidget(self.sweep_bar)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.outline)
        row.addWidget(self.text_area, 1)
        row.addWidget(self.pages, 1)
        column.addLayout(row, 1)
        self.pages.hide()

    @property
    def area(self) -> ReaderArea | PageArea:
        """What the document is read and marked in: its text, or its pages."""
        return self.pages.area if self.view == "page" else self.text_area

    @property
    def view(self) -> View:
        """Whether pages are looked at, or text."""
        return "text" if self.pages.isHidden() else "page"

    def show_document(
        self, document: Document, text: str, styles: tuple[Style, ...], *, reflow: bool
    ) -> None:
        """Show a document from its beginning, as text; its pages may be offered then."""
        self.document = document
        self.styles = styles
        self.offer_pages(None)
        self.text_area.set_document(text, styles, reflow=reflow, aside=aside_of(document))
        self.find_bar.set_text(text)
        self.set_details(document)
        self.set_reflow(reflow)
        self._tell_asides()

    def offer_pages(self, load: Callable[[], bytes | None] | None) -> None:
        """Let the document be shown as the pages of a PDF too, or as text only.

        `load` gives the bytes of the file, once they are needed.
        """
        self._turn("text")
        self.pages.close_file()
        self._load = load
        self.header.offer_pages(load is not None)
        self.setFocusProxy(self.text_area)

    def set_view(self, view: View) -> None:
        """Show pages or text; place, selection and marks are taken along."""
        if view == self.view or (view == "page" and not self._open_pages()):
            return
        before = self.area
        focused, place = before.hasFocus(), before.place()
        markings, (start, end) = before.markings(), before.selection()
        self._turn(view)
        self.header.set_view(view)
        self._tell_asides()
        self.area.take(markings)
        self.area.select(start, end)
        self.area.restore_place(place)
        self.setFocusProxy(self.area)
        if focused:
            self.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self, view: View) -> None:
        # Not in a stack: style sheets give a widget that was put into one its first font again.
        self.text_area.setVisible(view == "text")
        self.pages.setVisible(view == "page")

    def _open_pages(self) -> bool:
        """Open the file of the pages unless it is open; returns whether there are pages."""
        if not self.pages.is_open:
            data = self._load() if self._load is not None else None
            if data is None:
                return False
            self.pages.open_file(data, self.text_area.text(), self.styles)
        return True

    def _give_up_pages(self, sentence: str) -> None:
        self.set_view("text")
        self.offer_pages(None)
        self.failed.emit(sentence)

    def set_details(self, document: Document) -> None:
        """Show what is known of the document."""
        self.document = document
        self.header.set_details(document)
        self.text_area.setAccessibleName(f"Text of {document.title}")
        self.pages.area.setAccessibleName(f"Pages of {document.title}")

    def set_active(self, active: bool) -> None:
        """Tell this document from the other one, where two are shown."""
        self.header.set_active(active)

    def set_reflow(self, on: bool) -> None:
        """Show the text as paragraphs or line by line."""
        self.header.set_reflow(on)
        self.text_area.set_reflow(on)

    def set_aside(self, shown: bool) -> None:
        """Show page furniture, scraps and footnotes in the midst of the text, or leave them out."""
        self.text_area.set_aside(shown)
        self._tell_asides()

    def _tell_asides(self) -> None:
        area = self.text_area
        self.header.set_asides(0 if self.view == "page" else area.asides, shown=area.aside)
        without = ASIDE if self.view == "text" and not area.aside else ()
        self.outline.set_entries(outline(area.text(), self.styles, without))
        self.header.outline.setVisible(len(self.outline) > 0)
        self._fit_outline()

    # -- the outline, and what leads elsewhere

    def set_outline(self, shown: bool) -> None:
        """Show the headings beside the text, or not; a text without any has no outline."""
        self._outlined = shown
        self._show_outline(shown)

    def _fit_outline(self) -> None:
        """Show the outline where it is wanted and leaves the text its room."""
        self._show_outline(self._outlined and self.width() >= LEAST_TEXT + WIDTH)

    def _show_outline(self, shown: bool) -> None:
        shown = shown and len(self.outline) > 0
        self.outline.setVisible(shown)
        self.header.outline.setChecked(shown)
        self.outline.follow(self.area.place())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_outline()

    def reference(self) -> Style | None:
        """Return the link, the note or its mark in which the caret stands, or None."""
        return reference_at(self.styles, self.area.caret())

    def _follow_on_page(self, offset: int) -> None:
        # A click in the second half of a letter comes behind it.
        one = reference_at(self.styles, offset) or reference_at(self.styles, max(0, offset - 1))
        if one is not None:
            self.reference_pressed.emit(one)

    def _go_to_hit(self, hits: list[tuple[int, int]], current: int | None) -> None:
        if current is not None:
            self.area.show_offset(*hits[current], flash=False)

    def _leave_find(self, hit: tuple[int, int] | None) -> None:
        """Go on in the text with what was found selected."""
        if hit is not None:
            self.area.select(*hit)
        self._go_on()

    def _go_on(self) -> None:
        self.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Announce that this side is the one being worked in."""
        if event.type() == QEvent.Type.FocusIn:
            self.activated.emit()
        return super().eventFilter(watched, event)
