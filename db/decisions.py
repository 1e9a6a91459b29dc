"""What reviewers decide about claims and about single tags on them, and what stands of it.

A decision remembers by a fingerprint what it was about: the claim's passages and record, or the
passages and the tag's role. What changed since is stale: it stays readable, stands no longer, and
asks for a new look. Where several reviewers decided, the last word stands.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from db.errors import Invalid
from db.log import Action, now
from db.project import Project
from db.records import VERDICTS, Decision, Id, Verdict
from db.schema import derived_id

LONGEST = 2_000  # characters of a reason
_COLUMNS = "decision.id, decision.claim, tag, decision.coder, verdict, reason, at, looked_at"


@dataclass(frozen=True, slots=True)
class Standing:
    """The verdicts that stand: of claims, and of tags where one was decided on by itself.

    A claim or tag that is absent is open.
    """

    claims: Mapping[Id, Verdict]
    tags: Mapping[tuple[Id, Id], Verdict]

    def of_tag(self, claim: Id, tag: Id) -> Verdict | None:
        """Return the verdict on a tag: its own, else its claim's, else None."""
        return self.tags.get((claim, tag)) or self.claims.get(claim)


def decide(
    action: Action, claim: Id, verdict: Verdict, tag: Id | None = None, reason: str = ""
) -> bool:
    """Accept, reject or question a claim or one tag on it, as the acting coder.

    It takes the place of what the coder decided on that before. Returns whether anything changed.
    Raises Invalid where the claim or the tag on it is gone, or the reason is too long.
    """
    if verdict not in VERDICTS:
        raise Invalid("A decision is accept, reject or question.")
    reason = reason.strip()
    if len(reason) > LONGEST:
        raise Invalid(f"A reason holds at most {LONGEST:,} characters.")
    if action.row("claim", claim) is None:
        raise Invalid("This claim is no longer in the project.")
    looks = _looks(action.project, [claim])
    if (claim, tag) not in looks:
        raise Invalid("The claim does not carry this tag any more.")
    key = _key(claim, tag, action.coder)
    former = action.row("decision", key)
    values: dict[str, Any] = {
        "verdict": verdict, "reason": reason, "looked_at": looks[claim, tag],
    }  # fmt: skip
    if former is None:
        who = {"claim": claim, "tag": tag, "coder": action.coder}
        action.insert("decision", who | values | {"at": now()}, key)
        return True
    if all(former[name] == value for name, value in values.items()):
        return False
    return action.update("decision", key, values | {"at": now()})


def reopen(action: Action, claim: Id, tag: Id | None = None) -> bool:
    """Take back what the acting coder decided on a claim or a tag; returns whether there was any.

    The log goes on knowing it.
    """
    key = _key(claim, tag, action.coder)
    if action.row("decision", key) is None:
        return False
    action.delete("decision", key)
    return True


def of_document(project: Project, document: Id) -> dict[Id, list[Decision]]:
    """Return the decisions on the claims of a document, by claim, the oldest first."""
    return _read(
        project,
        f"SELECT {_COLUMNS} FROM decision JOIN claim ON claim.id = decision.claim "
        "WHERE document = ? ORDER BY at, decision.id",
        (document,),
    )


def of_claims(project: Project, claims: Iterable[Id]) -> dict[Id, list[Decision]]:
    """Return the decisions on some claims, by claim, the oldest first."""
    return _read(
        project,
        f"SELECT {_COLUMNS} FROM decision WHERE claim IN (SELECT value FROM json_each(?)) "
        "ORDER BY at, id",
        (json.dumps(list(claims)),),
    )


def all_decisions(project: Project) -> dict[Id, list[Decision]]:
    """Return all decisions by claim, the oldest first."""
    return _read(project, f"SELECT {_COLUMNS} FROM decision ORDER BY at, id")


def standing(decisions: Mapping[Id, Iterable[Decision]]) -> Standing:
    """Return what stands of some decisions, which are in the order of their time."""
    claims: dict[Id, Verdict] = {}
    tags: dict[tuple[Id, Id], Verdict] = {}
    for claim, made in decisions.items():
        for one in made:
            if one.stale:
                continue
            if one.tag is None:
                claims[claim] = one.verdict
            else:
                tags[claim, one.tag] = one.verdict
    return Standing(claims, tags)


def reasons(project: Project) -> list[str]:
    """Return the reasons that were given, the most frequent first."""
    rows = project.query("SELECT reason FROM decision WHERE reason <> '' ORDER BY at DESC, id")
    return [reason for reason, _count in Counter(row[0] for row in rows).most_common()]


def _key(claim: Id, tag: Id | None, coder: Id) -> Id:
    return derived_id("decision", claim, tag or 0, coder)


def _read(
    project: Project, sql: str, parameters: tuple[object, ...] = ()
) -> dict[Id, list[Decision]]:
    found: dict[Id, list[Decision]] = {}
    rows = project.query(sql, parameters)
    looks = _looks(project, {row[1] for row in rows})
    for *values, looked_at in rows:
        one = Decision(*values)
        stale = looks.get((one.claim, one.tag)) != looked_at
        found.setdefault(one.claim, []).append(replace(one, stale=stale))
    return found


def _looks(project: Project, claims: Collection[Id]) -> dict[tuple[Id, Id | None], str]:
    """Return the fingerprints of claims (with None) and of each tag on them."""
    wanted = (json.dumps(list(claims)),)
    inside = "IN (SELECT value FROM json_each(?))"
    records = {
        claim: record
        for claim, *record in project.query(
            "SELECT id, statement, speaker, confidence, credibility FROM claim "
            f"WHERE id {inside}", wanted,
        )
    }  # fmt: skip
    spans: dict[Id, list[tuple[int, int]]] = {claim: [] for claim in records}
    for claim, start, end in project.query(
        f'SELECT claim, start, "end" FROM span WHERE claim {inside} ORDER BY claim, position',
        wanted,
    ):
        spans[claim].append((start, end))
    tags: dict[Id, list[tuple[Id, str]]] = {claim: [] for claim in records}
    for claim, tag, role in project.query(
        f"SELECT claim, tag, role FROM claim_tag WHERE claim {inside} ORDER BY claim, tag", wanted
    ):
        tags[claim].append((tag, role))
    found: dict[tuple[Id, Id | None], str] = {}
    for claim, record in records.items():
        found[claim, None] = _fingerprint(spans[claim], record, tags[claim])
        for tag, role in tags[claim]:
            found[claim, tag] = _fingerprint(spans[claim], tag, role)
    return found


def _fingerprint(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:32]
