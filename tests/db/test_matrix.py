import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import claims, coders, documents, matrix, tags
from db.errors import Invalid
from db.project import Project
from db.records import Claim, Id, MatrixRequest, Span, Tag

from .making import facet, make, tag

FACETS = ("actor", "concern", "stance")

# -- the definition, in plain words over claims and tags


class Plain:
    """What a matrix means, said the slow way."""

    def __init__(self, project: Project, request: MatrixRequest) -> None:
        self.tags = {one.id: one for one in tags.all_tags(project)}
        self.facets = {one.key: one.id for one in tags.all_facets(project)}
        self.request = request
        self.all = claims.all_claims(project)
        self.claims = [
            claim
            for claim in self.all
            if request.document in (None, claim.document) and request.coder in (None, claim.coder)
        ]

    def top(self, tag: Tag) -> Tag:
        return tag if tag.parent is None else self.top(self.tags[tag.parent])

    def axis(self, key: str, roll_up: bool) -> list[Id]:
        facet = [one for one in self.tags.values() if one.facet == self.facets[key]]
        if roll_up:
            return [one.id for one in facet if one.parent is None]
        used = {one.tag for claim in self.all for one in claim.tags}
        groups = {one.parent for one in facet}
        return [
            one.id for one in facet if one.id in used or (one.id not in groups and not one.archived)
        ]

    def entries_of(self, claim: Claim, key: str, roll_up: bool) -> set[Id]:
        carried = (self.tags[one.tag] for one in claim.tags)
        return {
            self.top(one).id if roll_up else one.id
            for one in carried
            if one.facet == self.facets[key]
        }

    def rows_of(self, claim: Claim) -> set[Id]:
        return self.entries_of(claim, self.request.rows, self.request.roll_up_rows)

    def columns_of(self, claim: Claim) -> set[Id]:
        return self.entries_of(claim, self.request.columns, self.request.roll_up_columns)

    def standing(self, row: Id | None = None, column: Id | None = None) -> set[Id]:
        """The claims in a cell, a row, a column or the whole."""
        return {
            claim.id
            for claim in self.claims
            for r, c in itertools.product(self.rows_of(claim), self.columns_of(claim))
            if row in (None, r) and column in (None, c)
        }

    def signs(self, row: Id, column: Id) -> set[int]:
        inside = self.standing(row, column)
        return {
            self.tags[one.tag].sign
            for claim in self.claims
            if claim.id in inside
            for one in claim.tags
        }


# -- random projects


@pytest.fixture(scope="module")
def random_project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with make(tmp_path_factory.mktemp("random") / "random.workbench") as project:
        yield project


@dataclass(frozen=True)
class NewTag:
    concern: bool
    parent: int | None
    archived: bool
    sign: int


@dataclass(frozen=True)
class NewClaim:
    document: int
    by_me: bool
    tags: tuple[int, ...]
    stance: int | None


number = st.integers(0, 11)
new_tags = st.builds(
    NewTag, st.booleans(), st.none() | number, st.booleans(), st.sampled_from([0, 0, 1, -1])
)
new_claims = st.builds(
    NewClaim, number, st.booleans(), st.lists(number, max_size=5).map(tuple), st.none() | number
)
requests = st.builds(
    MatrixRequest,
    rows=st.sampled_from(FACETS),
    columns=st.sampled_from(FACETS),
    roll_up_rows=st.booleans(),
    roll_up_columns=st.booleans(),
    document=st.none() | number,
    coder=st.none() | number,
    hide_empty=st.booleans(),
)


def at(place: int, some: Sequence[Id]) -> Id:
    return some[place % len(some)]


