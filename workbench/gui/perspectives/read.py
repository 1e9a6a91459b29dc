"""The Read perspective: library and codebook, one or two documents, and the claims beside."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db import claims, documents, tags
from db.records import Changes, Claim, Id, ReadingState, Span
from workbench import operations
from workbench.desk import Side
from workbench.gui.claims.panel import ClaimsPanel
from workbench.gui.codebook.details import TagDetails
from workbench.gui.codebook.view import CodebookPane
from workbench.gui.library.details import DocumentDetails
from workbench.gui.library.model import LibraryRow
from workbench.gui.library.view import LibraryPane
from workbench.gui.perspectives.bounds import BoundsMover, move_bounds
from workbench.gui.perspectives.open_document import OpenDocument
from workbench.gui.perspectives.tagging import Tagging
from workbench.gui.reader.pane import ReaderPane
from workbench.gui.session import Session
from workbench.gui.splitter import Splitter
from workbench.gui.tag_keys import TagKeys
from workbench.settings import Settings

NARROW, WIDE = 1200, 1440  # window widths at which the sides change (pixels)


class ReadPerspective(QWidget):
    """Feeds the views from the project and turns what they announce into actions."""

    import_wanted = Signal()
    files_dropped = Signal(list)
    #: a sentence for the notice line, and one for the status line while it holds
    told = Signal(str)
    hinted = Signal(str)
    #: another document, claim or passage is the current one
    moved = Signal()

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self.session = session
        self._settings = settings
        self.library = LibraryPane()
        self.codebook = CodebookPane()
        self.panel = ClaimsPanel()
        self.opened: list[OpenDocument] = []
        self._active = 0
        self.claim: Id | None = None
        self._keys = TagKeys(settings, str(session.project.path))
        self._tagging = Tagging(session, self._keys, self)
        self._bounds = BoundsMover(session, self)
        self._bounds.told.connect(self.hinted)
        self._document_details = DocumentDetails(self)
        self._document_details.saved.connect(
            lambda doc, fields: session.do("Edit document", documents.edit, doc, **fields)
        )
        self._tag_details = TagDetails(self)
        self._tag_details.saved.connect(
            lambda tag, fields: session.do("Edit tag", operations.edit_tag, tag, **fields)
        )
        self._lay_out()
        self._connect()
        session.changed.connect(self._follow)
        self._show_codebook()
        self._show_library()
        self._open_last()

    # -- layout

    def _lay_out(self) -> None:
        self._side = Splitter(Qt.Orientation.Vertical, (400, 380))
        self._side.setObjectName("read.side")
        self._side.addWidget(self.library)
        self._side.addWidget(self.codebook)
        self._texts = Splitter(Qt.Orientation.Horizontal, (500, 500))
        self._texts.setObjectName("read.texts")
        self.pane = self._make_pane(closable=False)
        self._texts.addWidget(self.pane)
        self._whole = Splitter(Qt.Orientation.Horizontal, (268, 800, 372))
        self._whole.setObjectName("read.whole")
        for part in (self._side, self._texts, self.panel):
            self._whole.addWidget(part)
        self._whole.setStretchFactor(1, 1)
        self._whole.setCollapsible(1, False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._whole)

    def fit(self, width: int) -> None:
        """Give the sides the widths that suit a window of this width (pixels)."""
        side, panel = (268, 372) if width >= WIDE else (232, 340) if width >= NARROW else (0, 316)
        self._side.setVisible(bool(side))
        self._whole.set_default_sizes([side or 232, max(400, width - side - panel), panel])
        self._whole.reset()

    def toggle_sidebar(self) -> None:
        """Show or hide library and codebook."""
        self._side.setVisible(not self._side.isVisible())

    def toggle_panel(self) -> None:
        """Show or hide the claims."""
        self.panel.setVisible(not self.panel.isVisible())

    def panes(self) -> list[QWidget]:
        """Return what F6 goes through, in reading order."""
        readers = [opened.pane.area for opened in self.opened]
        parts = [self.library.list, self.codebook.tree, *readers, self.panel]
        return [part for part in parts if part.isVisible()]

    def _make_pane(self, *, closable: bool) -> ReaderPane:
        pane = ReaderPane(closable=closable)
        pane.setObjectName("read.second" if closable else "read.first")
        pane.area.set_reading_font(self._settings["reading_font"], self._settings["reading_size"])
        area = pane.area
        area.installEventFilter(self)
        area.selection_made.connect(lambda *_span: self.tag_passage())
        area.selectionChanged.connect(self.moved)
        area.claim_pressed.connect(lambda claim: self.select_claim(claim, from_text=True))
        area.bounds_changed.connect(self._drag_bounds)
        area.first_visible_changed.connect(lambda offset: self._scroll_panel(pane, offset))
        pane.activated.connect(lambda: self._activate(pane))
        pane.state_chosen.connect(lambda state: self.set_reading(state, go_on=False))
        pane.details_wanted.connect(self.edit_document)
        pane.reflow_toggled.connect(self.toggle_reflow)
        pane.zoomed.connect(self.zoom)
        pane.closed.connect(self.close_beside)
        return pane

    def _connect(self) -> None:
        library, codebook, panel, do = self.library, self.codebook, self.panel, self.session.do
        library.opened.connect(self.open)
        library.opened_beside.connect(self.open_beside)
        library.import_wanted.connect(self.import_wanted)
        library.files_dropped.connect(self.files_dropped)
        library.state_wanted.connect(self._set_state)
        library.details_wanted.connect(self._edit)
        library.remove_wanted.connect(lambda doc: do("Remove document", documents.remove, doc))
        codebook.tag_activated.connect(self._tag_with)
        codebook.created.connect(lambda *tag: do(f"New tag: {tag[2]}", operations.add_tag, *tag))
        codebook.renamed.connect(lambda tag, name: do("Rename tag", tags.edit, tag, name=name))
        codebook.moved.connect(lambda *move: do("Move tag", tags.move, *move))
        codebook.recoloured.connect(
            lambda tag, colour: do("Colour of a tag", tags.edit, tag, colour=colour)
        )
        codebook.archived.connect(lambda tag, on: do("Archive tag", tags.edit, tag, archived=on))
        codebook.removed.connect(lambda tag: do("Delete tag", tags.remove, tag))
        codebook.details_wanted.connect(self._edit_tag)
        codebook.key_wanted.connect(self._assign_key)
        panel.claim_selected.connect(lambda claim: self.select_claim(claim, from_text=False))
        panel.field_edited.connect(
            lambda claim, field, value: do(f"Edit {field}", claims.edit, claim, **{field: value})
        )
        panel.tag_added.connect(lambda claim, tag: do("Tag claim", claims.add_tag, claim, tag))
        panel.tag_removed.connect(
            lambda claim, tag: do("Untag claim", claims.remove_tag, claim, tag)
        )
        panel.role_changed.connect(
            lambda claim, tag, role: do("Change role", claims.add_tag, claim, tag, role)
        )
        panel.tag_wanted.connect(self._tagging.at_claim)
        panel.delete_wanted.connect(lambda claim: do("Delete claim", claims.remove, claim))
        panel.passage_wanted.connect(self.add_passage)
        panel.split_wanted.connect(self.split)

    # -- what is shown

    def _follow(self, changes: Changes) -> None:
        """Show what an action changed: one's own, an undo and a merge alike."""
        if changes.touches("document"):
            self._close_removed()
        active = self.active
        anew = [opened for opened in self.opened if opened.follow(changes)]
        if changes.touches("tag", "alias", "facet", "claim_tag"):
            self._show_codebook()
        if active in anew:
            self._show_cards()
        if changes.touches("document", "reading", "claim"):
            self._show_library()
        self.moved.emit()

    def _close_removed(self) -> None:
        there = {document.id for document in documents.all_documents(self.session.project)}
        if any(opened.id not in there for opened in self.opened):
            self.close_beside()
            if self.opened and self.opened[0].id not in there:
                self.opened.clear()
                first = next(iter(self._library_order()), None)
                if first is not None:
                    self.open(first)
                else:
                    self._show_nothing()
        elif not self.opened and there:
            self.open(self._library_order()[0])

    def _show_nothing(self) -> None:
        self.pane.setVisible(False)
        self.claim = None
        self.panel.set_cards([], self.session.me.id)
        self.library.set_current(None)
        self.moved.emit()

    def _show_codebook(self) -> None:
        session = self.session
        counts = tags.claim_counts(session.project)
        book = session.book
        self.codebook.set_book(book.facets, session.codebook(), counts, self._keys.by_tag(book))
        self.panel.set_book(book)

    def _show_library(self) -> None:
        project = self.session.project
        states = documents.reading_states(project, self.session.me.id)
        counts = claims.counts_by_document(project)
        self.library.set_rows(
            [
                LibraryRow(record, states.get(record.id, "unread"), counts.get(record.id, 0))
                for record in documents.all_documents(project)
            ]
        )
        for opened in self.opened:
            opened.pane.set_state(states.get(opened.id, "unread"))
        if self.active is not None:
            self.library.set_current(self.active.id)

    def _show_cards(self) -> None:
        if self.active is None:
            return
        self.panel.set_speakers(claims.speakers(self.session.project))
        self.panel.set_cards(self.active.cards(), self.session.me.id)
        if self.claim is not None and self.claim not in self.active.claims:
            self.claim = None
        self.active.pane.area.set_selected_claim(self.claim)

    # -- documents

    @property
    def active(self) -> OpenDocument | None:
        """The document that is worked in."""
        return self.opened[self._active] if self._active < len(self.opened) else None

    def _activate(self, pane: ReaderPane) -> None:
        found = [n for n, opened in enumerate(self.opened) if opened.pane is pane]
        if found and found[0] != self._active:
            self._active = found[0]
            self.claim = None
            self._show_cards()
            self._show_library()
            self.moved.emit()

    def _library_order(self) -> list[Id]:
        return [document.id for document in documents.all_documents(self.session.project)]

    def _open_last(self) -> None:
        order = self._library_order()
        last = self._settings.place(f"last:{self.session.project.path}")
        if order:
            self.open(last if last in order else order[0])
        else:
            self._show_nothing()

    def open(self, document: Id) -> None:
        """Show a document in the active side, where it was left."""
        self._open_in(self._active if self.opened else 0, self._pane_of(self._active), document)

    def _pane_of(self, side: int) -> ReaderPane:
        return self.opened[side].pane if side < len(self.opened) else self.pane

    def _open_in(self, side: int, pane: ReaderPane, document: Id) -> None:
        if side < len(self.opened) and self.opened[side].id == document:
            return
        self.remember_places()
        pane.setVisible(True)
        opened = OpenDocument(self.session, pane, document, reflow=self._settings["reflow"])
        self.opened[side : side + 1] = [opened]
        self._active, self.claim = side, None
        place = self._settings.place(self._place_name(document))
        if isinstance(place, int):
            pane.area.restore_place(min(place, opened.record.length))
        self._settings.remember({f"last:{self.session.project.path}": document})
        self._show_cards()
        self._show_library()
        self.panel.scroll_to_offset(pane.area.place())
        self.moved.emit()

    def open_beside(self, document: Id) -> None:
        """Show a document in a second reader beside the first."""
        if not self.opened:
            self.open(document)
            return
        if len(self.opened) == 1:
            pane = self._make_pane(closable=True)
            self._texts.addWidget(pane)
            self._texts.reset()
            self._open_in(1, pane, document)
        else:
            self._open_in(1, self.opened[1].pane, document)

    def close_beside(self) -> None:
        """Show one document again."""
        if len(self.opened) > 1:
            self.remember_places()
            pane = self.opened.pop().pane
            self._active = 0
            pane.hide()
            pane.setParent(None)
            pane.deleteLater()
            self._show_cards()
            self._show_library()
            self.moved.emit()

    def toggle_beside(self) -> None:
        """Show the next document beside this one, or one document again."""
        if len(self.opened) > 1:
            self.close_beside()
        elif self.active is not None:
            order = self._library_order()
            self.open_beside(order[(order.index(self.active.id) + 1) % len(order)])

    def step_document(self, step: int) -> None:
        """Open the next or previous document of the library."""
        order = self._library_order()
        if self.active is not None and order:
            at = order.index(self.active.id) + step
            if 0 <= at < len(order):
                self.open(order[at])

    def set_reading(self, state: ReadingState, *, go_on: bool) -> None:
        """Say how far the active document is read, and go on to the next if wanted."""
        if self.active is not None:
            self._set_state(self.active.id, state)
            if go_on:
                self.step_document(1)

    def _set_state(self, document: Id, state: ReadingState) -> None:
        words = {"unread": "Mark as unread", "reading": "Mark as being read"}
        label = words.get(state, "Mark as done")
        self.session.do(label, documents.set_reading, document, state)

    def edit_document(self) -> None:
        """Correct what is known of the active document."""
        if self.active is not None:
            self._edit(self.active.id)

    def _edit(self, document: Id) -> None:
        self._document_details.show_document(documents.get(self.session.project, document))

    def _place_name(self, document: Id) -> str:
        return f"at:{document}"

    def remember_places(self) -> None:
        """Remember where each open document is being read."""
        self._settings.remember(
            {self._place_name(opened.id): opened.pane.area.place() for opened in self.opened}
        )

    # -- the text

    def toggle_reflow(self) -> None:
        """Show hard-wrapped text as paragraphs or as it is."""
        self._settings["reflow"] = not self._settings["reflow"]
        self.show_reflow()

    def zoom(self, step: int) -> None:
        """Make the text larger (1), smaller (-1) or as usual (0)."""
        size = 16.5 if step == 0 else min(24.0, max(13.0, self._settings["reading_size"] + step))
        self._settings["reading_size"] = size
        self.set_reading_font()

    def find_words(self) -> None:
        """Open the find bar of the active document."""
        if self.active is not None:
            start, end = self.active.pane.area.selection()
            self.active.pane.find_bar.enter(start, self.active.text[start:end])

    def find_next(self, step: int) -> None:
        """Go to the next or previous place found."""
        if self.active is not None:
            self.active.pane.find_bar.step(step)

    def set_reading_font(self) -> None:
        """Take the font and size of the settings."""
        for opened in self.opened:
            opened.pane.area.set_reading_font(
                self._settings["reading_font"], self._settings["reading_size"]
            )

    def show_reflow(self) -> None:
        """Show the text as the settings say."""
        for opened in self.opened:
            opened.pane.set_reflow(self._settings["reflow"])

    def place_words(self) -> str:
        """Return where the caret stands."""
        if self.active is None:
            return ""
        line, lines = self.active.pane.area.line_numbers()
        return f"Line {line:,} of {lines:,}"

    def progress(self) -> tuple[int, int]:
        """Return how many documents are read, and how many there are."""
        project = self.session.project
        states = documents.reading_states(project, self.session.me.id)
        order = self._library_order()
        return sum(states.get(document) == "done" for document in order), len(order)

    def restyle(self) -> None:
        """Take the colours in force into icons that do not follow by themselves."""
        for opened in self.opened:
            opened.pane.restyle()

    def _scroll_panel(self, pane: ReaderPane, offset: int) -> None:
        if self.active is not None and pane is self.active.pane:
            self.panel.scroll_to_offset(offset)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the reader a number tags the passage, E opens the card, Esc folds it."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and self._settings["single_keys"]
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            and self._press(event)
        ):
            return True
        return super().eventFilter(watched, event)

    def _press(self, event: QKeyEvent) -> bool:
        key = event.key()
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_9 and self.active is not None:
            tag = self._keys.tag(key - Qt.Key.Key_0, self.session.book)
            if tag is not None:
                self._tag_with(tag)
                return True
        elif key == Qt.Key.Key_E and self.claim is not None:
            self.open_card()
            return True
        elif key == Qt.Key.Key_Escape and self.claim is not None:
            self.panel.fold()
            self.select_claim(None, from_text=True)
            return True
        return False

    # -- claims

    def record(self) -> Claim | None:
        """Return the selected claim."""
        return self.active.claims.get(self.claim) if self.active and self.claim else None

    def passage(self) -> tuple[int, int] | None:
        """Return the selected passage in code points, an empty one at the caret, or None."""
        return self.active.pane.area.selection() if self.active is not None else None

    def select_claim(self, claim: Id | None, *, from_text: bool) -> None:
        """Make a claim the current one, in the text and in the panel."""
        if self.active is None or (claim == self.claim and not from_text):
            return
        self.claim = claim
        self.active.pane.area.set_selected_claim(claim)
        record = self.record()
        if record is not None and from_text:
            self.panel.select(record.id)
        elif record is not None:
            self.active.pane.area.show_offset(record.start, record.end)
        self.moved.emit()

    def step_claim(self, step: int) -> None:
        """Go to the next or previous claim in the text."""
        if self.active is None:
            return
        order = self.active.in_order()
        if not order:
            self.told.emit("There is no claim in this document yet.")
            return
        at = [n for n, claim in enumerate(order) if claim.id == self.claim]
        if at:
            target = at[0] + step
        else:
            place = self.active.pane.area.place()
            after = [n for n, claim in enumerate(order) if claim.start >= place]
            target = (after or [len(order)])[0] - (step < 0)
        claim = order[min(max(target, 0), len(order) - 1)]
        self.go_to(claim)

    def go_to(self, claim: Claim) -> None:
        """Show a claim in its text and in the panel, opening its document if need be."""
        if self.active is None or self.active.id != claim.document:
            self.open(claim.document)
        assert self.active is not None
        self.select_claim(claim.id, from_text=True)
        self.active.pane.area.show_offset(claim.start, claim.end)

    def go_to_id(self, claim: Id) -> None:
        """Show a claim wherever it stands."""
        self.go_to(claims.get(self.session.project, claim))

    def open_card(self) -> None:
        """Open the card of the current claim."""
        if self.claim is not None:
            self.panel.setVisible(True)
            self.panel.open_card(self.claim)

    def tag_passage(self) -> None:
        """Offer tags for the selected passage."""
        if self.active is not None:
            self._tagging.at_passage(self.active)

    def _tag_with(self, tag: Id) -> None:
        if self.active is None:
            return
        if self.active.passage() is not None:
            self._tagging.with_tag(self.active, tag)
        elif self.record() is not None and self.mine():
            self.session.do("Tag claim", claims.add_tag, self.claim, tag)
        else:
            self.told.emit("Select a passage or a claim of yours first; then the tag goes on it.")

    def mine(self) -> bool:
        """Whether the current claim is the coder's own."""
        record = self.record()
        return record is not None and record.coder == self.session.me.id

    def choose_bound(self, side: Side) -> None:
        """Let the arrow keys move a bound of the current claim."""
        record = self.record()
        if record is not None and self.active is not None:
            self._bounds.begin(self.active, record, side)

    def _drag_bounds(self, claim: Id, span: int, start: int, end: int) -> None:
        self.session.do("Move bounds", move_bounds, claim, span, Span(start, end))

    def add_passage(self, claim: Id | None = None) -> None:
        """Add the selected passage to a claim, the current one if none is named."""
        span = self.active.passage() if self.active is not None else None
        if span is None:
            self.told.emit("Select the second passage in the text, then add it to the claim.")
        else:
            self.session.do("Add passage", claims.add_span, claim or self.claim, span)

    def split(self, claim: Id | None = None) -> None:
        """Split a claim where the caret stands."""
        if self.active is not None:
            offset = self.active.pane.area.caret()
            self.session.do("Split claim", claims.split, claim or self.claim, offset)

    # -- the codebook

    def new_tag(self, facet: str) -> None:
        """Let the user name a new tag of a facet."""
        found = self.session.facet(facet)
        if found is not None:
            self._side.setVisible(True)
            self.codebook.new_tag(found)

    def search_codebook(self) -> None:
        """Put the keyboard into the search of the tags."""
        self._side.setVisible(True)
        self.codebook.start_search()

    def search_library(self) -> None:
        """Put the keyboard into the search of the titles."""
        self._side.setVisible(True)
        self.library.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _edit_tag(self, tag: Id) -> None:
        book = self.session.book
        self._tag_details.show_tag(book.tags[tag], book.facet_of(tag))

    def _assign_key(self, tag: Id, key: int) -> None:
        self._keys.assign(tag, key)
        self._show_codebook()
