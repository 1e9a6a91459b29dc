"""What surrounds the claims of a matrix: codebook, documents, people, and who read what."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from db.records import Coder, Document, Facet, Id, ReadingState, Tag


@dataclass(frozen=True, slots=True)
class Context:
    """The records that a matrix names: all small, read whole and compared by value.

    `tags` are in codebook order, a group before its members; `documents` in library order.
    `readings` holds the reading states by document and coder (absent: unread), `groups` the
    reading group of each document that has one. `projects` are the titles of the projects,
    more than one where several make one matrix. `blind` says that claims of others were left out
    in documents that the coder at the keyboard has not read to the end.
    """

    facets: tuple[Facet, ...] = ()
    tags: tuple[Tag, ...] = ()
    documents: tuple[Document, ...] = ()
    coders: tuple[Coder, ...] = ()
    readings: Mapping[tuple[Id, Id], ReadingState] = field(default_factory=dict)
    groups: Mapping[Id, str] = field(default_factory=dict)
    projects: tuple[str, ...] = ()
    blind: bool = False
