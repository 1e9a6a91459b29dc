from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from workbench.gui.welcome import StartEntry, WelcomePage
from workbench.gui.welcome_rows import RecentProject

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)

ENTRIES = (
    StartEntry("new", "New project", "One file", "Ctrl+N"),
    StartEntry("open", "Open a project", "Any file", "Ctrl+O"),
    StartEntry("sample", "Try the sample", "Three sources"),
)
RECENT = (
    RecentProject(Path("/work/basin.workbench"), "Upper Teshk", "8 documents", "today"),
    RecentProject(Path("/work/حوض.workbench"), "<b>حوض</b>", "", "March"),
)


@pytest.fixture
def page(qtbot):
    page = WelcomePage(ENTRIES)
    qtbot.addWidget(page)
    page.set_recent(RECENT)
    page.resize(1000, 640)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def button(page, name):
    return page.findChild(QAbstractButton, f"welcome.{name}")


def recent(page):
    found = page.findChildren(QAbstractButton, "welcome.recent")
    return [one for one in found if one.isVisible()]


@pytest.mark.parametrize("name", ["new", "open", "sample"])
def test_the_start_buttons_by_mouse_and_keyboard(qtbot, page, name):
    signal = getattr(page, f"{name}_wanted")
    with qtbot.waitSignal(signal):
        QTest.mouseClick(button(page, name), Qt.MouseButton.LeftButton)
    button(page, name).setFocus()
    with qtbot.waitSignal(signal):
        QTest.keyClick(button(page, name), Qt.Key.Key_Space)


def test_the_first_button_has_the_focus_and_tab_reaches_the_rest(page):
    page.setFocus()
    reached = []
    for _ in range(5):
        reached.append(QApplication.focusWidget().accessibleName())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    titles = [entry.title for entry in ENTRIES] + [project.title for project in RECENT]
    assert reached == titles


def test_a_button_tells_its_key(page):
    assert button(page, "new").accessibleDescription() == "One file, Ctrl+N"
    assert button(page, "sample").accessibleDescription() == "Three sources"


def test_a_recent_project_is_opened(qtbot, page):
    with qtbot.waitSignal(page.recent_wanted) as wanted:
        QTest.mouseClick(recent(page)[1], Qt.MouseButton.LeftButton)
    assert wanted.args == [Path("/work/حوض.workbench")]


def test_the_list_of_projects_can_change_and_be_empty(page):
    page.set_recent(RECENT[:1])
    QApplication.processEvents()
    assert [one.accessibleName() for one in recent(page)] == ["Upper Teshk"]
    page.set_recent(())
    QApplication.processEvents()
    assert recent(page) == []
    said = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert said.count("Projects that you open will be listed here.") == 1


def test_files_dropped_anywhere_become_a_project(page, tmp_path):
    dropped = []
    page.files_dropped.connect(dropped.append)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.md"))])
    held = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    copy = Qt.DropAction.CopyAction
    target = page.viewport()
    QApplication.sendEvent(target, QDragEnterEvent(QPoint(20, 60), copy, data, *held))
    assert page._drop.aimed_at
    QApplication.sendEvent(target, QDropEvent(QPointF(20, 60), copy, data, *held))
    assert dropped == [[tmp_path / "a.md"]]
    assert not page._drop.aimed_at


def test_no_label_reads_markup(page):
    labels = [label for label in page.findChildren(QLabel) if label.text()]
    assert labels
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)


def test_a_narrow_window_scrolls_instead_of_cutting(page):
    page.resize(500, 300)
    QApplication.processEvents()
    assert page.horizontalScrollBar().maximum() > 0 or page.verticalScrollBar().maximum() > 0
