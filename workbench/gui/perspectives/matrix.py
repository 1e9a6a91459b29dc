"""The Matrix perspective: asks for matrices, and shows what stands behind their cells.

What counts and writes is imported when it is first wanted: the start of the program does not wait.
"""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db import saved
from db.errors import Invalid
from db.records import Changes, Id
from workbench.exporters.matrix_product import Product
from workbench.gui.matrix.comparing import Comparison
from workbench.gui.matrix.grid import Pair
from workbench.gui.matrix.place_menu import begun
from workbench.gui.matrix.tools import USUAL
from workbench.gui.matrix.view import MatrixView
from workbench.gui.perspectives.matrix_commands import MatrixCommands
from workbench.gui.perspectives.matrix_counting import Counting
from workbench.gui.perspectives.matrix_deciding import Deciding
from workbench.gui.perspectives.matrix_passages import MOST, PassageReader
from workbench.gui.perspectives.matrix_writing import AskSave, Writing
from workbench.gui.session import Session
from workbench.gui.words import counted
from workbench.matrix import Context, Difference, Matrix, Request, wire
from workbench.settings import Settings

#: where the widths of table and passages are remembered
_SIZES = "matrix:sizes"
#: tables of which a matrix, its sentence or its passages say something
_SHOWN = (
    "claim", "span", "claim_tag", "decision", "tag", "facet", "document", "coder", "reading",
    "reading_group", "setting",
)  # fmt: skip


