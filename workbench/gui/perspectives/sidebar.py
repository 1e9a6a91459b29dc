"""The sidebar: library and codebook, fed from the project and turned into actions."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShowEvent

from db import claims, documents, tags
from db.records import Changes, Id, ReadingState, Tag
from workbench.commands import BY_ID
from workbench.gui.codebook.view import CodebookPane
from workbench.gui.library.details import DocumentDetails
from workbench.gui.library.model import LibraryRow
from workbench.gui.library.view import LibraryPane
from workbench.gui.session import Session
from workbench.gui.splitter import Splitter
from workbench.gui.tag_keys import TagKeys
from workbench.gui.tag_shortcuts import TagShortcuts
from workbench.operations.blind import curtain

_STATE_LABELS: dict[ReadingState, str] = {
    "unread": "Mark as unread",
    "reading": "Mark as being read",
    "done": "Mark as done",
}


class Sidebar(Splitter):
    """Library over codebook."""

    opened = Signal(object)
    opened_beside = Signal(object)
    import_wanted = Signal()
    files_dropped = Signal(list)
    tag_activated = Signal(object)
    #: the documents' reading states, for whoever shows one
    states_known = Signal(object)

    def __init__(self, session: Session, keys: TagKeys, shortcuts: TagShortcuts) -> None:
        super().__init__(Qt.Orientation.Vertical, (400, 380))
        self.setObjectName("read.side")
        self._session, self._keys, self._shortcuts = session, keys, shortcuts
        shortcuts.changed.connect(self.show_codebook)
        shortcut = QKeySequence(BY_ID["document.import"].keys)
        self.library = LibraryPane(shortcut.toString(QKeySequence.SequenceFormat.NativeText))
        self.codebook = CodebookPane()
        self.addWidget(self.library)
        self.addWidget(self.codebook)
        self._codebook_stale = False
        self._document_details = DocumentDetails(self)
        self._connect_library()
        self._connect_codebook()

    def _connect_library(self) -> None:
        library, do = self.library, self._session.do
        library.opened.connect(self.opened)
        library.opened_beside.connect(self.opened_beside)
        library.import_wanted.connect(self.import_wanted)
        library.files_dropped.connect(self.files_dropped)
        library.state_wanted.connect(self.set_state)
        library.details_wanted.connect(self.edit_document)
        library.remove_wanted.connect(lambda doc: do("Remove document", documents.remove, doc))
        self._document_details.saved.connect(
            lambda document, fields: do("Edit document", documents.edit, document.id, **fields)
        )

    def _connect_codebook(self) -> None:
        codebook, do = self.codebook, self._session.do
        codebook.tag_activated.connect(lambda tag: self.tag_activated.emit(tag.id))
        codebook.moved.connect(
            lambda tag, parent, index: do(
                f"Move {tag.name}", tags.move, tag.id, parent.id if parent else None, index
            )
        )
        codebook.recoloured.connect(
            lambda tag, colour: do(f"Colour of {tag.name}", tags.edit, tag.id, colour=colour)
        )
        codebook.archived.connect(
            lambda tag, on: do(
                f"{'Archive' if on else 'Bring back'} {tag.name}", tags.edit, tag.id, archived=on
            )
        )
        codebook.key_wanted.connect(self._assign_key)

    # -- what is shown

    def show_all(self) -> None:
        """Show library and codebook as the project has them."""
        self.show_library()
        self.show_codebook()

    def follow(self, changes: Changes) -> None:
        """Show what an action changed."""
        if changes.touches("tag", "alias", "facet", "claim_tag"):
            # To count all tags anew takes a moment, which nobody waits for who does not look.
            self._codebook_stale = self.window().isVisible() and not self.isVisible()
            if not self._codebook_stale:
                self.show_codebook()
        if changes.touches("document", "reading", "claim", "setting"):
            self.show_library()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what changed while nobody looked."""
        super().showEvent(event)
        if self._codebook_stale:
            self.show_codebook()

    def show_codebook(self) -> None:
        """Show the tags with the number of claims that carry them."""
        self._codebook_stale = False
        book = self._session.book
        project = self._session.project
        self.codebook.set_book(
            book.facets,
            self._session.codebook(),
            tags.subtree_counts(project),
            self._keys.by_tag(book),
            tags.claim_counts(project),
            self._shortcuts.by_tag(),
        )

    def show_library(self) -> None:
        """Show the documents with their reading states and the number of their claims."""
        project = self._session.project
        states = documents.reading_states(project, self._session.me.id)
        counts = claims.counts_by_document(project)
        veil = curtain(project)
        if veil.drawn:
            own = claims.counts_by_document(project, self._session.me.id)
            counts |= {one: own.get(one, 0) for one in counts if veil.hides(one)}
        self.library.set_rows(
            [
                LibraryRow(record, states.get(record.id, "unread"), counts.get(record.id, 0))
                for record in documents.all_documents(project)
            ]
        )
        self.states_known.emit(states)

    # -- documents

    def set_state(self, document: Id, state: ReadingState) -> None:
        """Say how far a document is read."""
        self._session.do(_STATE_LABELS[state], documents.set_reading, document, state)

    def edit_document(self, document: Id) -> None:
        """Open what is known of a document to be corrected."""
        self._document_details.show_document(documents.get(self._session.project, document))

    def progress(self) -> tuple[int, int]:
        """Return how many documents are read, and how many there are."""
        project = self._session.project
        states = documents.reading_states(project, self._session.me.id)
        found = documents.all_documents(project)
        return sum(states.get(document.id) == "done" for document in found), len(found)

    def search_library(self) -> None:
        """Put the keyboard into the search of the titles."""
        self.show()
        self.library.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- tags

    def new_tag(self, facet: str) -> None:
        """Let the user name a new tag of a facet."""
        found = self._session.facet(facet)
        if found is not None:
            self.show()
            self.codebook.new_tag(found)

    def search_codebook(self) -> None:
        """Put the keyboard into the search of the tags."""
        self.show()
        self.codebook.start_search()

    def _assign_key(self, tag: Tag, key: int) -> None:
        self._keys.assign(tag.id, key)
        self.show_codebook()
