"""The Matrix perspective: a sentence that filters, the table, and the passages behind a cell."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QStackedWidget, QVBoxLayout, QWidget

from workbench.desk import Choosable
from workbench.gui.matrix.asking import Asking, below
from workbench.gui.matrix.changes import ChangeGrid
from workbench.gui.matrix.comparing import Comparison
from workbench.gui.matrix.grid import NO_CLAIM, Grid, MatrixGrid, Pair
from workbench.gui.matrix.legend import Legend
from workbench.gui.matrix.model import EMPTY
from workbench.gui.matrix.passage_model import Passage, Reading
from workbench.gui.matrix.passages import PassageList, Title
from workbench.gui.matrix.place_menu import folded, place_choices
from workbench.gui.matrix.sentence import FilterSentence
from workbench.gui.matrix.splitter import Splitter
from workbench.gui.matrix.table import MatrixTable
from workbench.gui.matrix.tools import Formats, Tools
from workbench.gui.notices import ProgressStrip
from workbench.gui.panes import EmptyState, plain_label
from workbench.gui.table.bar_button import BarButton
from workbench.matrix import Difference, Filter, Matrix, Request
from workbench.matrix.sentence import axis_name, phrases

SIDE_BY_SIDE, ROOMY = 1200, 1440
DRILL, NARROW_DRILL = 380, 340
SHARE_BELOW = 0.4
LEAST = (360, 200)


class MatrixView(QWidget):
    """Shows a matrix, or the difference of two, and says what the user wants of it.

    `cell_chosen(row key, column key)` asks for `set_passages`, where None means a whole line;
    `request_changed(Request)` asks for another matrix. What concerns single passages is announced
    by `passages`, what concerns comparing, views and exports by `tools`.
    """

    cell_chosen = Signal(object, object)
    request_changed = Signal(object)
    codebook_wanted = Signal()
    #: table and passages were given other sizes by hand; what `set_sizes` takes
    sizes_changed = Signal(dict)

    def __init__(self, formats: Formats = tuple) -> None:
        super().__init__()
        self.setObjectName("matrix")
        self.setAccessibleName("Matrix")
        self.matrix: Matrix = EMPTY
        self.difference: Difference | None = None
        self._only_contested = False
        self._to_list = False
        self._sizes: dict[str, int] = {}
        self.asking = Asking(self)
        self.sentence = FilterSentence()
        self.filter_button = BarButton("matrix.add-filter", "Filter", lead="plus", role="flat")
        self.sentence.set_last(self.filter_button)
        self.tools = Tools(self.asking, formats)
        self.table = MatrixTable()
        self.legend = Legend()
        self._notes = plain_label(role="small", tone="second")
        self._notes.setObjectName("matrix.notes")
        self._notes.setWordWrap(True)
        self.passages = PassageList()
        self.passages.hide()
        self.progress = ProgressStrip()
        self._no_tags = EmptyState("matrix.no-tags")
        self._no_claims = EmptyState("matrix.no-claims")
        tools = self.tools
        self._buttons = {
            "filter": self.filter_button, "arrange": tools.arrange, "compare": tools.compare,
            "views": tools.views, "export": tools.export,
        }  # fmt: skip
        self._lay_out()
        self._connect()
        self._show_page()

    @property
    def request(self) -> Request:
        """What is asked of the matrix that is shown."""
        return self.asking.request

    def _lay_out(self) -> None:
        counts = QWidget()
        inner = QVBoxLayout(counts)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        inner.addWidget(self.table, 1)
        inner.addWidget(self.legend)
        inner.addWidget(self._notes)
        inner.addStretch(0)
        for state in (self._no_tags, self._no_claims):
            if (inside := state.layout()) is not None:
                inside.setContentsMargins(0, 12, 16, 12)
        self._pages = QStackedWidget()
        for page in (counts, self._no_tags, self._no_claims):
            self._pages.addWidget(page)
        main = QFrame()
        main.setProperty("ground", "page")
        # Else that of sentence and buttons in the narrowest window would count.
        main.setMinimumSize(*LEAST)
        column = QVBoxLayout(main)
        column.setContentsMargins(24, 14, 6, 12)
        column.setSpacing(10)
        for part in (self.sentence, self.tools):
            column.addWidget(part)
        column.addWidget(self._pages, 1)
        column.addWidget(self.progress)
        self._splitter = Splitter()
        self._splitter.setObjectName("matrix.splitter")
        self._splitter.addWidget(main)
        self._splitter.addWidget(self.passages)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._splitter)

    def _connect(self) -> None:
        self.asking.taken.connect(self.request_changed)
        self.sentence.wanted.connect(lambda field, button: self.asking.ask(field, below(button)))
        self.sentence.dropped.connect(self.asking.drop)
        menu = self.filter_button.make_menu()
        menu.aboutToShow.connect(
            lambda: self.asking.fill_clauses(menu, lambda: below(self.filter_button))
        )
        self.tools.contested_toggled.connect(self._show_contested)
        self.table.opened.connect(self._open)
        self.table.left.connect(self.close_passages)
        self.table.folded.connect(self._fold)
        self.table.menu_wanted.connect(self._open_menu)
        self.passages.closed.connect(self.close_passages)
        self._splitter.reset_wanted.connect(self._reset_room)
        self._splitter.splitterMoved.connect(self._note_room)
        self._no_tags.wanted.connect(self.codebook_wanted)
        self._no_claims.wanted.connect(self._drop_filter)

    # -- what is shown

    def set_matrix(self, matrix: Matrix) -> None:
        """Show a matrix; the chosen cell stays, and when it is gone the passages close."""
        self.difference, self.matrix = None, matrix
        self._show(MatrixGrid(matrix, only_contested=self._only_contested))

    def set_difference(self, difference: Difference, request: Request) -> None:
        """Show what changed between two matrices; `request` is what both are asked otherwise."""
        self.difference, self.matrix = difference, difference.after
        self._show(ChangeGrid(difference), request)

    def _show(self, grid: Grid, request: Request | None = None) -> None:
        shown, context = request or self.matrix.request, self.matrix.context
        self.asking.show_request(shown, context)
        self.table.set_grid(grid)
        self.legend.show_for(grid)
        self._notes.setText(" ".join(self.matrix.notes))
        self._notes.setVisible(bool(self.matrix.notes))
        if context.documents:
            self.sentence.set_phrases(phrases(shown, context))
        self._show_page()
        if self.table.chosen() is None or self._pages.currentIndex():
            self.close_passages()

    def grid(self) -> Grid:
        """Return what the table shows."""
        return self.table.grid()

    def titles(self, pair: Pair) -> list[Title]:
        """Return what a pair of entries is called; None for the whole of an axis."""
        grid, request, context = self.grid(), self.matrix.request, self.matrix.context
        found = []
        for key, lines, axis in (
            (pair[0], grid.rows, request.rows), (pair[1], grid.columns, request.columns),
        ):  # fmt: skip
            entry = next((one.entry for one in lines if one.entry and one.entry.key == key), None)
            if entry is None:
                found.append(Title(f"all {axis_name(axis, context).lower()}"))
            else:
                found.append(Title(entry.name, "" if axis.field else axis.of, entry.colour))
        return found

    def _show_contested(self, on: bool) -> None:
        self._only_contested = on
        if self.difference is None:
            self.table.set_grid(MatrixGrid(self.matrix, only_contested=on))

    def open_menu(self, what: Choosable) -> None:
        """Open one of the menus over the table, by keyboard."""
        if what == "measure":
            choice = self.sentence.button("measure")
            self.asking.ask("measure", below(choice or self.sentence))
        else:
            button = self._buttons[what]
            button.menu().popup(below(button).bottomLeft())  # `showMenu` would wait for an answer

    # -- passages

    def set_passages(
        self, pair: Pair, passages: Sequence[Passage], read: Reading, more: int = 0
    ) -> None:
        """Open the drill-down on the passages of a place; see `PassageList.set_passages`."""
        place = self.table.matrix_model.position(pair)
        why = self.grid().why_empty(*place) if place else NO_CLAIM
        self.passages.set_passages(self.titles(pair), passages, read, more, why)
        if not self.passages.isVisibleTo(self):
            self.passages.show()
            self._share_room()
            self._fit_table()
        if self._to_list and passages:
            self.passages.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._to_list = False

    def close_passages(self) -> None:
        """Close the drill-down and go back to the cell."""
        if self.passages.isVisibleTo(self):
            inside = self.passages.isAncestorOf(self.focusWidget() or self)
            self.passages.hide()
            self._fit_table()
            if inside:
                self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, row: str | None, column: str | None, by_key: bool) -> None:
        self._to_list = by_key
        self.cell_chosen.emit(row, column)

    # -- asking for another matrix

    def _fold(self, across: bool, key: str) -> None:
        lines = self.grid().columns if across else self.grid().rows
        for line in lines:
            if line.entry is not None and line.entry.key == key:
                self.request_changed.emit(folded(self.request, across, line.entry))
                return

    def _open_menu(self, pair: Pair, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setObjectName("matrix.menu.place")
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction("Show the passages").triggered.connect(lambda: self._open(*pair, True))
        for section in place_choices(pair, self.grid(), self.request):
            menu.addSeparator()
            for choice in section:
                self.asking.add_choices(menu, [choice])
        menu.popup(point)

    def _drop_filter(self) -> None:
        request = self.request
        wanted = Request(request.rows, request.columns, request.measure, totals=request.totals)
        self.request_changed.emit(wanted)

    # -- pages and room

    def _show_page(self) -> None:
        matrix, request = self.matrix, self.matrix.request
        grid = self.grid()
        has_rows = any(line.entry for line in grid.rows)
        has_columns = any(line.entry for line in grid.columns)
        names = [
            axis_name(axis, matrix.context).lower()
            for axis, there in ((request.rows, has_rows), (request.columns, has_columns))
            if not there
        ]
        tagless = bool(names) and not request.hide_empty
        tagless = tagless and request.filter == Filter()
        self._no_tags.say(
            f"There are no {' and no '.join(names)} yet: the codebook holds what claims are "
            "tagged with.",
            "Open the codebook",
        )
        filtered = self.request.filter != Filter()
        both = [axis_name(axis, matrix.context).lower() for axis in (request.rows, request.columns)]
        self._no_claims.say(
            f"No claim here carries both {both[0]} and {both[1]}: "
            + ("widen the choice in the sentence above." if filtered else
               "select words in a document and tag them."),
            "Count all claims",
        )  # fmt: skip
        self._no_claims.button.setVisible(filtered)
        nothing = bool(names) or (not matrix.claims.total and self.difference is None)
        self._pages.setCurrentIndex(1 if tagless else 2 if nothing else 0)
        self.tools.export.setEnabled(not names)
        self.tools.export.setToolTip("There is nothing to export yet" if names else "")
        self._fit_table()

    def _fit_table(self) -> None:
        """Let the legend stand right under the last row; give its room to rows when it is short."""
        short = self._splitter.orientation() == Qt.Orientation.Vertical
        self.legend.setHidden(short and self.passages.isVisibleTo(self))
        self.table.setMaximumHeight(self.table.content_height())

    def set_sizes(self, sizes: Mapping[str, Any]) -> None:
        """Take the room of the passages, in pixels, beside (`side`) and below the table."""
        known = {key: size for key, size in sizes.items() if type(size) is int and size > 0}
        self._sizes = {key: known[key] for key in ("side", "below") if key in known}

    def _note_room(self) -> None:
        """Remember what was chosen by hand."""
        wide = self._splitter.orientation() == Qt.Orientation.Horizontal
        self._sizes["side" if wide else "below"] = self._splitter.sizes()[1]
        self.sizes_changed.emit(dict(self._sizes))

    def _reset_room(self) -> None:
        self._sizes.clear()
        self.sizes_changed.emit({})
        self._share_room()

    def _share_room(self) -> None:
        """Put the drill-down beside the table, or below it where the view is narrow."""
        if self.width() >= SIDE_BY_SIDE:
            usual = DRILL if self.width() >= ROOMY else NARROW_DRILL
            whole, part = self.width(), self._sizes.get("side", usual)
        else:
            whole, part = self.height(), round(self.height() * SHARE_BELOW)
            part = self._sizes.get("below", part)
        part = min(part, whole // 2)
        self._splitter.setSizes([whole - part, part])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= SIDE_BY_SIDE
        way = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self._splitter.orientation() != way:
            self._splitter.setOrientation(way)
            self._share_room()
        self._fit_table()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_table()

    def show_state(self, comparison: Comparison | None, views: Mapping[str, Request]) -> None:
        """Show what is compared, and offer the saved views."""
        self.tools.show_state(comparison, views)
