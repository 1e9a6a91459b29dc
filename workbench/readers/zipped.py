"""Which document a zip file is."""

from workbench.readers.container import Container
from workbench.readers.errors import Unreadable

_OTHERS = (
    ("xl/", "a spreadsheet"), ("ppt/", "a presentation"), ("visio/", "a drawing"),
)  # fmt: skip


def zipped_format(data: bytes) -> str:
    """Return the key of the format; raises `Unreadable` for what is no document."""
    parts = Container(data)
    names = parts.names()
    kind = parts.read("mimetype")[:100].strip()
    if kind.startswith(b"application/epub+zip") or "META-INF/container.xml" in names:
        return "epub"
    if kind.startswith(b"application/vnd.oasis.opendocument."):
        if kind.startswith(b"application/vnd.oasis.opendocument.text"):
            return "odt"
        raise Unreadable("The file is an OpenDocument, but no text: save its text as ODT.")
    if any(name.startswith("word/") for name in names):
        return "docx"
    for folder, what in _OTHERS:
        if any(name.startswith(folder) for name in names):
            raise Unreadable(f"The file is {what}, which cannot be read: save it as PDF.")
    if "[Content_Types].xml" in names:
        return "docx"
    if "content.xml" in names:
        return "odt"
    raise Unreadable("The file is a zip file and no document: unpack it, then import its files.")
