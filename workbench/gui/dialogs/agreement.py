"""All figures of agreement: what is measured, the coefficients, and which tags are confused."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db.records import Coder, Id
from workbench.agreement.report import UNITS, AgreementReport, Coefficient, Unit
from workbench.gui.dialogs.buttons import close_row
from workbench.gui.panes import plain_label, strong_font
from workbench.gui.words import tool_tip

#: how the units are called; the order is that of `UNITS`
UNIT_WORDS: dict[Unit, str] = {
    "characters": "Characters of the text",
    "sentences": "Sentences",
    "paragraphs": "Paragraphs",
    "documents": "Documents as a whole",
    "claims": "Paired claims",
    "cells": "Cells of the matrix",
}
_FIRST = 2  # columns before the coefficients: n, prevalence


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user wants measured; `here` is about the open document alone."""

    coders: tuple[Id, ...]
    unit: Unit
    here: bool
    coded_only: bool
    each_tag: bool


@dataclass(frozen=True, slots=True)
class ConfusedRow:
    """Two tags that stand for each other, in words, and the claims of the first place."""

    words: str
    claims: tuple[Id, ...]


class AgreementDialog(QDialog):
    """Shows reports and says what is wanted next; whoever made it computes."""

    asked = Signal(object)
    claim_wanted = Signal(object)
    export_wanted = Signal()
    stopped = Signal()

    def __init__(
        self, coders: Sequence[Coder], chosen: Sequence[Id], title: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("agreement")
        self.setWindowTitle("Agreement")
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(940, 640)
        self.report: AgreementReport | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(10)
        column.addLayout(self._who(coders, chosen))
        column.addLayout(self._what(title))
        column.addWidget(self._figures(), 3)
        column.addWidget(self._progress())
        self.meaning = plain_label("", "body", "second")
        self.meaning.setObjectName("agreement.meaning")
        self.meaning.setWordWrap(True)
        self.meaning.setMinimumHeight(2 * self.fontMetrics().lineSpacing() + 4)
        column.addWidget(self.meaning)
        self._confused_title = plain_label("Tags that stand for each other")
        self._confused_title.setFont(strong_font())
        column.addWidget(self._confused_title)
        self.confused = QListWidget()
        self.confused.setObjectName("agreement.confused")
        self.confused.setAccessibleName("Tags that stand for each other")
        self.confused.itemActivated.connect(self._go_to)
        column.addWidget(self.confused, 2)
        column.addWidget(self._feet())

    def _who(self, coders: Sequence[Coder], chosen: Sequence[Id]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(14)
        self._coders: list[tuple[Id, QCheckBox]] = []
        for coder in coders:
            box = QCheckBox(coder.name.replace("&", "&&"))
            box.setObjectName(f"agreement.coder.{coder.name}")
            box.setChecked(coder.id in chosen)
            box.toggled.connect(self._ask)
            row.addWidget(box)
            self._coders.append((coder.id, box))
        row.addStretch(1)
        return row

    def _what(self, title: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._unit = QComboBox()
        self._unit.setObjectName("agreement.unit")
        self._unit.setAccessibleName("Unit")
        for unit in UNITS:
            self._unit.addItem(UNIT_WORDS[unit])
        self._unit.setCurrentIndex(UNITS.index("claims"))
        self._where = QComboBox()
        self._where.setObjectName("agreement.where")
        self._where.setAccessibleName("Documents")
        self._where.addItem("All documents that all of them coded")
        if title:
            self._where.addItem(f"This document: {title}")
        self._where.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._coded = QCheckBox("Only what somebody coded")
        self._coded.setObjectName("agreement.coded")
        self._coded.setToolTip("Leave out the units in which none of them has a claim.")
        self._each = QCheckBox("Each tag")
        self._each.setObjectName("agreement.each")
        for box in (self._unit, self._where):
            box.activated.connect(self._ask)
        for check in (self._coded, self._each):
            check.toggled.connect(self._ask)
        row.addWidget(self._unit)
        row.addWidget(self._where, 1)
        row.addWidget(self._coded)
        row.addWidget(self._each)
        return row

    def _figures(self) -> QTableWidget:
        self.table = table = QTableWidget(0, 0)
        table.setObjectName("agreement.table")
        table.setAccessibleName("Figures of agreement")
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        table.verticalHeader().setFixedWidth(190)
        table.setShowGrid(False)
        table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        table.currentCellChanged.connect(lambda row, column, *_old: self._explain(row, column))
        return table

    def _feet(self) -> QDialogButtonBox:
        row = close_row(self, by_enter=False)
        export = row.addButton("Export…", QDialogButtonBox.ButtonRole.ActionRole)
        export.setObjectName("agreement.export")
        export.setAutoDefault(False)
        export.clicked.connect(self.export_wanted)
        return row

    def _progress(self) -> QWidget:
        """Return the line that shows how far the intervals are; its room is kept."""
        self._drawing = QWidget()
        row = QHBoxLayout(self._drawing)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._bar = QProgressBar()
        self._bar.setAccessibleName("Drawing samples for the intervals")
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(160, 6)
        self._bar.setRange(0, 1000)
        stop = QPushButton("Stop")
        stop.setObjectName("agreement.stop")
        stop.setProperty("role", "small")
        stop.setAutoDefault(False)
        stop.clicked.connect(self.stopped)
        row.addWidget(plain_label("Drawing samples for the intervals", "small", "second"))
        row.addWidget(self._bar)
        row.addWidget(stop)
        row.addStretch(1)
        policy = self._drawing.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._drawing.setSizePolicy(policy)
        self._busy(False)
        return self._drawing

    # -- what is asked

    def wanted(self) -> Asked:
        """Return what is chosen now."""
        return Asked(
            tuple(coder for coder, box in self._coders if box.isChecked()),
            UNITS[self._unit.currentIndex()],
            self._where.currentIndex() == 1,
            self._coded.isChecked(),
            self._each.isChecked(),
        )

    def _ask(self) -> None:
        self.asked.emit(self.wanted())

    # -- what is shown

    def _busy(self, on: bool) -> None:
        self._drawing.setVisible(on)

    def show_progress(self, done: int, total: int) -> None:
        """Show how many samples are drawn."""
        self._busy(True)
        self._bar.setValue(1000 * done // max(1, total))

    def say(self, sentence: str) -> None:
        """Show a sentence instead of figures."""
        self._busy(False)
        self.report = None
        self.table.setRowCount(0)
        self.meaning.setText(sentence)
        self.show_confused("", (), shown=False)

    def show_report(self, report: AgreementReport) -> None:
        """Show the figures."""
        self._busy(False)
        self.report = report
        keys = {one.key: one.title for row in report.rows for one in row.coefficients}
        heads = ["n", "Prevalence", *keys.values()]
        self.table.setColumnCount(len(heads))
        self.table.setHorizontalHeaderLabels(heads)
        self.table.setRowCount(len(report.rows))
        self.table.setVerticalHeaderLabels([row.label for row in report.rows])
        for number, row in enumerate(report.rows):
            prevalence = "" if row.prevalence is None else f"{row.prevalence:.2f}"
            known = {one.key: one for one in row.coefficients}
            texts = [f"{row.n:,}", prevalence]
            texts += [_figure(known[key]) if key in known else "" for key in keys]
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                one = known.get(list(keys)[column - _FIRST]) if column >= _FIRST else None
                if one is not None:
                    item.setToolTip(tool_tip(one.meaning))
                    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{row.label}: {one.meaning}")
                self.table.setItem(number, column, item)
        for column in range(len(heads)):
            self.table.setColumnWidth(column, 86 if column < _FIRST else 150)
        self.meaning.setText(" ".join(report.notes))

    def _explain(self, row: int, column: int) -> None:
        """Say what the chosen figure means."""
        if self.report is None or not 0 <= row < len(self.report.rows):
            return
        item = self.table.item(row, column)
        said = item.data(Qt.ItemDataRole.AccessibleTextRole) if item is not None else None
        self.meaning.setText(str(said) if said else " ".join(self.report.notes))

    def show_confused(self, names: str, rows: Sequence[ConfusedRow], *, shown: bool = True) -> None:
        """Show which tags stand for each other; only two coders have such."""
        self._confused_title.setText(f"Tags that stand for each other: {names}")
        self.confused.clear()
        for part in (self.confused, self._confused_title):
            part.setVisible(shown)
        for row in rows:
            item = QListWidgetItem(row.words)
            item.setData(Qt.ItemDataRole.UserRole, row.claims)
            item.setToolTip("Enter shows the first of these passages")
            self.confused.addItem(item)
        if shown and not rows:
            self.confused.addItem("None: where both have a claim, the tags are the same.")

    def _go_to(self, item: QListWidgetItem) -> None:
        claims = item.data(Qt.ItemDataRole.UserRole)
        if claims:
            self.claim_wanted.emit(claims[0])


def _figure(one: Coefficient) -> str:
    if one.value is None:
        return "undefined"
    interval = "" if one.low is None or one.high is None else f"  {one.low:.2f}–{one.high:.2f}"
    return f"{one.value:.2f}{interval}"
