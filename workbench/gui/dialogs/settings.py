"""The settings, each as it is declared; a change holds at once."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.dialogs.buttons import close_row
from workbench.gui.panes import plain_label
from workbench.settings import SETTINGS, Settings

LABELS = {
    "coder": "Your name",
    "theme": "Colours",
    "reading_font": "Reading font",
    "reading_size": "Text size",
    "reflow": "Flowing paragraphs",
    "aside": "Page furniture",
    "mentions": "Mentions",
    "hide_names": "Names in the review",
    "single_keys": "Single keys",
    "backups": "Daily copies",
    "originals": "Files kept",
    "csv_mark": "CSV for Excel",
}
_THEMES = (("system", "As the system"), ("light", "Light"), ("dark", "Dark"))


class SettingsDialog(QDialog):
    """A form over the declared settings; `changed` names each one that was changed."""

    changed = Signal(str)

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setObjectName("settings")
        self.setWindowTitle("Settings")
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(540)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setVerticalSpacing(4)
        for name, label in LABELS.items():
            field = self._field(name)
            field.setObjectName(f"settings.{name}")
            field.setAccessibleName(label)
            field.setAccessibleDescription(SETTINGS[name].help)
            form.addRow(label, field)
            hint = plain_label(SETTINGS[name].help, "small", "third")
            hint.setWordWrap(True)
            hint.setMinimumWidth(340)
            hint.setContentsMargins(0, 0, 0, 10)
            form.addRow("", hint)
        buttons = close_row(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.addLayout(form)
        column.addWidget(buttons)

    def _field(self, name: str) -> QWidget:
        value = self._settings[name]
        if isinstance(value, bool):
            box = QCheckBox()
            box.setChecked(value)
            box.toggled.connect(lambda on: self._set(name, on))
            return box
        if isinstance(value, int | float):
            spin = QSpinBox()
            low, high = SETTINGS[name].bounds or (0, 365)
            spin.setRange(round(low), round(high))
            spin.setValue(round(value))
            spin.valueChanged.connect(lambda number: self._set(name, type(value)(number)))
            return spin
        if name in ("theme", "reading_font"):
            return self._choice(name, value)
        line = QLineEdit(value)
        line.editingFinished.connect(lambda: self._set(name, " ".join(line.text().split())))
        return line

    def _choice(self, name: str, value: str) -> QComboBox:
        combo = QComboBox()
        if name == "theme":
            for key, words in _THEMES:
                combo.addItem(words, key)
        else:
            combo.addItem("The system's book font", "")
            for family in QFontDatabase.families():
                combo.addItem(family, family)
            combo.setMaxVisibleItems(16)
        combo.setCurrentIndex(max(0, combo.findData(value)))
        combo.activated.connect(lambda _index: self._set(name, combo.currentData()))
        return combo

    def _set(self, name: str, value: object) -> None:
        if self._settings[name] != value:
            self._settings[name] = value
            self.changed.emit(name)
