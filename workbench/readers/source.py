"""A file as a document: canonical text, styles, original bytes, and what is known of it."""

from dataclasses import dataclass, replace
from pathlib import Path

from db.records import Style
from workbench.readers.box import Box
from workbench.readers.decoding import decode
from workbench.readers.errors import (
    Cancelled,
    Candidate,
    EncodingDoubt,
    PasswordNeeded,
    Unreadable,
)
from workbench.readers.files import LIMIT, find_files, load, printable
from workbench.readers.formats import BY_KEY, MARKDOWN, SUFFIXES, Format, recognise
from workbench.readers.frames import Job
from workbench.readers.markdown import read_markdown
from workbench.readers.plain import read_plain
from workbench.readers.reading import Reading
from workbench.text.canonical import canonical

__all__ = [
    "LIMIT", "SUFFIXES", "Box", "Cancelled", "Candidate", "EncodingDoubt", "PasswordNeeded",
    "Source", "Unreadable", "find_files", "read",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read. Styles count code points of `text`, which is canonical.

    `name` is the file's name, `original` its bytes; a warning is a sentence about a loss.
    """

    name: str
    title: str
    text: str
    styles: tuple[Style, ...]
    media_type: str
    original: bytes
    author: str = ""
    publisher: str = ""
    published_on: str = ""
    url: str = ""
    language: str = ""
    warnings: tuple[str, ...] = ()


def read(
    path: str | Path,
    encoding: str | None = None,
    limit: int = LIMIT,
    *,
    password: str | None = None,
    box: Box | None = None,
) -> Source:
    """Read a file of at most `limit` bytes, by what its first bytes and its ending say it is.

    All but plain text and Markdown is read in a `box`, one made for it where none is given. Raises
    `Unreadable` where a file cannot be read, `EncodingDoubt` and `PasswordNeeded` where somebody
    has to say more first, and `Cancelled` where the box was stopped.
    """
    name = printable(path)
    original = load(path, limit)
    form = recognise(original, name)
    if not form.reader:
        return _plain(name, original, encoding, form)
    job = Job(form.key, name, original, encoding, password)
    if box is None:
        with Box() as own:
            reading, key = own.read(job)
    else:
        reading, key = box.read(job)
    if not reading.text.strip():
        raise Unreadable(f"“{name}” has no text in it, as far as it could be read.")
    if canonical(reading.text) != reading.text:
        raise Unreadable(f"“{name}” has characters that cannot be kept: save it as plain text.")
    return _source(name, original, BY_KEY[key], reading)


def _plain(name: str, original: bytes, encoding: str | None, form: Format) -> Source:
    decoded, warnings = decode(original, name, encoding)
    text = canonical(decoded)
    if not text.strip():
        raise Unreadable(f"“{name}” is empty: it has nothing but white space.")
    reading = read_markdown(text) if form is MARKDOWN else read_plain(text)
    suffix = Path(name).suffix.lower()
    if suffix and suffix not in SUFFIXES:
        warnings += (f"Files that end in {suffix} are not known; it was read as plain text.",)
    return _source(name, original, form, replace(reading, warnings=warnings + reading.warnings))


def _source(name: str, original: bytes, form: Format, reading: Reading) -> Source:
    return Source(
        name=name,
        title=reading.title or Path(name).stem,
        text=reading.text,
        styles=reading.styles,
        media_type=form.media_type,
        original=original if reading.original is None else reading.original,
        author=reading.author,
        publisher=reading.publisher,
        published_on=reading.published_on,
        url=reading.url,
        language=reading.language,
        warnings=reading.warnings,
    )
