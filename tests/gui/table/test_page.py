from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from workbench.gui import theme
from workbench.gui.claims.book import CodeBook
from workbench.gui.panes import EmptyState
from workbench.gui.table.bar_button import BarButton
from workbench.gui.table.filters import Filter
from workbench.gui.table.page import ClaimsPage

from .matter import AGAINST, BIG, BOOK, DUVANIA, FILLING, JONAS, KELMARIA, ROWS, Said, row
from .test_bar import button, click, entries

Key, LEFT = Qt.Key, Qt.MouseButton.LeftButton


def bulk_words(page):
    return page.bulk.findChild(QWidget, "claims-table.bulk.count").text()


def check(page, *numbers):
    page.model.set_checked([BIG + number for number in numbers])


def test_without_claims_a_sentence_leads_to_the_documents(page, qtbot):
    page.set_rows([])
    none = page.findChild(EmptyState, "claims-table.none")
    assert none.isVisible()
    assert (
        none.sentence.text() == "There are no claims yet: select words in a document and tag them."
    )
    assert not page.bar.isVisible()
    with qtbot.waitSignal(page.reading_wanted):
        qtbot.mouseClick(page.findChild(QPushButton, "claims-table.none.button"), LEFT)
    page.update_rows([ROWS[0]], [])
    assert page.table.isVisible()
    assert page.bar.isVisible()
    assert page.status() == "1 claim, by document"


def test_when_nothing_matches_a_sentence_says_what_was_asked(page, qtbot):
    page.set_filter(Filter(text="zeppelin", coders=frozenset({JONAS.id})))
    nothing = page.findChild(EmptyState, "claims-table.nothing")
    assert nothing.isVisible()
    assert nothing.sentence.text() == "None of 6 claims matches: with “zeppelin”, by Jonas Verne."
    assert page.status() == "0 of 6 claims, by document"
    qtbot.mouseClick(page.findChild(QPushButton, "claims-table.nothing.button"), LEFT)
    assert page.table.isVisible()
    assert page.bar.filter == Filter()


def test_the_bulk_bar_counts_and_keeps_its_height(page):
    height, place = page.bulk.height(), page.table.geometry()
    assert height == 44
    check(page, 1)
    assert bulk_words(page) == "1 claim selected"
    check(page, 1, 2, 6)
    assert bulk_words(page) == "3 claims selected"
    assert page.bulk.height() == height
    assert page.table.geometry() == place
    page.set_filter(Filter(documents=frozenset({1})))
    assert bulk_words(page) == "3 claims selected, 1 not shown"
    page.update_rows([], [BIG + 1])
    assert bulk_words(page) == "2 claims selected, 1 not shown"


def test_decisions_on_many(page, qtbot):
    check(page, 3, 2)
    assert not button(page, "bulk.decision").isVisible()
    for verdict in ("accept", "reject", "question"):
        with qtbot.waitSignal(page.decision_wanted) as wanted:
            click(page, qtbot, f"bulk.{verdict}")
        assert wanted.args == [[BIG + 2, BIG + 3], verdict]
    page.resize(1024, 600)
    assert not button(page, "bulk.accept").isVisible()
    found = entries(button(page, "bulk.decision").menu())
    with qtbot.waitSignal(page.decision_wanted) as wanted:
        found["Reject"].trigger()
    assert wanted.args == [[BIG + 2, BIG + 3], "reject"]


def test_a_tag_is_wanted_at_the_button(page, qtbot):
    check(page, 5, 1)
    with qtbot.waitSignal(page.tag_wanted) as wanted:
        click(page, qtbot, "bulk.tag")
    claims, rect = wanted.args
    assert claims == [BIG + 1, BIG + 5]
    tag = button(page, "bulk.tag")
    assert rect == QRect(tag.mapToGlobal(tag.rect().topLeft()), tag.size())


def test_tags_to_remove_are_those_of_the_checked_claims(page, qtbot):
    check(page, 1, 2)
    found = entries(button(page, "bulk.untag").menu())
    assert list(found)[:2] == ["Kelmaria (2)", "Dam filling (2)"]
    assert set(found) == {
        "Kelmaria (2)", "Dam filling (2)", "Duvania (1)", "Lantern Front (1)", "+ For (1)",
        "− Against (1)",
    }  # fmt: skip
    with qtbot.waitSignal(page.tag_removed) as removed:
        found["Duvania (1)"].trigger()
    assert removed.args == [[BIG + 1, BIG + 2], DUVANIA]
    check(page, 4)
    (only,) = entries(button(page, "bulk.untag").menu()).values()
    assert not only.isEnabled()


def test_stance_and_confidence_of_many(page, qtbot):
    check(page, 3, 2)
    found = entries(button(page, "bulk.stance").menu())
    assert list(found) == ["+ For", "− Against", "± Mixed", "", "No stance"]
    with qtbot.waitSignal(page.stance_wanted) as wanted:
        found["− Against"].trigger()
    assert wanted.args == [[BIG + 2, BIG + 3], AGAINST]
    with qtbot.waitSignal(page.stance_wanted) as wanted:
        found["No stance"].trigger()
    assert wanted.args == [[BIG + 2, BIG + 3], None]
    found = entries(button(page, "bulk.confidence").menu())
    with qtbot.waitSignal(page.field_wanted) as wanted:
        found["Moderate"].trigger()
    assert wanted.args == [[BIG + 2, BIG + 3], "confidence", "moderate"]
    with qtbot.waitSignal(page.field_wanted) as wanted:
        found["No confidence"].trigger()
    assert wanted.args == [[BIG + 2, BIG + 3], "confidence", ""]