def build(project: Project, codebook: list[NewTag], marked: list[NewClaim]) -> None:
    """Fill a project with a codebook and claims."""
    stances = [tag(project, name) for name in ("For", "Against", "Mixed")]
    with project.action("Random") as action:
        writers = [coders.ensure(action, "Bo"), project.coder.id]
        places = [documents.add(action, f"{n}.txt", "x" * 9) for n in range(3)]
        made: list[Id] = []
        kinds: list[Id] = []
        for place, new in enumerate(codebook):
            kind = facet(project, FACETS[new.concern])
            siblings = [one for one, of in zip(made, kinds, strict=True) if of == kind]
            parent = at(new.parent, siblings) if siblings and new.parent is not None else None
            name = f"tag {place}"
            fields = {"archived": new.archived, "sign": new.sign}
            made.append(tags.add(action, kind, name, parent=parent, **fields))
            kinds.append(kind)
        for claim in marked:
            carried = [at(one, made) for one in claim.tags if made]
            carried += [] if claim.stance is None else [at(claim.stance, stances)]
            claims.add(
                action,
                at(claim.document, places),
                [Span(0, 5)],
                tags=[(one, "holder") for one in carried],
                coder=writers[claim.by_me],
            )


@settings(max_examples=150, deadline=None)
@given(
    codebook=st.lists(new_tags, max_size=10),
    marked=st.lists(new_claims, max_size=12),
    asked=st.lists(requests, min_size=1, max_size=4),
)
def test_a_matrix_is_what_its_definition_says(
    random_project: Project,
    codebook: list[NewTag],
    marked: list[NewClaim],
    asked: list[MatrixRequest],
) -> None:
    project = random_project
    build(project, codebook, marked)
    places = [one.id for one in documents.all_documents(project)]
    writers = [one.id for one in coders.all_coders(project)]
    try:
        for request in asked:
            _compare(
                project,
                replace(
                    request,
                    document=None if request.document is None else at(request.document, places),
                    coder=None if request.coder is None else at(request.coder, writers),
                ),
            )
    finally:
        project.log.undo()  # to an empty project, for the next one


def _compare(project: Project, request: MatrixRequest) -> None:
    found, plain = matrix.build(project, request), Plain(project, request)
    rows = plain.axis(request.rows, request.roll_up_rows)
    columns = plain.axis(request.columns, request.roll_up_columns)
    cells = {
        (row, column): len(inside)
        for row in rows
        for column in columns
        if (inside := plain.standing(row, column))
    }
    assert found.request == request
    assert dict(found.cells) == cells
    if request.hide_empty:
        rows = [one for one in rows if any(row == one for row, _column in cells)]
        columns = [one for one in columns if any(column == one for _row, column in cells)]
    assert [entry.tag for entry in found.rows] == rows
    assert [entry.tag for entry in found.columns] == columns
    for entry in found.rows + found.columns:
        one = plain.tags[entry.tag]
        group = plain.top(one)
        assert (entry.name, entry.colour) == (one.name, one.colour)
        assert entry.group == ("" if group == one else group.name)
    assert {row: found.row_totals.get(row, 0) for row in rows} == {
        row: len(plain.standing(row)) for row in rows
    }
    assert {column: found.column_totals.get(column, 0) for column in columns} == {
        column: len(plain.standing(None, column)) for column in columns
    }
    assert 0 not in [*found.row_totals.values(), *found.column_totals.values()]
    assert found.total == len(plain.standing())
    assert found.contested == {cell for cell in cells if {1, -1} <= plain.signs(*cell)}
    for row, column in itertools.product([None, *rows], [None, *columns]):
        inside = matrix.claims_of(project, request, row, column)
        assert len(inside) == len(set(inside))
        assert set(inside) == plain.standing(row, column)
    _compare_groups(project, request, plain)
    _compare_documents(project, request)


def _compare_groups(project: Project, request: MatrixRequest, plain: Plain) -> None:
    counts = matrix.group_counts(project, matrix.build(project, request))
    if request.roll_up_rows:
        assert counts == {}
        return
    inside: dict[tuple[str, Id], set[Id]] = {}
    for claim in plain.claims:
        groups = {plain.top(plain.tags[row]).name for row in plain.rows_of(claim)}
        for cell in itertools.product(groups, plain.columns_of(claim)):
            inside.setdefault(cell, set()).add(claim.id)
    assert counts == {cell: len(some) for cell, some in inside.items()}


