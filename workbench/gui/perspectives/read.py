"""The Read perspective: the sidebar, the text, and the claims beside it."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db import claims, comments, tags, template, unplaced
from db.records import Changes, Claim, Id, ReadingState, Span, Tag
from workbench.desk import Side
from workbench.gui.claims.panel import ClaimsPanel
from workbench.gui.perspectives.bounds import BoundsMover, add_region, move_bounds
from workbench.gui.perspectives.hidden import HiddenMentions
from workbench.gui.perspectives.in_step import InStep
from workbench.gui.perspectives.mentions import Mentions
from workbench.gui.perspectives.open_document import OpenDocument
from workbench.gui.perspectives.readers import Readers
from workbench.gui.perspectives.references import References
from workbench.gui.perspectives.searching import Searching
from workbench.gui.perspectives.selecting import extend
from workbench.gui.perspectives.sidebar import Sidebar
from workbench.gui.perspectives.tag_steps import TagSteps
from workbench.gui.perspectives.tagging import Tagging
from workbench.gui.perspectives.trail import Trail
from workbench.gui.perspectives.versions import Versions
from workbench.gui.session import Session
from workbench.gui.splitter import Splitter
from workbench.gui.tag_keys import TagKeys
from workbench.gui.tag_shortcuts import TagShortcuts
from workbench.operations import own_claims
from workbench.settings import Settings
from workbench.text.motion import nearest_edge

NARROW, WIDE = 1200, 1440  # window widths at which the sides change (pixels)
LEAST_READER = 540  # pixels: about 52 characters and the margin


class ReadPerspective(QWidget):
    """Keeps sidebar, readers and panel in step, and acts on the current claim and passage."""

    import_wanted = Signal()
    files_dropped = Signal(list)
    #: a sentence for the notice line, and one for the status line while it holds
    told = Signal(str)
    hinted = Signal(str)
    #: what was done and can be taken back, and a question with its answers: words and what they do
    done = Signal(str)
    asked = Signal(str, list)
    #: another document, claim or passage is the current one
    moved = Signal()
    #: something of it is wanted while another perspective is open
    wanted = Signal()

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self.session = session
        self._settings = settings
        self.claim: Id | None = None
        self._keys = TagKeys(settings, str(session.project.path))
        path = str(session.project.path)
        shortcuts = TagShortcuts(settings, path, self, self._tag_with)
        self.sidebar = Sidebar(session, self._keys, shortcuts)
        self.readers = Readers(session, settings)
        self.panel = ClaimsPanel()
        self._tagging = Tagging(session, self._keys, self)
        self._steps = TagSteps(session, self.sidebar.codebook, shortcuts, self)
        self._bounds = BoundsMover(session, self)
        self._mentions = Mentions(session, settings, self.readers, self._tagging)
        self._versions = Versions(session, self, settings)
        self._hidden = HiddenMentions(session, self)
        self._trail = Trail(self.readers, self)
        self._references = References(self.readers, self._trail, self)
        self._in_step = InStep(self.readers, self)
        self._put_aside: list[QWidget] = []
        self.searching = Searching(session, self.panel, self)
        self._lay_out()
        self._connect()
        self._connect_panel()
        session.changed.connect(self._follow)
        self.panel.set_hidden(template.hidden(session.project))
        self.panel.set_book(session.book)
        self.sidebar.show_all()
        self.readers.open_last()
        self._turn()

    # -- layout

    def _lay_out(self) -> None:
        self._whole = Splitter(Qt.Orientation.Horizontal, (268, 800, 372, 372))
        self._whole.setObjectName("read.whole")
        for part in (self.sidebar, self.readers, self.panel, self.searching.pane):
            self._whole.addWidget(part)
        self._whole.setStretchFactor(1, 1)
        self._whole.setCollapsible(1, False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._whole)

    def fit(self, width: int) -> None:
        """Give the sides the widths that suit a window of this width (pixels)."""
        side, panel = (268, 372) if width >= WIDE else (232, 340) if width >= NARROW else (0, 316)
        self.sidebar.setVisible(bool(side))
        self._whole.set_default_sizes([side or 232, max(400, width - side - panel), panel, panel])
        self._whole.reset()

    def toggle_sidebar(self) -> None:
        """Show or hide library and codebook; the claims give way where the text needs room."""
        self._toggle(self.sidebar, self.panel)

    def toggle_panel(self) -> None:
        """Show or hide the claims; the sidebar gives way where the text needs room."""
        self._toggle(self.panel, self.sidebar)

    def _toggle(self, part: QWidget, other: QWidget) -> None:
        # From another perspective nobody sees what is open here: there the part is wanted.
        part.setVisible(part.isHidden() or not self.isVisible())
        self.wanted.emit()
        room = self.width() - part.sizeHint().width() - other.width()
        if part.isVisible() and other.isVisible() and room < LEAST_READER:
            other.hide()

    def enter(self) -> None:
        """Do nothing: what is read follows every change at once."""

    def status(self) -> str:
        """Return where in the document the caret is, in a few words."""
        return self.readers.place_words()

    def panes(self) -> list[QWidget]:
        """Return what F6 goes through, in reading order."""
        side = self.sidebar
        parts = [side.library.list, side.codebook.tree, *self.readers.areas(), self.panel]
        return [part for part in parts if part.isVisible()]

    def _make_room(self) -> None:
        """Close the sides as far as two readers need their room, or open them again."""
        if len(self.readers.opened) < 2:
            for part in self._put_aside:
                part.show()
            self._put_aside = []
        elif not self._put_aside:
            sides = [part for part in (self.sidebar, self.panel) if part.isVisible()]
            room = self.width() - sum(part.width() for part in sides)
            for part in sides:
                if room < 2 * LEAST_READER:
                    room += part.width()
                    part.hide()
                    self._put_aside.append(part)

    # -- wiring

    def _connect(self) -> None:
        side, readers = self.sidebar, self.readers
        side.opened.connect(readers.open)
        side.opened_beside.connect(readers.open_beside)
        side.import_wanted.connect(self.import_wanted)
        side.files_dropped.connect(self.files_dropped)
        side.tag_activated.connect(self._tag_with)
        side.states_known.connect(self._show_states)
        readers.turned.connect(self._turn)
        readers.turned.connect(self._versions.tell)
        readers.import_wanted.connect(self.import_wanted)
        readers.moved.connect(self.moved)
        readers.viewed.connect(self.moved)
        readers.told.connect(self.told)
        readers.scrolled.connect(self.panel.scroll_to_offset)
        readers.key_pressed.connect(self._press)
        readers.passage_made.connect(self.tag_passage)
        readers.claim_pressed.connect(lambda claim: self.select_claim(claim, from_text=True))
        readers.bounds_dragged.connect(self._drag_bounds)
        readers.state_chosen.connect(lambda state: self.set_reading(state, go_on=False))
        readers.details_wanted.connect(self.edit_document)
        readers.place_wanted.connect(self._go_to_heading)
        readers.outlined.connect(self._make_room_for_outline)
        readers.reference_pressed.connect(self._references.follow)
        self._references.told.connect(self.told)
        self._references.asked.connect(self.asked)
        self._trail.told.connect(self.told)
        self.searching.opened.connect(self.go_to_place)
        self.searching.claim_opened.connect(self.go_to_id)
        self._tagging.claimed.connect(lambda claim: self.select_claim(claim, from_text=True))
        self._tagging.left_out.connect(self._ask_left_out)
        self._bounds.told.connect(self.hinted)
        self._steps.told.connect(self.done)
        self._mentions.told.connect(self.told)
        side.library.described.connect(self._mentions.describe)
        self._mentions.described.connect(side.library.set_mentions)
        self._mentions.hinted.connect(self.hinted)
        self._mentions.claimed.connect(lambda claim: self.select_claim(claim, from_text=True))
        side.codebook.sweep_wanted.connect(self._sweep_tag)
        self._steps.asked.connect(self.asked)

    def _connect_panel(self) -> None:
        panel, do = self.panel, self.session.do
        panel.claim_selected.connect(lambda claim: self.select_claim(claim, from_text=False))
        panel.field_edited.connect(self._edit_field)
        panel.tag_added.connect(
            lambda claim, tag: do("Tag claim", own_claims.tag_claim, claim, tag)
        )
        panel.tag_removed.connect(
            lambda claim, tag: do("Untag claim", own_claims.untag_claim, claim, tag)
        )
        panel.role_changed.connect(
            lambda claim, tag, role: do("Change role", own_claims.tag_claim, claim, tag, role)
        )
        panel.tag_wanted.connect(self._tagging.at_claim)
        panel.delete_wanted.connect(self._delete)
        panel.comment_added.connect(lambda claim, text: do("Comment", comments.add, claim, text))
        panel.fields_hidden.connect(lambda fields: do("Fields of the card", template.hide, fields))
        panel.comment_removed.connect(
            lambda comment: do("Delete comment", comments.remove, comment)
        )
        panel.passage_wanted.connect(self.add_passage)
        panel.split_wanted.connect(self.split)
        panel.place_accepted.connect(lambda doubt: do("Accept place", unplaced.accept, doubt.id))
        panel.placing_wanted.connect(lambda _claim: self.place_passages())

    def _edit_field(self, claim: Id, field: str, value: object) -> None:
        self.session.do(f"Edit {field}", own_claims.edit_claim, claim, **{field: value})

    # -- what is shown

    def _follow(self, changes: Changes) -> None:
        """Show what an action changed: one's own, an undo and a merge alike."""
        if changes.touches("tag", "alias", "facet"):
            self.panel.set_book(self.session.book)
        if changes.touches("project"):
            self.panel.set_hidden(template.hidden(self.session.project))
        if self.readers.follow(changes):
            self._show_cards()
        self._mentions.follow(changes)
        self.sidebar.follow(changes)
        self.moved.emit()

    def _turn(self) -> None:
        """Show the claims of another document."""
        self._bounds.finish()
        self.panel.fold()  # saves what is typed in the open card
        self.claim = None
        for opened in self.readers.opened:
            opened.pane.area.set_selected_claim(None)
        self._make_room()
        self._show_cards()
        self._mentions.turn()
        active = self.active
        self.sidebar.library.set_current(active.id if active else None)
        self.sidebar.show_library()
        if active is not None:
            self.panel.scroll_to_offset(active.pane.area.place())
        self.moved.emit()

    def _show_states(self, states: dict[Id, ReadingState]) -> None:
        for opened in self.readers.opened:
            opened.pane.header.set_state(states.get(opened.id, "unread"))

    def _show_cards(self) -> None:
        active = self.active
        if active is None:
            self.panel.set_cards([], self.session.me.id)
            return
        self.panel.set_speakers(claims.speakers(self.session.project))
        self.panel.set_cards(active.cards(), self.session.me.id)
        if self.claim is not None and self.claim not in active.claims:
            self.claim = None
        active.pane.area.set_selected_claim(self.claim)

    @property
    def active(self) -> OpenDocument | None:
        """The document that is worked in."""
        return self.readers.active

    # -- what commands ask of the text

    def open(self, document: Id) -> None:
        """Show a document."""
        self.readers.open(document)

    def toggle_beside(self) -> None:
        """Show two documents, or one."""
        self.readers.toggle_beside()

    def toggle_pages(self) -> None:
        """Show pages, or text."""
        self.readers.toggle_pages()

    def go_to_page(self) -> None:
        """Go to a page by its number."""
        self.readers.go_to_page()

    def step_page(self, step: int) -> None:
        """Go to another page."""
        if not self.readers.step_page(step):
            self.told.emit("This document has no pages.")

    def toggle_aside(self) -> None:
        """Show page furniture and the like, or leave it out."""
        self.readers.toggle_aside()

    def toggle_outline(self) -> None:
        """Show the headings beside the text."""
        self.readers.toggle_outline()

    def _make_room_for_outline(self) -> None:
        """Close the claims where the text needs their room beside its outline."""
        active = self.active
        if active is not None and not active.pane.outline.isHidden():
            room = active.pane.width() - active.pane.outline.width()
            if room < LEAST_READER and len(self.readers.opened) == 1:
                self.panel.hide()

    def _go_to_heading(self, start: int) -> None:
        self._trail.go(start)
        if self.active is not None:
            self.active.pane.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_step(self) -> None:
        """Let two sides scroll in step."""
        self.told.emit(self._in_step.toggle())

    def follow_reference(self) -> None:
        """Follow the link or note at the caret."""
        self._references.follow_here()

    def go_back(self) -> None:
        """Go back to where one was."""
        self._trail.back()

    def extend(self, step: int) -> None:
        """Take one more sentence into the selection, or leave the last one out."""
        if self.active is not None:
            extend(self.active, step)

    def toggle_reflow(self) -> None:
        """Show paragraphs, or lines."""
        self.readers.toggle_reflow()

    def zoom(self, step: int) -> None:
        """Change the size of the text."""
        self.readers.zoom(step)

    def step_document(self, step: int) -> None:
        """Open another document."""
        self.readers.step_document(step)

    def find_words(self) -> None:
        """Find in the document."""
        self.readers.find_words()

    def search_project(self) -> None:
        """Search all documents and claims, for the selected words if there are any."""
        self.wanted.emit()
        start, end = self.passage() or (0, 0)
        words = self.active.text[start:end] if self.active is not None else ""
        sizes = self._whole.sizes()
        self.searching.enter(words)
        # The pane takes over the room of the claims, whose width is kept for it meanwhile.
        self._whole.setSizes([*sizes[:2], 0, sizes[2] or max(316, sizes[3])])

    def go_to_place(self, document: Id, start: int, end: int) -> None:
        """Show a place of a document, and select it."""
        with self._trail.jump():
            self.open(document)
            if self.active is not None and self.active.id == document:
                self.active.pane.area.select(start, end)
                self.active.pane.area.show_offset(start, end)

    def find_next(self, step: int) -> None:
        """Go to another place found."""
        self.readers.find_next(step)

    def edit_document(self) -> None:
        """Correct what is known of the active document."""
        if self.active is not None:
            self.sidebar.edit_document(self.active.id)

    def new_version(self, path: Path) -> None:
        """Put a corrected file in the place of the active document's text."""
        self._versions.replace(path)

    def place_passages(self) -> None:
        """List what a new version left to be placed by hand."""
        self._versions.show()

    def set_reading(self, state: ReadingState, *, go_on: bool) -> None:
        """Say how far the active document is read, and go on to the next if wanted."""
        if self.active is not None:
            self.sidebar.set_state(self.active.id, state)
            if go_on:
                self.step_document(1)

    def new_tag(self, facet: str) -> None:
        """Let the user name a new tag."""
        self.wanted.emit()
        self.sidebar.new_tag(facet)

    def search_codebook(self) -> None:
        """Search the tags."""
        self.wanted.emit()
        self.sidebar.search_codebook()

    def search_library(self) -> None:
        """Search the titles."""
        self.wanted.emit()
        self.sidebar.search_library()

    def save(self) -> None:
        """Save what is typed or moved and not saved yet."""
        self._bounds.finish()
        self.panel.save()

    # -- mentions

    def sweep(self) -> None:
        """Walk the mentions that no claim covers: of the codebook's current actor, or of all."""
        tree = self.sidebar.codebook.tree
        node = tree.current_node() if tree.hasFocus() else None
        if node is not None and node.tag is not None and node.facet.key == "actor":
            self._sweep_tag(node.tag)
        else:
            self._mentions.begin_sweep()

    def _sweep_tag(self, tag: Tag) -> None:
        under = tags.subtree(self.session.codebook(), tag.id)
        self._mentions.begin_sweep(under, tag.name)

    def step_mention(self, step: int) -> None:
        """Go to another mention."""
        self._mentions.step(step)

    def list_hidden_mentions(self) -> None:
        """List the mentions that were hidden."""
        self._hidden.show()

    def toggle_mentions(self) -> None:
        """Show where actors are named."""
        self._mentions.toggle()

    def leave(self) -> None:
        """Stop what runs in the background."""
        self._mentions.close()
        self.searching.close()
        self.readers.leave()

    # -- the current claim

    def record(self) -> Claim | None:
        """Return the current claim."""
        return self.active.claims.get(self.claim) if self.active and self.claim else None

    def mine(self) -> bool:
        """Whether the current claim is the coder's own."""
        record = self.record()
        return record is not None and record.coder == self.session.me.id

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
        order = self.active.in_order() if self.active is not None else []
        if self.active is None or not order:
            self.told.emit("There is no claim in this document yet.")
            return
        at = [n for n, claim in enumerate(order) if claim.id == self.claim]
        if at:
            target = at[0] + step
        else:
            place = self.active.pane.area.place()
            after = [n for n, claim in enumerate(order) if claim.start >= place]
            target = (after or [len(order)])[0] - (step < 0)
        self.go_to(order[min(max(target, 0), len(order) - 1)])

    def go_to(self, claim: Claim) -> None:
        """Show a claim in its text and in the panel, opening its document if need be."""
        with self._trail.jump():
            if self.active is None or self.active.id != claim.document:
                self.open(claim.document)
            if self.active is not None:
                # The caret goes along: what is selected next begins here.
                self.active.pane.area.select(claim.start, claim.start)
                self.select_claim(claim.id, from_text=True)
                self.active.pane.area.show_offset(claim.start, claim.end)

    def go_to_id(self, claim: Id) -> None:
        """Show a claim wherever it stands."""
        self.go_to(claims.get(self.session.project, claim))

    def open_card(self) -> None:
        """Open the card of the current claim."""
        if self.claim is not None:
            self.panel.show()
            self.panel.open_card(self.claim)

    def _press(self, event: QKeyEvent) -> None:
        """In the text a number tags, E opens the card, M finds a mention, Esc lets the claim go."""
        key = event.key()
        single = self._settings["single_keys"]
        if single and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            tag = self._keys.tag(key - Qt.Key.Key_0, self.session.book)
            if tag is not None:
                self._tag_with(tag)
                event.accept()
        elif single and key == Qt.Key.Key_M:
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.step_mention(-1 if shift else 1)
            event.accept()
        elif single and key == Qt.Key.Key_E and self.claim is not None:
            self.open_card()
            event.accept()
        elif key == Qt.Key.Key_Escape and self.claim is not None:
            self.panel.fold()
            self.select_claim(None, from_text=True)
            event.accept()

    # -- tagging and changing claims

    def tag_passage(self) -> None:
        """Offer tags for the selected passage."""
        if self.active is not None:
            self._tagging.at_passage(self.active)

    def _tag_with(self, tag: Id) -> None:
        if self.active is None:
            return
        if self.active.passage() is not None:
            self._tagging.with_tag(self.active, tag)
        elif self.mine():
            self.session.do("Tag claim", own_claims.tag_claim, self.claim, tag)
        else:
            self.told.emit("Select a passage or a claim of yours first; then the tag goes on it.")

    def _ask_left_out(self, claim: Id, whole: Span) -> None:
        """Say that a passage was parted, and offer to have it whole."""

        def take_in() -> None:
            self.session.do("Take in", own_claims.move_claim, claim, [whole])

        said = "Page furniture and footnotes within the passage were left out of the claim."
        self.asked.emit(said, [("Take them in", take_in)])

    def choose_bound(self, side: Side) -> None:
        """Let the arrow keys move a bound of the current claim."""
        record = self.record()
        if record is not None and self.active is not None:
            self._bounds.begin(self.active, record, side)

    def _drag_bounds(self, claim: Id, span: int, start: int, end: int) -> None:
        if not self.mine():
            self.told.emit("Only the coder who made a claim moves its bounds.")
            return
        self.session.do("Move bounds", move_bounds, claim, span, Span(start, end))

    def add_passage(self, claim: Id | None = None) -> None:
        """Add the selected passage to a claim, the current one if none is named."""
        span = self.active.passage() if self.active is not None else None
        region = self.active.region() if self.active is not None else None
        if span is None:
            self.told.emit("Select the second passage in the text, then add it to the claim.")
        elif region is not None:
            self.session.do("Add region", add_region, claim or self.claim, span, region)
        else:
            self.session.do("Add passage", own_claims.add_passage, claim or self.claim, span)

    def split(self, claim: Id | None = None) -> None:
        """Split a claim where the caret stands, or where its word begins or ends."""
        if self.active is not None:
            offset = nearest_edge(self.active.text, self.active.pane.area.caret())
            self.session.do("Split claim", own_claims.split_claim, claim or self.claim, offset)

    def _delete(self, claim: Id) -> None:
        self.session.do("Delete claim", own_claims.remove_claim, claim)
