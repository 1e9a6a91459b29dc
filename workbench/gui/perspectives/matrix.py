"""The Matrix perspective: asks the project for a matrix and shows what stands behind its cells."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db import claims, documents, matrix
from db.records import AxisTag, Changes, Claim, Document, Id, MatrixRequest
from workbench import operations
from workbench.gui.matrix.passage_model import Passage
from workbench.gui.matrix.sentence import Choice
from workbench.gui.matrix.view import MatrixView
from workbench.gui.perspectives.cards import Lines, place_of, quote_of
from workbench.gui.session import Session
from workbench.gui.words import counted
from workbench.settings import Settings
from workbench.text.reflow import reflow

#: passages that are shown at once for a cell; the header still counts all
MOST = 2000


class MatrixPerspective(QWidget):
    """Builds the matrix when it is looked at and something in it changed."""

    claim_wanted = Signal(object)
    export_wanted = Signal()
    codebook_wanted = Signal()
    #: the table was counted anew
    built = Signal()

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self._session = session
        self._settings = settings
        self._place = f"matrix:{session.project.path}"
        self.request = self._remembered()
        self._stale = True
        self.view = MatrixView()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.view.cell_chosen.connect(self._show_passages)
        self.view.request_changed.connect(self._regroup)
        self.view.filter_chosen.connect(self._filter)
        self.view.export_wanted.connect(self.export_wanted)
        self.view.codebook_wanted.connect(self.codebook_wanted)
        self.view.passage_opened.connect(self.claim_wanted)
        session.changed.connect(self._follow)

    def enter(self) -> None:
        """Bring the matrix up to date, now that it is looked at."""
        if self._stale:
            self._build()
        self.view.table.setFocus()

    def panes(self) -> list[QWidget]:
        """Return the parts that the keyboard can go to."""
        return [self.view.table, self.view.passages]

    def status(self) -> str:
        """Return what the matrix holds, in a few words."""
        shown = self.view.matrix
        pairs = sum(shown.cells.values())
        return (
            f"{len(shown.rows)} × {len(shown.columns)} · {counted(shown.total, 'claim')}, "
            f"{counted(pairs, 'pair')}"
        )

    def export(self, path: Path) -> int:
        """Write the matrix as it is set now; returns the number of rows."""
        return operations.export_matrix(
            self._session.project, path, self.request, mark=self._settings["csv_mark"]
        )

    # -- following the project

    def _follow(self, changes: Changes) -> None:
        if changes.touches("claim", "span", "claim_tag", "tag", "document", "facet"):
            self._stale = True
            if self.isVisible():
                self._build()

    def _build(self) -> None:
        project = self._session.project
        self._drop_gone()
        found = matrix.build(project, self.request)
        cells: dict[tuple[str, Id], int] = {}
        totals: dict[str, int] = {}
        if any(row.group for row in found.rows):
            rolled = matrix.build(project, replace(self.request, roll_up_rows=True))
            names = {row.tag: row.name for row in rolled.rows}
            cells = {(names[row], column): n for (row, column), n in rolled.cells.items()}
            totals = {names[row]: n for row, n in rolled.row_totals.items()}
        self.view.set_matrix(found, group_cells=cells, group_totals=totals)
        self.view.set_sentence(self._sentence())
        self._stale = False
        self.built.emit()
        chosen = self.view.table.chosen()
        if chosen is not None and self.view.passages.isVisibleTo(self.view):
            self._show_passages(*chosen)

    def _drop_gone(self) -> None:
        """Forget a filter on a document or coder, or an axis, that is no longer there."""
        keys = {facet.key for facet in self._session.book.facets}
        if not {self.request.rows, self.request.columns} <= keys:
            usual = MatrixRequest()
            self.request = replace(self.request, rows=usual.rows, columns=usual.columns)
        there = {document.id for document in documents.all_documents(self._session.project)}
        if self.request.document not in there:
            self.request = replace(self.request, document=None)
        if self.request.coder not in self._session.coders:
            self.request = replace(self.request, coder=None)

    # -- what is counted

    def _sentence(self) -> list[str | Choice]:
        records = documents.all_documents(self._session.project)
        coders = self._session.coders
        everyone = "everybody" if len(coders) != 2 else "both coders"
        whole = f"all {len(records)} documents" if len(records) != 1 else "the one document"
        if not records:
            return ["Import documents and tag claims in them; the matrix counts them here."]
        by = [(None, everyone), *((coder.id, coder.name) for coder in coders.values())]
        inside = [(None, whole), *((record.id, record.title) for record in records)]
        facets = [(facet.key, facet.name) for facet in self._session.book.facets]
        request = self.request
        return [
            "Crossing ",
            Choice("rows", dict(facets)[request.rows], facets, request.rows),
            " with ",
            Choice("columns", dict(facets)[request.columns], facets, request.columns),
            ", counting claims by ",
            Choice("coder", dict(by)[self.request.coder], by, self.request.coder),
            " in ",
            Choice("document", dict(inside)[self.request.document], inside, self.request.document),
            ".",
        ]

    def _filter(self, key: str, value: Any) -> None:
        wanted = replace(self.request, **{key: value})
        if wanted.rows == wanted.columns:  # what was on the one axis goes to the other
            wanted = replace(wanted, rows=self.request.columns, columns=self.request.rows)
        self._ask(wanted)

    def _regroup(self, wanted: MatrixRequest) -> None:
        self._ask(
            replace(
                self.request,
                roll_up_rows=wanted.roll_up_rows,
                roll_up_columns=wanted.roll_up_columns,
                hide_empty=wanted.hide_empty,
            )
        )

    def _ask(self, request: MatrixRequest) -> None:
        self.request = request
        kept = {
            "roll_up_rows": request.roll_up_rows,
            "roll_up_columns": request.roll_up_columns,
            "hide_empty": request.hide_empty,
            "axes": [request.rows, request.columns],
        }
        self._settings.remember({self._place: kept})
        self._build()

    def _remembered(self) -> MatrixRequest:
        found = self._settings.place(self._place)
        kept = found if isinstance(found, dict) else {}
        rows, columns = _axes(kept.get("axes"))
        return MatrixRequest(
            rows,
            columns,
            roll_up_rows=kept.get("roll_up_rows") is True,
            roll_up_columns=kept.get("roll_up_columns") is True,
            hide_empty=kept.get("hide_empty") is True,
        )

    # -- behind a cell

    def _show_passages(self, row: Id | None, column: Id | None) -> None:
        project = self._session.project
        found = claims.many(project, matrix.claims_of(project, self.request, row, column))
        records = {record.id: record for record in documents.all_documents(project)}
        passages: list[Passage] = []
        shown_text, lines, of = "", Lines(""), 0
        for claim in found[:MOST]:
            if claim.document != of:
                of = claim.document
                text = documents.text(project, records[of])
                lines, shown_text = Lines(text), reflow(text)
            passages.append(self._passage(claim, records[of], shown_text, lines))
        shown = self.view.matrix
        self.view.set_passages(_entry(shown.rows, row), _entry(shown.columns, column), passages)

    def _passage(self, claim: Claim, record: Document, shown: str, lines: Lines) -> Passage:
        book, me = self._session.book, self._session.me.id
        stance = [
            book.tags[tag.tag]
            for tag in book.tags_in_order(claim)
            if book.facet_of(tag.tag).key == "stance"
        ]
        coder = self._session.coders.get(claim.coder)
        return Passage(
            claim=claim.id,
            coder=coder.initials if coder else "?",
            mine=claim.coder == me,
            document=record.id,
            title=record.title,
            place=place_of(claim, lines),
            quote=quote_of(claim, shown),
            statement=claim.statement,
            stance=book.label(stance[0].id)
            if stance and not stance[0].sign
            else stance[0].name
            if stance
            else "",
            sign=stance[0].sign if stance else 0,
        )


def _axes(kept: object) -> tuple[str, str]:
    """Return the facets of rows and columns as they were remembered, or the usual ones."""
    match kept:
        case [str(rows), str(columns)] if rows != columns:
            return rows, columns
    usual = MatrixRequest()
    return usual.rows, usual.columns


def _entry(entries: tuple[AxisTag, ...], tag: Id | None) -> AxisTag | None:
    return next((entry for entry in entries if entry.tag == tag), None)