def _compare_documents(project: Project, request: MatrixRequest) -> None:
    order = documents.all_documents(project)[::-1]
    wanted = []
    for document in order:
        if request.document not in (None, document.id):
            continue
        one = matrix.build(project, replace(request, document=document.id))
        wanted += [
            (document, row, column, one.count(row.tag, column.tag))
            for row in one.rows
            for column in one.columns
            if one.count(row.tag, column.tag)
        ]
    assert matrix.by_document(project, request, order) == wanted


# -- by hand


def test_a_claim_counts_once_in_a_group(filled: Project) -> None:
    lantern, morrin, fronts = (tag(filled, name) for name in ("Lantern", "Morrin", "Fronts"))
    water = tag(filled, "water")
    claim = next(
        one for one in claims.all_claims(filled) if {lantern, water} <= {t.tag for t in one.tags}
    )
    before = matrix.build(filled, MatrixRequest(roll_up_rows=True)).count(fronts, water)
    with filled.action("Tag") as action:
        claims.add_tag(action, claim.id, morrin)
    found = matrix.build(filled, MatrixRequest(roll_up_rows=True))
    assert found.count(fronts, water) == before == 8
    assert found.total == 24
    plain = matrix.build(filled, MatrixRequest())
    assert (plain.count(lantern, water), plain.count(morrin, water)) == (4, 5)
    assert plain.row_totals == {lantern: 12, morrin: 13}
    assert plain.column_totals[water] == 8
    assert plain.count(fronts, water) == 0


def test_contested_cells_hold_claims_for_and_against(filled: Project) -> None:
    lantern, water = tag(filled, "Lantern"), tag(filled, "water")
    assert not matrix.build(filled, MatrixRequest()).contested
    claim = next(
        one for one in claims.all_claims(filled) if {lantern, water} <= {t.tag for t in one.tags}
    )
    with filled.action("Stance") as action:
        claims.add_tag(action, claim.id, tag(filled, "Against"))
    assert matrix.build(filled, MatrixRequest()).contested == {(lantern, water)}
    with filled.action("Stance") as action:
        claims.add_tag(action, claim.id, tag(filled, "Mixed"))
    assert not matrix.build(filled, MatrixRequest()).contested


def test_archived_tags_stay_where_claims_carry_them(filled: Project) -> None:
    with filled.action("Archive") as action:
        tags.edit(action, tag(filled, "water"), archived=True)
        tags.add(action, facet(filled, "concern"), "floods", archived=True)
        tags.add(action, facet(filled, "concern"), "mines")
    names = [entry.name for entry in matrix.build(filled, MatrixRequest()).columns]
    assert names == ["water", "raids", "roads", "mines"]
    hidden = matrix.build(filled, MatrixRequest(hide_empty=True))
    assert [entry.name for entry in hidden.columns] == ["water", "raids", "roads"]


@pytest.mark.parametrize("request_", [MatrixRequest(rows="place"), MatrixRequest(columns="")])
def test_an_unknown_facet_is_said_with_those_there_are(
    filled: Project, request_: MatrixRequest
) -> None:
    for ask in (matrix.build, matrix.claims_of):
        with pytest.raises(Invalid, match="actor, concern, stance"):
            ask(filled, request_)


def test_an_empty_project_has_an_empty_matrix(project: Project) -> None:
    found = matrix.build(project, MatrixRequest(rows="stance", columns="concern"))
    assert [entry.name for entry in found.rows] == ["For", "Against", "Mixed"]
    assert (found.columns, dict(found.cells), found.total) == ((), {}, 0)
    assert matrix.by_document(project, MatrixRequest(), []) == []
