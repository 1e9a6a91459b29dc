import pytest
from PySide6.QtCore import QPoint, Qt

from db.records import AxisTag
from workbench.gui.matrix.passage_delegate import MOST_LINES, Quote
from workbench.gui.matrix.passage_model import Passage, PassageModel, summary
from workbench.gui.matrix.passages import PassageList, TagName
from workbench.gui.panes import IconButton

ROW = AxisTag(3, "Lantern Front", "brick", "Armed groups")
COLUMN = AxisTag(13, "Cross-border raids", "brick", "Security")
BIG = 2**62 + 1


def passage(claim, **given):
    first = {
        "coder": "MT", "mine": True, "document": 1, "title": "Dry Season", "place": "p. 12",
        "quote": "Fighters have used\nthe dry canals", "statement": "They cross by the canals.",
        "stance": "for", "sign": 1,
    }  # fmt: skip
    return Passage(claim=claim, **{**first, **given})


PASSAGES = [
    passage(BIG),
    passage(2, mine=False, coder="JV", document=2, stance="against", sign=-1),
    passage(3, document=2, quote="عبر مقاتلو جبهة الفانوس", stance="", sign=0),
]


@pytest.fixture
def shown(qtbot):
    shown = PassageList()
    qtbot.addWidget(shown)
    shown.set_passages(ROW, COLUMN, PASSAGES)
    shown.resize(380, 600)
    shown.show()
    return shown


def names(shown):
    return [tag.accessibleName() for tag in shown.findChildren(TagName) if not tag.isHidden()]


def test_the_summary_counts_claims_sources_and_sides():
    assert summary(PASSAGES) == "3 claims · 2 sources · ± 1 for, 1 against"
    assert summary(PASSAGES[:1]) == "1 claim · 1 source · 1 for"
    assert summary(PASSAGES[2:]) == "1 claim · 1 source"
    assert summary([]) == "no claims"


def test_equal_titles_are_still_two_sources():
    assert "2 sources" in summary([passage(1, document=1), passage(2, document=2)])


def test_a_row_speaks():
    model = PassageModel()
    model.set_passages(PASSAGES)
    spoken = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == (
        "MT: Dry Season; p. 12; Fighters have used the dry canals; They cross by the canals.; for"
    )
    tip = model.data(model.index(0), Qt.ItemDataRole.ToolTipRole)
    assert "Statement: They cross by the canals." in tip


def test_without_a_quote_the_statement_stands():
    assert passage(1, quote="").words == "They cross by the canals."


def test_enter_opens_the_passage_and_escape_closes(shown, qtbot):
    with qtbot.waitSignal(shown.opened) as opened:
        qtbot.keyClick(shown.view, Qt.Key.Key_Return)
    assert opened.args == [BIG]
    qtbot.keyClick(shown.view, Qt.Key.Key_Down)
    with qtbot.waitSignal(shown.opened) as opened:
        qtbot.keyClick(shown.view, Qt.Key.Key_Enter)
    assert opened.args == [2]
    with qtbot.waitSignal(shown.closed):
        qtbot.keyClick(shown.view, Qt.Key.Key_Escape)


def test_a_click_opens_the_passage(shown, qtbot):
    place = shown.view.visualRect(shown.view.model().index(1)).center()
    with qtbot.waitSignal(shown.opened) as opened:
        qtbot.mouseClick(shown.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == [2]


def test_the_button_closes(shown, qtbot):
    close = shown.findChild(IconButton, "matrix.passages.close")
    with qtbot.waitSignal(shown.closed):
        qtbot.mouseClick(close, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))


def test_the_current_passage_stays_when_others_come(shown):
    shown.view.setCurrentIndex(shown.view.model().index(1))
    shown.set_passages(ROW, COLUMN, [passage(99), *PASSAGES])
    assert shown.view.currentIndex().row() == 2
    shown.set_passages(ROW, COLUMN, [passage(99)])
    assert shown.view.currentIndex().row() == 0


def test_the_title_names_the_pair_or_the_whole_facet(shown):
    assert names(shown) == ["Lantern Front", "Cross-border raids"]
    shown.set_passages(None, COLUMN, PASSAGES)
    assert names(shown) == ["all actors", "Cross-border raids"]


def test_an_empty_cell_says_so(shown):
    shown.set_passages(ROW, COLUMN, [])
    assert not shown.view.isVisible()
    shown.set_passages(ROW, COLUMN, PASSAGES)
    assert shown.view.isVisible()


def test_a_long_quote_is_cut_after_four_lines(shown):
    word = "canal 🚀 "
    short, long = Quote(word, 340), Quote(word * 200, 340)
    assert long.height == MOST_LINES * short.height
    shown.set_passages(ROW, COLUMN, [passage(1, quote=word * 200)])
    assert shown.view.visualRect(shown.view.model().index(0)).height() < 200


def ink(shown, row):
    """Return the middle, in parts of the width, of the columns where the quote has ink."""
    box = shown.view.visualRect(shown.view.model().index(row))
    image = shown.view.viewport().grab(box).toImage()
    ground = image.pixelColor(2, 2)
    found = [
        x
        for x in range(14, image.width() - 14)
        if any(image.pixelColor(x, y) != ground for y in range(40, 54))
    ]
    return (found[0] + found[-1]) / 2 / image.width()


def test_a_quote_stands_on_the_side_of_its_script(shown):
    shown.set_passages(ROW, COLUMN, [passage(1, quote="Short words"), passage(2), PASSAGES[2]])
    shown.view.setCurrentIndex(shown.view.model().index(1))
    assert ink(shown, 0) < 0.45
    assert ink(shown, 2) > 0.55


def test_thousands_of_passages_are_measured_as_needed(shown):
    many = [passage(i, quote=f"quote {i} " * 30) for i in range(3000)]
    shown.set_passages(ROW, COLUMN, many)
    assert len(shown.view.cells._quotes) <= 400


def test_parts_have_names(shown):
    assert shown.accessibleName()
    assert shown.view.accessibleName()
    assert shown.findChild(IconButton, "matrix.passages.close").accessibleName()
