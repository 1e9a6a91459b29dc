from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QToolButton

from db.records import Tag
from workbench.gui import theme
from workbench.gui.codebook.view import CodebookPane

# What the screenless platform cannot do is no fault of the window.
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)


@pytest.fixture
def pane(qtbot, book):
    pane = CodebookPane()
    qtbot.addWidget(pane)
    show(pane, book)
    pane.resize(268, 460)
    pane.show()
    pane.activateWindow()
    qtbot.waitUntil(pane.isActiveWindow)
    for key in ((1, 10), (1, 14)):
        pane.tree.setExpanded(pane.model.at(pane.model.find(key)), True)
    pane.tree.setFocus()
    return pane


def show(pane, book, **changes):
    tags = changes.get("tags", book.tags)
    pane.set_book(book.facets, tags, changes.get("counts", book.counts), book.keys)


def node(pane, tag, facet=1):
    return pane.model.find((facet, tag))


def go_to(pane, tag, facet=1):
    pane.tree.show_row(node(pane, tag, facet))


def box(pane, tag, facet=1):
    return pane.tree.visualRect(pane.model.at(node(pane, tag, facet)))


def editor(pane):
    return pane.tree.findChild(QLineEdit, "codebook.tree.editor")


def open_rows(pane):
    return {n.name for n in pane.model.nodes() if pane.tree.isExpanded(pane.model.at(n))}


def open_menu(qtbot):
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    return QApplication.activePopupWidget()


def choose(menu, *path):
    for words in path:
        (action,) = [action for action in menu.actions() if action.text() == words]
        menu.setActiveAction(action)
        QTest.keyClick(menu, Qt.Key.Key_Return)
        menu = action.menu()


def menu_of(qtbot, pane, tag, facet=1):
    go_to(pane, tag, facet)
    # The platform turns the Menu key into this event; the screenless one does not.
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(pane.tree, event)
    return open_menu(qtbot)


def args(spy):
    return [spy.at(i) for i in range(spy.count())]


# Moving about


def test_enter_tags_and_toggles_facets(qtbot, pane):
    activated = QSignalSpy(pane.tag_activated)
    go_to(pane, 12)
    QTest.keyClick(pane.tree, Qt.Key.Key_Return)
    assert [call[0].name for call in args(activated)] == ["Duvania"]
    go_to(pane, None)
    QTest.keyClick(pane.tree, Qt.Key.Key_Return)
    assert activated.count() == 1
    assert "Actors" not in open_rows(pane)


def test_a_click_selects_and_does_nothing_else(pane):
    activated = QSignalSpy(pane.tag_activated)
    QTest.mouseClick(pane.tree.viewport(), Qt.MouseButton.LeftButton, pos=box(pane, 12).center())
    assert pane.tree.current_node().name == "Duvania"
    assert activated.count() == 0


