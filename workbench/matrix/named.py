"""From names, as they are typed, to axes and conditions: what the command line asks with."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from db import documents
from db.errors import Invalid
from db.records import CONFIDENCES, CREDIBILITIES, RELIABILITIES, Id
from db.rules import name_key
from workbench.matrix.context import Context
from workbench.matrix.request import DECISIONS, FIELDS, Axis, Filter
from workbench.text.dates import is_date

_ROLES = ("holder", "about")
#: conditions that take one of some words
_WORDS: Mapping[str, tuple[Any, ...]] = {
    "decisions": DECISIONS,
    "confidence": CONFIDENCES,
    "reliability": RELIABILITIES,
    "credibility": CREDIBILITIES,
    "role": _ROLES,
}
KEYS = ("document", "group", "language", "coder", "since", "until", *_WORDS, "without", "text")


def axis_named(name: str, context: Context) -> Axis:
    """Return the axis of a facet's key or a field; `actor:about` is the facet in a role.

    A facet comes before a field of the same name, which `:name` asks for.
    """
    key, _, role = name.rpartition(":")
    if key and role in _ROLES:
        return Axis(key, role="about" if role == "about" else "holder")
    facets = [facet.key for facet in context.facets]
    return Axis(f":{name}" if name in FIELDS and name not in facets else name)


def conditions(texts: Iterable[str], context: Context, start: Filter) -> Filter:
    """Return a filter with conditions that are written `key=value`; of one key, any may hold.

    Keys are those of `KEYS`, or of a facet, whose value is a tag's name or alias. Raises Invalid.
    """
    found = start
    for text in texts:
        key, equals, value = (part.strip() for part in text.partition("="))
        if not equals:
            raise Invalid(f"“{text}” is no condition: write it as {KEYS[0]}=NAME.")
        found = _with(found, key, value, context)
    return found


def _with(found: Filter, key: str, value: str, context: Context) -> Filter:
    facets = {facet.key: facet.id for facet in context.facets}
    if key == "document":
        return replace(found, documents=found.documents | {document_named(value, context)})
    if key == "coder":
        return replace(found, coders=found.coders | {coder_named(value, context)})
    if key in ("group", "language"):
        known = getattr(found, f"{key}s") | {value}
        return replace(found, groups=known) if key == "group" else replace(found, languages=known)
    if key in ("since", "until"):
        if not is_date(value):
            raise Invalid(f"“{value}” is no date: write 2026, 2026-03 or 2026-03-14.")
        return replace(found, since=value) if key == "since" else replace(found, until=value)
    if key in _WORDS:
        word = {key: _word(key, value)}
        return replace(found, **word)
    if key == "text":
        return replace(found, text=f"{found.text} {value}".strip())
    if key == "without":
        return replace(found, without=found.without | {_tag_named(value, None, context)})
    if key not in facets:
        raise Invalid(f"There is no condition “{key}”; there are {', '.join((*KEYS, *facets))}.")
    return replace(found, tags=found.tags | {_tag_named(value, facets[key], context)})


def _word(key: str, value: str) -> Any:
    for known in _WORDS[key]:
        if str(known).casefold() == value.casefold():
            return known
    raise Invalid(f"“{value}” is no {key}; there are {', '.join(map(str, _WORDS[key]))}.")


def document_named(name: str, context: Context) -> Id:
    """Return the document of a name or title; raises Invalid unless there is just one."""
    found = documents.by_name_or_title(context.documents).get(name, [])
    if len(found) != 1:
        raise Invalid(
            f"The project has {len(found) or 'no'} documents called “{name}”; "
            "one must be meant, by its file name or title."
        )
    return found[0].id


def coder_named(name: str, context: Context) -> Id:
    """Return the coder of a name; raises Invalid where there is none."""
    known = {coder.name: coder.id for coder in context.coders}
    if name not in known:
        raise Invalid(f"There is no coder “{name}”; this project has {', '.join(known)}.")
    return known[name]


def _tag_named(name: str, facet: Id | None, context: Context) -> Id:
    some = [tag for tag in context.tags if facet in (None, tag.facet)]
    by_name = [tag.id for tag in some if name_key(tag.name) == name_key(name)]
    found = by_name or [
        tag.id for tag in some if name_key(name) in [name_key(one) for one in tag.aliases]
    ]
    if len(found) != 1:
        raise Invalid(f"The codebook has {len(found) or 'no'} tags called “{name}”.")
    return found[0]
