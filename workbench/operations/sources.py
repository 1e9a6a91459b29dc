"""Files that become documents."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path, PurePath

from db import documents
from db.errors import ProjectError
from db.log import Action
from db.records import Id
from workbench.operations.wording import counted
from workbench.readers.source import SUFFIXES, EncodingDoubt, Source, find_files, read

__all__ = [
    "SUFFIXES", "EncodingDoubt", "ImportReport", "Refused", "Source", "add_sources", "find_files",
    "read_source",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that could not become a document, and why; `doubt` where a choice would help."""

    path: Path
    reason: str
    doubt: EncodingDoubt | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did: the new documents, and (file, document it repeats)."""

    added: tuple[Id, ...]
    duplicates: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]

    def sentence(self) -> str:
        """Say in one sentence what was taken."""
        said = f"{counted(len(self.added), 'document')} imported"
        if self.duplicates:
            said += f"; {len(self.duplicates)} left out, for the project has the same text already"
        return said + "."


def read_source(path: Path, encoding: str | None = None) -> Source | Refused:
    """Read a file, without the project; safe to call in a worker thread."""
    try:
        return read(path, encoding=encoding)
    except EncodingDoubt as doubt:
        return Refused(path, str(doubt), doubt)
    except ProjectError as error:
        return Refused(path, str(error))


def add_sources(action: Action, sources: Iterable[Source]) -> ImportReport:
    """Add what was read to the project; a text that is there already is left out.

    Two texts are the same if their canonical text is the same to the letter. A file that has the
    name of another gets a number behind its own, for tables tell documents apart by their names.
    """
    known = documents.ids_by_text(action.project)
    names = {document.id: document.name for document in documents.all_documents(action.project)}
    taken = set(names.values())
    added: list[Id] = []
    duplicates: list[tuple[str, str]] = []
    warnings: list[str] = []
    for source in sources:
        digest = hashlib.sha256(source.text.encode()).hexdigest()
        if digest in known:
            duplicates.append((source.name, names[known[digest]]))
            continue
        name = _free_name(source.name, taken)
        document = documents.add(
            action,
            name,
            source.text,
            styles=source.styles,
            original=source.original,
            title=source.title,
            media_type=source.media_type,
            author=source.author,
            published_on=source.published_on,
            language=source.language,
        )
        known[digest], names[document] = document, name
        taken.add(name)
        added.append(document)
        warnings += [f"{name}: {warning}" for warning in source.warnings]
    return ImportReport(tuple(added), tuple(duplicates), tuple(warnings))


def _free_name(name: str, taken: Collection[str]) -> str:
    path = PurePath(name)
    others = (f"{path.stem} ({number}){path.suffix}" for number in count(2))
    return next(other for other in chain((name,), others) if other not in taken)
