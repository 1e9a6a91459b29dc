"""What a reader of one format hands back."""

from dataclasses import dataclass

from db.records import Style


@dataclass(frozen=True, slots=True)
class Reading:
    """Canonical text, its styles, and what the text says about itself; unknown is empty.

    Pages, chapters, tables and notes stand among the styles (`db.records.Style`). `published_on`
    is a year, month or day as in ISO 8601, `language` a tag of BCP 47; each warning is a sentence.
    `original` are the bytes to keep where they differ from those of the file: without its password.
    """

    text: str
    styles: tuple[Style, ...] = ()
    title: str = ""
    author: str = ""
    publisher: str = ""
    published_on: str = ""
    url: str = ""
    language: str = ""
    warnings: tuple[str, ...] = ()
    original: bytes | None = None
