import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QWidget

from workbench.gui.dialogs.settings import SettingsDialog
from workbench.settings import SETTINGS


@pytest.fixture
def dialog(qtbot, settings):
    host = QWidget()
    qtbot.addWidget(host)
    dialog = SettingsDialog(settings, host)
    dialog.host = host
    dialog.show()
    return dialog


@pytest.fixture
def told(dialog):
    told = []
    dialog.changed.connect(told.append)
    return told


def field(dialog, name):
    return dialog.findChild(QWidget, f"settings.{name}")


@pytest.mark.parametrize("name", list(SETTINGS))
def test_every_setting_has_a_field_with_its_name_and_help(dialog, name):
    widget = field(dialog, name)
    assert widget.accessibleName()
    assert widget.accessibleDescription() == SETTINGS[name].help


def test_the_fields_show_what_is_set(qtbot, settings):
    settings["coder"], settings["theme"], settings["backups"] = "Lena Orth", "dark", 3
    settings["reflow"] = False
    host = QWidget()
    qtbot.addWidget(host)
    dialog = SettingsDialog(settings, host)
    assert field(dialog, "coder").text() == "Lena Orth"
    assert field(dialog, "theme").currentData() == "dark"
    assert field(dialog, "backups").value() == 3
    assert not field(dialog, "reflow").isChecked()


def test_a_change_holds_at_once_and_is_told(dialog, settings, told):
    box, spin = field(dialog, "single_keys"), field(dialog, "backups")
    assert isinstance(box, QCheckBox)
    assert isinstance(spin, QSpinBox)
    box.click()
    spin.setValue(30)
    assert settings["single_keys"] is False
    assert settings["backups"] == 30
    assert told == ["single_keys", "backups"]


def test_the_size_stays_a_number_with_a_point(dialog, settings, told):
    field(dialog, "reading_size").setValue(20)
    assert settings["reading_size"] == 20.0
    assert isinstance(settings["reading_size"], float)
    assert told == ["reading_size"]


def test_a_name_is_taken_when_the_field_is_left_without_spare_space(dialog, settings, told, qtbot):
    line = field(dialog, "coder")
    assert isinstance(line, QLineEdit)
    qtbot.keyClicks(line, "  Lena   Orth ")
    assert told == []
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert settings["coder"] == "Lena Orth"
    assert told == ["coder"]


def test_what_stays_the_same_is_not_told(dialog, told, qtbot):
    qtbot.keyClick(field(dialog, "coder"), Qt.Key.Key_Return)
    theme = field(dialog, "theme")
    assert isinstance(theme, QComboBox)
    theme.activated.emit(theme.currentIndex())
    assert told == []


def test_a_choice_is_stored_by_its_key(dialog, settings):
    theme = field(dialog, "theme")
    theme.setCurrentIndex(theme.findText("Dark"))
    theme.activated.emit(theme.currentIndex())
    assert settings["theme"] == "dark"


def test_a_font_that_is_gone_shows_as_the_systems(qtbot, settings):
    settings["reading_font"] = "No Such Font 3000"
    host = QWidget()
    qtbot.addWidget(host)
    assert field(SettingsDialog(settings, host), "reading_font").currentIndex() == 0
