"""The Claims perspective: every claim of the project in one table, and many changed at once."""

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from db import claims, documents, saved
from db.records import Changes, Claim, Coder, Id
from workbench import operations
from workbench.gui.claims.palette import TagPalette
from workbench.gui.perspectives.cards import Lines, place_of
from workbench.gui.perspectives.claim_words import ClaimWords, TextShelf
from workbench.gui.session import Session
from workbench.gui.table.filters import Filter
from workbench.gui.table.page import ClaimsPage
from workbench.gui.table.rows import TableRow, make_row
from workbench.gui.tag_keys import TagKeys
from workbench.gui.words import counted
from workbench.operations import decided
from workbench.operations.blind import curtain
from workbench.operations.decided import State
from workbench.settings import Settings

RECENT = 8


class ClaimsPerspective(QWidget):
    """Feeds the table when it is looked at, and turns what it announces into actions."""

    claim_wanted = Signal(object)
    reading_wanted = Signal()
    #: the claims that are shown are to be written to a file
    export_wanted = Signal(list)
    told = Signal(str)
    #: other claims are shown or counted
    built = Signal()

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self._session, self._settings = session, settings
        self._place = f"claims:{session.project.path}"
        self._stale = True
        self._chosen: list[Id] = []
        self.page = ClaimsPage()
        self.page.restore_layout(settings.place(self._place))
        self._palette = TagPalette(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self._connect()
        session.changed.connect(self._follow)

    def _connect(self) -> None:
        page = self.page
        page.claim_opened.connect(self.claim_wanted)
        page.reading_wanted.connect(self.reading_wanted)
        page.tag_wanted.connect(self._offer_tags)
        page.tag_removed.connect(self._untag)
        page.stance_wanted.connect(self._set_stance)
        page.field_wanted.connect(self._set_field)
        page.decision_wanted.connect(self._decide)
        page.delete_wanted.connect(self._delete)
        page.copy_wanted.connect(self._copy)
        page.export_wanted.connect(self.export_wanted)
        page.filter_saved.connect(self._save_filter)
        page.filter_removed.connect(
            lambda name: self._session.do(f"Forget filter {name}", saved.FILTERS.remove, name)
        )
        page.refreshed.connect(self.built)
        page.layout_changed.connect(
            lambda: self._settings.remember({self._place: page.layout_state()})
        )
        self._palette.tagged.connect(lambda tag, _more: self._tag(tag))
        self._palette.new_tag.connect(lambda facet, name, _more: self._new_tag(facet, name))

    def enter(self) -> None:
        """Bring the table up to date, now that it is looked at."""
        if self._stale:
            self._build()
        self.page.table.setFocus()

    def panes(self) -> list[QWidget]:
        """Return the parts that the keyboard can go to."""
        return [self.page.bar, self.page.table, self.page.bulk]

    def leave(self) -> None:
        """Show nothing more: the rows read their words from the project, which is to be closed."""
        self._stale = True
        self.page.set_rows([])

    def status(self) -> str:
        """Return what is shown, in a few words."""
        return self.page.status()

    # -- following the project

    def _follow(self, changes: Changes) -> None:
        if changes.touches("saved_filter") and not self._stale:
            self._show_filters()
        veil = changes.touches("setting", "reading")
        shown = ("claim", "span", "claim_tag", "tag", "facet", "document", "coder", "decision")
        if not (
            changes.touches(*shown)
            or (veil and curtain(self._session.project).drawn)
            or changes.touches("setting")
        ):
            return
        few = (
            not veil
            and not changes.touches("tag", "facet", "document", "coder")
            and len(changes.claims) < 500
        )
        if self.isVisible() and few and not self._stale:
            self._update(changes)
        else:
            self._stale = True
            if self.isVisible():
                self._build()

    def _build(self) -> None:
        project = self._session.project
        self.page.set_book(self._session.book)
        found = curtain(project).show(claims.all_claims(project))
        self.page.set_rows(list(self._rows(found, decided.states(project))))
        self._show_filters()
        self._stale = False
        self.built.emit()

    def _update(self, changes: Changes) -> None:
        project = self._session.project
        found = curtain(project).show(claims.many(project, changes.claims))
        there = {claim.id for claim in found}
        before = self.page.model.row_ids()
        rows = self._rows(found, decided.states(project, there))
        self.page.update_rows(list(rows), list(changes.claims - there))
        if changes.kind in ("undo", "redo"):
            self._show_back(there - before)
        self.built.emit()

    def _show_back(self, claims: Collection[Id]) -> None:
        """Check claims that came back, and go to the first of them."""
        shown = [row.id for row in self.page.model.shown if row.id in claims]
        if shown:
            self.page.model.set_checked(shown)
            position = self.page.model.position(shown[0])
            if position is not None:
                self.page.table.go_to_row(position)

    def _rows(self, found: Iterable[Claim], known: Mapping[Id, State]) -> Iterable[TableRow]:
        """Yield the rows of claims."""
        project, session = self._session.project, self._session
        shelf = TextShelf(project)
        records = {
            record.id: (record, ClaimWords(shelf, record))
            for record in documents.all_documents(project)
        }
        for claim in found:
            record, words = records[claim.document]
            coder = session.coders.get(claim.coder, Coder(claim.coder, "Unknown"))
            state = known.get(claim.id, "open")
            yield make_row(claim, record, coder, session.me.id, words, state)

    # -- filters

    def _show_filters(self) -> None:
        found = {}
        for name, body in saved.FILTERS.all(self._session.project).items():
            try:
                found[name] = Filter.from_json(json.loads(body))
            except ValueError:
                continue  # of a later version, or broken: it stays in the file
        self.page.set_filters(found)

    def _save_filter(self, name: str, wanted: Filter) -> None:
        body = json.dumps(wanted.to_json(), ensure_ascii=False, sort_keys=True)
        self._session.do(f"Save filter {name}", saved.FILTERS.save, name, body)

    # -- many at once

    def _do(self, label: str, step: Callable[..., int], ids: list[Id], *more: Any) -> None:
        """Change the chosen claims in one step, and say how many were left as they are."""
        count = self._session.do(label, step, ids, *more)
        if count is not None and count < len(ids):
            rest = len(ids) - count
            self.told.emit(
                f"{counted(count, 'claim')} changed; {rest} stayed as they were: they are a "
                "teammate's, or were so already."
            )

    def _offer_tags(self, ids: list[Id], rect: QRect) -> None:
        session = self._session
        self._chosen = list(ids)
        recent = claims.recent_tags(session.project, session.me.id, RECENT)
        # Read anew: a key may have been given beside the text since.
        keys = TagKeys(self._settings, str(session.project.path)).by_tag(session.book)
        self._palette.open_at(rect, rect, session.book, recent, [], None, keys)

    def _tag(self, tag: Id) -> None:
        name = self._session.book.tags[tag].name
        label = f"Tag {counted(len(self._chosen), 'claim')}: {name}"
        self._do(label, operations.tag_claims, self._chosen, tag)

    def _new_tag(self, facet: str, name: str) -> None:
        tag = self._session.do(f"New tag {name}", operations.add_tag, facet, None, name)
        if tag is not None:
            self._tag(tag)

    def _untag(self, ids: list[Id], tag: Id) -> None:
        label = f"Untag {counted(len(ids), 'claim')}"
        self._do(label, operations.untag_claims, ids, [tag])

    def _set_stance(self, ids: list[Id], stance: Id | None) -> None:
        label = f"Stance of {counted(len(ids), 'claim')}"
        if stance is not None:
            self._do(label, operations.tag_claims, ids, stance)
            return
        facet = self._session.facet("stance")
        if facet is not None:
            stances = [tag.id for tag in self._session.book.in_order(facet.id)]
            self._do(label, operations.untag_claims, ids, stances)

    def _set_field(self, ids: list[Id], field: str, value: object) -> None:
        label = f"{field.capitalize()} of {counted(len(ids), 'claim')}"
        self._do(label, operations.edit_claims, ids, field, value)

    def _decide(self, ids: list[Id], verdict: str) -> None:
        claims = counted(len(ids), "claim")
        if verdict == "reopen":
            label = f"Take back the decision on {claims}"
            self._session.do(label, decided.reopen_claims, ids)
        else:
            label = f"{verdict.capitalize()} {claims}"
            self._session.do(label, decided.decide_claims, ids, verdict)

    def _delete(self, ids: list[Id]) -> None:
        self._do(f"Delete {counted(len(ids), 'claim')}", operations.remove_claims, ids)

    def _copy(self, ids: list[Id]) -> None:
        def place(claim: Claim, text: str) -> str:
            return place_of(claim, Lines(text))

        words = operations.citations(self._session.project, ids, place)
        QApplication.clipboard().setText(words)
        self.told.emit(f"{counted(len(ids), 'citation')} copied.")
