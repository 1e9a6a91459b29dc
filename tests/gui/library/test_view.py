from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QContextMenuEvent, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton

from workbench.gui import theme
from workbench.gui.library.view import LibraryPane

# What the screenless platform cannot do is no fault of the window.
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)


@pytest.fixture
def pane(qtbot, rows):
    pane = LibraryPane("Ctrl+I")
    qtbot.addWidget(pane)
    pane.set_rows(rows)
    pane.resize(268, 406)
    pane.show()
    pane.activateWindow()
    qtbot.waitUntil(pane.isActiveWindow)
    return pane


def click(pane, row, button=Qt.MouseButton.LeftButton):
    spot = pane.list.visualRect(pane.model.index(row)).center()
    QTest.mouseClick(pane.list.viewport(), button, pos=spot)


def open_menu(qtbot):
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    return QApplication.activePopupWidget()


def choose(menu, words):
    (action,) = [action for action in menu.actions() if action.text() == words]
    menu.setActiveAction(action)
    QTest.keyClick(menu, Qt.Key.Key_Return)


def header(pane):
    return pane._header.count()


def test_a_click_opens(qtbot, pane):
    with qtbot.waitSignal(pane.opened) as opened:
        click(pane, 2)
    assert opened.args == [3]


def test_arrows_move_and_enter_opens(qtbot, pane):
    opened = []
    pane.opened.connect(opened.append)
    pane.set_current(1)
    pane.list.setFocus()
    QTest.keyClick(pane.list, Qt.Key.Key_Down)
    assert opened == []
    QTest.keyClick(pane.list, Qt.Key.Key_Return)
    assert opened == [2]


