"""The conditions of a filter, as tests of one row each."""

from collections.abc import Callable, Set

from db.records import Facet, Id
from workbench.gui.claims.book import CodeBook
from workbench.gui.table.rows import TableRow
from workbench.text.dates import is_date as is_date
from workbench.text.dates import may_meet

Test = Callable[[TableRow], bool]

#: Fields that a claim may lack, as they are named; facets come as `facet:` and their key.
LACKS = ("statement", "speaker", "confidence", "credibility", "note", "date")
FACET = "facet:"


def singular(facet: Facet) -> str:
    """Return what one tag of a facet is called."""
    return {"actor": "Actor", "concern": "Concern"}.get(facet.key, facet.name)


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
    known: dict[str, bool] = {}

    def test(row: TableRow) -> bool:
        date = row.published_on
        if date not in known:
            known[date] = may_meet(date, since, until)
        return known[date]

    return test
