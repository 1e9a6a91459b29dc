import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListView,
    QMainWindow,
    QTextEdit,
    QToolBar,
)

from workbench.gui.claims.chip_buttons import ChipButton
from workbench.gui.claims.palette import TagPalette

KELMARIA, DUVANIA, SARNETH, FILLING, RAIDS, REMITTANCES, TRANSIT, OLD, FOR, AGAINST = (
    11, 12, 13, 22, 23, 24, 25, 26, 31, 32,
)  # fmt: skip


class Desk:
    """A window with a text, and the palette over it."""

    def __init__(self, qtbot, book):
        self.qtbot, self.book = qtbot, book
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.text = QTextEdit("A text")
        self.window.setCentralWidget(self.text)
        self.bar = QToolBar()
        self.bar.addAction("Nothing")
        self.window.addToolBar(self.bar)
        self.window.resize(900, 640)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitActive(self.window)
        self.text.setFocus()
        self.palette = TagPalette(self.window)
        self.said = []
        self.palette.tagged.connect(lambda tag, more: self.said.append(("tag", tag, more)))
        self.palette.new_tag.connect(lambda *what: self.said.append(("new", *what)))
        self.palette.closed.connect(lambda: self.said.append("closed"))

    def open(self, y=100, *, tall=24, recent=(), chosen=(), facet=None, keys=None):
        line = QRect(self.window.mapToGlobal(QPoint(60, y)), QSize(300, 24))
        avoid = line.adjusted(0, 24 - tall, 0, 0)
        self.palette.open_at(line, avoid, self.book, list(recent), list(chosen), facet, keys or {})
        return line, avoid

    def type(self, text):
        self.qtbot.keyClicks(QApplication.focusWidget(), text)

    def press(self, *keys):
        for key in keys:
            self.qtbot.keyClick(QApplication.focusWidget(), key)

    @property
    def list(self):
        return self.palette.findChild(QListView, "palette.list")

    @property
    def rows(self):
        model = self.list.model()
        return [model.index(row).data() for row in range(model.rowCount())]

    @property
    def current(self):
        return self.list.currentIndex().data()


@pytest.fixture
def desk(qtbot, book):
    desk = Desk(qtbot, book)
    yield desk
    desk.window.close()


def test_a_few_letters_and_enter_tag_and_close(desk):
    desk.open()
    desk.type("tran")
    assert desk.current == "Transit fees"
    desk.press(Qt.Key.Key_Return)
    assert desk.said == [("tag", TRANSIT, False), "closed"]
    assert not desk.palette.isVisible()
    assert desk.text.hasFocus()


def test_aliases_find_a_tag_and_are_spoken(desk):
    desk.open()
    desk.type("money")
    assert desk.rows[0] == "Remittances"
    index = desk.list.model().index(0)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Remittances, alias: money transfers"
    desk.press(Qt.Key.Key_Enter)
    assert desk.said[0] == ("tag", REMITTANCES, False)


def test_tab_tags_and_stays_for_more(desk):
    desk.open()
    desk.type("sar")
    desk.press(Qt.Key.Key_Tab)
    field = desk.palette.findChild(QLineEdit, "palette.field")
    assert field.text() == ""
    assert field.hasFocus()
    assert [chip.chip.name for chip in desk.palette.findChildren(ChipButton)] == ["Sarneth"]
    assert "Sarneth" not in desk.rows
    desk.type("dam")
    desk.press(Qt.Key.Key_Tab)
    desk.press(Qt.Key.Key_Return)
    assert desk.said == [("tag", SARNETH, True), ("tag", FILLING, True), "closed"]


def test_enter_on_an_empty_field_takes_a_recent_tag_but_no_other(desk):
    desk.open(recent=[RAIDS])
    assert desk.rows[0] == desk.current == "Cross-border raids"
    desk.press(Qt.Key.Key_Return)
    assert desk.said == [("tag", RAIDS, False), "closed"]
    desk.said.clear()
    desk.open()
    assert desk.current is None
    desk.press(Qt.Key.Key_Return)
    assert desk.said == ["closed"]


def test_arrows_choose_a_row(desk):
    desk.open()
    desk.press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up)
    assert desk.current == "Kelmaria"
    desk.press(Qt.Key.Key_Return)
    assert desk.said[0] == ("tag", KELMARIA, False)


def test_the_arrows_stop_at_the_ends(desk):
    desk.open()
    desk.press(Qt.Key.Key_Up)
    assert desk.current == desk.rows[0]
    for _ in range(4):
        desk.press(Qt.Key.Key_PageDown)
    assert desk.current == desk.rows[-1]


def test_escape_closes_without_a_tag(desk):
    desk.open()
    desk.type("tran")
    desk.press(Qt.Key.Key_Escape)
    assert desk.said == ["closed"]
    assert desk.text.hasFocus()


def test_digits_tag_on_an_empty_field_only(desk):
    desk.open(keys={DUVANIA: 2, OLD: 3})
    desk.type("3")
    assert desk.said == []
    desk.press(Qt.Key.Key_Backspace)
    desk.type("2")
    assert desk.said == [("tag", DUVANIA, False), "closed"]
    desk.open(keys={DUVANIA: 2})
    desk.type("x2")
    assert desk.palette.findChild(QLineEdit, "palette.field").text() == "x2"


