"""What a union of two logs would do to a project, in words: by coder, and row by row."""

from dataclasses import dataclass, field, replace

from db.merging.fold import Fold
from db.merging.rows import Row, Values
from db.merging.union import RowChange, Union
from db.records import Id
from workbench.operations.merge_plan import Difference, Share

#: rows that come one by one, and what they are counted as
_COUNTED = {
    "claim": "claims", "tag": "tags", "document": "documents", "comment": "comments",
    "decision": "decisions",
}  # fmt: skip
#: parts of a claim or a tag, which are told as changes of it
_PARTS = {"span": "claim", "region": "claim", "unplaced": "claim", "claim_tag": "claim",
          "alias": "tag"}  # fmt: skip
#: how fields are called where their column says it badly
_WORDS = {"parent": "group", "text": "text", "published_on": "date", "key": "name"}
#: fields that say nothing to the reader of a summary
_DUMB = frozenset(("id", "position", "at", "added_at", "created_at", "coder", "looked_at", "length",
                   "styles", "original", "facet", "claim", "document", "tag"))  # fmt: skip
_LONGEST = 80


@dataclass(slots=True)
class _Subject:
    """What the parts of one claim or tag, or a row by itself, come to."""

    own: RowChange | None = None
    parts: list[RowChange] = field(default_factory=list)


def summarise(
    union: Union,
) -> tuple[tuple[Share, ...], tuple[Difference, ...], tuple[Difference, ...]]:
    """Return the shares by coder, the rows of mine that change, and those that are deleted."""
    shares: dict[str, Share] = {}
    changes: list[Difference] = []
    deletions: list[Difference] = []
    for (table, key), subject in _subjects(union).items():
        own = subject.own
        if own and own.before is None:
            name = _coder(union.fold, union.fold.tables[table][key].births[-1])
            _count(shares, name, _COUNTED.get(table, ""))
        elif own and own.after is None:
            one = _deletion(union.fold, table, key)
            _count(shares, one.coder, "deletions")
            deletions.append(one)
        else:
            one = _change(union.fold, table, key, subject)
            if one.fields:
                _count(shares, one.coder, "changes")
                changes.append(one)
    return tuple(shares[name] for name in sorted(shares)), tuple(changes), tuple(deletions)


def _subjects(union: Union) -> dict[tuple[str, Id], _Subject]:
    found: dict[tuple[str, Id], _Subject] = {}
    for change in union.rows:
        if change.table == "coder":
            continue
        whole = _PARTS.get(change.table)
        if whole is None:
            found.setdefault((change.table, change.row), _Subject()).own = change
            continue
        values = change.after or change.before or {}
        found.setdefault((whole, values[whole]), _Subject()).parts.append(change)
    return found


def _count(shares: dict[str, Share], coder: str, what: str) -> None:
    share = shares.setdefault(coder, Share(coder))
    if what:
        shares[coder] = replace(share, **{what: getattr(share, what) + 1})


def _coder(fold: Fold, number: int) -> str:
    coder = fold.tables["coder"].get(fold.entries[number].coder)
    return str(coder.values["name"]) if coder else ""


def _deletion(fold: Fold, table: str, key: Id) -> Difference:
    row = fold.tables[table][key]
    number = row.killer if row.killer is not None else row.births[-1]
    return Difference(table, key, name_of(fold, row), _coder(fold, number), fold.entries[number].at)


def _change(fold: Fold, table: str, key: Id, subject: _Subject) -> Difference:
    row = fold.tables[table][key]
    fields: list[tuple[str, str, str]] = []
    writers: list[int] = []
    if subject.own and subject.own.before and subject.own.after:
        before, after = subject.own.before, subject.own.after
        for name in after:
            if after[name] != before[name] and name not in _DUMB:
                mine, theirs = (_said(fold, table, name, one) for one in (before, after))
                fields.append((_WORDS.get(name, name), mine, theirs))
    writers += [heads[-1][0] for heads in row.heads.values()]
    for part in subject.parts:
        fields += [_part(fold, part)] if part.table != "unplaced" else []
        writers.append(_last_hand(fold.tables[part.table][part.row]))
    number = max(writers, default=row.births[-1])
    return Difference(
        table, key, name_of(fold, row), _coder(fold, number), fold.entries[number].at,
        tuple(one for one in fields if one[1] != one[2]),
    )  # fmt: skip


def _last_hand(row: Row) -> int:
    hands = [*row.births, *(heads[-1][0] for heads in row.heads.values())]
    return max([*hands, row.killer] if row.killer is not None else hands)


def _part(fold: Fold, part: RowChange) -> tuple[str, str, str]:
    words = {"span": "passage", "region": "region", "claim_tag": "tag", "alias": "alias"}
    mine, theirs = (_part_said(fold, part.table, one) for one in (part.before, part.after))
    return words[part.table], mine, theirs


def _part_said(fold: Fold, table: str, values: Values | None) -> str:
    if values is None:
        return ""
    if table == "span":
        return f"{values['start']}–{values['end']}"
    if table == "region":
        return f"page {values['page'] + 1}"
    if table == "alias":
        rules = [str(values[name]) for name in ("needs", "unless") if values[name]]
        return " / ".join([str(values["name"]), *rules])
    tag = fold.tables["tag"].get(values["tag"])
    said = str(tag.values["name"]) if tag else ""
    return f"{said} (about)" if values["role"] == "about" else said


def _said(fold: Fold, table: str, name: str, values: Values) -> str:
    value = values[name]
    if value is None:
        return ""
    if name == "parent":
        tag = fold.tables["tag"].get(value)
        return str(tag.values["name"]) if tag else ""
    if (table, name) == ("document", "text"):
        return f"{values['length']:,} characters"
    return _short(str(value))


def name_of(fold: Fold, row: Row) -> str:
    """Return what a row is called: a claim by its statement, a comment by its words."""
    values = row.values
    for name in ("title", "name", "statement", "text", "reason", "key"):
        if row.table == "document" and name == "text":
            continue
        if values.get(name):
            return _short(str(values[name]))
    for whole in ("claim", "document"):
        above = fold.tables[whole].get(values.get(whole, 0)) if whole != row.table else None
        if above is not None:
            return name_of(fold, above)
    return ""


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
