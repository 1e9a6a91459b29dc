"""A small window in which the claims are chosen that go from a tag to a new one."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db.records import Id, Tag
from workbench.gui.dialogs.buttons import make_row
from workbench.gui.fields import labelled
from workbench.gui.panes import plain_label
from workbench.gui.words import counted, tool_tip

_LONGEST = 400  # characters of a claim in its row


@dataclass(frozen=True, slots=True)
class SplitRow:
    """A claim that carries the tag: what it says, and where it stands."""

    claim: Id
    says: str
    place: str


class SplitDialog(QDialog):
    """Lists the claims of a tag with a box each; `wanted` carries tag, new name and claims."""

    wanted = Signal(object, str, list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("split")
        self.setModal(False)
        self._tag: Tag | None = None
        self._name = QLineEdit()
        self._name.setObjectName("split.name")
        self._list = QListWidget()
        self._list.setObjectName("split.claims")
        self._list.setUniformItemSizes(True)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._chosen = plain_label(tone="second")
        self._chosen.setObjectName("split.chosen")
        buttons = make_row(self, "Split")
        self._split = buttons.button(QDialogButtonBox.StandardButton.Ok)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(12)
        column.addWidget(labelled("Name of the new tag", self._name))
        column.addWidget(labelled("Claims that go to it", self._list), 1)
        column.addWidget(self._chosen)
        column.addWidget(buttons)
        self.resize(560, 480)
        self._name.textChanged.connect(self._refresh)
        self._list.itemChanged.connect(self._refresh)

    def show_tag(self, tag: Tag, rows: Sequence[SplitRow]) -> None:
        """Show the claims that carry a tag, none of them chosen."""
        self._tag = tag
        self.setWindowTitle(f"Split {tag.name}")
        self._name.clear()
        with QSignalBlocker(self._list):
            self._list.clear()
            for row in rows:
                words = " ".join(row.says[:_LONGEST].split())
                item = QListWidgetItem(f"{words} · {row.place}")
                item.setToolTip(tool_tip(row.says[: 4 * _LONGEST]))
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Unchecked)
                item.setData(Qt.ItemDataRole.UserRole, str(row.claim))  # Qt's numbers are smaller
                self._list.addItem(item)
        self._refresh()
        self.show()
        self.raise_()
        self.activateWindow()
        self._name.setFocus()

    def accept(self) -> None:
        """Announce what is wanted."""
        if self._tag is not None and self._split.isEnabled():
            super().accept()
            self.wanted.emit(self._tag, " ".join(self._name.text().split()), self._claims())

    def _claims(self) -> list[Id]:
        items = [self._list.item(row) for row in range(self._list.count())]
        return [
            int(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        ]

    def _refresh(self) -> None:
        count, whole = len(self._claims()), self._list.count()
        self._chosen.setText(f"{count:,} of {counted(whole, 'claim')} chosen")
        self._split.setEnabled(bool(self._name.text().strip()) and count > 0)