def test_a_click_on_a_row_tags(desk):
    desk.open()
    desk.type("rem")
    view = desk.list
    place = view.visualRect(view.model().index(0)).center()
    desk.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.said == [("tag", REMITTANCES, False), "closed"]


def test_a_click_elsewhere_closes_and_is_not_lost(desk):
    desk.open()
    clicked = []
    desk.bar.actions()[0].triggered.connect(lambda: clicked.append(1))
    button = desk.bar.widgetForAction(desk.bar.actions()[0])
    desk.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert desk.said == ["closed"]
    assert clicked == [1]


def test_the_focus_going_elsewhere_closes(desk):
    desk.open()
    desk.text.setFocus()
    assert desk.said == ["closed"]


def test_new_tags_can_be_made_of_what_is_typed(desk):
    desk.open()
    desk.type("  Canal   tolls ")
    assert desk.rows == ["New actor “Canal tolls”", "New concern “Canal tolls”"]
    desk.press(Qt.Key.Key_Down, Qt.Key.Key_Tab)
    assert desk.said == [("new", "concern", "Canal tolls", True)]
    assert desk.palette.isVisible()


def test_no_new_tag_is_offered_under_a_name_that_is_taken(desk):
    desk.open()
    desk.type("WATER")
    assert [row for row in desk.rows if row.startswith("New")] == []
    desk.type("s")
    assert len([row for row in desk.rows if row.startswith("New")]) == 2


def test_a_facet_limits_the_tags_and_the_new_ones(desk):
    desk.open(facet="stance")
    assert desk.rows == ["For", "Against", "Mixed"]
    desk.type("neu")
    assert desk.rows == ["New stance “neu”"]


def test_archived_tags_are_not_offered(desk):
    desk.open()
    desk.type("transh")
    assert desk.rows == ["New actor “transh”", "New concern “transh”"]


def test_a_tag_on_the_claim_is_not_given_twice(desk):
    desk.open(chosen=[FILLING])
    desk.type("dam")
    assert desk.rows[0] == "Dam filling"
    desk.press(Qt.Key.Key_Return)
    assert desk.said == ["closed"]


def test_a_second_stance_takes_the_place_of_the_first(desk):
    desk.open(chosen=[FOR])
    desk.type("against")
    desk.press(Qt.Key.Key_Tab)
    chips = [c.chip.tag for c in desk.palette.findChildren(ChipButton) if c.isVisible()]
    assert chips == [AGAINST]


def test_a_tag_made_meanwhile_is_shown(desk, book):
    desk.open()
    desk.type("dam")
    desk.palette.show_state(book, [RAIDS], [])
    assert desk.rows[0] == "Dam filling"
    chips = [c.chip.tag for c in desk.palette.findChildren(ChipButton) if c.isVisible()]
    assert chips == [RAIDS]


def test_the_windows_shortcuts_wait(desk):
    fired = []
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_2):
        action = QAction("Stray", desk.window)
        action.setShortcut(key)
        action.triggered.connect(lambda: fired.append(1))
        desk.window.addAction(action)
    desk.open(keys={DUVANIA: 2})
    desk.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    desk.open(keys={DUVANIA: 2})
    desk.press(Qt.Key.Key_2)
    desk.open()
    desk.press(Qt.Key.Key_Escape)
    assert fired == []
    assert desk.said[-1] == "closed"


def box_of(desk):
    return QRect(desk.palette.mapToGlobal(QPoint()), desk.palette.size())


def test_it_stands_under_the_line_as_high_as_its_rows(desk):
    line, _ = desk.open()
    desk.type("tran")
    box = box_of(desk)
    assert box.top() == line.bottom() + 5
    assert box.left() == line.left()
    assert box.width() == 322
    view = desk.list
    assert view.height() == 4 * view.sizeHintForRow(0)
    assert box.bottom() > view.mapToGlobal(view.rect().bottomLeft()).y() + 20


def test_it_flips_above_when_short_of_room_and_its_field_stays(desk):
    _, avoid = desk.open(590, tall=90)
    box = box_of(desk)
    assert box.bottom() < avoid.top()
    desk.type("tran")
    assert box_of(desk) == box


@pytest.mark.parametrize("y", [0, 150, 300, 420, 560, 620])
@pytest.mark.parametrize("tall", [24, 300, 600])
def test_it_never_leaves_the_window(desk, y, tall):
    desk.open(y, tall=tall)
    assert desk.window.rect().contains(desk.palette.geometry())
    for word in ("s", "w"):
        desk.type(word)
        desk.press(Qt.Key.Key_Tab)
        assert desk.window.rect().contains(desk.palette.geometry())


def test_its_words_are_plain_text_and_its_parts_are_named(desk):
    desk.open()
    labels = desk.palette.findChildren(QLabel)
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)
    assert desk.palette.findChild(QLineEdit, "palette.field").accessibleName() == "Tag"
    assert desk.list.accessibleName() == "Tags"


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_without_a_parent_it_is_a_window_of_its_own(qtbot, book):
    palette = TagPalette()
    qtbot.addWidget(palette)
    line = QRect(100, 100, 200, 20)
    palette.open_at(line, line, book, [], [], None, {})
    assert palette.isWindow()
    assert palette.geometry().topLeft() == QPoint(100, 124)
    qtbot.keyClicks(palette.findChild(QLineEdit, "palette.field"), "tr")
    palette.grab()
    palette.dismiss()
