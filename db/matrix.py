"""The cross-reference: how many claims carry a tag of one facet and a tag of another.

The pairs are counted in SQL, one question per column: the tags of the rows are few, so that each
question groups into a small table. (One join over everything took twice as long.)
"""

from collections.abc import Iterable, Sequence

from db import tags
from db.errors import Invalid
from db.project import Project
from db.records import AxisTag, Document, Facet, Id, Matrix, MatrixRequest, Tag

Cells = dict[tuple[Id, Id], int]


class _Axis:
    """One axis of a matrix: its entries, and which tags count for each."""

    def __init__(self, project: Project, facets: Sequence[Facet], key: str, roll_up: bool) -> None:
        found = [facet for facet in facets if facet.key == key]
        if not found:
            known = ", ".join(facet.key for facet in facets)
            raise Invalid(f"There is no facet “{key}”; this project has {known}.")
        self.facet = found[0]
        self.roll_up = roll_up
        self.tags = [tag for tag in tags.all_tags(project) if tag.facet == self.facet.id]
        self.top = _top_ancestors(self.tags)
        self.used = {
            row[0]
            for row in project.query(
                "SELECT DISTINCT tag FROM claim_tag WHERE tag IN "
                "(SELECT id FROM tag WHERE facet = ?)",
                (self.facet.id,),
            )
        }

    def entries(self) -> list[AxisTag]:
        """Return the rows or columns in codebook order.

        A group stands for itself only where claims carry it; archived tags only where used.
        """
        names = {tag.id: tag.name for tag in self.tags}
        groups = {tag.parent for tag in self.tags if tag.parent is not None}
        if self.roll_up:
            shown = [tag for tag in self.tags if tag.parent is None]
        else:
            shown = [
                tag
                for tag in self.tags
                if tag.id in self.used or (tag.id not in groups and not tag.archived)
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

    def members(self, entry: Id) -> list[Id]:
        """Return the tags that count for an entry of the axis."""
        if not self.roll_up:
            return [entry]
        return [tag.id for tag in self.tags if self.top[tag.id] == entry]


def _top_ancestors(all_tags: Sequence[Tag]) -> dict[Id, Id]:
    top: dict[Id, Id] = {}
    for tag in all_tags:  # groups come before their members
        top[tag.id] = tag.id if tag.parent is None else top[tag.parent]
    return top


def _inside(ids: Iterable[Id]) -> str:
    # Numbers of our own making: no text of a user comes into the question here.
    return f"({', '.join(str(int(number)) for number in ids)})"


def _filter(request: MatrixRequest, claim: str) -> tuple[str, list[Id]]:
    conditions = [
        (column, value)
        for column, value in (("document", request.document), ("coder", request.coder))
        if value is not None
    ]
    if not conditions:
        return "", []
    inner = " AND ".join(f"{column} = ?" for column, _value in conditions)
    return (
        f" AND {claim} IN (SELECT id FROM claim WHERE {inner})",
        [value for _column, value in conditions],
    )


def build(project: Project, request: MatrixRequest) -> Matrix:
    """Count the claims of each cell of the matrix that is asked for.

    Raises Invalid for an axis that is no facet of the project.
    """
    rows, columns = _axes(project, request)
    row_entries, column_entries = rows.entries(), columns.entries()
    cells: Cells = {}
    for entry in column_entries:
        counts = _column(project, request, rows, columns.members(entry.tag))
        cells.update({(row, entry.tag): count for row, count in counts.items()})
    row_totals = _totals(project, request, rows, columns)
    column_totals = _totals(project, request, columns, rows)
    if request.hide_empty:
        filled_rows = {row for row, _column in cells}
        filled_columns = {column for _row, column in cells}
        row_entries = [entry for entry in row_entries if entry.tag in filled_rows]
        column_entries = [entry for entry in column_entries if entry.tag in filled_columns]
    return Matrix(
        request,
        tuple(row_entries),
        tuple(column_entries),
        cells,
        row_totals,
        column_totals,
        len(claims_of(project, request)),
        frozenset(_contested(project, request, rows, columns)),
    )


def _axes(project: Project, request: MatrixRequest) -> tuple[_Axis, _Axis]:
    facets = tags.all_facets(project)
    return (
        _Axis(project, facets, request.rows, request.roll_up_rows),
        _Axis(project, facets, request.columns, request.roll_up_columns),
    )


def _column(
    project: Project, request: MatrixRequest, rows: _Axis, members: Sequence[Id]
) -> dict[Id, int]:
    """Return the number of claims by row for one column."""
    where, parameters = _filter(request, "b.claim")
    if rows.roll_up or len(members) > 1:
        return _grouped(
            rows,
            project.query(
                "SELECT DISTINCT a.tag, a.claim FROM claim_tag b CROSS JOIN claim_tag a "
                f"ON a.claim = b.claim WHERE b.tag IN {_inside(members)} "
                f"AND a.tag IN (SELECT id FROM tag WHERE facet = ?){where}",
                [rows.facet.id, *parameters],
            ),
        )
    known = rows.top
    counts = project.query(
        "SELECT a.tag, count(*) FROM claim_tag b CROSS JOIN claim_tag a ON a.claim = b.claim "
        f"WHERE b.tag IN {_inside(members)}{where} GROUP BY a.tag",
        parameters,
    )
    return {tag: count for tag, count in counts if tag in known}


def _grouped(axis: _Axis, pairs: Iterable[tuple[Id, ...]]) -> dict[Id, int]:
    """Count distinct claims by axis entry from (tag, claim)."""
    claims: dict[Id, set[Id]] = {}
    for tag, claim in pairs:
        entry = axis.top[tag] if axis.roll_up else tag
        claims.setdefault(entry, set()).add(claim)
    return {entry: len(found) for entry, found in claims.items()}


def _totals(project: Project, request: MatrixRequest, axis: _Axis, other: _Axis) -> dict[Id, int]:
    """Return for each entry how many claims stand in any of its cells; each counts once."""
    where, parameters = _filter(request, "a.claim")
    crossed = (
        "EXISTS (SELECT 1 FROM claim_tag b JOIN tag t ON t.id = b.tag "
        "WHERE b.claim = a.claim AND t.facet = ?)"
    )
    inside = "a.tag IN (SELECT id FROM tag WHERE facet = ?)"
    given = [axis.facet.id, other.facet.id, *parameters]
    if axis.roll_up:
        pairs = project.query(
            f"SELECT a.tag, a.claim FROM claim_tag a WHERE {inside} AND {crossed}{where}", given
        )
        return _grouped(axis, pairs)
    return dict(
        project.query(
            f"SELECT a.tag, count(*) FROM claim_tag a WHERE {inside} AND {crossed}{where} "
            "GROUP BY a.tag",
            given,
        )
    )


def claims_of(
    project: Project, request: MatrixRequest, row: Id | None = None, column: Id | None = None
) -> list[Id]:
    """Return the claims that stand in a cell; None for a whole column, row or the matrix."""
    rows, columns = _axes(project, request)
    where, parameters = _filter(request, "claim")
    return [
        claim
        for (claim,) in project.query(
            f"SELECT claim FROM claim_tag WHERE tag IN {_choice(rows, row)}{where} INTERSECT "
            f"SELECT claim FROM claim_tag WHERE tag IN {_choice(columns, column)}",
            parameters,
        )
    ]


def _choice(axis: _Axis, entry: Id | None) -> str:
    return _inside([tag.id for tag in axis.tags] if entry is None else axis.members(entry))


def _contested(
    project: Project, request: MatrixRequest, rows: _Axis, columns: _Axis
) -> set[tuple[Id, Id]]:
    """Return the cells in which a claim with a positive and one with a negative stance stand."""
    where, parameters = _filter(request, "s.claim")
    signs: dict[tuple[Id, Id], set[int]] = {}
    for row, column, sign in project.query(
        "SELECT DISTINCT a.tag, b.tag, t.sign FROM tag t JOIN claim_tag s ON s.tag = t.id "
        "JOIN claim_tag a ON a.claim = s.claim JOIN claim_tag b ON b.claim = s.claim "
        "WHERE t.sign <> 0 AND a.tag IN (SELECT id FROM tag WHERE facet = ?) "
        f"AND b.tag IN (SELECT id FROM tag WHERE facet = ?){where}",
        [rows.facet.id, columns.facet.id, *parameters],
    ):
        cell = (
            rows.top[row] if rows.roll_up else row,
            columns.top[column] if columns.roll_up else column,
        )
        signs.setdefault(cell, set()).add(sign)
    return {cell for cell, found in signs.items() if len(found) > 1}


def group_counts(project: Project, matrix: Matrix) -> dict[tuple[str, Id], int]:
    """Return for each group of rows (by name) and each column how many claims stand there."""
    request = matrix.request
    rows, columns = _axes(project, request)
    if rows.roll_up:
        return {}
    rows.roll_up = True
    names = {tag.id: tag.name for tag in rows.tags}
    counts: dict[tuple[str, Id], int] = {}
    for entry in matrix.columns:
        found = _column(project, request, rows, columns.members(entry.tag))
        counts.update({(names[group], entry.tag): count for group, count in found.items()})
    return counts


def by_document(
    project: Project, request: MatrixRequest, documents: Sequence[Document]
) -> list[tuple[Document, AxisTag, AxisTag, int]]:
    """Return the cells that are not 0 of one matrix per document, in the order of all three."""
    found = []
    for document in documents:
        one = MatrixRequest(
            request.rows,
            request.columns,
            request.roll_up_rows,
            request.roll_up_columns,
            document.id,
            request.coder,
        )
        matrix = build(project, one)
        found += [
            (document, row, column, matrix.count(row.tag, column.tag))
            for row in matrix.rows
            for column in matrix.columns
            if matrix.count(row.tag, column.tag)
        ]
    return found
