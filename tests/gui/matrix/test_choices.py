from dataclasses import replace

import pytest

from workbench.gui.matrix.choices import (
    CLAUSES,
    MENUS,
    choices,
    crossed,
    filtered,
    with_axis,
    without,
)
from workbench.gui.matrix.comparing import coder_pairs, of_dates, view_pairs, year_pairs
from workbench.gui.matrix.grid import MatrixGrid
from workbench.gui.matrix.place_menu import all_folded, place_choices
from workbench.matrix import Axis, Filter, Request, Sort, wire

from .conftest import CONTEXT


@pytest.mark.parametrize("part", sorted(MENUS))
@pytest.mark.parametrize(
    "request_",
    [
        Request(),
        Request(Axis(":month"), Axis("actor", role="about"), measure="residual", once="week"),
        Request(percent="row", filter=Filter(decisions="open", confidence="low", reliability="B",
                                             credibility=2, role="about")),
    ],
)  # fmt: skip
def test_every_part_has_ways_of_which_one_is_chosen(part, request_):
    ways = choices(part, request_, CONTEXT)
    assert [way.wanted for way in ways if way.chosen] == [request_]
    assert len({way.words for way in ways}) == len(ways) > 1
    assert all(wire.from_json(wire.to_json(way.wanted)) == way.wanted for way in ways)


def test_a_percentage_is_of_something_counted():
    ways = choices("measure", Request(percent="row"), CONTEXT)
    assert {way.wanted.percent for way in ways if way.wanted.measure == "residual"} == {""}
    ways = choices("percent", Request(measure="residual"), CONTEXT)
    assert {way.wanted.measure for way in ways if way.wanted.percent} == {"claims"}


def test_a_facet_meets_itself_in_two_roles():
    met = crossed(Request(), True, "actor")
    assert (met.rows.role, met.columns.role) == ("holder", "about")
    apart = crossed(met, True, "concern")
    assert (apart.rows.role, apart.columns.role) == ("", "")
    assert crossed(Request(), False, ":year").rows == Axis(":year")


@pytest.mark.parametrize("clause", sorted(CLAUSES))
def test_every_clause_can_be_taken_off(clause):
    full = Filter(
        frozenset({21}), frozenset({"North"}), frozenset({"ar"}), frozenset({31}), "2025", "2026",
        "open", "low", "B", 2, frozenset({1}), frozenset({2}), "about", "dam", True,
    )  # fmt: skip
    rest = without(Request(filter=full), clause).filter
    changed = [name for name in Filter.__slots__ if getattr(rest, name) != getattr(full, name)]
    assert changed == (["since", "until"] if clause == "dates" else [clause])


def test_count_percentages_and_curves_can_be_taken_off():
    request = Request(once="year", percent="row", period="month")
    assert without(without(without(request, "once"), "percent"), "period") == Request()


# -- the menu of a place


def chosen(sections, words):
    (found,) = [way for section in sections for way in section if words in way.words]
    return found


def test_a_place_sorts_keeps_and_filters(matrix):
    grid, request = MatrixGrid(matrix), matrix.request
    sections = place_choices(("t1", "t11"), grid, request)
    assert chosen(sections, "Sort the rows by “Dam filling”").wanted.rows.sort == Sort(
        "entry", "t11"
    )
    assert chosen(sections, "Keep “Kelmaria” first").wanted.rows.pinned == ("t1",)
    assert chosen(sections, "with “Dam filling”").wanted.filter.tags == {11}
    assert chosen(sections, "without “Kelmaria”").wanted.filter.without == {1}
    assert place_choices((None, None), grid, request) == []


def test_what_a_place_does_it_takes_back(matrix):
    request = matrix.request
    for words in ("Keep “Kelmaria” first", "with “Kelmaria”", "without “Kelmaria”"):
        once = chosen(place_choices(("t1", None), MatrixGrid(matrix), request), words).wanted
        shown = MatrixGrid(replace(matrix, request=once))
        again = chosen(place_choices(("t1", None), shown, once), words)
        assert again.chosen
        assert again.wanted == request


def test_sorting_again_turns_the_order_round(matrix):
    first = with_axis(matrix.request, True, sort=Sort("entry", "t1"))
    again = chosen(place_choices(("t1", None), MatrixGrid(matrix), first), "Sort the columns")
    assert again.wanted.columns.sort == Sort("entry", "t1", reverse=True)


def test_groups_close_and_open_all_at_once(matrix):
    grid = MatrixGrid(matrix)
    close = chosen(place_choices(("g100", None), grid, matrix.request), "Close the group")
    assert close.wanted.rows.collapsed == {100}
    closed = all_folded(matrix.request, grid, False)
    assert closed.rows.collapsed == {100, 101}
    assert all_folded(closed, grid, False).rows.collapsed == frozenset()


# -- comparing


def test_two_coders_two_years_and_views_can_be_compared():
    assert [one.words() for one in coder_pairs(CONTEXT)] == [
        "Mira Tolan → Jonas Verne", "Jonas Verne → Mira Tolan",
    ]  # fmt: skip
    (years,) = year_pairs(CONTEXT)
    assert years.words() == "2025 → 2026"
    before, after = years.requests(Request(hide_empty=True, measure="sources"))
    assert before == filtered(Request(measure="sources"), since="2025", until="2025")
    assert after.filter.since == "2026"
    views = {"Accepted": filtered(Request(), decisions="accepted")}
    (view,) = view_pairs(Request(), views)
    assert view.words() == "Accepted → as shown now"
    assert view.requests(Request())[0].filter.decisions == "accepted"


def test_other_conditions_hold_on_either_side():
    base = filtered(Request(), coders=frozenset({31}), since="1999")
    before, after = of_dates(("2025", "2025-06"), ("2026", "")).requests(base)
    assert before.filter.coders == after.filter.coders == {31}
    assert (before.filter.since, after.filter.until) == ("2025", "")
    assert of_dates(("2025", "2025-06"), ("2026", "")).words() == "2025 to 2025-06 → 2026 to …"
