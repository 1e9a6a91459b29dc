"""Claims: passages of a document, what they say, and their tags."""

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from db.errors import Invalid
from db.log import Action, now
from db.project import Project
from db.records import CONFIDENCES, CREDIBILITIES, Claim, ClaimTag, Id, Role, Span
from db.schema import derived_id

#: the fields of the record that are plain values
EDITABLE = frozenset(("statement", "speaker", "confidence", "credibility", "note"))

_CLAIM = (
    "SELECT id, document, coder, name, statement, speaker, confidence, credibility, note FROM claim"
)


# -- reading


def of_document(project: Project, document: Id) -> list[Claim]:
    """Return the claims of a document in the order of its text."""
    return _read(project, "document = ?", (document,))


def get(project: Project, claim: Id) -> Claim:
    """Return one claim; raises Invalid where it is gone."""
    found = _read(project, "id = ?", (claim,))
    if not found:
        raise Invalid("This claim is no longer in the project.")
    return found[0]


def many(project: Project, claims: Iterable[Id]) -> list[Claim]:
    """Return claims by id, in document and text order; those that are gone are left out."""
    wanted = json.dumps(sorted(set(claims)))
    return _in_order(project, _read(project, "id IN (SELECT value FROM json_each(?))", (wanted,)))


def all_claims(project: Project) -> list[Claim]:
    """Return every claim of the project, in document and text order."""
    return _in_order(project, _read(project, "1", ()))


def _in_order(project: Project, found: list[Claim]) -> list[Claim]:
    rows = project.query("SELECT id FROM document ORDER BY position, name, id")
    place = {document: number for number, (document,) in enumerate(rows)}
    return sorted(found, key=lambda claim: place[claim.document])  # each already in text order


def counts_by_document(project: Project, coder: Id | None = None) -> dict[Id, int]:
    """Return how many claims each document has (of one coder); absent ones have none."""
    return dict(
        project.query(
            "SELECT document, count(*) FROM claim WHERE ? IS NULL OR coder = ? GROUP BY document",
            (coder, coder),
        )
    )


def counts_by_coder(project: Project) -> dict[Id, int]:
    """Return how many claims each coder has made; absent ones have none."""
    return dict(project.query("SELECT coder, count(*) FROM claim GROUP BY coder"))


def passages(project: Project) -> dict[Id, list[Span]]:
    """Return the passages of all claims by document, in the order of the text."""
    found: dict[Id, list[Span]] = {}
    for document, start, end in project.query(
        'SELECT document, start, "end" FROM span JOIN claim ON claim.id = span.claim '
        'ORDER BY start, "end"'
    ):
        found.setdefault(document, []).append(Span(start, end))
    return found


def speakers(project: Project) -> list[str]:
    """Return the speakers named so far, the most frequent first."""
    rows = project.query(
        "SELECT speaker FROM claim WHERE speaker <> '' GROUP BY speaker ORDER BY count(*) DESC"
    )
    return [row[0] for row in rows]


def recent_tags(project: Project, coder: Id, limit: int) -> list[Id]:
    """Return the tags a coder used last, newest first; only tags that still are."""
    found: dict[Id, None] = {}
    for (action,) in project.query(
        "SELECT id FROM action WHERE coder = ? ORDER BY lamport DESC LIMIT ?", (coder, 30 * limit)
    ):
        rows = project.query(
            "SELECT after ->> 'tag' FROM change WHERE action = ? AND \"table\" = 'claim_tag' "
            "AND before IS NULL AND after ->> 'tag' IN (SELECT id FROM tag) "
            "ORDER BY position DESC LIMIT ?",
            (action, 10 * limit),
        )
        found.update(dict.fromkeys(tag for (tag,) in rows))
        if len(found) >= limit:
            break
    return list(found)[:limit]


def _read(project: Project, where: str, parameters: Sequence[object]) -> list[Claim]:
    inside = f"claim IN (SELECT id FROM claim WHERE {where})" if where != "1" else "1"
    spans = _spans(project, inside, parameters)
    tags = _tags(project, inside, parameters)
    found = [
        Claim(row[0], row[1], row[2], tuple(spans[row[0]]), tuple(tags.get(row[0], ())), *row[3:])
        for row in project.query(f"{_CLAIM} WHERE {where} ORDER BY id", parameters)
        if row[0] in spans
    ]
    # Those with the same passages stay in the order of their ids. (Spans compare themselves as
    # well, but several times as slowly.)
    found.sort(key=lambda claim: [end for span in claim.spans for end in (span.start, span.end)])
    return found


