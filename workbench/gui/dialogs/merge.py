"""What a teammate's file would bring, and what is to be said before it comes."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHeaderView,
    QListWidget,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db.records import Id
from workbench.gui.dialogs.buttons import make_row
from workbench.gui.panes import plain_label, strong_font
from workbench.operations.merge_plan import Answers, Doubt, MergePlan, Share

#: the columns of the table of shares: a field of `Share` and its head
_COLUMNS = (
    ("claims", "Claims"), ("tags", "Tags"), ("documents", "Documents"), ("comments", "Comments"),
    ("decisions", "Decisions"), ("changes", "Changes"), ("deletions", "Deletions"),
)  # fmt: skip
#: lines of one kind that are listed; more are hardly read
_MOST = 500
#: coders whose shares are seen without scrolling
_MOST_SHARES = 5
_NEW = {"tag": "A tag of its own", "document": "A document of its own", "coder": "Somebody else"}


class MergeDialog(QDialog):
    """Shows a plan; `agreed` carries the answers to what was doubtful."""

    agreed = Signal(object)

    def __init__(self, plan: MergePlan, parent: QWidget) -> None:
        super().__init__(parent)
        self.plan = plan
        self.setObjectName("merge")
        self.setWindowTitle("Bring in a teammate’s file")
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._answers: list[tuple[Doubt, QComboBox]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(10)
        sentence = plain_label(plan.sentence(), "title")
        sentence.setObjectName("merge.sentence")
        sentence.setWordWrap(True)
        column.addWidget(sentence)
        about = plain_label(_about(plan), "body", "second")
        about.setWordWrap(True)
        column.addWidget(about)
        if plan.shares:
            column.addWidget(self._table(plan.shares))
        if plan.doubtful:
            column.addWidget(_head("Are these the same?"))
            column.addWidget(self._doubts(plan.doubtful), 2)
        lines = _lines(plan)
        if lines:
            column.addWidget(_head("Worth a look"))
            column.addWidget(self._list(lines), 2)
        else:
            column.addStretch(1)
        buttons = make_row(self, "Bring in")
        buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not plan.nothing_new)
        column.addWidget(buttons)
        self.resize(720, 560 if lines or plan.doubtful else self.sizeHint().height())
        self.accepted.connect(lambda: self.agreed.emit(self.answers()))

    def _table(self, shares: Sequence[Share]) -> QTableWidget:
        shown = [
            (name, head) for name, head in _COLUMNS if any(getattr(one, name) for one in shares)
        ]
        table = QTableWidget(len(shares), 1 + len(shown))
        table.setObjectName("merge.shares")
        table.setAccessibleName("What each coder did")
        table.setHorizontalHeaderLabels(["Coder", *(head for _name, head in shown)])
        table.verticalHeader().hide()
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setShowGrid(False)
        for row, one in enumerate(shares):
            table.setItem(row, 0, QTableWidgetItem(f" {one.coder}"))
            for place, (name, _head) in enumerate(shown, 1):
                number = getattr(one, name)
                item = QTableWidgetItem(f"{number:,}" if number else "·")
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                table.setItem(row, place, item)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        line = table.fontMetrics().height() + 14
        table.horizontalHeader().setFixedHeight(line)
        table.verticalHeader().setDefaultSectionSize(line)
        table.setFixedHeight((1 + min(_MOST_SHARES, len(shares))) * line + 4)
        return table

    def _doubts(self, doubtful: Sequence[Doubt]) -> QScrollArea:
        inside = QWidget()
        form = QFormLayout(inside)
        form.setContentsMargins(0, 0, 8, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for doubt in doubtful:
            box = QComboBox()
            box.setObjectName(f"merge.doubt.{doubt.name}")
            box.setAccessibleName(f"{doubt.table.capitalize()} “{doubt.name}” of the file is")
            box.addItem(_NEW[doubt.table])
            for number, one in enumerate(doubt.candidates, 1):
                box.addItem(f"{one.name} ({one.reason})" if one.reason else one.name)
                if one.id == doubt.proposed:
                    box.setCurrentIndex(number)
            note = f", {doubt.note}" if doubt.note else ""
            form.addRow(plain_label(f"{doubt.name}{note}"), box)
            self._answers.append((doubt, box))
        area = QScrollArea()
        area.setObjectName("merge.doubts")
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inside)
        return area

    @staticmethod
    def _list(lines: Sequence[str]) -> QListWidget:
        found = QListWidget()
        found.setObjectName("merge.lines")
        found.setAccessibleName("Worth a look")
        found.setWordWrap(True)
        found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        found.addItems(lines[:_MOST])
        if len(lines) > _MOST:
            found.addItem(f"and {len(lines) - _MOST:,} more")
        return found

    def answers(self) -> Answers:
        """Return what was said of the doubtful rows."""
        found: dict[Id, Id | None] = {}
        for doubt, box in self._answers:
            number = box.currentIndex()
            found[doubt.id] = doubt.candidates[number - 1].id if number else None
        return found


def _head(words: str) -> QWidget:
    label = plain_label(words)
    label.setFont(strong_font())
    return label


def _about(plan: MergePlan) -> str:
    here = f" {plan.already:,} of its claims are here already." if plan.already else ""
    kinds = {
        "history": "It is a copy of this project: what was done in both comes together.",
        "apart": f"“{plan.title}” was started apart: its documents and tags meet yours.",
        "claims": "It is a table of claims: each is looked for in the documents here.",
    }
    return f"{kinds[plan.kind]}{here} Nothing of yours is lost; one undo takes it all back."


def _lines(plan: MergePlan) -> list[str]:
    """Return what is worth a look: warnings, conflicts, changes to what is here, deletions."""
    lines = list(plan.warnings)
    if plan.conflicts:
        count = len(plan.conflicts)
        what = "field was" if count == 1 else "fields were"
        lines.append(
            f"{count:,} {what} changed by both; the later change stands, and Review › Conflicts "
            "shows the other."
        )
    for one in plan.changes:
        parts = ", ".join(f"{name}: {mine} → {theirs}" for name, mine, theirs in one.fields)
        lines.append(f"{one.coder} changed {one.name} ({parts})" if parts else one.name)
    lines += [f"{one.coder} deleted {one.name}" for one in plan.deletions]
    return lines
