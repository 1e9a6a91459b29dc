"""Every figure of a matrix against its definition in plain Python, over random projects."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from db.errors import Invalid
from db.records import Document, Tag
from workbench.matrix import Axis, Context, Filter, Matrix, Request
from workbench.matrix.build import build
from workbench.matrix.facts import Facts
from workbench.matrix.request import COUNTS, MEASURES, ONCE, Once
from workbench.matrix.tally import ASSOCIATIONS

from .definition import Definition, time
from .world import CODERS, FACETS, World, requests, worlds


def possible(world: World, request: Request) -> bool:
    known = {tag.id for tag in world.context.tags}
    return (
        request.filter.tags | request.filter.without <= known
        and (not request.percent or request.measure in COUNTS)
        and (not request.period or request.measure not in ASSOCIATIONS)
    )


@settings(max_examples=300, deadline=None)
@given(worlds(), requests())
def test_a_matrix_is_what_its_definition_says(world: World, request_: Request) -> None:
    assume(possible(world, request_))
    plain, found = Definition(world, request_), build(world.facts(), request_)
    rows, columns = plain.entries(request_.rows), plain.entries(request_.columns)
    if request_.hide_empty:
        rows = [key for key in rows if plain.within(key)]
        columns = [key for key in columns if plain.within(None, key)]
    assert [entry.key for entry in found.rows] == rows
    assert [entry.key for entry in found.columns] == columns
    assert found.scope == len(plain.claims)
    for row, column in itertools.product([None, *rows], [None, *columns]):
        _compare(plain, found, row, column)


def _compare(plain: Definition, found: Matrix, row: str | None, column: str | None) -> None:
    r = None if row is None else found.row_at()[row]
    c = None if column is None else found.column_at()[column]
    inside = plain.within(row, column)
    assert found.claims_of(r, c) == sorted(claim.id for claim in inside)
    assert at(found.claims, r, c) == len(inside)
    request = found.request
    if request.measure in ASSOCIATIONS:
        if r is None or c is None:
            if request.measure == "expected":
                assert at(found.shown, r, c) == plain.count(inside)
            else:
                assert at(found.shown, r, c) is None
        else:
            assert at(found.shown, r, c) == near(plain.association(row, column))
            if request.measure in ("expected", "residual"):
                assert ((r, c) in found.unsure) == plain.unsure(row, column)
    else:
        assert at(found.shown, r, c) == near(percent(plain, row, column))
    if r is None or c is None:
        return
    signs = [plain.signs(claim) for claim in inside]
    plus, minus = sum(1 in one for one in signs), sum(-1 in one for one in signs)
    assert (found.supporting[r][c], found.against[r][c]) == (plus, minus)
    assert ((r, c) in found.contested) == bool(plus and minus)
    assert found.gaps[r][c] == plain.gap(row, column)
    assert found.unread(r, c) == plain.unread(row, column)
    if found.periods:
        for place, name in enumerate(found.periods):
            dated = [
                one for one in inside if time(one.document.published_on, request.period) == name
            ]
            assert found.series[r][c][place] == near(plain.measure(dated))


def at(figures, row: int | None, column: int | None):
    if row is None:
        return figures.total if column is None else figures.columns[column]
    return figures.rows[row] if column is None else figures.cells[row][column]


def near(value: float | None):
    return None if value is None else pytest.approx(value)


def percent(plain: Definition, row: str | None, column: str | None) -> float | None:
    value = plain.measure(plain.within(row, column))
    of = plain.request.percent
    if not of:
        return value
    base = {"row": (row, None), "column": (None, column), "table": (None, None)}[of]
    whole = plain.measure(plain.within(*base))
    return 100 * value / whole if whole else None


@settings(max_examples=60, deadline=None)
@given(worlds(), st.sampled_from(ONCE))
def test_each_measure_is_what_its_definition_says(world: World, once: Once) -> None:
    facts = world.facts()
    for measure in MEASURES:
        asked = Request(Axis(":coder"), Axis(":language"), measure, once)
        plain, found = Definition(world, asked), build(facts, asked)
        keys = [None, *plain.entries(asked.rows)], [None, *plain.entries(asked.columns)]
        for row, column in itertools.product(*keys):
            _compare(plain, found, row, column)


@settings(max_examples=100, deadline=None)
@given(
    worlds(),
    st.frozensets(st.sampled_from([1000, 1001, 1002])),
    st.lists(st.sampled_from(["t1000", "t1001", "t1002", "t1003"]), max_size=2, unique=True),
)
def test_collapsed_groups_hide_their_tags_but_those_pinned(
    world: World, collapsed: frozenset[int], pinned: list[str]
) -> None:
    asked = Request(rows=Axis("actor", levels="both", collapsed=collapsed, pinned=tuple(pinned)))
    rows = build(world.facts(), asked).rows
    wanted = Definition(world, asked).entries(asked.rows)
    first = [key for key in pinned if key in wanted]
    assert [row.key for row in rows] == [*first, *(key for key in wanted if key not in first)]
    for row in rows:
        assert row.collapsed == (row.is_group and row.id in collapsed)
        assert row.level == bool(row.parent)


@pytest.mark.parametrize("measure", ["balance", "split"])
def test_where_no_stance_in_use_has_a_sign_a_note_says_how_to_give_one(measure) -> None:
    tags = [Tag(n, n, None, name, "ink") for n, name in ((1, "Us"), (2, "Dams"), (3, "for"))]
    for sign, used in ((0, True), (1, True), (1, False)):
        stance = replace(tags[2], sign=sign)
        document = Document(1, "a.txt", "", "", 9)
        context = Context(FACETS, (tags[0], tags[1], stance), (document,), CODERS)
        facts = Facts(context, [(1, [7])])
        facts.give_tag(3, [7] if used else [])
        for asked, wanted in ((measure, not (sign and used)), ("claims", False)):
            notes = build(facts, Request(measure=asked)).notes
            assert any("in the codebook" in note for note in notes) == wanted


@settings(max_examples=60, deadline=None)
@given(worlds(), requests())
def test_a_transposed_matrix_has_the_same_cells(world: World, request_: Request) -> None:
    assume(possible(world, request_))
    one, other = (build(world.facts(), request) for request in (request_, request_.transposed()))
    assert one.rows == other.columns
    assert one.columns == other.rows
    for r, c in itertools.product(range(len(one.rows)), range(len(one.columns))):
        assert one.shown.cells[r][c] == near(other.shown.cells[c][r])
        assert one.gaps[r][c] == other.gaps[c][r]
    assert one.shown.total == near(other.shown.total)


@settings(max_examples=60, deadline=None)
@given(worlds(), requests())
def test_totals_agree_with_the_cells(world: World, request_: Request) -> None:
    assume(possible(world, request_))
    found = build(world.facts(), request_).claims
    columns = [[row[place] for row in found.cells] for place in range(len(found.columns))]
    for cells, total in [
        *zip(found.cells, found.rows, strict=True),
        *zip(columns, found.columns, strict=True),
    ]:
        assert max(cells, default=0) <= total <= sum(cells)
    assert max(found.rows, default=0) <= found.total <= sum(found.rows)


def test_what_makes_no_sense_together_is_refused() -> None:
    facts = World(Context(facets=FACETS), ()).facts()
    for request in (
        Request(measure="balance", percent="row"),
        Request(measure="expected", period="month"),
        Request(rows=Axis("place")),
        Request(rows=Axis(":place")),
        Request(filter=Filter(tags=frozenset([5]))),
    ):
        with pytest.raises(Invalid):
            build(facts, request)


def test_an_empty_project_has_an_empty_matrix() -> None:
    found = build(World(Context(facets=FACETS), ()).facts(), Request())
    assert (found.rows, found.shown.cells, found.shown.total, found.scope) == ((), [], 0, 0)