# Rows are asked for by their position alone and sorted out by claim here: to have SQLite sort them
# by claim takes several times as long.


def _spans(project: Project, inside: str, parameters: Sequence[object]) -> dict[Id, list[Span]]:
    found: dict[Id, list[Span]] = {}
    for claim, start, end in project.query(
        f'SELECT claim, start, "end" FROM span WHERE {inside} ORDER BY position, id', parameters
    ):
        found.setdefault(claim, []).append(Span(start, end))
    return found


def _tags(project: Project, inside: str, parameters: Sequence[object]) -> dict[Id, list[ClaimTag]]:
    """Return tags by claim in the order of tagging: the first of a facet is the leading one."""
    found: dict[Id, list[ClaimTag]] = {}
    made: dict[tuple[Id, Id, Role], ClaimTag] = {}  # few differ, however many claims there are
    for claim, tag, coder, role in project.query(
        f"SELECT claim, tag, coder, role FROM claim_tag WHERE {inside} ORDER BY position, tag",
        parameters,
    ):
        key = (tag, coder, role)
        if key not in made:
            made[key] = ClaimTag(tag, coder, role)
        found.setdefault(claim, []).append(made[key])
    return found


# -- writing


def add(
    action: Action,
    document: Id,
    spans: Sequence[Span],
    *,
    tags: Sequence[tuple[Id, Role]] = (),
    coder: Id | None = None,
    name: str = "",
    **fields: Any,
) -> Id:
    """Make a claim of one or more passages; returns its id.

    `fields` are the editable ones. Raises Invalid, having written nothing, for passages outside
    the text, tags that are gone, and several tags of a facet that allows one.
    """
    by = coder or action.coder
    values = {"document": document, "coder": by, "name": name, "created_at": now()}
    values |= _checked(fields)
    passages, given = _tidy(action, document, spans), dict(tags)
    if given:
        _assert_carried(action, given)
    claim = action.insert("claim", values)
    for position, span in enumerate(passages):
        _insert_span(action, claim, position, span)
    for position, (tag, role) in enumerate(given.items()):
        _insert_tag(action, claim, ClaimTag(tag, by, role), position)
    return claim


def _assert_carried(action: Action, tags: Collection[Id]) -> None:
    """Raise Invalid for tags that are gone, and for several of a facet that allows one."""
    rows = action.project.query(
        "SELECT facet.id, facet.name, exclusive FROM tag JOIN facet ON facet.id = tag.facet "
        "WHERE tag.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(tags)),),
    )
    if len(rows) < len(tags):
        raise Invalid("This tag is no longer in the codebook.")
    single = [(facet, name) for facet, name, exclusive in rows if exclusive]
    for facet, name in single:
        if single.count((facet, name)) > 1:
            raise Invalid(f"A claim carries one tag of {name}, not several.")


def edit(action: Action, claim: Id, **fields: Any) -> bool:
    """Change plain fields of a claim; returns whether anything changed."""
    return action.update("claim", claim, _checked(fields))


def _checked(fields: dict[str, Any]) -> dict[str, Any]:
    unknown = fields.keys() - EDITABLE
    if unknown:
        raise KeyError(sorted(unknown))
    if fields.get("confidence", "") not in ("", *CONFIDENCES):
        raise Invalid("Confidence is low, moderate or high, or empty.")
    if fields.get("credibility") not in (None, *CREDIBILITIES):
        raise Invalid("Credibility is a number from 1 to 6, or empty.")
    return {
        name: value.strip() if name in ("statement", "speaker", "note") else value
        for name, value in fields.items()
    }


def set_spans(action: Action, claim: Id, spans: Sequence[Span]) -> bool:
    """Give a claim other passages; those that overlap or touch become one.

    Raises Invalid where none is left or one lies outside the text.
    """
    row = action.row("claim", claim)
    if row is None:
        raise Invalid("This claim is no longer in the project.")
    new = _tidy(action, row["document"], spans)
    old = action.project.query("SELECT id FROM span WHERE claim = ? ORDER BY position", (claim,))
    changed = False
    for position, span in enumerate(new):
        values = {"position": position, "start": span.start, "end": span.end}
        if position < len(old):
            changed |= action.update("span", old[position][0], values)
        else:
            _insert_span(action, claim, position, span)
            changed = True
    for (extra,) in old[len(new) :]:
        action.delete("span", extra)
        changed = True
    # Whoever moves a passage that was in doubt has placed it.
    for row, start, end in _in_doubt(action, claim):
        if Span(start, end) not in new:
            action.delete("unplaced", row)
    return changed


