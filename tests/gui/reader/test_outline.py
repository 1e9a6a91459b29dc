import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from workbench.gui.reader.outline import Outline
from workbench.text.outline import Entry

ENTRIES = (
    Entry("Introduction", 0, 0), Entry("Water", 100, 0), Entry("Wells & dams", 200, 1),
    Entry("مياه", 300, 0),
)  # fmt: skip


@pytest.fixture
def outline(qtbot):
    outline = Outline()
    qtbot.addWidget(outline)
    outline.resize(outline.width(), 400)
    outline.set_entries(ENTRIES)
    outline.show()
    outline.activateWindow()
    qtbot.waitUntil(outline.isActiveWindow)
    return outline


def rows(outline):
    model = outline.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def current(outline):
    return outline.list.currentIndex().data()


def test_the_heading_that_is_read_is_marked(outline):
    outline.follow(250)
    assert current(outline) == "Wells & dams"
    outline.follow(120)
    assert current(outline) == "Water"
    before = outline.list.viewport().grab().toImage()
    outline.follow(10)
    assert outline.list.viewport().grab().toImage() != before


def test_a_click_says_where_to_go(outline, qtbot):
    rect = outline.list.visualRect(outline.list.model().index(2, 0))
    with qtbot.waitSignal(outline.wanted) as told:
        QTest.mouseClick(outline.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert told.args == [200]


def test_headings_are_searched_and_chosen_by_keys(outline, qtbot):
    outline.search.setFocus()
    QTest.keyClicks(outline.search, "dAms")
    assert rows(outline) == ["Wells & dams"]
    QTest.keyClick(outline.search, Qt.Key.Key_Return)
    assert outline.list.hasFocus()
    with qtbot.waitSignal(outline.wanted) as told:
        QTest.keyClick(outline.list, Qt.Key.Key_Return)
    assert told.args == [200]


def test_escape_empties_the_search_and_then_leaves(outline, qtbot):
    outline.search.setFocus()
    QTest.keyClicks(outline.search, "x")
    assert rows(outline) == []
    QTest.keyClick(outline.search, Qt.Key.Key_Escape)
    assert len(rows(outline)) == 4
    with qtbot.waitSignal(outline.left):
        QTest.keyClick(outline.search, Qt.Key.Key_Escape)
    with qtbot.waitSignal(outline.left):
        QTest.keyClick(outline.list, Qt.Key.Key_Escape)


def test_the_choice_stays_with_who_walks_through_the_headings(outline):
    outline.list.setFocus()
    outline.list.setCurrentIndex(outline.list.model().index(0, 0))
    outline.follow(250)
    assert current(outline) == "Introduction"


def test_a_heading_is_spoken_with_its_level(outline):
    index = outline.list.model().index(2, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Wells & dams, level 2"
    assert "Wells &amp; dams" in index.data(Qt.ItemDataRole.ToolTipRole)


def test_another_document_begins_unsearched(outline):
    QTest.keyClicks(outline.search, "dams")
    outline.set_entries(ENTRIES[:1])
    assert rows(outline) == ["Introduction"]
    assert outline.search.text() == ""