def test_ctrl_enter_opens_beside_and_delete_removes(qtbot, pane):
    pane.set_current(4)
    with qtbot.waitSignal(pane.opened_beside) as beside:
        QTest.keyClick(pane.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert beside.args == [4]
    with qtbot.waitSignal(pane.remove_wanted) as removed:
        QTest.keyClick(pane.list, Qt.Key.Key_Delete)
    assert removed.args == [4]


def test_search_by_keyboard_from_field_to_document(qtbot, pane):
    pane.search.setFocus()
    QTest.keyClicks(pane.search, "resume")
    assert header(pane) == "1 of 4"
    QTest.keyClick(pane.search, Qt.Key.Key_Down)
    assert pane.list.hasFocus()
    with qtbot.waitSignal(pane.opened) as opened:
        QTest.keyClick(pane.list, Qt.Key.Key_Enter)
    assert opened.args == [1]


def test_a_search_without_result_says_so_and_can_be_cleared(pane):
    QTest.keyClicks(pane.search, "<i>x")
    empty = pane.findChild(QPushButton, "library.empty.button")
    assert pane._empty.sentence.text() == "Nothing matches ‘<i>x’."
    assert pane._empty.sentence.textFormat() == Qt.TextFormat.PlainText
    assert empty.isVisible()
    QTest.mouseClick(empty, Qt.MouseButton.LeftButton)
    assert pane.list.isVisible()
    assert header(pane) == "4"


def test_escape_empties_the_search_then_goes_to_the_list(pane):
    pane.search.setFocus()
    QTest.keyClicks(pane.search, "wet")
    QTest.keyClick(pane.search, Qt.Key.Key_Escape)
    assert header(pane) == "4"
    QTest.keyClick(pane.search, Qt.Key.Key_Escape)
    assert pane.list.hasFocus()


def test_an_empty_project_offers_import(qtbot, pane):
    pane.set_rows([])
    assert pane._empty.sentence.text() == "No documents yet."
    with qtbot.waitSignal(pane.import_wanted):
        QTest.mouseClick(
            pane.findChild(QPushButton, "library.empty.button"), Qt.MouseButton.LeftButton
        )
    with qtbot.waitSignal(pane.import_wanted):
        QTest.mouseClick(pane.findChild(QToolButton, "library.import"), Qt.MouseButton.LeftButton)


def test_new_rows_keep_the_current_row_and_the_place(qtbot, pane, rows):
    many = [
        replace(rows[0], document=replace(rows[0].document, id=i, position=i)) for i in range(60)
    ]
    pane.set_rows(many)
    pane.set_current(40)
    bar = pane.list.verticalScrollBar()
    before = bar.value()
    assert before > 0
    pane.set_rows(many[:10] + many[11:])
    assert pane.list.currentIndex().row() == 39
    assert bar.value() == before


def test_a_filtered_document_is_current_again_when_it_comes_back(pane):
    pane.set_current(2)
    QTest.keyClicks(pane.search, "customs")
    pane.search.clear()
    assert pane.list.currentIndex().row() == 1


def test_the_filter_menu_shows_one_reading_state(qtbot, pane):
    button = pane.findChild(QToolButton, "library.filter")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    choose(open_menu(qtbot), "Unread")
    assert header(pane) == "2 of 4"
    assert button.isChecked()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    choose(open_menu(qtbot), "Sort by title")
    assert pane.model.index(0).data().startswith("Customs")


def test_a_filter_that_leaves_nothing_offers_everything(pane, rows):
    pane.set_rows(rows[:1])
    pane.model.state = "unread"
    pane._filtered()
    assert pane._empty.sentence.text() == "No document is marked as unread."
    QTest.mouseClick(pane.findChild(QPushButton, "library.empty.button"), Qt.MouseButton.LeftButton)
    assert pane.model.rowCount() == 1


def test_the_menu_of_a_document_by_mouse(qtbot, pane):
    window = pane.window().windowHandle()
    spot = pane.list.visualRect(pane.model.index(1)).center()
    QTest.mouseClick(
        window,
        Qt.MouseButton.RightButton,
        Qt.KeyboardModifier.NoModifier,
        pane.list.viewport().mapTo(pane.window(), spot),
    )
    menu = open_menu(qtbot)
    checked = [action.text() for action in menu.actions() if action.isChecked()]
    assert checked == ["Mark as reading"]
    with qtbot.waitSignal(pane.state_wanted) as wanted:
        choose(menu, "Mark as done")
    assert wanted.args == [2, "done"]


@pytest.mark.parametrize(
    ("words", "signal"),
    [
        ("Open", "opened"),
        ("Open beside", "opened_beside"),
        ("Details…", "details_wanted"),
        ("Remove from project", "remove_wanted"),
    ],
)
def test_the_menu_of_a_document_by_keyboard(qtbot, pane, words, signal):
    pane.set_current(3)
    pane.list.setFocus()
    # The platform turns the Menu key into this event; the screenless one does not.
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(pane.list, event)
    menu = open_menu(qtbot)
    with qtbot.waitSignal(getattr(pane, signal)) as wanted:
        choose(menu, words)
    assert wanted.args == [3]


def drop(pane, urls):
    data = QMimeData()
    data.setUrls(urls)
    held = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    copy = Qt.DropAction.CopyAction
    QApplication.sendEvent(pane.list.viewport(), QDragEnterEvent(QPoint(20, 60), copy, data, *held))
    QApplication.sendEvent(pane.list.viewport(), QDropEvent(QPointF(20, 60), copy, data, *held))


def test_files_can_be_dropped_and_addresses_not(pane, tmp_path):
    dropped = []
    pane.files_dropped.connect(dropped.append)
    drop(pane, [QUrl("https://example.org/a.txt")])
    assert dropped == []
    drop(pane, [QUrl.fromLocalFile(str(tmp_path / "a.txt")), QUrl("https://example.org/")])
    assert dropped == [[Path(tmp_path / "a.txt")]]


def test_the_document_being_read_has_the_tint_and_the_bar(pane):
    pane.set_current(2)
    pane.list.clearSelection()
    image = pane.list.viewport().grab().toImage()
    box = pane.list.visualRect(pane.model.index(1))
    now = theme.tokens()
    assert image.pixelColor(box.left() + 1, box.center().y()) == QColor(now.accent)
    assert image.pixelColor(box.left() + 6, box.top() + 3) == QColor(now.accent_tint)
    other = pane.list.visualRect(pane.model.index(0))
    assert image.pixelColor(other.left() + 1, other.center().y()) != QColor(now.accent)


def test_the_ring_shows_for_the_keyboard_only(pane):
    def is_ringed():
        image = pane.list.viewport().grab().toImage()
        box = pane.list.visualRect(pane.list.currentIndex())
        return image.pixelColor(box.center().x(), box.top()) == QColor(theme.tokens().accent)

    click(pane, 1)
    pane.list.setFocus()
    assert not is_ringed()
    QTest.keyClick(pane.list, Qt.Key.Key_Down)
    assert is_ringed()


def test_rows_are_at_least_as_high_as_planned(pane):
    assert pane.list.visualRect(pane.model.index(0)).height() >= 42
    assert pane.list.viewport().mapTo(pane, QPoint(0, 0)).x() == 4


def test_what_is_acted_on_has_a_name(pane):
    for name in ("library.list", "library.search", "library.import", "library.filter"):
        (widget,) = [w for w in pane.findChildren(object) if w.objectName() == name]
        assert widget.accessibleName()
