"""What matrices are counted from, read in bulk: which claims there are, and which tags they carry.

Ids are handed over as arrays of 63-bit integers: SQLite strings them together as hexadecimal
digits, which are bytes at once. That is several times faster than fetching a row for each.
Nothing is joined here; whoever counts does that with the numbers.
"""

import json
import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from db.project import Project
from db.records import CONFIDENCES, Id, ReadingState, Span

Ids: TypeAlias = "array[int]"

_GRADE = "CASE confidence " + " ".join(
    f"WHEN '{level}' THEN {grade}" for grade, level in enumerate(CONFIDENCES, 1)
)
#: what can be read of every claim as a number
COLUMNS = {
    "coder": "coder",
    "confidence": f"{_GRADE} ELSE 0 END",  # 0 for none, then by its place in CONFIDENCES
    "credibility": "coalesce(credibility, 0)",
}


def _strung(expression: str) -> str:
    return f"group_concat(printf('%016x', {expression}), '')"


def _ids(digits: str | None) -> Ids:
    # (None comes out of a damaged index only.)
    found = array("q", bytes.fromhex(digits or ""))
    if sys.byteorder == "little":
        found.byteswap()
    return found


def claims_by_document(project: Project) -> list[tuple[Id, Ids]]:
    """Return the claims of each document that has some."""
    rows = project.query(f"SELECT document, {_strung('id')} FROM claim GROUP BY document")
    return [(document, _ids(digits)) for document, digits in rows]


def hidden_claims(project: Project, coder: Id, done: Iterable[Id]) -> list[Id]:
    """Return the claims of all but one coder outside the documents `done`."""
    rows = project.query(
        "SELECT id FROM claim WHERE coder <> ? "
        "AND document NOT IN (SELECT value FROM json_each(?))",
        (coder, json.dumps(list(done))),
    )
    return [claim for (claim,) in rows]


def hidden_tags(project: Project, coder: Id, done: Iterable[Id]) -> list[tuple[Id, Id]]:
    """Return claim and tag where others tagged a coder's claims outside the documents `done`."""
    return project.query(
        "SELECT claim.id, tag FROM claim JOIN claim_tag ON claim_tag.claim = claim.id "
        "WHERE claim.coder = ? AND claim_tag.coder <> ? "
        "AND document NOT IN (SELECT value FROM json_each(?))",
        (coder, coder, json.dumps(list(done))),
    )


def brought_in(project: Project, label: str) -> list[Id] | None:
    """Return the claims that the last merge which was not undone brought; None without one.

    A file without a common history is joined by an action whose label begins with `label`.
    """
    rows = project.query(
        "SELECT id FROM action WHERE (kind = 'merge' OR kind = 'do' AND "
        "substr(label, 1, length(?)) = ?) AND NOT EXISTS "
        "(SELECT 1 FROM arrival WHERE arrival.action = action.id) AND coalesce("
        "(SELECT later.kind FROM action AS later WHERE later.undoes = action.id "
        "ORDER BY later.lamport DESC LIMIT 1), 'redo') = 'redo' ORDER BY lamport DESC LIMIT 1",
        (label, label),
    )
    if not rows:
        return None
    came = project.query(
        'SELECT "row" FROM change WHERE action = ? AND "table" = \'claim\' AND before IS NULL',
        rows[0],
    )
    return [claim for (claim,) in came]


def claims_of_tags(project: Project, tags: Iterable[Id]) -> Iterator[tuple[Id, Ids]]:
    """Yield each tag with the claims that carry it, sorted by id."""
    for tag in tags:
        rows = project.query(f"SELECT {_strung('claim')} FROM claim_tag WHERE tag = ?", (tag,))
        yield tag, _ids(rows[0][0])


def about(project: Project) -> list[tuple[Id, Ids]]:
    """Return the claims that carry a tag in the role of whom they are about, by tag."""
    rows = project.query(
        f"SELECT tag, {_strung('claim')} FROM claim_tag WHERE role = 'about' GROUP BY tag"
    )
    return [(tag, _ids(digits)) for tag, digits in rows]


def column(project: Project, name: str) -> tuple[Ids, Ids]:
    """Return all claims and one of the `COLUMNS` for each of them."""
    rows = project.query(f"SELECT {_strung('id')}, {_strung(COLUMNS[name])} FROM claim")
    return _ids(rows[0][0]), _ids(rows[0][1])


def of_claims(project: Project, claims: Iterable[Id]) -> dict[Id, tuple[int, ...]]:
    """Return document, coder, confidence and credibility (as numbers) of those that are there."""
    rows = project.query(
        f"SELECT id, document, {', '.join(COLUMNS.values())} FROM claim "
        "WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(claims)),),
    )
    return {row[0]: row[1:] for row in rows}


def tags_of_claims(project: Project, claims: Iterable[Id]) -> dict[Id, list[tuple[Id, bool]]]:
    """Return the tags of some claims, each with whether it is one whom the claim is about."""
    found: dict[Id, list[tuple[Id, bool]]] = defaultdict(list)
    for claim, tag, is_about in project.query(
        "SELECT claim, tag, role = 'about' FROM claim_tag "
        "WHERE claim IN (SELECT value FROM json_each(?))",
        (json.dumps(list(claims)),),
    ):
        found[claim].append((tag, bool(is_about)))
    return found


def readings(project: Project) -> dict[tuple[Id, Id], ReadingState]:
    """Return the reading states by document and coder; absent ones are unread."""
    rows = project.query("SELECT document, coder, state FROM reading")
    return {(document, coder): state for document, coder, state in rows}


def spans_of(
    project: Project, document: Id, among: Iterable[Id] | None = None
) -> dict[Id, list[Span]]:
    """Return the passages of the claims of a document (only of some, if they are named)."""
    chosen = "" if among is None else " AND claim.id IN (SELECT value FROM json_each(?))"
    given = () if among is None else (json.dumps(list(among)),)
    found: dict[Id, list[Span]] = defaultdict(list)
    for claim, start, end in project.query(
        'SELECT claim.id, start, "end" FROM claim JOIN span ON span.claim = claim.id '
        f"WHERE document = ?{chosen} ORDER BY claim.id, span.position",
        (document, *given),
    ):
        found[claim].append(Span(start, end))
    return found


def said_of(
    project: Project, document: Id, among: Iterable[Id] | None = None
) -> list[tuple[Id, str, str, str]]:
    """Return statement, speaker and note of the claims of a document (or only of some)."""
    chosen = "" if among is None else " AND id IN (SELECT value FROM json_each(?))"
    given = () if among is None else (json.dumps(list(among)),)
    return project.query(
        f"SELECT id, statement, speaker, note FROM claim WHERE document = ?{chosen}",
        (document, *given),
    )
