import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QComboBox, QListWidget, QPlainTextEdit

from db.records import Alias, Tag
from workbench.gui.codebook.rules_dialog import RulesDialog

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)

TAG = Tag(7, 1, None, "Taliban", "ink", aliases=("Taliban", "Kabul"))
ALIASES = [Alias(7, "Taliban"), Alias(7, "Kabul", ("talks",), ("airport",), "capital")]


@pytest.fixture
def dialog(qtbot):
    dialog = RulesDialog()
    qtbot.addWidget(dialog)
    dialog.show_tag(TAG, ALIASES)
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def field(dialog, name, kind=QPlainTextEdit):
    return dialog.findChild(kind, f"rules.{name}")


def rows(dialog):
    found = field(dialog, "aliases", QListWidget)
    return [found.item(n).text() for n in range(found.count())]


def saved_by(spy):
    return [(spy.at(n)[0].id, spy.at(n)[1]) for n in range(spy.count())]


def test_each_alias_shows_its_rules(dialog):
    assert rows(dialog) == ["Taliban", "Kabul  •"]
    assert field(dialog, "unless").toPlainText() == ""
    QTest.keyClick(field(dialog, "aliases", QListWidget), Qt.Key.Key_Down)
    assert field(dialog, "unless").toPlainText() == "airport"
    assert field(dialog, "needs").toPlainText() == "talks"
    assert field(dialog, "kind", QComboBox).currentData() == "capital"


def test_a_field_is_saved_on_leaving_it(dialog):
    saved = QSignalSpy(dialog.saved)
    unless = field(dialog, "unless")
    unless.setFocus()
    QTest.keyClicks(unless, " bad  Taliban ")
    QTest.keyClick(unless, Qt.Key.Key_Return)
    QTest.keyClick(unless, Qt.Key.Key_Tab)
    assert saved_by(saved) == [(7, Alias(7, "Taliban", unless=("bad Taliban",)))]
    assert rows(dialog)[0] == "Taliban  •"
    dialog.close()
    assert saved.count() == 1


def test_what_is_typed_is_saved_for_its_alias_when_another_is_chosen_and_at_the_end(dialog):
    saved = QSignalSpy(dialog.saved)
    field(dialog, "needs").setPlainText("army")
    field(dialog, "aliases", QListWidget).setCurrentRow(1)
    assert saved_by(saved) == [(7, Alias(7, "Taliban", ("army",)))]
    kind = field(dialog, "kind", QComboBox)
    kind.setFocus()
    QTest.keyClick(kind, Qt.Key.Key_Up)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert saved_by(saved)[1] == (7, Alias(7, "Kabul", ("talks",), ("airport",), "name"))
    assert not dialog.isVisible()


def test_nothing_changed_is_nothing_saved(dialog):
    saved = QSignalSpy(dialog.saved)
    field(dialog, "aliases", QListWidget).setCurrentRow(1)
    dialog.show_tag(TAG, ALIASES[:1])
    dialog.close()
    assert saved.count() == 0
