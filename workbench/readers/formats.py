"""The formats that can be read, each declared once: endings, media type, and who reads it."""

import re
from dataclasses import dataclass
from pathlib import PurePath

_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Format:
    """A format; `reader` is `module:function`, imported only in the box (see `box.py`).

    The function takes the bytes and by name what `takes` lists of a `frames.Job`, and returns a
    `Reading`. `memory` is how many bytes the reading of a file may need.
    """

    key: str
    label: str
    suffixes: tuple[str, ...]
    media_type: str
    reader: str = ""
    takes: tuple[str, ...] = ()
    memory: int = 1000 * _MB


TEXT = Format("text", "Plain text", (".txt", ".text"), "text/plain")
MARKDOWN = Format("markdown", "Markdown", (".md", ".markdown"), "text/markdown")
PDF = Format(
    "pdf", "PDF", (".pdf",), "application/pdf",
    "workbench.readers.pdf:read_pdf", ("password",), 2000 * _MB,
)  # fmt: skip
DOCX = Format(
    "docx", "Word document", (".docx", ".docm", ".dotx"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "workbench.readers.docx:read_docx",
)  # fmt: skip
ODT = Format(
    "odt", "OpenDocument text", (".odt", ".ott", ".fodt"),
    "application/vnd.oasis.opendocument.text", "workbench.readers.odt:read_odt",
)  # fmt: skip
RTF = Format(
    "rtf", "Rich text", (".rtf",), "application/rtf", "workbench.readers.rtf:read_rtf"
)  # fmt: skip
EPUB = Format(
    "epub", "E-book", (".epub",), "application/epub+zip", "workbench.readers.epub:read_epub"
)  # fmt: skip
HTML = Format(
    "html", "Web page", (".html", ".htm", ".xhtml", ".xht"), "text/html",
    "workbench.readers.webpage:read_webpage", ("name", "encoding"),
)  # fmt: skip
MHTML = Format(
    "mhtml", "Saved web page", (".mhtml", ".mht"), "multipart/related",
    "workbench.readers.mhtml:read_mhtml", ("name", "encoding"),
)  # fmt: skip

FORMATS = (TEXT, MARKDOWN, PDF, DOCX, ODT, RTF, EPUB, HTML, MHTML)
BY_KEY = {each.key: each for each in FORMATS}
#: Endings of the files that a folder is searched for, in small letters.
SUFFIXES = tuple(suffix for each in FORMATS for suffix in each.suffixes)

#: What is inside is looked at in the box: a document of Word, OpenDocument or an e-book.
_ZIP = b"PK\x03\x04"
_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)\b", re.I)
_BY_SUFFIX = {suffix: each for each in FORMATS for suffix in each.suffixes}


def recognise(data: bytes, name: str) -> Format:
    """Return the format of a file: by its first bytes where they say it, else by its ending."""
    by_name = _BY_SUFFIX.get(PurePath(name).suffix.lower(), TEXT)
    if b"%PDF-" in data[:1024] and by_name in (PDF, TEXT):
        return PDF
    if data.startswith(b"{\\rtf"):
        return RTF
    if data.startswith(_ZIP):
        return by_name if by_name in (ODT, EPUB) else DOCX
    if by_name is TEXT and not name.lower().endswith(TEXT.suffixes) and _HTML.match(data[:1000]):
        return HTML
    return by_name
