"""A file as a document: canonical text, styles, original bytes, and what is known of it."""

from dataclasses import dataclass
from pathlib import Path

from db.records import Style
from workbench.readers.decoding import decode
from workbench.readers.errors import Candidate, EncodingDoubt, Unreadable
from workbench.readers.files import LIMIT, SUFFIXES, find_files, load, printable
from workbench.readers.markdown import read_markdown
from workbench.readers.plain import read_plain
from workbench.text.canonical import canonical

__all__ = [
    "LIMIT", "SUFFIXES", "Candidate", "EncodingDoubt", "Source", "Unreadable", "find_files", "read",
]  # fmt: skip

_MARKDOWN = (".md", ".markdown")


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
    published_on: str = ""
    language: str = ""
    warnings: tuple[str, ...] = ()


def read(path: str | Path, encoding: str | None = None, limit: int = LIMIT) -> Source:
    """Read a text or Markdown file of at most `limit` bytes.

    Raises `Unreadable` where that cannot be done, and `EncodingDoubt` where somebody has to
    choose the `encoding` first.
    """
    name = printable(path)
    original = load(path, limit)
    decoded, warnings = decode(original, name, encoding)
    text = canonical(decoded)
    if not text.strip():
        raise Unreadable(f"“{name}” is empty: it has nothing but white space.")
    suffix = Path(path).suffix.lower()
    reading = read_markdown(text) if suffix in _MARKDOWN else read_plain(text)
    if suffix and suffix not in SUFFIXES:
        warnings += (f"Files that end in {suffix} are not known; it was read as plain text.",)
    return Source(
        name=name,
        title=reading.title or Path(name).stem,
        text=reading.text,
        styles=reading.styles,
        media_type="text/markdown" if suffix in _MARKDOWN else "text/plain",
        original=original,
        author=reading.author,
        published_on=reading.published_on,
        language=reading.language,
        warnings=warnings + reading.warnings,
    )
