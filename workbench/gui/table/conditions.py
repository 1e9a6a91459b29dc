"""The conditions of a filter, as tests of one row each."""

import re
from collections.abc import Callable, Set

from db.records import Facet, Id
from workbench.gui.claims.book import CodeBook
from workbench.gui.table.rows import TableRow

Test = Callable[[TableRow], bool]

#: Fields that a claim may lack, as they are named; facets come as `facet:` and their key.
LACKS = ("statement", "speaker", "confidence", "credibility", "note", "date")
FACET = "facet:"
_DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")


def singular(facet: Facet) -> str:
    """Return what one tag of a facet is called."""
    return {"actor": "Actor", "concern": "Concern"}.get(facet.key, facet.name)


def is_date(text: str) -> bool:
    """Whether a text is a year, month or day as in ISO 8601."""
    return _DATE.fullmatch(text) is not None


def by_facet(tags: Set[Id], book: CodeBook) -> dict[Id, frozenset[Id]]:
    """Return tags by facet, in the order of the facets.

    Deleted ones do not count beside others; where there are no others, they stand under 0.
    """
    known = [tag for tag in tags if tag in book.tags]
    if not known:
        return {0: frozenset(tags)} if tags else {}
    return {
        facet.id: frozenset(group)
        for facet in book.facets
        if (group := [tag for tag in known if book.tags[tag].facet == facet.id])
    }


def with_below(tags: Set[Id], book: CodeBook) -> frozenset[Id]:
    """Return tags with all that stand below them in the codebook."""
    found: set[Id] = set()
    waiting = list(tags)
    while waiting:
        tag = waiting.pop()
        if tag not in found:
            found.add(tag)
            if tag in book.tags:
                waiting += [child.id for child in book.children(book.tags[tag].facet, tag)]
    return frozenset(found)


def tag_test(tags: frozenset[Id], *, wanted: bool) -> Test:
    """Test whether a claim has one of the tags, or (not `wanted`) none of them."""
    if wanted:
        return lambda row: not tags.isdisjoint(row.tags)
    return lambda row: tags.isdisjoint(row.tags)


def lack_test(name: str, book: CodeBook) -> Test:
    """Test whether a claim has nothing in a field, or no tag of a facet."""
    if name.startswith(FACET):
        facet = book.facet(name.removeprefix(FACET))
        tags = [tag.id for tag in book.tags.values() if facet and tag.facet == facet.id]
        return tag_test(frozenset(tags), wanted=False)
    if name == "date":
        return lambda row: not row.published_on
    return lambda row: not getattr(row.claim, name)


def date_test(since: str, until: str) -> Test:
    """Test whether a document may have been published in a time; an open end is empty."""
    first, last = _first(since), _last(until)
    known: dict[str, bool] = {}

    def test(row: TableRow) -> bool:
        date = row.published_on
        if date not in known:
            known[date] = is_date(date) and _last(date) >= first and _first(date) <= last
        return known[date]

    return test


def _first(date: str) -> str:
    """Return the first day of a year or month."""
    return date + "-01-01"[len(date) - 4 :] if date else ""


def _last(date: str) -> str:
    """Return the last day of a year or month, every month having 31."""
    return date + "-12-31"[len(date) - 4 :] if date else "9999-12-31"