def _in_doubt(action: Action, claim: Id) -> list[tuple[Any, ...]]:
    return action.project.query('SELECT id, start, "end" FROM unplaced WHERE claim = ?', (claim,))


def add_span(action: Action, claim: Id, span: Span) -> bool:
    """Add a passage to a claim; returns whether its passages changed."""
    return set_spans(action, claim, [*get(action.project, claim).spans, span])


def split(action: Action, claim: Id, offset: int) -> Id:
    """Split a claim at an offset inside it; the second part becomes a claim of its own.

    The new claim has the same tags and fields, without the statement, which spoke of the whole.
    Raises Invalid where there is nothing on one side.
    """
    whole = get(action.project, claim)
    before = [Span(s.start, min(s.end, offset)) for s in whole.spans if s.start < offset]
    after = [Span(max(s.start, offset), s.end) for s in whole.spans if s.end > offset]
    if not before or not after:
        raise Invalid("Put the caret inside the claim, where it is to be split.")
    if _in_doubt(action, claim):
        raise Invalid("Place the passages of this claim that are in doubt, then split it.")
    set_spans(action, claim, before)
    rest = add(
        action,
        whole.document,
        after,
        coder=whole.coder,
        speaker=whole.speaker,
        confidence=whole.confidence,
        credibility=whole.credibility,
        note=whole.note,
    )
    for position, tag in enumerate(whole.tags):
        _insert_tag(action, rest, tag, position)
    return rest


def remove(action: Action, claim: Id) -> None:
    """Remove a claim with its passages, regions, tags, comments and decisions."""
    for table in ("span", "region", "unplaced", "claim_tag", "comment", "decision"):
        for (row,) in action.project.query(f"SELECT id FROM {table} WHERE claim = ?", (claim,)):
            action.delete(table, row)
    action.delete("claim", claim)


def add_tag(action: Action, claim: Id, tag: Id, role: Role = "holder") -> bool:
    """Put a tag on a claim; one of an exclusive facet takes the place of the former one.

    Returns whether anything changed.
    """
    rows = action.project.query(
        "SELECT claim_tag.id, claim_tag.tag FROM claim_tag JOIN tag ON tag.id = claim_tag.tag "
        "JOIN facet ON facet.id = tag.facet WHERE claim = ? AND exclusive "
        "AND facet.id = (SELECT facet FROM tag WHERE id = ?)",
        (claim, tag),
    )
    for row, former in rows:
        if former != tag:
            action.delete("claim_tag", row)
    row_id = derived_id("claim_tag", claim, tag)
    if action.row("claim_tag", row_id):
        return action.update("claim_tag", row_id, {"role": role})
    last = action.project.query(
        "SELECT coalesce(max(position), -1) + 1 FROM claim_tag WHERE claim = ?", (claim,)
    )
    _insert_tag(action, claim, ClaimTag(tag, action.coder, role), last[0][0])
    return True


def remove_tag(action: Action, claim: Id, tag: Id) -> bool:
    """Take a tag off a claim; returns whether it was there."""
    row = derived_id("claim_tag", claim, tag)
    if not action.row("claim_tag", row):
        return False
    action.delete("claim_tag", row)
    return True


def _insert_span(action: Action, claim: Id, position: int, span: Span) -> None:
    values = {"claim": claim, "position": position, "start": span.start, "end": span.end}
    action.insert("span", values)


def _insert_tag(action: Action, claim: Id, tag: ClaimTag, position: int) -> None:
    values = {
        "claim": claim,
        "tag": tag.tag,
        "coder": tag.coder,
        "role": tag.role,
        "position": position,
    }
    action.insert("claim_tag", values, derived_id("claim_tag", claim, tag.tag))


def _tidy(action: Action, document: Id, spans: Sequence[Span]) -> list[Span]:
    rows = action.project.query("SELECT length FROM document WHERE id = ?", (document,))
    if not rows:
        raise Invalid("This document is no longer in the project.")
    length: int = rows[0][0]
    tidy: list[Span] = []
    for span in sorted(spans):
        if not 0 <= span.start < span.end <= length:
            raise Invalid("A passage must lie inside the text and hold at least one character.")
        if tidy and span.start <= tidy[-1].end:
            tidy[-1] = Span(tidy[-1].start, max(tidy[-1].end, span.end))
        else:
            tidy.append(span)
    if not tidy:
        raise Invalid("A claim needs at least one passage.")
    return tidy
