"""A request in one plain sentence, in pieces of which each says what would change it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from db.records import Id
from workbench.matrix.context import Context
from workbench.matrix.request import Axis, Filter, Request

#: what is gone since a view was saved
GONE = "something deleted"
#: More names than this in a row are counted.
_NAMED = 3

_MEASURES = {
    "claims": "claims", "documents": "documents", "sources": "distinct sources",
    "coders": "coders", "words": "words of the quotes", "presence": "whether a claim stands",
    "balance": "supporting less opposing claims", "split": "the share of supporting claims",
    "confidence": "the average confidence", "c-coefficient": "the c-coefficient",
    "jaccard": "Jaccard’s index", "expected": "expected claims",
    "residual": "adjusted residuals",
}  # fmt: skip
_FIELDS = {
    "document": "Documents", "author": "Authors", "publisher": "Publishers",
    "language": "Languages", "group": "Reading groups", "coder": "Coders", "day": "Days",
    "week": "Weeks", "month": "Months", "year": "Years",
}  # fmt: skip
_DECISIONS = {
    "accepted": "that were accepted",
    "not rejected": "that were not rejected",
    "open": "that are open",
}
_ROLES = {"holder": "as holders", "about": "as those spoken of"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A piece of the sentence; `field` is what a choice of it would change, empty for mere words.

    Fields: rows, columns, measure, once, percent, period, and the conditions of the filter:
    coders, documents, groups, languages, dates, decisions, confidence, reliability, credibility,
    tags, without, role, text, before_merge.
    """

    text: str
    field: str = ""


def sentence(request: Request, context: Context) -> str:
    """Return what is counted and what is filtered, as one sentence."""
    return "".join(phrase.text for phrase in phrases(request, context))


def phrases(request: Request, context: Context) -> list[Phrase]:
    """Return the sentence in pieces; coders and documents are always said, for they are chosen."""
    found = [
        Phrase("Crossing "),
        Phrase(axis_name(request.rows, context), "rows"),
        Phrase(" with "),
        Phrase(axis_name(request.columns, context), "columns"),
        Phrase(", counting " if request.measure in _COUNTED else ", showing "),
        Phrase(_MEASURES[request.measure], "measure"),
    ]
    if request.once != "claim":
        found += [Phrase(" once per "), Phrase(request.once, "once")]
    if request.percent:
        whole = {"row": "of the row", "column": "of the column", "table": "of all"}
        found += [Phrase(" in percent "), Phrase(whole[request.percent], "percent")]
    if request.period:
        found += [Phrase(" by "), Phrase(request.period, "period")]
    for lead, phrase in _conditions(request.filter, context):
        found += [Phrase(lead), phrase]
    if context.blind:
        found += [Phrase(", without what others tagged in documents you have not finished")]
    return [*found, Phrase(".")]


_COUNTED = ("claims", "documents", "sources", "coders", "words", "balance", "expected")


def axis_name(axis: Axis, context: Context) -> str:
    """Return what an axis is called: the name of a facet, or of a field."""
    names = {facet.key: facet.name for facet in context.facets}
    name = _FIELDS.get(axis.field, GONE) if axis.field else names.get(axis.of, GONE)
    if axis.levels == "groups" and not axis.field:
        name += " by group"
    return f"{name} {_ROLES[axis.role]}" if axis.role else name


def _conditions(wanted: Filter, context: Context) -> Iterator[tuple[str, Phrase]]:
    """Yield each condition with the words that lead to it."""
    documents = {one.id: one.title or one.name for one in context.documents}
    coders = {one.id: one.name for one in context.coders}
    yield " by ", Phrase(_named(wanted.coders, coders) or _everybody(context), "coders")
    if wanted.decisions:
        yield " ", Phrase(_DECISIONS[wanted.decisions], "decisions")
    many = len(documents)
    whole = f"all {many:,} documents" if many != 1 else "the one document"
    yield " in ", Phrase(_named(wanted.documents, documents) or whole, "documents")
    if wanted.groups:
        name = {group: group or "no group" for group in wanted.groups}
        yield " of the reading group ", Phrase(_named(wanted.groups, name), "groups")
    if wanted.languages:
        name = {language: language or "no language" for language in wanted.languages}
        yield " in the language ", Phrase(_named(wanted.languages, name), "languages")
    if wanted.since or wanted.until:
        yield " ", Phrase(_dates(wanted.since, wanted.until), "dates")
    if wanted.reliability:
        yield ", ", Phrase(f"reliability {wanted.reliability} or better", "reliability")
    if wanted.credibility:
        yield ", ", Phrase(f"credibility {wanted.credibility} or better", "credibility")
    if wanted.confidence:
        more = "" if wanted.confidence == "high" else " or more"
        yield ", ", Phrase(f"{wanted.confidence} confidence{more}", "confidence")
    yield from _tag_conditions(wanted, context)
    if wanted.text.strip():
        yield ", ", Phrase(f"with “{' '.join(wanted.text.split())}”", "text")
    if wanted.before_merge:
        yield ", ", Phrase("without the claims of the last merge", "before_merge")


def _tag_conditions(wanted: Filter, context: Context) -> Iterator[tuple[str, Phrase]]:
    names = {tag.id: tag.name for tag in context.tags}
    facet_of = {tag.id: tag.facet for tag in context.tags}
    lead = ", tagged "
    for facet in dict.fromkeys(facet_of.get(tag) for tag in [*facet_of, *wanted.tags]):
        some = [tag for tag in wanted.tags if facet_of.get(tag) == facet]
        if some:
            yield lead, Phrase(_named(some, names), "tags")
            lead = " and "
    if wanted.role:
        words = {"holder": "as a holder", "about": "as one spoken of"}
        yield " " if wanted.tags else ", tagged ", Phrase(words[wanted.role], "role")
    if wanted.without:
        yield ", without ", Phrase(_named(wanted.without, names), "without")


def _everybody(context: Context) -> str:
    return "both coders" if len(context.coders) == 2 else "everybody"


def _named(keys: Iterable[Id | str], names: Mapping[Any, str]) -> str:
    """Return names as a choice: "A, B or C"; of many, the first few and how many more."""
    some = list(keys)
    known = sorted(names[one] for one in some if one in names) or ([GONE] if some else [])
    if len(known) > _NAMED + 1:
        known = [*known[:_NAMED], f"{len(known) - _NAMED} others"]
    return " or ".join(part for part in (", ".join(known[:-1]), *known[-1:]) if part)


def _dates(since: str, until: str) -> str:
    if since and until:
        return f"published {since}" if since == until else f"published {since} to {until}"
    return f"published since {since}" if since else f"published until {until}"
