from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from db.records import Facet
from workbench.gui.claims.book import CodeBook

from .matter import BIG, BOOK

SHOWN = [
    "check", "document", "statement", "facet:actor", "facet:concern", "facet:stance", "confidence",
    "coder", "decision",
]  # fmt: skip


@pytest.fixture
def header(page):
    return page.table.columns


def section(page, key):
    return next(i for i, column in enumerate(page.model.columns) if column.key == key)


def seen(page, header):
    """The columns from left to right."""
    places = [header.logicalIndex(place) for place in range(header.count())]
    return [page.model.columns[i].key for i in places if not header.isSectionHidden(i)]


def widths(page, header):
    return {key: header.sectionSize(section(page, key)) for key in seen(page, header)}


def click(page, header, qtbot, key):
    place = header.sectionViewportPosition(section(page, key)) + 20
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place, 10))


def test_the_first_columns_fill_the_table(page, header):
    assert seen(page, header) == SHOWN
    assert header.length() == page.table.viewport().width()


@pytest.mark.parametrize("width", [1000, 1024, 1200, 1440, 2200])
def test_columns_share_the_width(page, header, width):
    page.resize(width, 600)
    assert header.length() == page.table.viewport().width()
    assert page.table.horizontalScrollBar().maximum() == 0
    for column in page.model.columns:
        if header.is_shown(column.key):
            assert widths(page, header)[column.key] >= column.least


def test_a_narrow_table_scrolls_rather_than_squeezes(page, header, qtbot):
    page.resize(700, 600)
    bar = page.table.horizontalScrollBar()
    assert bar.maximum() > 0
    qtbot.keyClick(page.table, Qt.Key.Key_Right)
    assert bar.value() > 0
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    assert bar.value() > 0  # walking rows does not scroll sideways
    qtbot.keyClick(page.table, Qt.Key.Key_Left)
    assert bar.value() == 0


def test_a_drawn_width_stays(page, header, qtbot):
    edge = header.sectionViewportPosition(section(page, "document")) + header.sectionSize(
        section(page, "document")
    )
    view = header.viewport()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(edge - 1, 10))
    qtbot.mouseMove(view, QPoint(edge + 40, 10))
    with qtbot.waitSignal(page.layout_changed):
        qtbot.mouseMove(view, QPoint(edge + 60, 10))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(edge + 60, 10))
    drawn = widths(page, header)["document"]
    assert 240 < drawn < 290
    page.resize(1700, 800)
    assert widths(page, header)["document"] == drawn
    assert header.length() == page.table.viewport().width()
    qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=QPoint(
        header.sectionViewportPosition(section(page, "document")) + drawn - 1, 10))  # fmt: skip
    assert widths(page, header)["document"] == 206


def test_a_click_sorts_and_another_turns_it_round(page, header, qtbot):
    click(page, header, qtbot, "statement")
    assert page.model.sorting == ("statement", False)
    click(page, header, qtbot, "statement")
    assert page.model.sorting == ("statement", True)
    click(page, header, qtbot, "coder")
    assert page.model.sorting == ("coder", False)
    assert page.status() == "6 claims, by coder"


def test_the_box_in_the_header_checks_all(page, header, qtbot):
    click(page, header, qtbot, "check")
    assert len(page.model.checked) == 6
    click(page, header, qtbot, "check")
    assert not page.model.checked


def test_the_menu_chooses_columns(page, header, qtbot):
    place = QPoint(300, 10)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, header.mapToGlobal(place))
    QApplication.sendEvent(header.viewport(), event)
    menu = header.findChild(QMenu, "claims-table.columns.menu")
    actions = {action.text(): action for action in menu.actions()}
    assert actions["Actor"].isChecked()
    assert not actions["Speaker"].isChecked()
    actions["Speaker"].trigger()
    with qtbot.waitSignal(page.layout_changed):
        actions["Document"].trigger()
    assert seen(page, header) == [
        *SHOWN[:1], *SHOWN[2:6], "speaker", *SHOWN[6:],
    ]  # fmt: skip
    assert header.length() == page.table.viewport().width()
    menu.close()


def test_the_layout_comes_back(page, header, qtbot):
    header.show_column("quote", True)
    header.moveSection(header.visualIndex(section(page, "coder")), 1)
    page.model.set_sort("confidence", True)
    page.model.set_group("facet:actor")
    kept = page.layout_state()
    before = seen(page, header)
    assert before[:2] == ["check", "coder"]
    header.restore_layout({"order": SHOWN, "shown": SHOWN, "widths": {"document": 300}})
    assert widths(page, header)["document"] == 300
    page.model.set_sort("places")
    page.restore_layout(kept)
    assert seen(page, header) == before
    assert widths(page, header)["document"] != 300
    assert page.model.sorting == ("confidence", True)
    assert page.model.grouping == "facet:actor"


@pytest.mark.parametrize(
    "found",
    [None, 3, {}, {"columns": 1, "sort": 2, "group": []}, {"columns": {"order": 1, "shown": {}}},
     {"columns": {"order": [1, "x"], "shown": ["x"], "widths": {"document": "wide"}}},
     {"columns": {"widths": {"document": 10**9}}, "sort": "x", "group": "facet:x"}],
)  # fmt: skip
def test_a_broken_layout_breaks_nothing(page, header, found):
    page.restore_layout(found)
    assert "check" in seen(page, header)
    assert page.model.sorting == ("places", False)
    assert page.model.grouping == ""


def test_a_new_facet_has_its_column_and_the_others_keep_theirs(page, header):
    header.moveSection(header.visualIndex(section(page, "coder")), 1)
    header.show_column("speaker", True)
    before = seen(page, header)
    theme = Facet(9, "theme", "Themes", False, 9)
    page.set_book(CodeBook((*BOOK.facets, theme), BOOK.tags))
    assert seen(page, header) == before
    header.show_column("facet:theme", True)
    assert seen(page, header).index("facet:theme") == before.index("facet:stance") + 1
    renamed = replace(BOOK.facets[3], name="Areas")
    page.set_book(CodeBook((*BOOK.facets[:3], renamed, theme), BOOK.tags))
    assert "facet:theme" in seen(page, header)
    titles = [column.title for column in page.model.columns]
    assert "Areas" in titles
    assert page.table.current().id == BIG + 1
