"""Files that become documents."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path, PurePath

from db import documents
from db.errors import ProjectError
from db.log import Action
from db.records import Id
from workbench.operations.wording import counted
from workbench.readers.source import (
    SUFFIXES,
    Box,
    EncodingDoubt,
    PasswordNeeded,
    Source,
    find_files,
    read,
)

__all__ = [
    "LARGEST_ORIGINAL", "SUFFIXES", "Box", "EncodingDoubt", "ImportReport", "PasswordNeeded",
    "Refused", "Source", "add_sources", "find_files", "read_source",
]  # fmt: skip

#: Bytes of the largest file that is kept in the project beside its text, unless told otherwise.
LARGEST_ORIGINAL = 100_000_000


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that could not become a document, and why; `doubt` where an answer would help."""

    path: Path
    reason: str
    doubt: EncodingDoubt | PasswordNeeded | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did: the new documents, and (file, document it repeats)."""

    added: tuple[Id, ...] = ()
    duplicates: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()

    def with_more(self, other: "ImportReport") -> "ImportReport":
        """Return what two imports did together."""
        return ImportReport(
            self.added + other.added,
            self.duplicates + other.duplicates,
            self.warnings + other.warnings,
        )

    def sentence(self) -> str:
        """Say in one sentence what was taken."""
        said = f"{counted(len(self.added), 'document')} imported"
        if self.duplicates:
            said += f"; {len(self.duplicates)} left out, for the project has the same text already"
        return said + "."

    def lines(self, refused: Sequence[Refused] = ()) -> tuple[str, ...]:
        """Say line by line what was not taken and why, what was there, and what is doubtful."""
        return (
            *(f"Not taken: {item.reason}" for item in refused),
            *(f"There already: {name} has the text of {same}." for name, same in self.duplicates),
            *(f"To be looked at: {warning}" for warning in self.warnings),
        )


def read_source(
    path: Path,
    encoding: str | None = None,
    *,
    password: str | None = None,
    box: Box | None = None,
) -> Source | Refused:
    """Read a file, without the project; safe to call in a worker thread.

    Whoever reads many files gives one `box` for all of them.
    """
    try:
        return read(path, encoding=encoding, password=password, box=box)
    except (EncodingDoubt, PasswordNeeded) as doubt:
        return Refused(path, str(doubt), doubt)
    except ProjectError as error:
        return Refused(path, str(error))


def add_sources(
    action: Action, sources: Iterable[Source], largest_original: int = LARGEST_ORIGINAL
) -> ImportReport:
    """Add what was read to the project; a text that is there already is left out.

    Two texts are the same if their canonical text is the same to the letter. Scans and pictures
    have no words to tell them apart: of them, the files are compared. A file that has the name of
    another gets a number behind its own, for tables tell documents apart by their names. Files of
    more bytes than `largest_original` are not kept beside their text.
    """
    known = documents.ids_by_text(action.project)
    files = documents.ids_by_original(action.project)
    names = {document.id: document.name for document in documents.all_documents(action.project)}
    taken = set(names.values())
    added: list[Id] = []
    duplicates: list[tuple[str, str]] = []
    warnings: list[str] = []
    for source in sources:
        content = source.text.encode() if _has_words(source) else source.original
        digest = hashlib.sha256(content).hexdigest()
        there = known if _has_words(source) else files
        if digest in there:
            duplicates.append((source.name, names[there[digest]]))
            continue
        name = _free_name(source.name, taken)
        keep = len(source.original) <= largest_original
        document = documents.add(
            action,
            name,
            source.text,
            styles=source.styles,
            original=source.original if keep else None,
            title=source.title,
            media_type=source.media_type,
            author=source.author,
            publisher=source.publisher,
            published_on=source.published_on,
            url=source.url,
            language=source.language,
        )
        there[digest], names[document] = document, name
        taken.add(name)
        added.append(document)
        warnings += [f"{name}: {warning}" for warning in source.warnings]
    return ImportReport(tuple(added), tuple(duplicates), tuple(warnings))


def _has_words(source: Source) -> bool:
    """Return whether a source says anything beside the marks of its pictures and blank pages."""
    end = 0
    images = (style for style in source.styles if style.kind == "image")
    for style in sorted(images, key=lambda style: style.start):
        if source.text[end : style.start].strip():
            return True
        end = max(end, style.end)
    return bool(source.text[end:].strip())


def _free_name(name: str, taken: Collection[str]) -> str:
    path = PurePath(name)
    others = (f"{path.stem} ({number}){path.suffix}" for number in count(2))
    return next(other for other in chain((name,), others) if other not in taken)
