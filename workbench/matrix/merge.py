"""Several projects as one table of facts: tags, coders and documents that are the same become one.

Tags are the same in facets of one key where they have one id, or one name, or where the name of one
is an alias of the other; names are compared without case and spacing. Coders are the same by id or
name, documents by id, as in two copies of a project. Claims all stay, each with its project.
"""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import replace
from itertools import count

import numpy as np

from db.records import Coder, Document, Facet, Id, ReadingState, Tag
from db.rules import name_key
from workbench.matrix.arrays import NONE, Numbers
from workbench.matrix.context import Context
from workbench.matrix.facts import Facts


def merge(parts: Sequence[Facts]) -> Facts:
    """Return the facts of several projects as one; what was read in of one must be of all."""
    book = _Book()
    for part in parts:
        book.add(part.context)
    found = copy(parts[0])
    starts = np.cumsum([0, *(len(part) for part in parts)])[:-1].tolist()
    found.ids = np.concatenate([part.ids for part in parts])
    found.project = np.repeat(np.arange(len(parts), dtype=np.int32), [len(part) for part in parts])
    found.document = np.concatenate(
        [_moved(part.document, part.context.documents, book.document_at) for part in parts]
    )
    found.columns = {
        name: np.concatenate([_column(part, name, book) for part in parts])
        for name in parts[0].columns
    }
    found.texts = {
        key: np.concatenate([part.texts[key] for part in parts]) for key in parts[0].texts
    }
    found.join(parts, starts, book.tag_of)
    found.set_names(book.context())
    return found


class _Book:
    """One codebook, one list of documents and one of coders, made of several."""

    def __init__(self) -> None:
        self.facets: dict[str, Facet] = {}
        self.tags: dict[Id, Tag] = {}
        #: the tag that each tag of any project became
        self.tag_of: dict[Id, Id] = {}
        self._tags_by_name: dict[tuple[str, str], Id] = {}
        self.documents: dict[Id, Document] = {}
        self.coders: dict[Id, Coder] = {}
        self._coder_of: dict[Id, Id] = {}
        self.readings: dict[tuple[Id, Id], ReadingState] = {}
        self.groups: dict[Id, str] = {}
        self.projects: list[str] = []
        self.blind = False

    def add(self, context: Context) -> None:
        keys = {facet.id: facet.key for facet in context.facets}
        for facet in context.facets:
            self.facets.setdefault(facet.key, facet)
        for tag in context.tags:
            self._add_tag(tag, keys[tag.facet])
        for document in context.documents:
            self.documents.setdefault(document.id, document)
        by_name = {name_key(coder.name): coder.id for coder in self.coders.values()}
        for coder in context.coders:
            same = coder.id if coder.id in self.coders else by_name.get(name_key(coder.name))
            self._coder_of[coder.id] = same or coder.id
            if same is None:
                self.coders[coder.id] = coder
        for (read, reader), state in context.readings.items():
            place = (read, self._coder_of.get(reader, reader))
            if self.readings.get(place) != "done":
                self.readings[place] = state
        self.groups = {**context.groups, **self.groups}
        self.blind |= context.blind
        self.projects += [_unlike(title, self.projects) for title in context.projects]

    def _add_tag(self, tag: Tag, key: str) -> None:
        names = [(key, name_key(name)) for name in (tag.name, *tag.aliases)]
        known = [tag.id] if tag.id in self.tags else []
        known += [self._tags_by_name[name] for name in names if name in self._tags_by_name]
        self.tag_of[tag.id] = same = known[0] if known else tag.id
        if not known:
            parent = self.tag_of.get(tag.parent) if tag.parent is not None else None
            self.tags[tag.id] = replace(tag, facet=self.facets[key].id, parent=parent)
        for name in names:
            self._tags_by_name.setdefault(name, same)

    @property
    def document_at(self) -> dict[Id, int]:
        return {document: place for place, document in enumerate(self.documents)}

    @property
    def coder_at(self) -> dict[Id, int]:
        place = {coder: at for at, coder in enumerate(self.coders)}
        return {coder: place[same] for coder, same in self._coder_of.items()}

    def context(self) -> Context:
        return Context(
            tuple(self.facets.values()), tuple(self._in_order()), tuple(self.documents.values()),
            tuple(self.coders.values()), self.readings, self.groups, tuple(self.projects),
            self.blind,
        )  # fmt: skip

    def _in_order(self) -> Iterable[Tag]:
        """Yield the tags of each facet, a group before its members."""
        children: dict[Id | None, list[Tag]] = {}
        for tag in self.tags.values():
            children.setdefault(tag.parent, []).append(tag)
        waiting = list(reversed(children.get(None, [])))
        while waiting:
            tag = waiting.pop()
            yield tag
            waiting.extend(reversed(children.get(tag.id, [])))


def _unlike(title: str, others: Sequence[str]) -> str:
    """Return a title, with a number behind it where another project has the same."""
    if title not in others:
        return title
    return next(name for n in count(2) if (name := f"{title} ({n})") not in others)


def _column(part: Facts, name: str, book: _Book) -> Numbers:
    values = part.columns[name]
    return _moved(values, part.context.coders, book.coder_at) if name == "coder" else values


def _moved(places: Numbers, records: Sequence[Document | Coder], at: Mapping[Id, int]) -> Numbers:
    table = np.array([*(at[record.id] for record in records), NONE], np.int32)
    found: Numbers = table[places]
    return found