def test_a_click_on_the_twisty_folds(pane):
    spot = QPoint(27, box(pane, 10).center().y())
    QTest.mouseClick(pane.tree.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert "States" not in open_rows(pane)
    QTest.mouseClick(pane.tree.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert "States" in open_rows(pane)


def test_left_and_right_fold_and_open(pane):
    go_to(pane, 10)
    QTest.keyClick(pane.tree, Qt.Key.Key_Left)
    assert "States" not in open_rows(pane)
    QTest.keyClick(pane.tree, Qt.Key.Key_Right)
    assert "States" in open_rows(pane)


# New books


def test_a_new_book_keeps_open_rows_current_row_and_place(pane, book):
    many = [Tag(100 + i, 1, 14, f"Band {i}", "ink", position=9 + i) for i in range(80)]
    show(pane, book, tags=[*book.tags, *many])
    assert "Armed groups" in open_rows(pane)
    go_to(pane, 150)
    bar = pane.tree.verticalScrollBar()
    before = bar.value()
    assert before > 0
    opened = open_rows(pane)
    show(pane, book, tags=[*book.tags, *many[:-1]])
    assert open_rows(pane) == opened
    assert pane.tree.current_node().name == "Band 50"
    assert bar.value() == before


def test_groups_that_were_folded_stay_folded(pane, book):
    pane.tree.setExpanded(pane.model.at(node(pane, 14)), False)
    show(pane, book, tags=book.tags[:-1])
    assert "Armed groups" not in open_rows(pane)
    assert {"Actors", "States"} <= open_rows(pane)


def test_the_header_counts_tags_in_use(pane, book):
    assert pane._header.count() == "9 tags"
    show(pane, book, tags=book.tags[:1])
    assert pane._header.count() == "1 tag"


# Naming


def test_f2_renames(qtbot, pane):
    go_to(pane, 12)
    QTest.keyClick(pane.tree, Qt.Key.Key_F2)
    assert editor(pane).text() == "Duvania"
    assert editor(pane).accessibleName() == "Name of the actor"
    with qtbot.waitSignal(pane.renamed) as renamed:
        QTest.keyClicks(editor(pane), "  New   Duvania ")
        QTest.keyClick(editor(pane), Qt.Key.Key_Return)
    assert (renamed.args[0].id, renamed.args[1]) == (12, "New Duvania")


def test_a_double_click_renames_and_escape_leaves_the_name(qtbot, pane):
    renamed = QSignalSpy(pane.renamed)
    QTest.mouseDClick(pane.tree.viewport(), Qt.MouseButton.LeftButton, pos=box(pane, 13).center())
    QTest.keyClicks(editor(pane), "X")
    QTest.keyClick(editor(pane), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not pane.tree.is_naming())
    qtbot.wait(10)
    assert renamed.count() == 0


def test_the_same_name_or_none_renames_nothing(qtbot, pane):
    renamed = QSignalSpy(pane.renamed)
    for typed in ("Duvania", " "):
        go_to(pane, 12)
        QTest.keyClick(pane.tree, Qt.Key.Key_F2)
        QTest.keyClicks(editor(pane), typed)
        QTest.keyClick(editor(pane), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: editor(pane) is None)
    assert renamed.count() == 0


def test_tab_ends_naming_without_renaming_the_next(qtbot, pane):
    go_to(pane, 12)
    QTest.keyClick(pane.tree, Qt.Key.Key_F2)
    with qtbot.waitSignal(pane.renamed):
        QTest.keyClicks(editor(pane), "D")
        QTest.keyClick(editor(pane), Qt.Key.Key_Tab)
    assert not pane.tree.is_naming()


def test_a_new_tag_is_named_in_the_tree_and_becomes_current(qtbot, pane, book):
    go_to(pane, 10)
    QTest.keyClick(pane.tree, Qt.Key.Key_Insert)
    QTest.keyClicks(editor(pane), "Ilmar")
    with qtbot.waitSignal(pane.created) as created:
        QTest.keyClick(editor(pane), Qt.Key.Key_Return)
    assert (created.args[0], created.args[1].id, created.args[2]) == ("actor", 10, "Ilmar")
    assert not any(n.draft for n in pane.model.nodes())
    show(pane, book, tags=[*book.tags, Tag(90, 1, 10, "Ilmar", "sky", position=9)])
    assert pane.tree.current_node().name == "Ilmar"


def test_a_new_tag_from_the_header_of_a_facet(qtbot, pane):
    QTest.mouseClick(pane.findChild(QToolButton, "codebook.new"), Qt.MouseButton.LeftButton)
    choose(open_menu(qtbot), "New concern…")
    QTest.keyClicks(editor(pane), "Fuel")
    with qtbot.waitSignal(pane.created) as created:
        QTest.keyClick(editor(pane), Qt.Key.Key_Return)
    assert created.args == ["concern", None, "Fuel"]


def test_a_new_tag_without_a_name_is_forgotten(qtbot, pane):
    created = QSignalSpy(pane.created)
    go_to(pane, 10)
    QTest.keyClick(pane.tree, Qt.Key.Key_Insert)
    QTest.keyClick(editor(pane), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not any(n.draft for n in pane.model.nodes()))
    assert created.count() == 0
    assert pane.tree.current_node().name == "States"


def test_a_book_that_comes_while_a_name_is_typed_waits(qtbot, pane, book):
    go_to(pane, 12)
    QTest.keyClick(pane.tree, Qt.Key.Key_F2)
    QTest.keyClicks(editor(pane), "Du")
    show(pane, book, tags=[replace(tag, position=9 - tag.position) for tag in book.tags])
    assert editor(pane).text() == "Du"
    with qtbot.waitSignal(pane.renamed):
        QTest.keyClick(editor(pane), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane.model.nodes()[1].name.startswith("Ilvora"))


# Search


def test_the_search_opens_finds_and_closes(qtbot, pane):
    toggle = pane.findChild(QToolButton, "codebook.search.toggle")
    before = open_rows(pane)
    QTest.mouseClick(toggle, Qt.MouseButton.LeftButton)
    assert pane.search.hasFocus()
    QTest.keyClicks(pane.search, "KELMAR")
    assert [n.name for n in pane.model.nodes()] == ["Actors", "States", "Kelmaria"]
    assert {"Actors", "States"} <= open_rows(pane)
    QTest.keyClick(pane.search, Qt.Key.Key_Down)
    assert pane.tree.hasFocus()
    pane.search.setFocus()
    QTest.keyClick(pane.search, Qt.Key.Key_Escape)
    assert open_rows(pane) == before
    QTest.keyClick(pane.search, Qt.Key.Key_Escape)
    assert not pane.search.isVisible()
    assert pane.tree.hasFocus()


def test_a_search_does_not_open_groups_for_good(pane):
    pane.tree.setExpanded(pane.model.at(node(pane, 14)), False)
    pane.search.setText("الفانوس")
    assert "Armed groups" in open_rows(pane)
    pane.search.setText("")
    assert "Armed groups" not in open_rows(pane)


def test_a_search_without_result_says_so(pane):
    pane._find.setChecked(True)
    QTest.keyClicks(pane.search, "zzz")
    assert pane._empty.sentence.text() == "Nothing matches ‘zzz’."
    QTest.mouseClick(
        pane.findChild(QPushButton, "codebook.empty.button"), Qt.MouseButton.LeftButton
    )
    assert pane.tree.isVisible()


# Menus, moves, drops


@pytest.mark.parametrize(
    ("path", "signal", "value"),
    [
        (("Tag what is selected",), "tag_activated", None),
        (("Colour", "Moss"), "recoloured", "moss"),
        (("Colour", "Hollow", "Sky, hollow"), "recoloured", "hollow-sky"),
        (("Key", "2"), "key_wanted", 2),
        (("Key", "None"), "key_wanted", 0),
        (("Aliases and description…",), "details_wanted", None),
        (("Archive",), "archived", True),
        (("Delete",), "removed", None),
    ],
)
def test_the_menu_of_a_tag(qtbot, pane, path, signal, value):
    menu = menu_of(qtbot, pane, 11)
    with qtbot.waitSignal(getattr(pane, signal)) as wanted:
        choose(menu, *path)
    assert wanted.args[0].id == 11
    assert wanted.args[1:] == ([] if value is None else [value])


def test_the_menu_by_the_right_mouse_button(qtbot, pane):
    spot = pane.tree.viewport().mapTo(pane.window(), box(pane, 17).center())
    QTest.mouseClick(
        pane.window().windowHandle(),
        Qt.MouseButton.RightButton,
        Qt.KeyboardModifier.NoModifier,
        spot,
    )
    with qtbot.waitSignal(pane.removed) as removed:
        choose(open_menu(qtbot), "Delete")
    assert removed.args[0].id == 17


def test_the_menus_say_who_has_a_key_and_which_colour_is_on(qtbot, pane):
    menu = menu_of(qtbot, pane, 12)
    submenus = {action.text(): action.menu() for action in menu.actions() if action.menu()}
    assert "1 (Kelmaria)" in [action.text() for action in submenus["Key"].actions()]
    checked = [action.text() for action in submenus["Colour"].actions() if action.isChecked()]
    assert checked == ["Rust"]
    menu.close()


def test_archived_tags_are_shown_and_brought_back(qtbot, pane):
    QTest.mouseClick(pane.findChild(QToolButton, "codebook.new"), Qt.MouseButton.LeftButton)
    choose(open_menu(qtbot), "Show archived")
    menu = menu_of(qtbot, pane, 16)
    with qtbot.waitSignal(pane.archived) as archived:
        choose(menu, "Bring back from the archive")
    assert (archived.args[0].id, archived.args[1]) == (16, False)


@pytest.mark.parametrize(
    ("key", "parent", "index"),
    [
        (Qt.Key.Key_Up, 10, 0),
        (Qt.Key.Key_Down, 10, 2),
        (Qt.Key.Key_Right, 11, 0),
        (Qt.Key.Key_Left, None, 1),
    ],
)
def test_a_tag_moves_by_keyboard(qtbot, pane, key, parent, index):
    go_to(pane, 12)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    with qtbot.waitSignal(pane.moved) as moved:
        QTest.keyClick(pane.tree, key, both)
    tag, above, place = moved.args
    assert (tag.id, above and above.id, place) == (12, parent, index)


def test_a_move_that_is_not_possible_does_nothing(qtbot, pane):
    go_to(pane, 10)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    with qtbot.assertNotEmitted(pane.moved):
        QTest.keyClick(pane.tree, Qt.Key.Key_Up, both)


def test_the_menu_moves_too(qtbot, pane):
    menu = menu_of(qtbot, pane, 12)
    with qtbot.waitSignal(pane.moved) as moved:
        choose(menu, "Move", "Under Kelmaria")
    assert moved.args[1].id == 11


def test_a_tag_is_dragged_onto_a_group(qtbot, pane, book):
    data = pane.model.mimeData([pane.model.at(node(pane, 12))])
    spot = box(pane, 14).center()
    held = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    move = Qt.DropAction.MoveAction
    for event in (
        QDragEnterEvent(spot, move, data, *held),
        QDragMoveEvent(spot, move, data, *held),
    ):
        QApplication.sendEvent(pane.tree.viewport(), event)
    with qtbot.waitSignal(pane.moved) as moved:
        QApplication.sendEvent(pane.tree.viewport(), QDropEvent(QPointF(spot), move, data, *held))
    tag, above, place = moved.args
    assert (tag.id, above.id, place) == (12, 14, 2)
    assert node(pane, 12) is not None


def test_delete_removes_without_asking(qtbot, pane):
    go_to(pane, 17)
    with qtbot.waitSignal(pane.removed) as removed:
        QTest.keyClick(pane.tree, Qt.Key.Key_Delete)
    assert removed.args[0].id == 17


# Looks


def test_a_tag_shows_its_hue_and_a_group_does_not(pane):
    image = pane.tree.viewport().grab().toImage()
    dam = box(pane, 20, 2)
    hue = QColor(theme.hue("lagoon").strong)
    assert image.pixelColor(14 + 13 + 18, dam.center().y()) == hue
    groups = box(pane, 14)
    row = {image.pixelColor(x, groups.center().y()).name() for x in range(groups.width())}
    assert QColor(theme.hue("brick").strong).name() not in row


def test_rows_are_as_high_as_planned(pane):
    assert box(pane, 12).height() >= 25


def test_what_is_acted_on_has_a_name(pane):
    names = ("codebook.tree", "codebook.search", "codebook.search.toggle", "codebook.new")
    for name in names:
        (widget,) = [w for w in pane.findChildren(object) if w.objectName() == name]
        assert widget.accessibleName()


# Facets, and what takes tags away


def words(menu):
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def test_the_menu_of_a_facet_names_switches_and_deletes_it(qtbot, pane):
    exclusive, removed = QSignalSpy(pane.facet_exclusive), QSignalSpy(pane.facet_removed)
    choose(menu_of(qtbot, pane, None, 2), "One tag per claim")
    assert [(call[0].key, call[1]) for call in args(exclusive)] == [("concern", True)]
    menu = menu_of(qtbot, pane, None, 3)
    (single,) = [action for action in menu.actions() if action.text() == "One tag per claim"]
    assert single.isChecked()
    choose(menu, "Delete")
    go_to(pane, None, 2)
    QTest.keyClick(pane.tree, Qt.Key.Key_Delete)
    assert [call[0].key for call in args(removed)] == ["stance", "concern"]


def test_a_facet_is_renamed_in_place(qtbot, pane):
    renamed = QSignalSpy(pane.facet_renamed)
    go_to(pane, None)
    QTest.keyClick(pane.tree, Qt.Key.Key_F2)
    editor(pane).selectAll()
    QTest.keyClicks(editor(pane), "Parties")
    QTest.keyClick(editor(pane), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: renamed.count() == 1)
    assert (renamed.at(0)[0].key, renamed.at(0)[1]) == ("actor", "Parties")


@pytest.mark.parametrize(
    ("tag", "carried", "said"),
    [
        (11, {}, "Delete"),
        (11, {11: 1}, "Delete (1 claim carries it)"),
        (10, {10: 12}, "Delete (12 claims carry it, 3 tags move up)"),
        (14, {}, "Delete (2 tags move up)"),
    ],
)
def test_deleting_says_first_what_it_takes_away(qtbot, pane, book, tag, carried, said):
    pane.set_book(book.facets, book.tags, book.counts, book.keys, carried)
    menu = menu_of(qtbot, pane, tag)
    assert said in words(menu)
    (split,) = [action for action in menu.actions() if action.text() == "Split…"]
    assert split.isEnabled() == bool(carried)
