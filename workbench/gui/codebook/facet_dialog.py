"""A small window in which a new facet is named."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from workbench.gui.dialogs.buttons import make_row
from workbench.gui.fields import labelled


class FacetDialog(QDialog):
    """Asks for a facet's name and whether a claim carries one tag of it or several.

    `wanted` carries both; the work behind goes on.
    """

    wanted = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("facet")
        self.setWindowTitle("New facet")
        self.setModal(False)
        self._name = QLineEdit()
        self._name.setObjectName("facet.name")
        self._name.setPlaceholderText("Places, Time frames, Kinds of source …")
        self._single = QCheckBox("One tag per claim")
        self._single.setObjectName("facet.exclusive")
        self._single.setToolTip("As with Stance: another tag takes the place of the first")
        buttons = make_row(self, "Add")
        self._add = buttons.button(QDialogButtonBox.StandardButton.Ok)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(12)
        column.addWidget(labelled("Name", self._name))
        column.addWidget(self._single)
        column.addWidget(buttons)
        self.setMinimumWidth(360)
        self._name.textChanged.connect(self._refresh)

    def ask(self) -> None:
        """Show the window, empty."""
        self._name.clear()
        self._single.setChecked(False)
        self._refresh()
        self.show()
        self.raise_()
        self.activateWindow()
        self._name.setFocus()

    def accept(self) -> None:
        """Announce what is wanted."""
        name = " ".join(self._name.text().split())
        if name:
            super().accept()
            self.wanted.emit(name, self._single.isChecked())

    def _refresh(self) -> None:
        self._add.setEnabled(bool(self._name.text().strip()))
