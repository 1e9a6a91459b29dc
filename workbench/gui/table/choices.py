"""What the filter bar offers: documents, coders and tags as options."""

from collections.abc import Iterable, Mapping, Sequence

from db.records import Facet, Id
from workbench.gui.claims.book import CodeBook
from workbench.gui.table.conditions import FACET, LACKS
from workbench.gui.table.filters import Names, lack
from workbench.gui.table.option_list import Option
from workbench.gui.table.rows import TableRow

_DEEPEST = 6


def names_of(book: CodeBook, rows: Iterable[TableRow]) -> Names:
    """Return what documents and coders with claims are called, in the order of the rows."""
    documents: dict[Id, str] = {}
    coders: dict[Id, str] = {}
    for row in rows:
        documents.setdefault(row.claim.document, row.document_title)
        coders.setdefault(row.coder.id, row.coder.name)
    return Names(book, documents, coders)


def plain_options(names: Mapping[Id, str]) -> list[Option]:
    """Return documents or coders as options."""
    return [Option(value, name) for value, name in names.items()]


def tag_options(book: CodeBook, facets: Sequence[Facet]) -> list[Option]:
    """Return the tags of facets as options, as the tree of the codebook shows them."""
    return [
        Option(tag.id, tag.name, facet.key, tag.colour, book.sign(tag.id), _depth(book, tag.id),
               " ".join((book.path(tag.id), *tag.aliases)))
        for facet in facets
        for tag in book.in_order(facet.id)
    ]  # fmt: skip


def lacks(book: CodeBook) -> list[tuple[str, str]]:
    """Return what a claim can lack, with the words: "No statement"."""
    keys = [*(f"{FACET}{facet.key}" for facet in book.facets), *LACKS]
    return [(key, f"No {lack(key, book)}") for key in keys]


def _depth(book: CodeBook, tag: Id) -> int:
    depth, above = 0, book.tags[tag].parent
    while above is not None and above in book.tags and depth < _DEEPEST:
        depth, above = depth + 1, book.tags[above].parent
    return depth
