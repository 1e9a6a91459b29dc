"""What the codebook wants, as steps of the project: naming, merging, splitting, facets."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from db import aliases, claims, documents, facets, tag_changes, tags
from db.records import Alias, Facet, Id, Tag
from db.rules import name_key
from workbench import operations
from workbench.gui.claims.palette import TagPalette
from workbench.gui.codebook.details import TagDetails
from workbench.gui.codebook.facet_dialog import FacetDialog
from workbench.gui.codebook.rules_dialog import RulesDialog
from workbench.gui.codebook.split_dialog import SplitDialog, SplitRow
from workbench.gui.codebook.view import CodebookPane
from workbench.gui.perspectives.cards import Lines, place_of, quote_of
from workbench.gui.session import Session
from workbench.gui.tag_shortcuts import TagShortcuts, portable, refusal
from workbench.gui.words import counted

Way = tuple[str, Callable[[], object]]


class TagSteps(QObject):
    """Turns what the codebook pane and its small windows announce into actions.

    `told` is what was done and may be taken back; `asked` a question with its two answers.
    """

    told = Signal(str)
    asked = Signal(str, list)

    def __init__(
        self, session: Session, pane: CodebookPane, shortcuts: TagShortcuts, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session, self._pane, self._shortcuts = session, pane, shortcuts
        self._palette = TagPalette(window)
        self._palette.setObjectName("merge")
        self._merged: Tag | None = None
        self._details = TagDetails(window)
        self._rules = RulesDialog(window)
        self._split = SplitDialog(window)
        self._facet = FacetDialog(window)
        self._connect()

    def _connect(self) -> None:
        pane, do = self._pane, self._session.do
        pane.created.connect(self._create)
        pane.renamed.connect(self._rename)
        pane.removed.connect(lambda tag: do(f"Delete {tag.name}", tags.remove, tag.id))
        pane.details_wanted.connect(self._show_details)
        pane.rules_wanted.connect(self._show_rules)
        self._rules.saved.connect(self._save_rules)
        # Queued: the menu that asked gives the focus back first, which would close the palette.
        pane.merge_wanted.connect(self._ask_merge, Qt.ConnectionType.QueuedConnection)
        pane.split_wanted.connect(self._ask_split)
        pane.facet_wanted.connect(self._facet.ask)
        pane.facet_renamed.connect(
            lambda facet, name: do(f"Rename {facet.name}", facets.rename, facet.id, name)
        )
        pane.facet_exclusive.connect(self._set_exclusive)
        pane.facet_removed.connect(
            lambda facet: do(f"Delete facet {facet.name}", facets.remove, facet.id)
        )
        self._details.saved.connect(self._save_details)
        self._details.key_chosen.connect(self._choose_key)
        self._palette.tagged.connect(lambda tag, _more: self._merge_into(tag))
        self._split.wanted.connect(self._split_tag)
        self._facet.wanted.connect(
            lambda name, single: do(f"New facet {name}", facets.add, name, exclusive=single)
        )

    # -- naming

    def _create(self, facet: str, parent: Tag | None, name: str) -> None:
        above = parent.id if parent else None
        found = self._session.facet(facet)
        like = self._alike(found.id, name) if found else None

        def create() -> None:
            self._session.do(f"New tag {name}", operations.add_tag, facet, above, name)

        if like is None:
            create()
        else:
            there = like
            self._ask(name, there, ("Use that one", lambda: self._pane.show_tag(there)), create)

    def _rename(self, tag: Tag, name: str) -> None:
        like = self._alike(tag.facet, name, tag.id)

        def rename() -> None:
            self._session.do(f"Rename {tag.name}", tags.edit, tag.id, name=name)

        if like is None:
            rename()
        else:
            there = like
            self._ask(name, there, ("Merge them", lambda: self._merge(tag.id, there.id)), rename)

    def _alike(self, facet: Id, name: str, but: Id | None = None) -> Tag | None:
        """Return a tag that looks like a name; one of just that name is refused anyway."""
        found = self._session.book.lookalike(facet, name, but)
        return None if found is None or name_key(found.name) == name_key(name) else found

    def _ask(self, name: str, like: Tag, use: Way, keep: Callable[[], None]) -> None:
        words = f"“{name}” looks like “{like.name}”. {use[0]}, or keep both?"
        self.asked.emit(words, [use, ("Keep both", keep)])

    def _show_details(self, tag: Tag) -> None:
        keys = QKeySequence(self._shortcuts.of(tag.id))
        self._details.show_tag(tag, self._session.book.facet_of(tag.id), keys)

    def _choose_key(self, tag: Tag, keys: QKeySequence) -> None:
        told = refusal(keys)
        holder = self._shortcuts.holder(portable(keys), self._session.book)
        if not told and holder not in (None, tag.id):
            name = self._session.book.tags[holder].name if holder else ""
            told = f"{name} has this key; take it away there first."
        if not told:
            self._shortcuts.assign(tag.id, portable(keys))
        self._details.show_key(QKeySequence(self._shortcuts.of(tag.id)), told)

    def _save_details(self, tag: Tag, fields: dict[str, object]) -> None:
        name = fields.pop("name", None)
        if fields:
            self._session.do(f"Edit {tag.name}", operations.edit_tag, tag.id, **fields)
        if isinstance(name, str):
            self._rename(tag, name)

    def _show_rules(self, tag: Tag) -> None:
        self._rules.show_tag(tag, aliases.of_tag(self._session.project, tag.id))

    def _save_rules(self, tag: Tag, alias: Alias) -> None:
        self._session.do(
            f"Rules of {alias.name}", aliases.set_rules, tag.id, alias.name,
            needs=alias.needs, unless=alias.unless, kind=alias.kind,
        )  # fmt: skip

    # -- merging and splitting

    def _ask_merge(self, tag: Tag) -> None:
        """Offer the tags that a tag may be merged into, at its row."""
        self._merged = tag
        book, box = self._session.book, self._pane.box_of(tag)
        without = tags.subtree(self._session.codebook(), tag.id)
        words = f"Merge “{tag.name}” into…"
        self._palette.choose_at(box, book, book.facet_of(tag.id).key, without, words)

    def _merge_into(self, into: Id) -> None:
        tag, self._merged = self._merged, None
        if tag is not None:
            self._merge(tag.id, into)

    def _merge(self, tag: Id, into: Id) -> None:
        book = self._session.book.tags
        if tag in book and into in book:
            gone, kept = book[tag].name, book[into].name
            count = self._session.do(f"Merge {gone} into {kept}", tag_changes.merge, tag, into)
            if count is not None:
                self.told.emit(f"{gone} was merged into {kept}: {counted(count, 'claim')}.")

    def _ask_split(self, tag: Tag) -> None:
        """Offer the claims that carry a tag, to choose those that go to a new one."""
        project = self._session.project
        found = claims.many(project, tag_changes.carriers(project, tag.id))
        records = {record.id: record for record in documents.all_documents(project)}
        rows: list[SplitRow] = []
        shown, lines, of = "", Lines(""), None
        for claim in found:
            record = records[claim.document]
            if claim.document != of:
                of, text = claim.document, documents.text(project, record)
                lines = Lines(text, documents.styles(self._session.project, record.id))
                shown = lines.shown
            says = claim.statement or f"“{quote_of(claim, shown, lines)}”"
            rows.append(SplitRow(claim.id, says, f"{record.title}, {place_of(claim, lines)}"))
        self._split.show_tag(tag, rows)

    def _split_tag(self, tag: Tag, name: str, chosen: list[Id]) -> None:
        made = self._session.do(f"Split {tag.name}", tag_changes.split, tag.id, name, chosen)
        if made is not None:
            count = counted(len(chosen), "claim")
            self.told.emit(f"{count} went from {tag.name} to {name}.")

    # -- facets

    def _set_exclusive(self, facet: Facet, on: bool) -> None:
        words = f"{'One tag' if on else 'Several tags'} of {facet.name} per claim"
        self._session.do(words, facets.set_exclusive, facet.id, on)
