"""The side of the review: who is compared, the documents, the progress, the agreement."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db.records import Coder, Id
from workbench.gui import theme
from workbench.gui.claims.measure import Ruler
from workbench.gui.claims.strokes import paint_badge
from workbench.gui.panes import PaneHeader, plain_label, strong_font
from workbench.gui.review.documents import DocumentList, DocumentModel, DocumentRow

#: from how many of their words in common on claims are paired, as shares
OVERLAPS = (0.1, 0.25, 0.5, 0.75)


class _Badge(QWidget):
    """A coder's initials, solid or dashed."""

    def __init__(self, *, mine: bool) -> None:
        super().__init__()
        self.mine = mine
        self.coder = Coder(0, "?")
        self.setFixedSize(30, 18)

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ruler = Ruler(theme.interface_font("badge"))
        paint_badge(painter, ruler, self, QRectF(0, 0, 30, 18))


class ReviewSide(QFrame):
    """Shows records and says what is wanted.

    `coders_chosen` carries the two, left and right, `overlap_chosen` one of `OVERLAPS`.
    """

    coders_chosen = Signal(object, object)
    overlap_chosen = Signal(float)
    document_chosen = Signal(object)
    list_left = Signal()
    agreement_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("review.side")
        self.setAccessibleName("Compare")
        self.setProperty("ground", "panel")
        self._coders: list[Coder] = []
        self.model = DocumentModel(self)
        self.list = DocumentList(self.model)
        self.list.selectionModel().currentChanged.connect(self._choose_document)
        self.list.entered_row.connect(self.list_left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(PaneHeader("Compare"))
        column.addLayout(self._people())
        self._documents = PaneHeader("Documents")
        self._documents.set_count("differences left")
        column.addWidget(self._documents)
        rows = QVBoxLayout()
        rows.setContentsMargins(4, 0, 4, 0)
        rows.addWidget(self.list)
        column.addLayout(rows, 1)
        column.addWidget(PaneHeader("Progress"))
        column.addLayout(self._progress())
        column.addWidget(self._agreement_header())
        self._figures = QGridLayout()
        self._figures.setContentsMargins(14, 0, 14, 12)
        self._figures.setVerticalSpacing(3)
        self._figures.setColumnStretch(0, 1)
        column.addLayout(self._figures)

    def _people(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(14, 0, 12, 8)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        self._boxes: list[QComboBox] = []
        self._badges = [_Badge(mine=True), _Badge(mine=False)]
        for row, (badge, name) in enumerate(
            zip(self._badges, ("One side, solid", "Other side, dashed"), strict=True)
        ):
            box = QComboBox()
            box.setObjectName(f"review.coder{row}")
            box.setAccessibleName(name)
            box.activated.connect(self._choose_coders)
            grid.addWidget(badge, row, 0)
            grid.addWidget(box, row, 1)
            self._boxes.append(box)
        grid.addLayout(self._paired_from(), len(self._boxes), 0, 1, 2)
        grid.setColumnStretch(1, 1)
        return grid

    def _paired_from(self) -> QHBoxLayout:
        self._overlap = QComboBox()
        self._overlap.setObjectName("review.overlap")
        self._overlap.setFont(theme.interface_font("small"))
        self._overlap.setToolTip(
            "Two passages are compared as one place where they share so many of their words"
        )
        for share in OVERLAPS:
            self._overlap.addItem(f"{share:.0%} overlap".replace("%", " %"))
        self._overlap.setAccessibleName("Paired from this overlap")
        self._overlap.activated.connect(lambda number: self.overlap_chosen.emit(OVERLAPS[number]))
        label = plain_label("Paired from", "small", "second")
        label.setBuddy(self._overlap)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label)
        row.addWidget(self._overlap, 1)
        return row

    def _progress(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(14, 0, 14, 10)
        column.setSpacing(4)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._bar.setAccessibleName("Differences decided")
        self._said = plain_label("", "small", "second")
        column.addWidget(self._bar)
        column.addWidget(self._said)
        return column

    def _agreement_header(self) -> QWidget:
        header = QWidget()
        row = QHBoxLayout(header)
        row.setContentsMargins(14, 4, 10, 4)
        title = plain_label("Agreement")
        title.setFont(strong_font())
        self._scope = QToolButton()
        self._scope.setObjectName("review.agreement")
        self._scope.setProperty("role", "flat")
        self._scope.setText("All figures…")
        self._scope.setFont(theme.interface_font("small"))
        self._scope.setAccessibleName("All figures of agreement")
        self._scope.clicked.connect(self.agreement_wanted)
        row.addWidget(title, 1)
        row.addWidget(self._scope)
        return header

    # -- what is shown

    def set_coders(self, coders: Sequence[Coder], left: Id, right: Id) -> None:
        """Offer these coders, two of them chosen."""
        self._coders = list(coders)
        for box, badge, chosen in zip(self._boxes, self._badges, (left, right), strict=True):
            box.clear()
            for number, coder in enumerate(self._coders):
                box.addItem(coder.name)
                if coder.id == chosen:
                    box.setCurrentIndex(number)
                    badge.coder = coder
            badge.update()

    def set_overlap(self, share: float) -> None:
        """Show from which overlap on claims are paired, one of `OVERLAPS`."""
        self._overlap.setCurrentIndex(OVERLAPS.index(share))

    def _choose_coders(self) -> None:
        left, right = (self._coders[box.currentIndex()].id for box in self._boxes)
        self.coders_chosen.emit(left, right)

    def set_documents(self, rows: Sequence[DocumentRow]) -> None:
        """Show the documents, with what is known of their differences."""
        current = self.current
        self.model.set_rows(rows)
        self.set_current(current)
        known = [row for row in rows if row.decided is not None]
        total, decided = sum(row.total for row in known), sum(row.decided or 0 for row in known)
        self._bar.setMaximum(max(1, total))
        self._bar.setValue(decided)
        self._said.setText(
            f"{decided} of {total} differences decided" if total else "Nothing to decide"
        )

    @property
    def current(self) -> Id | None:
        """The document whose row is chosen."""
        row = self.list.currentIndex().row()
        return self.model.rows[row].document.id if 0 <= row < len(self.model.rows) else None

    def set_current(self, document: Id | None) -> None:
        """Choose the row of a document, without a word to anybody."""
        for number, row in enumerate(self.model.rows):
            if row.document.id == document:
                was = self.list.selectionModel().blockSignals(True)
                self.list.setCurrentIndex(self.model.index(number))
                self.list.selectionModel().blockSignals(was)
                self.list.viewport().update()

    def _choose_document(self) -> None:
        if self.current is not None:
            self.document_chosen.emit(self.current)

    def set_figures(self, figures: Sequence[tuple[str, str, bool]]) -> None:
        """Show lines of agreement: words, figure, and whether the line is of the first rank."""
        while (item := self._figures.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for row, (words, figure, first) in enumerate(figures):
            name = plain_label(words, "small", "" if first else "second")
            name.setWordWrap(True)
            value = plain_label(figure, "small", "" if first else "second")
            if first:
                value.setFont(strong_font("small"))
            self._figures.addWidget(name, row, 0)
            self._figures.addWidget(value, row, 1, Qt.AlignmentFlag.AlignRight)