class MatrixPerspective(QWidget):
    """Counts the matrix when it is looked at and something in it changed."""

    claim_wanted = Signal(object)
    codebook_wanted = Signal()
    told = Signal(str)
    #: the table was counted anew
    built = Signal()

    def __init__(self, session: Session, settings: Settings, ask_save: AskSave) -> None:
        """`ask_save(title, file name, then)` asks for a file to write."""
        super().__init__()
        self._writing = Writing(session, settings, ask_save, self)
        self._session = session
        self._settings = settings
        self._place = f"matrix:{session.project.path}"
        self._begun = settings.place(self._place) is not None
        self.request = self._remembered()
        self.comparison: Comparison | None = None
        #: what the table shows, which what is asked may be refused for
        self._shown: tuple[Request, Comparison | None] = self.request, None
        self._stale = True
        self._opened: Pair | None = None
        self.view = MatrixView(self._formats)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self._counting = Counting(session.project, self)
        self._reader = PassageReader(session)
        self._deciding = Deciding(session, settings, self.view.passages, self)
        sizes = settings.place(_SIZES)
        self.view.set_sizes(sizes if isinstance(sizes, dict) else {})
        self.commands = MatrixCommands(self.view, self.ask, self._product, self._writing)
        self._connect()

    def _connect(self) -> None:
        view, counting = self.view, self._counting
        view.cell_chosen.connect(lambda row, column: self._show_passages((row, column)))
        view.request_changed.connect(self.ask)
        view.codebook_wanted.connect(self.codebook_wanted)
        view.passages.view.chosen.connect(self.claim_wanted)
        view.passages.closed.connect(self._forget_passages)
        view.table.left.connect(self._forget_passages)
        view.table.copied.connect(self.commands.copy_table)
        view.tools.compared.connect(self.compare)
        view.tools.view_saved.connect(self._save_view)
        view.tools.view_removed.connect(self._remove_view)
        view.tools.export_wanted.connect(self._export_as)
        view.tools.picture_wanted.connect(self.commands.show_pictures)
        view.sizes_changed.connect(lambda sizes: self._settings.remember({_SIZES: sizes}))
        view.progress.cancelled.connect(self._give_up)
        counting.counted.connect(self._take)
        counting.refused.connect(self._refuse)
        counting.progressed.connect(view.progress.set_progress)
        counting.ended.connect(view.progress.finish)
        self._deciding.told.connect(self.told)
        self._writing.told.connect(self.told)
        self.commands.told.connect(self.told)
        self._session.changed.connect(self._follow)

    def enter(self) -> None:
        """Bring the matrix up to date, now that it is looked at."""
        self.view.passages.view.letters = self._settings["single_keys"]
        if not self._begun:
            self._begun = True
            self.request = begun(self.request, self._counting.context(), self.window().size())
        if self._stale:
            self._count()
        self.view.table.setFocus()

    def leave(self) -> None:
        """Stop counting and reading, before the project is closed."""
        self._counting.close()
        self.view.passages.forget()

    def panes(self) -> list[QWidget]:
        """Return the parts that the keyboard can go to, in their order."""
        return [self.view.sentence, self.view.table, self.view.passages]

    def status(self) -> str:
        """Return what the matrix holds, in a few words; a pair is a claim in a cell."""
        matrix, grid = self.view.matrix, self.view.grid()
        rows = [line.at for line in grid.rows if line.kind == "tag" and line.at is not None]
        columns = [line.at for line in grid.columns if line.kind == "tag" and line.at is not None]
        told = f"{len(rows)} × {len(columns)}"
        if self.view.difference is not None:
            return f"{told} · {counted(len(self.view.difference.changes), 'change')}"
        cells = matrix.claims.cells
        whole = len(columns) == len(matrix.columns)
        pairs = sum(
            sum(cells[row]) if whole else sum(cells[row][column] for column in columns)  # type: ignore[arg-type, misc]
            for row in rows
        )
        claims = counted(int(matrix.claims.total or 0), "claim")
        return f"{told} · {claims}, {counted(pairs, 'pair')}"

    def export(self, path: Path) -> Path:
        """Write the matrix that is shown as the path ends; of a comparison the later one.

        Raises `ProjectError` where it cannot be written.
        """
        from workbench.operations.matrix_export import format_of

        self._writing.write(self._product(), path, format_of(path))
        return path

    def _formats(self) -> list[tuple[str, str]]:
        """Return the formats of exports and what they are called."""
        return self._writing.formats(compared=self.view.difference is not None)

    def _export_as(self, name: str) -> None:
        if self.view.difference is not None and self.comparison is not None:
            names = self.comparison.before.name, self.comparison.after.name
            self._writing.ask_changes(self.view.difference, names, name)
        else:
            self._writing.ask_product(self._product, name)

    def _product(self) -> Product:
        from workbench.operations.matrix_gather import gather

        # It may never have been looked at.
        matrix = self._counting.now(self.request) if self._stale else self.view.matrix
        return gather([self._session.project], matrix)

    # -- following the project

    def _follow(self, changes: Changes) -> None:
        self._counting.follow(changes)
        self._reader.follow(changes)
        if changes.touches("saved_view"):
            self.view.show_state(self.comparison, self._views())
        if changes.touches(*_SHOWN):
            self._stale = True
            if self.isVisible():
                self._count()

    # -- counting

    def ask(self, request: Request) -> None:
        """Show another matrix, and remember what was asked."""
        self.request, self._begun = request, True
        self._settings.remember({self._place: wire.to_json(request)})
        self._count()

    def compare(self, comparison: Comparison | None) -> None:
        """Show the difference of two matrices, or the matrix itself again."""
        self.comparison = comparison
        self._count()

    def _count(self) -> None:
        self._stale = True
        self.request = _present(self.request, self._counting.context())
        both = self.comparison.requests(self.request) if self.comparison else (self.request,)
        self._counting.ask(both)

    def _take(self, found: list[Matrix]) -> None:
        self._stale = False
        self._shown = self.request, self.comparison
        if len(found) == 2:
            from workbench.matrix.difference import difference

            self.view.set_difference(difference(*found), self.request)
        else:
            self.view.set_matrix(found[0])
        self.view.show_state(self.comparison, self._views())
        self.built.emit()
        if self._opened is not None and self.view.passages.isVisibleTo(self.view):
            self._show_passages(self._opened)

    def _refuse(self, sentence: str) -> None:
        """Go back to what was shown, and say why."""
        self.request, self.comparison = self._shown
        self.view.show_state(self.comparison, self._views())
        self.told.emit(sentence)

    def _give_up(self) -> None:
        self._counting.cancel()
        self.told.emit("The matrix was not counted to the end; it shows what it did before.")

    def _remembered(self) -> Request:
        kept = self._settings.place(self._place)
        try:
            return wire.from_json(kept) if isinstance(kept, str) else USUAL
        except Invalid:
            return USUAL  # of a later version, or broken

    # -- views

    def _views(self) -> dict[str, Request]:
        found = {}
        for name, body in saved.VIEWS.all(self._session.project).items():
            try:
                found[name] = wire.from_json(body)
            except Invalid:
                continue  # of a later version, or broken: it stays in the file
        return found

    def _save_view(self, name: str) -> None:
        body = wire.to_json(self.request)
        self._session.do(f"Save view {name}", saved.VIEWS.save, name, body)

    def _remove_view(self, name: str) -> None:
        self._session.do(f"Remove view {name}", saved.VIEWS.remove, name)

    # -- behind a cell

    def _forget_passages(self) -> None:
        self._opened = None

    def _show_passages(self, pair: Pair) -> None:
        self._opened = pair
        found = self._places(pair)
        if found is None:
            self.view.close_passages()
            return
        claims, lost, gained = found
        passages = self._reader.read(claims, self.view.matrix.context.documents, lost, gained)
        more = max(0, len(claims) - MOST)
        self.view.set_passages(pair, passages, self._reader.words, more)

    def _places(self, pair: Pair) -> tuple[list[Id], frozenset[Id], frozenset[Id]] | None:
        """Return the claims of a place, and of those what a difference lost and gained."""
        compared = self.view.difference
        if compared is not None:
            return _changed(compared, pair)
        matrix = self.view.matrix
        row = matrix.row_at().get(pair[0]) if pair[0] is not None else None
        column = matrix.column_at().get(pair[1]) if pair[1] is not None else None
        if (row is None) != (pair[0] is None) or (column is None) != (pair[1] is None):
            return None
        return matrix.claims_of(row, column), frozenset(), frozenset()


def _changed(
    compared: Difference, pair: Pair
) -> tuple[list[Id], frozenset[Id], frozenset[Id]] | None:
    keys = [entry.key for entry in compared.rows], [entry.key for entry in compared.columns]
    if any(key is not None and key not in known for key, known in zip(pair, keys, strict=True)):
        return None
    wanted = [
        change
        for (row, column), change in compared.changes.items()
        if pair[0] in (None, keys[0][row]) and pair[1] in (None, keys[1][column])
    ]
    gained = frozenset(claim for change in wanted for claim in change.gained)
    lost = frozenset(claim for change in wanted for claim in change.lost)
    return sorted(gained | lost), lost - gained, gained


def _present(request: Request, context: Context) -> Request:
    """Return a request without what is no longer in the project."""
    facets = {facet.key for facet in context.facets}
    if not {axis.of for axis in (request.rows, request.columns) if not axis.field} <= facets:
        request = replace(request, rows=USUAL.rows, columns=USUAL.columns)
    there = {
        "documents": {one.id for one in context.documents},
        "coders": {one.id for one in context.coders},
        "tags": {one.id for one in context.tags},
    }
    there["without"] = there["tags"]
    kept = {name: getattr(request.filter, name) & ids for name, ids in there.items()}
    return replace(request, filter=replace(request.filter, **kept))
