"""The documents that are open to be read: one, or two side by side."""

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from db import documents
from db.records import Changes, Id
from workbench.commands import BY_ID
from workbench.gui.pages.area import PageArea
from workbench.gui.panes import EmptyState
from workbench.gui.perspectives.cards import spoken
from workbench.gui.perspectives.open_document import OpenDocument
from workbench.gui.reader.area import ReaderArea
from workbench.gui.reader.pane import ReaderPane
from workbench.gui.session import Session
from workbench.gui.splitter import Splitter
from workbench.settings import Settings

USUAL_SIZE, SMALLEST, LARGEST = 16.5, 13.0, 24.0  # pixels of the reading font

_MENTION_BEFORE = QKeyCombination(Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_M)


class Readers(Splitter):
    """Opens documents in readers, remembers where they were left, and knows the active one."""

    #: another document is the active one, or none
    turned = Signal()
    #: the selection or the caret moved in the active reader
    moved = Signal()
    scrolled = Signal(int)
    #: a key alone, or Shift+M, in a reader; accept it to take it
    key_pressed = Signal(object)
    passage_made = Signal()
    claim_pressed = Signal(object)
    bounds_dragged = Signal(object, int, int, int)
    state_chosen = Signal(str)
    details_wanted = Signal()
    import_wanted = Signal()
    #: pages are shown instead of the text, or the other way round
    viewed = Signal()
    #: a sentence for the notice line
    told = Signal(str)
    #: an offset of the active document to go to, and a link or note (a `Style`) to follow
    place_wanted = Signal(int)
    #: the outline was shown or hidden
    outlined = Signal()
    reference_pressed = Signal(object)

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__(Qt.Orientation.Horizontal, (500, 0, 500))  # first, empty, second
        self.setObjectName("read.texts")
        self._session, self._settings = session, settings
        self.opened: list[OpenDocument] = []
        self._active = 0
        self.turned.connect(self._mark_active)
        self._first = self._make_pane(closable=False)
        self.addWidget(self._first)
        self._first.hide()
        self._empty = self._make_empty()
        self.addWidget(self._empty)
        self.setFocusProxy(self._first)

    def _make_empty(self) -> EmptyState:
        """Return what stands in the middle while there is no document."""
        keys = QKeySequence(BY_ID["document.import"].keys)
        empty = EmptyState("readers.empty")
        empty.setContentsMargins(32, 0, 32, 0)
        empty.say(
            "No documents yet. Import documents, or drop them here.",
            "Import documents",
            keys.toString(QKeySequence.SequenceFormat.NativeText),
        )
        empty.wanted.connect(self.import_wanted)
        return empty

    def _make_pane(self, *, closable: bool) -> ReaderPane:
        pane = ReaderPane(closable=closable)
        pane.setObjectName("read.second" if closable else "read.first")
        font = self._settings["reading_font"], self._settings["reading_size"]
        pane.text_area.set_reading_font(*font)
        for area in (pane.text_area, pane.pages.area):
            self._connect_area(pane, area)
        pane.activated.connect(lambda: self._activate(pane))
        for done, told in (
            (pane.pages.area.region_drawn, lambda _region: self.passage_made.emit()),
            (pane.header.state_chosen, self.state_chosen.emit),
            (pane.header.details_wanted, self.details_wanted.emit),
            (pane.header.view_chosen, self._choose_view),
            (pane.place_wanted, self.place_wanted.emit),
            (pane.reference_pressed, self.reference_pressed.emit),
        ):
            done.connect(lambda *_told: self._activate(pane))
            done.connect(told)
        pane.failed.connect(self.told)
        pane.header.reflow_toggled.connect(self.toggle_reflow)
        pane.header.aside_toggled.connect(self.toggle_aside)
        pane.header.outline_toggled.connect(self.toggle_outline)
        pane.header.zoomed.connect(self.zoom)
        pane.header.closed.connect(self.close_beside)
        keys = QKeySequence(BY_ID["view.outline"].keys)
        native = keys.toString(QKeySequence.SequenceFormat.NativeText)
        pane.header.outline.setToolTip(f"Outline of headings ({native})")
        pane.set_outline(self._settings.place("outline") is True)
        return pane

    def _connect_area(self, pane: ReaderPane, area: ReaderArea | PageArea) -> None:
        area.installEventFilter(self)
        area.cursorPositionChanged.connect(self.moved)
        area.claim_entered.connect(lambda claim: self._speak(pane, claim))
        area.first_visible_changed.connect(lambda offset: self._scroll(pane, offset))
        # What is done in a side is about the document there, also where the keyboard is elsewhere.
        for done, told in (
            (area.selection_made, lambda *_span: self.passage_made.emit()),
            (area.claim_pressed, self.claim_pressed.emit),
            (area.bounds_changed, self.bounds_dragged.emit),
        ):
            done.connect(lambda *_told: self._activate(pane))
            done.connect(told)

    def _speak(self, pane: ReaderPane, claim: Id | None) -> None:
        """Tell assistive technology whose claim the caret has come into, or that it has left."""
        opened = next((one for one in self.opened if one.pane is pane), None)
        if opened is not None and QAccessible.isActive():
            record = opened.claims.get(claim) if claim is not None else None
            words = spoken(record, self._session.book, self._session.coders)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(pane.area, words))

    def _scroll(self, pane: ReaderPane, offset: int) -> None:
        if self.active is not None and pane is self.active.pane:
            self.scrolled.emit(offset)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Offer plain keys of the readers to whoever knows what they mean."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and (
                not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
                or event.keyCombination() == _MENTION_BEFORE
            )
        ):
            event.ignore()
            self.key_pressed.emit(event)
            return event.isAccepted()
        return super().eventFilter(watched, event)

    # -- which documents

    @property
    def active(self) -> OpenDocument | None:
        """The document that is worked in."""
        return self.opened[self._active] if self._active < len(self.opened) else None

    def order(self) -> list[Id]:
        """Return all documents in library order."""
        return [document.id for document in documents.all_documents(self._session.project)]

    def _mark_active(self) -> None:
        """Let the name of the document that is not worked in step back, where there are two."""
        for opened in self.opened:
            opened.pane.set_active(opened is self.active)

    def _activate(self, pane: ReaderPane) -> None:
        found = [n for n, opened in enumerate(self.opened) if opened.pane is pane]
        if found and found[0] != self._active:
            self._active = found[0]
            self.turned.emit()

    def open_last(self) -> None:
        """Open the document that was read last, or the first."""
        order = self.order()
        last = self._settings.place(f"last:{self._session.project.path}")
        if order:
            self.open(last if last in order else order[0])

    def open(self, document: Id) -> None:
        """Show a document in the active side, where it was left."""
        side = self._active if self.opened else 0
        pane = self.opened[side].pane if self.opened else self._first
        self._open_in(side, pane, document)

    def _open_in(self, side: int, pane: ReaderPane, document: Id) -> None:
        if side < len(self.opened) and self.opened[side].id == document:
            self._activate(pane)
            return
        self.remember_places()
        self._empty.hide()
        pane.show()
        pane.set_aside(self._settings["aside"])
        opened = OpenDocument(self._session, pane, document, reflow=self._settings["reflow"])
        self.opened[side : side + 1] = [opened]
        self._active = side
        pane.pages.set_look(self._settings.place(f"pages:{document}"))
        pane.set_view("text" if self._settings.place(f"view:{document}") == "text" else "page")
        place = self._settings.place(f"at:{document}")
        if isinstance(place, int):
            pane.area.restore_place(min(place, opened.record.length))
            pane.outline.follow(pane.area.place())
        self._settings.remember({f"last:{self._session.project.path}": document})
        self.turned.emit()

    def open_beside(self, document: Id) -> None:
        """Show a document in a second reader beside the first."""
        if not self.opened:
            self.open(document)
        elif len(self.opened) == 1:
            pane = self._make_pane(closable=True)
            self.addWidget(pane)
            self.reset()
            typed_in = self.opened[0].pane.area.hasFocus()
            self._open_in(1, pane, document)
            if typed_in:
                pane.area.setFocus()
        else:
            self._open_in(1, self.opened[1].pane, document)

    def close_beside(self) -> None:
        """Show one document again."""
        if len(self.opened) > 1:
            self.remember_places()
            pane = self.opened.pop().pane
            pane.pages.close_file()
            self._active = 0
            if pane.isAncestorOf(QApplication.focusWidget() or self):
                self.opened[0].pane.area.setFocus()
            pane.hide()
            pane.setParent(None)
            pane.deleteLater()
            self.turned.emit()

    def toggle_beside(self) -> None:
        """Show the next document beside this one, or one document again."""
        if len(self.opened) > 1:
            self.close_beside()
        elif self.active is not None:
            order = self.order()
            self.open_beside(order[(order.index(self.active.id) + 1) % len(order)])

    def step_document(self, step: int) -> None:
        """Open the next or previous document of the library."""
        order = self.order()
        if self.active is not None and order:
            at = order.index(self.active.id) + step
            if 0 <= at < len(order):
                self.open(order[at])

    def remember_places(self) -> None:
        """Remember where each open document is being read."""
        for opened in self.opened:
            places: dict[str, object] = {f"at:{opened.id}": opened.pane.area.place()}
            if opened.pane.pages.is_open:
                places[f"pages:{opened.id}"] = opened.pane.pages.look()
            self._settings.remember(places)

    def leave(self) -> None:
        """Let the files of the pages go."""
        for opened in self.opened:
            opened.pane.pages.close_file()

    # -- following the project

    def follow(self, changes: Changes) -> bool:
        """Show what an action changed; returns whether the active document's cards changed."""
        if changes.touches("document"):
            self._close_removed()
        active = self.active
        anew = [opened for opened in self.opened if opened.follow(changes)]
        return active in anew

    def _close_removed(self) -> None:
        order = self.order()
        left = [opened.id for opened in self.opened if opened.id in order]
        if len(left) < len(self.opened):
            self.close_beside()
            if not left:
                self._first.offer_pages(None)
                self.opened.clear()
                self._first.hide()
                self.turned.emit()
            elif self.opened[0].id != left[0]:
                self.open(left[0])
        if not self.opened and order:
            self.open(order[0])

    # -- pages

    def toggle_pages(self) -> None:
        """Show the active document's text instead of its pages, or the other way round."""
        if self.active is not None:
            self._choose_view("text" if self.active.pane.view == "page" else "page")

    def _choose_view(self, view: str) -> None:
        active = self.active
        if active is None:
            return
        active.pane.set_view("page" if view == "page" else "text")
        if active.pane.view == view:
            self._settings.remember({f"view:{active.id}": view})
            self.viewed.emit()
        elif view == "page":
            self.told.emit("This document has no pages to show: only PDF files have.")

    def go_to_page(self) -> None:
        """Let the user type a page to go to, showing the pages first."""
        if self.active is not None and self.active.pane.view == "text":
            self._choose_view("page")
        if self.active is not None and self.active.pane.view == "page":
            self.active.pane.pages.bar.enter()

    def step_page(self, step: int) -> bool:
        """Go to the beginning of another page; returns whether there are pages at all."""
        pane = self.active.pane if self.active is not None else None
        if pane is None:
            return False
        if pane.view == "page":
            pane.pages.area.go_to_page(pane.pages.area.page + step)
            return True
        starts = [style.start for style in pane.styles if style.kind == "page"]
        place = pane.area.place()
        others = [start for start in starts if (start > place if step > 0 else start < place)]
        if others:
            pane.area.restore_place(min(others) if step > 0 else max(others))
            pane.area.first_visible_changed.emit(pane.area.place())
        return bool(starts)

    # -- how the text is shown

    def toggle_reflow(self) -> None:
        """Show hard-wrapped text as paragraphs or as it is."""
        self._settings["reflow"] = not self._settings["reflow"]
        self.show_reflow()

    def show_reflow(self) -> None:
        """Show the text as the settings say."""
        for opened in self.opened:
            opened.pane.set_reflow(self._settings["reflow"])

    def toggle_aside(self) -> None:
        """Show page furniture, scraps and footnotes amid the text, or leave them out."""
        active = self.active
        # What was looked for is shown although the settings leave it out.
        shown = active is not None and active.pane.text_area.aside
        self._settings["aside"] = not shown
        self.show_aside()
        if active is not None and not active.pane.text_area.asides:
            self.told.emit("Nothing of this document is page furniture or the like.")

    def show_aside(self) -> None:
        """Show page furniture and the like, or not, as the settings say."""
        for opened in self.opened:
            opened.pane.set_aside(self._settings["aside"])

    def toggle_outline(self) -> None:
        """Show the headings beside the text and go there, or hide them."""
        active = self.active
        if active is None:
            return
        if not len(active.pane.outline):
            self.told.emit("This document has no headings.")
            return
        shown = active.pane.outline.isHidden()
        self._settings.remember({"outline": shown})
        for opened in self.opened:
            opened.pane.set_outline(shown)
        self.outlined.emit()
        (active.pane.outline if shown else active.pane.area).setFocus(
            Qt.FocusReason.ShortcutFocusReason
        )

    def zoom(self, step: int) -> None:
        """Make the text larger (1), smaller (-1) or as usual (0); or the pages that are shown."""
        if self.active is not None and self.active.pane.view == "page":
            self.active.pane.pages.area.zoom_by(step)
            return
        size = self._settings["reading_size"] + step if step else USUAL_SIZE
        self._settings["reading_size"] = min(LARGEST, max(SMALLEST, size))
        self.set_reading_font()

    def set_reading_font(self) -> None:
        """Take the font and size of the settings."""
        for opened in self.opened:
            opened.pane.text_area.set_reading_font(
                self._settings["reading_font"], self._settings["reading_size"]
            )

    def restyle(self) -> None:
        """Take the colours in force into icons that do not follow by themselves."""
        for opened in self.opened:
            opened.pane.header.restyle()

    # -- finding

    def find_words(self) -> None:
        """Open the find bar of the active document."""
        if self.active is not None:
            start, end = self.active.pane.area.selection()
            self.active.pane.find_bar.enter(start, self.active.text[start:end])

    def find_next(self, step: int) -> None:
        """Go to the next or previous place found; with the bar closed, open it first."""
        if self.active is None:
            return
        bar, here = self.active.pane.find_bar, self.active.pane.area.selection()
        was_closed = bar.isHidden()
        if was_closed:
            self.find_words()
        if not was_closed or bar.hit == here:
            bar.step(step)

    def place_words(self) -> str:
        """Return where the caret stands."""
        if self.active is None:
            return ""
        if self.active.pane.view == "page":
            pages = self.active.pane.pages.area
            label, number = pages.label(pages.page), f"{pages.page + 1:,}"
            count = f"{number} of {len(pages.labels()):,}"
            return f"Page {count}" if label == number else f"Page {label} ({count})"
        line, lines = self.active.pane.text_area.line_numbers()
        return f"Line {line:,} of {lines:,}"

    def areas(self) -> list[QWidget]:
        """Return the texts, from the first side to the second."""
        return [
            part for opened in self.opened for part in (opened.pane.outline.list, opened.pane.area)
        ]
