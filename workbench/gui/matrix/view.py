"""The Matrix perspective: a sentence that filters, the table, and the passages behind a cell."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from db.records import AxisTag, Id, Matrix
from workbench.gui import theme
from workbench.gui.claims.segments import Segments
from workbench.gui.matrix.legend import Legend
from workbench.gui.matrix.passage_model import Passage
from workbench.gui.matrix.passages import PassageList
from workbench.gui.matrix.sentence import Choice, FilterSentence
from workbench.gui.matrix.splitter import Splitter
from workbench.gui.matrix.table import MatrixTable
from workbench.gui.panes import EmptyState

SIDE_BY_SIDE, ROOMY = 1200, 1440
DRILL, NARROW_DRILL = 380, 340
SHARE_BELOW = 0.4
GROUPINGS = {
    "tags": "Tags",
    "rows": "Row groups",
    "columns": "Column groups",
    "both": "Groups",
}


class MatrixView(QWidget):
    """Shows a matrix and says what the user wants of it; tag ids of None mean a whole line.

    `cell_chosen(row tag, column tag)` asks for `set_passages`; `request_changed(MatrixRequest)`
    asks for another matrix.
    """

    cell_chosen = Signal(object, object)
    request_changed = Signal(object)
    filter_chosen = Signal(str, object)
    export_wanted = Signal()
    codebook_wanted = Signal()
    passage_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("matrix")
        self.setAccessibleName("Matrix")
        self.sentence = FilterSentence()
        self.table = MatrixTable()
        self.legend = Legend()
        self.passages = PassageList()
        self.passages.hide()
        self._grouping = Segments("matrix.grouping", list(GROUPINGS.items()))
        self._grouping.setAccessibleName("What rows and columns stand for")
        self._hide_empty = QCheckBox("Hide empty")
        self._hide_empty.setObjectName("matrix.hide-empty")
        self._hide_empty.setAccessibleName("Hide empty rows and columns")
        self._export = QPushButton("Export CSV")
        self._export.setIcon(theme.icon("export"))
        self._export.setObjectName("matrix.export")
        self._export.setAccessibleName("Export the matrix as CSV")
        self._no_tags = EmptyState("matrix.no-tags")
        self._no_claims = EmptyState("matrix.no-claims")
        self._to_list = False
        self._lay_out()
        self._connect()
        self._show_page()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.setContentsMargins(0, 0, 18, 0)
        buttons.addWidget(self._grouping)
        buttons.addWidget(self._hide_empty)
        buttons.addStretch(1)
        buttons.addWidget(self._export)
        counts = QWidget()
        self._counts = QVBoxLayout(counts)
        self._counts.setContentsMargins(0, 0, 0, 0)
        self._counts.setSpacing(12)
        self._counts.addWidget(self.table, 1)
        self._counts.addWidget(self.legend)
        self._counts.addStretch(0)
        for state in (self._no_tags, self._no_claims):
            if (inside := state.layout()) is not None:
                inside.setContentsMargins(0, 12, 16, 12)
        self._pages = QStackedWidget()
        for page in (counts, self._no_tags, self._no_claims):
            self._pages.addWidget(page)
        main = QFrame()
        main.setProperty("ground", "page")
        column = QVBoxLayout(main)
        column.setContentsMargins(24, 14, 6, 12)
        column.setSpacing(10)
        column.addWidget(self.sentence)
        column.addLayout(buttons)
        column.addWidget(self._pages, 1)
        self._splitter = Splitter()
        self._splitter.setObjectName("matrix.splitter")
        self._splitter.addWidget(main)
        self._splitter.addWidget(self.passages)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._splitter)

    def _connect(self) -> None:
        self.sentence.chosen.connect(self.filter_chosen)
        self.table.opened.connect(self._open)
        self.table.left.connect(self.close_passages)
        self.passages.closed.connect(self.close_passages)
        self.passages.opened.connect(self.passage_opened)
        self._grouping.taken.connect(self._ask)
        self._hide_empty.clicked.connect(self._ask)
        self._export.clicked.connect(self.export_wanted)
        self._no_tags.wanted.connect(self.codebook_wanted)
        self._splitter.reset_wanted.connect(self._share_room)

    @property
    def matrix(self) -> Matrix:
        """The matrix that is shown."""
        return self.table.matrix_model.matrix

    def set_matrix(
        self,
        matrix: Matrix,
        *,
        gaps: Set[tuple[Id, Id]] | None = None,
        group_cells: Mapping[tuple[str, Id], int] | None = None,
        group_totals: Mapping[str, int] | None = None,
    ) -> None:
        """Show a matrix; see `MatrixModel.set_matrix` for the rest.

        The chosen cell stays chosen; when it is no longer there the passages close.
        """
        self.table.set_matrix(matrix, gaps, group_cells, group_totals)
        rolled = matrix.request.roll_up_rows, matrix.request.roll_up_columns
        names = {(False, False): "tags", (True, False): "rows", (False, True): "columns"}
        self._grouping.set_value(names.get(rolled, "both"))
        self._hide_empty.setChecked(matrix.request.hide_empty)
        model = self.table.matrix_model
        self.legend.show_for(
            model.limits, contested=bool(matrix.contested), gaps_known=model.gaps_known
        )
        self._show_page()
        if self.table.chosen() is None or self._pages.currentIndex():
            self.close_passages()

    def set_sentence(self, parts: Sequence[str | Choice]) -> None:
        """Show what is counted, as words and choices."""
        self.sentence.set_parts(parts)

    def set_passages(
        self, row: AxisTag | None, column: AxisTag | None, passages: Sequence[Passage]
    ) -> None:
        """Open the drill-down on a cell's passages."""
        request = self.matrix.request
        self.passages.set_passages(row, column, passages, (request.rows, request.columns))
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

    def _open(self, row: Id | None, column: Id | None, by_key: bool) -> None:
        self._to_list = by_key
        self.cell_chosen.emit(row, column)

    def _ask(self) -> None:
        grouping = self._grouping.value
        request = replace(
            self.matrix.request,
            roll_up_rows=grouping in ("rows", "both"),
            roll_up_columns=grouping in ("columns", "both"),
            hide_empty=self._hide_empty.isChecked(),
        )
        if request != self.matrix.request:
            self.request_changed.emit(request)

    def _show_page(self) -> None:
        matrix = self.matrix
        rows, columns = f"{matrix.request.rows}s", f"{matrix.request.columns}s"
        tagless = not (matrix.rows and matrix.columns)
        empty = tagless and not matrix.request.hide_empty
        missing = [
            name for name, tags in ((rows, matrix.rows), (columns, matrix.columns)) if not tags
        ]
        self._no_tags.say(
            f"There are no {' and no '.join(missing)} yet: the codebook holds what claims are "
            "tagged with.",
            "Open the codebook",
        )
        self._no_claims.say(
            f"No claim here carries both {rows} and {columns}: select words in a document and tag "
            "them, or widen the choice in the sentence above.",
            "",
        )
        self._no_claims.button.hide()  # what to do is in another perspective
        self._pages.setCurrentIndex(1 if empty else 2 if tagless or not matrix.total else 0)
        self._export.setEnabled(not tagless)
        self._export.setToolTip("There is nothing to export yet" if tagless else "")
        self._fit_table()

    def _fit_table(self) -> None:
        """Let the legend stand right under the last row; give its room to rows when it is short."""
        short = self._splitter.orientation() == Qt.Orientation.Vertical
        self.legend.setHidden(short and self.passages.isVisibleTo(self))
        self.table.setMaximumHeight(self.table.content_height())

    def _share_room(self) -> None:
        """Put the drill-down beside the table, or below it where the view is narrow."""
        wide = self.width() >= SIDE_BY_SIDE
        if wide:
            drill = DRILL if self.width() >= ROOMY else NARROW_DRILL
            self._splitter.setSizes([self.width() - drill, drill])
        else:
            below = round(self.height() * SHARE_BELOW)
            self._splitter.setSizes([self.height() - below, below])

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
        if event.type() == QEvent.Type.PaletteChange:
            self._export.setIcon(theme.icon("export"))
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_table()