def test_delete_and_clear(page, qtbot):
    check(page, 3)
    with qtbot.waitSignal(page.delete_wanted) as wanted:
        qtbot.mouseClick(page.findChild(QPushButton, "claims-table.bulk.delete"), LEFT)
    assert wanted.args == [[BIG + 3]]
    click(page, qtbot, "bulk.clear")
    assert not page.model.checked
    assert page.table.hasFocus()


def test_escape_in_the_bulk_bar_clears(page, qtbot):
    check(page, 3)
    page.findChild(QPushButton, "claims-table.bulk.delete").setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Escape)
    assert not page.model.checked
    assert page.table.hasFocus()


def test_the_focus_returns_when_the_checked_claims_go(page):
    check(page, 3)
    page.findChild(QPushButton, "claims-table.bulk.delete").setFocus()
    page.update_rows([], [BIG + 3])
    assert page.table.hasFocus()


def test_without_stances_there_is_no_stance_to_set(page):
    check(page, 1)
    page.set_book(CodeBook(BOOK.facets[:2], {}))
    assert not button(page, "bulk.stance").isVisible()


def test_what_is_shown_is_exported_in_its_order(page, qtbot):
    page.model.set_sort("statement")
    page.set_filter(Filter(documents=frozenset({1})))
    found = entries(button(page, "order").menu())
    with qtbot.waitSignal(page.export_wanted) as wanted:
        found["Export what is shown…"].trigger()
    assert wanted.args == [[BIG + 2, BIG + 3, BIG + 1]]


def test_the_menu_sorts_and_groups(page, qtbot):
    found = entries(button(page, "order").menu())
    assert found["Sort by › Place in the documents"].isChecked()
    with qtbot.waitSignal(page.layout_changed):
        found["Sort by › Confidence"].trigger()
    assert page.status() == "6 claims, by confidence"
    entries(button(page, "order").menu())["Sort by › Descending"].trigger()
    assert page.model.sorting == ("confidence", True)
    entries(button(page, "order").menu())["Group by › Actor"].trigger()
    assert page.status() == "6 claims, grouped by actor, by confidence"
    entries(button(page, "order").menu())["Sort by › Place in the documents"].trigger()
    assert page.status() == "6 claims, grouped by actor"
    entries(button(page, "order").menu())["Group by › No groups"].trigger()
    entries(button(page, "order").menu())["Columns › Speaker"].trigger()
    assert page.table.columns.is_shown("speaker")


def test_a_claim_that_stands_twice_is_one(page, qtbot):
    page.model.set_group("facet:actor")
    page.set_filter(Filter(tags=frozenset({KELMARIA})))
    assert page.model.rowCount() == 7  # two heads more than the four places, and the third head
    check(page, 2)
    assert bulk_words(page) == "1 claim selected"
    assert page.status() == "2 of 6 claims, grouped by actor"


def test_a_thousand_is_written_with_a_comma(page, many):
    page.set_rows(many(1234))
    assert page.status() == "1,234 claims, by document"
    page.model.toggle_shown()
    assert bulk_words(page) == "1,234 claims selected"


def test_an_update_shows_at_once(page):
    page.update_rows([row(7, FILLING, document=2, statement="New")], [BIG + 1, BIG + 2])
    assert [each.id - BIG for each in page.model.shown] == [3, 4, 5, 7, 6]
    assert page.status() == "5 claims, by document"


@pytest.mark.parametrize("size", [(1440, 800), (1024, 540), (760, 480)])
@pytest.mark.parametrize("dark", [False, True])
def test_nothing_is_cut_at_any_size(qtbot, qapp, size, dark):
    theme.apply(qapp, dark=dark)
    page = ClaimsPage()
    qtbot.addWidget(page)
    page.set_book(BOOK)
    page.set_rows(ROWS)
    page.set_filter(Filter(text="a", missing=frozenset({"date"}), confidences=frozenset({"high"})))
    check(page, 1)
    page.resize(*size)
    page.show()
    qtbot.wait(20)  # the heights of both bars follow their widths
    assert page.width() == size[0]
    assert page.bulk.height() == (44 if size[0] > 1000 else 78)
    for part in page.findChildren(BarButton):
        if part.isVisible():
            assert page.rect().contains(QRect(part.mapTo(page, part.rect().topLeft()), part.size()))
            assert part.width() >= part.sizeHint().width()
    page.grab()


def test_only_rows_that_are_looked_at_have_their_words_fetched(page, many):
    asked = set()

    class Fetched(Said):
        def quote(self, claim):
            asked.add(claim.id)
            return super().quote(claim)

    rows = [
        replace(row, words=Fetched("a quote", "line 1"), claim=replace(row.claim, statement=""))
        for row in many(500)
    ]
    page.set_rows(rows)
    page.grab()
    assert 5 < len(asked) < 100
    page.set_filter(Filter(text="quote"))
    assert len(page.model.shown) == 500
    assert len(asked) < 100
