from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from db.records import Span
from workbench.gui.claims.model import CardModel


@pytest.fixture
def model(qapp, book):
    model = CardModel()
    model.set_book(book)
    return model


def claims(model):
    return [model.card(row).claim.id for row in range(model.rowCount())]


def test_cards_stand_in_the_order_of_the_text(model, cards):
    model.set_cards(cards[::-1])
    assert claims(model) == [1001, 1002, 1003, 1004]
    assert model.row_of(1003) == 2
    assert model.row_of(5) is None


def test_the_first_claim_at_or_after_an_offset_is_found(model, cards):
    model.set_cards(cards)
    assert [model.row_at(offset) for offset in (0, 100, 101, 400, 401)] == [0, 0, 1, 3, None]


def test_a_changed_card_changes_one_row(qtbot, model, cards, make_card):
    model.set_cards(cards)
    untouched = model.card(0)
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.set_cards([make_card(1), *cards[1:]])
    assert (changed.args[0].row(), changed.args[1].row()) == (0, 0)
    assert model.card(0) is not untouched
    assert model.card(1) is cards[1]


def test_a_new_claim_inserts_its_row_alone(qtbot, model, cards):
    model.set_cards([cards[0], cards[1], cards[3]])
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.rowsInserted) as new:
        model.set_cards(cards)
    assert new.args[1:] == [2, 2]


def test_a_claim_that_moved_past_another_comes_as_a_reset(qtbot, model, cards):
    model.set_cards(cards)
    moved = replace(cards[0], claim=replace(cards[0].claim, spans=(Span(900, 950),)))
    with qtbot.waitSignal(model.modelReset):
        model.set_cards([moved, *cards[1:]])
    assert claims(model) == [1002, 1003, 1004, 1001]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.sets(st.integers(1, 30)), min_size=2, max_size=4))
def test_any_change_of_cards_ends_in_the_same_rows(model, make_card, states):
    rows = []
    model.rowsInserted.connect(lambda _, a, b: rows.append(b - a + 1))
    model.rowsRemoved.connect(lambda _, a, b: rows.append(a - b - 1))
    model.modelReset.connect(lambda: rows.clear() or rows.append(model.rowCount()))
    rows.append(model.rowCount())
    for state in states:
        model.set_cards([make_card(number) for number in state])
        assert claims(model) == [1000 + number for number in sorted(state)]
        assert sum(rows) == len(state)
        assert all(model.row_of(1000 + n) is not None for n in state)


def test_rows_speak(model, cards):
    model.set_cards(cards)
    index = model.index(2)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).startswith("Claim 3, Jonas Verne: Fuel")
    assert index.data() == "Fuel and men cross the border at night."
