"""Where the documents of a project name its actors: found, counted, and out to CSV."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from db import aliases, claims, documents, tags
from db.errors import Invalid
from db.project import Project
from db.records import Alias, Document, Id, Tag
from workbench.exchange.mentions_csv import MentionRow, mentions_table, write_mentions
from workbench.exchange.tables import format_rows
from workbench.operations.targets import assert_no_project
from workbench.text.mentions import Mention, MentionFinder, uncovered

Progress = Callable[[int, int], None]
FACET = "actor"


@dataclass(frozen=True, slots=True)
class Named:
    """The mentions in one document, in the order of its text."""

    document: Document
    mentions: tuple[Mention, ...]


class MentionSearch:
    """Finds the mentions of some aliases, each text once: what was found is kept by its hash.

    It reads no project, so that a worker may use it.
    """

    def __init__(self, names: Iterable[Alias]) -> None:
        self._finder = MentionFinder(names)
        self._found: dict[str, tuple[Mention, ...]] = {}

    def known(self, sha256: str) -> tuple[Mention, ...] | None:
        """Return the mentions in a text, or None where it was not searched yet."""
        return self._found.get(sha256)

    def find(self, sha256: str, text: str) -> tuple[Mention, ...]:
        """Return the mentions in a text of this hash, in its order."""
        found = self._found.get(sha256)
        if found is None:
            found = self._found[sha256] = tuple(self._finder.find(text))
        return found


@lru_cache(maxsize=2)
def _search(names: tuple[Alias, ...]) -> MentionSearch:
    return MentionSearch(names)


def search_of(project: Project) -> MentionSearch:
    """Return the search for the actors of a codebook as it stands, the same while it does.

    An actor counts by its aliases and by its own name, unless that only heads a group. Archived
    ones are found too, for their names hold back shorter ones inside them.
    """
    return _search(_names(project))


def _names(project: Project) -> tuple[Alias, ...]:
    found = _actors(project)
    groups = {tag.parent for tag in found.values()}
    named = [alias for alias in aliases.all_aliases(project) if alias.tag in found]
    given = {(alias.tag, alias.name) for alias in named}
    heads = {tag.id for tag in found.values() if tag.id in groups and not tag.aliases}
    own = [
        Alias(tag.id, tag.name)
        for tag in found.values()
        if tag.id not in heads and (tag.id, tag.name) not in given
    ]
    return (*named, *own)


def _actors(project: Project) -> dict[Id, Tag]:
    facets = {facet.id for facet in tags.all_facets(project) if facet.key == FACET}
    return {tag.id: tag for tag in tags.all_tags(project) if tag.facet in facets}


class Sieve:
    """Keeps the mentions that count now: none of archived tags, none hidden, and what is asked."""

    def __init__(self, project: Project, wanted: Collection[Id] | None = None) -> None:
        shown = {tag.id for tag in _actors(project).values() if not tag.archived}
        self._tags = shown if wanted is None else shown & set(wanted)
        self._hidden = aliases.hidden(project)

    def keep(self, document: Id, found: Iterable[Mention]) -> tuple[Mention, ...]:
        """Return the mentions of one document that count."""
        hidden = self._hidden.get(document, set())
        return tuple(
            mention
            for mention in found
            if mention.tag in self._tags and (mention.tag, mention.start, mention.end) not in hidden
        )


def find_mentions(
    project: Project,
    wanted: Collection[Id] | None = None,
    among: Collection[Id] | None = None,
    *,
    only_uncovered: bool = False,
    progress: Progress = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[Named]:
    """Return the mentions of tags (of all actors, if none are named) by document.

    `among` are the documents, all of them if none are named. `only_uncovered` leaves out what a
    passage of a claim touches. `progress` hears how many documents of how many are done; what was
    found before `cancelled` says so is returned.
    """
    search, sieve = search_of(project), Sieve(project, wanted)
    records = [
        record for record in documents.all_documents(project) if among is None or record.id in among
    ]
    passages = claims.passages(project) if only_uncovered else {}
    named: list[Named] = []
    for done, record in enumerate(records):
        if cancelled():
            return named
        progress(done, len(records))
        found = search.known(record.text_sha256)
        if found is None:
            found = search.find(record.text_sha256, documents.text(project, record))
        kept: Iterable[Mention] = sieve.keep(record.id, found)
        if only_uncovered:
            kept = uncovered(kept, passages.get(record.id, ()))
        named.append(Named(record, tuple(kept)))
    progress(len(records), len(records))
    return named


def by_tag(named: Iterable[Named]) -> Counter[Id]:
    """Return how many mentions each tag has."""
    return Counter(mention.tag for one in named for mention in one.mentions)


def actor_named(project: Project, name: str) -> set[Id]:
    """Return the actor of a name with all that stand under it; raises Invalid for no such one."""
    key = tags.name_key(name)
    found = list(_actors(project).values())
    for tag in found:
        if tags.name_key(tag.name) == key:
            return tags.subtree(found, tag.id)
    raise Invalid(f"There is no actor “{name}” in the codebook.")


# -- out


def mention_rows(project: Project, named: Iterable[Named]) -> Iterator[MentionRow]:
    """Yield mentions as rows of a table, by document and place."""
    names = {tag.id: tag.name for tag in _actors(project).values()}
    for one in named:
        for mention in one.mentions:
            yield MentionRow(
                one.document.name, mention.start, mention.end, mention.text,
                names[mention.tag], mention.alias,
            )  # fmt: skip


def mentions_csv(project: Project, named: Iterable[Named]) -> str:
    """Return mentions as CSV text."""
    return format_rows(*mentions_table(mention_rows(project, named)))


def export_mentions(
    project: Project, path: Path, named: Iterable[Named], *, mark: bool = False
) -> int:
    """Write mentions as CSV; returns the number of rows (`mark` as for `export_claims`)."""
    assert_no_project(project, path)
    rows = list(mention_rows(project, named))
    write_mentions(path, rows, bom=mark)
    return len(rows)
