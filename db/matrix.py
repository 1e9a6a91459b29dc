"""The cross-reference: how many claims carry a tag of one facet and a tag of another.

SQLite hands over the claims of each tag as one text of ids; they are numbered from 0 as they come
and crossed here with sets and counters. That is several times faster than a join that groups, and
a claim that reaches a group through two of its tags counts once without further ado.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, count

from db import tags
from db.errors import Invalid
from db.project import Project
from db.records import AxisTag, Document, Facet, Id, Matrix, MatrixRequest, Tag

#: the number that a claim has while a matrix is built
_Number = int


class _Axis:
    """One axis of a matrix: its entries, and which entry each tag counts for."""

    def __init__(self, project: Project, facets: Sequence[Facet], key: str, roll_up: bool) -> None:
        found = [facet for facet in facets if facet.key == key]
        if not found:
            known = ", ".join(facet.key for facet in facets)
            raise Invalid(f"There is no facet “{key}”; this project has {known}.")
        self.facet = found[0]
        self.tags = [tag for tag in tags.all_tags(project) if tag.facet == self.facet.id]
        self.top = _top_ancestors(self.tags)
        self.roll_up = roll_up
        self.entry = self.top if roll_up else {tag.id: tag.id for tag in self.tags}

    def entries(self, project: Project) -> list[AxisTag]:
        """Return the rows or columns in codebook order.

        A group stands for itself only where claims carry it; archived tags only where used.
        """
        names = {tag.id: tag.name for tag in self.tags}
        if self.roll_up:
            shown = [tag for tag in self.tags if tag.parent is None]
        else:
            groups = {tag.parent for tag in self.tags}
            used = _used(project, self.facet)
            shown = [
                tag
                for tag in self.tags
                if tag.id in used or (tag.id not in groups and not tag.archived)
            ]
        return [
            AxisTag(
                tag.id,
                tag.name,
                tag.colour,
                "" if self.top[tag.id] == tag.id else names[self.top[tag.id]],
            )
            for tag in shown
        ]

    def members(self, entry: Id | None) -> list[Id]:
        """Return the tags that count for an entry, or for any."""
        return [tag for tag, of in self.entry.items() if entry is None or of == entry]

    def claims(self, by_tag: Mapping[Id, Iterable[_Number]]) -> dict[Id, set[_Number]]:
        """Return the claims of each entry that has some."""
        found: dict[Id, set[_Number]] = {}
        for tag, entry in self.entry.items():
            if tag in by_tag:
                found.setdefault(entry, set()).update(by_tag[tag])
        return found


def _top_ancestors(all_tags: Sequence[Tag]) -> dict[Id, Id]:
    top: dict[Id, Id] = {}
    for tag in all_tags:  # groups come before their members
        top[tag.id] = tag.id if tag.parent is None else top[tag.parent]
    return top


def _used(project: Project, facet: Facet) -> set[Id]:
    rows = project.query(
        "SELECT id FROM tag WHERE facet = ? "
        "AND EXISTS (SELECT 1 FROM claim_tag WHERE claim_tag.tag = tag.id)",
        (facet.id,),
    )
    return {row[0] for row in rows}


def _axes(project: Project, request: MatrixRequest) -> tuple[_Axis, _Axis]:
    facets = tags.all_facets(project)
    return (
        _Axis(project, facets, request.rows, request.roll_up_rows),
        _Axis(project, facets, request.columns, request.roll_up_columns),
    )


def _filter(request: MatrixRequest) -> tuple[str, list[Id]]:
    """Return the condition on claim_tag that keeps the claims asked for, and its parameters."""
    conditions = [
        (f"{column} = ?", value)
        for column, value in (("document", request.document), ("coder", request.coder))
        if value is not None
    ]
    if not conditions:
        return "1", []
    inside = " AND ".join(condition for condition, _value in conditions)
    return (
        f"claim IN (SELECT id FROM claim WHERE {inside})",
        [value for _condition, value in conditions],
    )


class _Crossing:
    """The claims of a request on both of its axes."""

    def __init__(self, project: Project, request: MatrixRequest) -> None:
        self.rows, self.columns = _axes(project, request)
        #: the number of each claim, by its id as text
        self.numbers: defaultdict[str, _Number] = defaultdict(count().__next__)
        where, parameters = _filter(request)
        found = project.query(
            f"SELECT tag, group_concat(claim, ' ') FROM claim_tag WHERE {where} "
            "AND tag IN (SELECT id FROM tag WHERE sign <> 0 OR facet IN (?, ?)) GROUP BY tag",
            [*parameters, self.rows.facet.id, self.columns.facet.id],
        )
        self.by_tag = {
            # (None comes out of a damaged index only.)
            tag: list(map(self.numbers.__getitem__, (claims or "").split()))
            for tag, claims in found
        }
        #: the rows of each claim, by its number
        self.rows_of: list[tuple[Id, ...]] = [()] * len(self.numbers)
        for row, claims in self.rows.claims(self.by_tag).items():
            alone = (row,)  # shared by all the claims that have no other row
            for claim in claims:
                self.rows_of[claim] += alone
        without = {claim for claim, rows in enumerate(self.rows_of) if not rows}
        #: the claims of each column that stand in some row too
        self.by_column = {
            column: standing
            for column, claims in self.columns.claims(self.by_tag).items()
            if (standing := claims - without)
        }

    def rows_among(self, claims: Iterable[_Number]) -> Iterator[Id]:
        """Yield the rows of claims, one after the other."""
        return chain.from_iterable(map(self.rows_of.__getitem__, claims))

    def cells(self) -> dict[tuple[Id, Id], int]:
        """Return the number of claims of each cell that has some."""
        return {
            (row, column): count
            for column, claims in self.by_column.items()
            for row, count in Counter(self.rows_among(claims)).items()
        }

    def contested(self, signs: Mapping[Id, int]) -> frozenset[tuple[Id, Id]]:
        """Return the cells where a claim with a positive and one with a negative sign stand."""
        positive, negative = (
            set(
                chain.from_iterable(self.by_tag.get(tag, ()) for tag in signs if signs[tag] == side)
            )
            for side in (1, -1)
        )
        return frozenset(
            (row, column)
            for column, claims in self.by_column.items()
            for row in set(self.rows_among(claims & positive)).intersection(
                self.rows_among(claims & negative)
            )
        )


def build(project: Project, request: MatrixRequest) -> Matrix:
    """Count the claims of each cell of the matrix that is asked for.

    Raises Invalid for an axis that is no facet of the project.
    """
    crossing = _Crossing(project, request)
    rows, columns = crossing.rows.entries(project), crossing.columns.entries(project)
    standing = set().union(*crossing.by_column.values())
    row_totals = Counter(crossing.rows_among(standing))
    column_totals = {column: len(claims) for column, claims in crossing.by_column.items()}
    if request.hide_empty:
        rows = [entry for entry in rows if entry.tag in row_totals]
        columns = [entry for entry in columns if entry.tag in column_totals]
    signs = dict(project.query("SELECT id, sign FROM tag WHERE sign <> 0"))
    return Matrix(
        request,
        tuple(rows),
        tuple(columns),
        crossing.cells(),
        row_totals,
        column_totals,
        len(standing),
        crossing.contested(signs),
    )


def claims_of(
    project: Project, request: MatrixRequest, row: Id | None = None, column: Id | None = None
) -> list[Id]:
    """Return the claims that stand in a cell; None for a whole column, row or the matrix."""
    rows, columns = _axes(project, request)
    where, parameters = _filter(request)
    inside = "tag IN (SELECT value FROM json_each(?))"
    found = project.query(
        f"SELECT claim FROM claim_tag WHERE {where} AND {inside} "
        f"INTERSECT SELECT claim FROM claim_tag WHERE {inside}",
        [*parameters, json.dumps(rows.members(row)), json.dumps(columns.members(column))],
    )
    return [claim for (claim,) in found]


def group_counts(project: Project, matrix: Matrix) -> dict[tuple[str, Id], int]:
    """Return for each group of rows (by name) and each column how many claims stand there."""
    if matrix.request.roll_up_rows:
        return {}
    crossing = _Crossing(project, replace(matrix.request, roll_up_rows=True))
    names = {tag.id: tag.name for tag in crossing.rows.tags}
    return {(names[group], column): n for (group, column), n in crossing.cells().items()}


def by_document(
    project: Project, request: MatrixRequest, documents: Sequence[Document]
) -> list[tuple[Document, AxisTag, AxisTag, int]]:
    """Return the cells that are not 0 of one matrix per document, in the order of all three."""
    crossing = _Crossing(project, request)
    document_of = {
        crossing.numbers[claim]: document
        for claim, document in project.query("SELECT CAST(id AS TEXT), document FROM claim")
    }
    counts = Counter(
        (document_of[claim], row, column)
        for column, claims in crossing.by_column.items()
        for claim in claims
        for row in crossing.rows_of[claim]
    )
    document_at = {document.id: place for place, document in enumerate(documents)}
    rows, row_at = _places(crossing.rows.entries(project))
    columns, column_at = _places(crossing.columns.entries(project))
    found = sorted(
        (document_at[document], row_at[row], column_at[column], count)
        for (document, row, column), count in counts.items()
        if document in document_at
    )
    return [(documents[d], rows[r], columns[c], count) for d, r, c, count in found]


def _places(entries: list[AxisTag]) -> tuple[list[AxisTag], dict[Id, int]]:
    return entries, {entry.tag: place for place, entry in enumerate(entries)}
