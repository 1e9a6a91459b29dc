import pytest
from PySide6.QtCore import QModelIndex, Qt

from workbench.gui.search.model import Heading, Result, SearchModel
from workbench.operations.search_results import SearchRequest, SearchResults

from .conftest import JONAS, MIRA, results


@pytest.fixture
def model():
    model = SearchModel()
    model.set_results(results(), {MIRA.id: MIRA, JONAS.id: JONAS}, MIRA.id)
    return model


def test_places_stand_under_their_documents_and_claims_under_their_heading(model):
    rows = [(row.title, row.count) if isinstance(row, Heading) else row.place for row in model.rows]
    assert rows == [
        ("Dry Season, Wet Politics", "1,200"), "Line 1", "Line 2",
        ("تقرير المياه", "1"), "Line 1,200",
        ("Claims", "2"), "Statement", "Statement",
    ]  # fmt: skip


def test_claims_are_mine_or_anothers(model):
    codings = [row.coding for row in model.rows if isinstance(row, Result) and row.coding]
    assert [(coding.coder, coding.mine) for coding in codings] == [(MIRA, True), (JONAS, False)]


def test_a_claim_of_somebody_unknown_is_shown(model):
    model.set_results(results(), {}, MIRA.id)
    assert model.rows[-1].coding.coder.name == "Unknown"


def test_keys_pass_over_headings(model):
    enabled = [bool(model.flags(model.index(n)) & Qt.ItemIsEnabled) for n in range(len(model.rows))]
    assert enabled == [isinstance(row, Result) for row in model.rows]
    assert model.first().row() == 1
    assert model.result(model.index(0)) is None
    assert model.result(QModelIndex()) is None


def test_rows_speak(model):
    def spoken(row):
        return model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole)

    assert spoken(0) == "Dry Season, Wet Politics: 1,200"
    assert spoken(1) == "Dry Season, Wet Politics, Line 1: the dam, place 0"
    assert spoken(6) == "Mira Tolan: Dry <b>Season</b>, Statement: The dam is full."


def test_a_tool_tip_shows_the_words_of_the_text_literally(model):
    tip = model.data(model.index(6), Qt.ItemDataRole.ToolTipRole)
    assert "Dry &lt;b&gt;Season" in tip
    assert model.data(model.index(0), Qt.ItemDataRole.ToolTipRole) is None


def test_a_result_is_found_again(model):
    place, claim = model.rows[2], model.rows[7]
    model.set_results(results(places=5), {}, MIRA.id)
    assert model.place(place).row() == 2
    assert model.place(claim).row() == 10
    model.set_results(SearchResults(SearchRequest("dam")), {}, MIRA.id)
    assert not model.place(place).isValid()
    assert not model.first().isValid()
