"""A web page saved as one file (MHTML, MHT): its first part that is HTML is the page."""

from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from workbench.readers.errors import Unreadable
from workbench.readers.reading import Reading
from workbench.readers.webpage import read_webpage

_MOST_PARTS = 20_000


def read_mhtml(data: bytes, name: str = "", encoding: str | None = None) -> Reading:
    """Read the bytes of a saved web page as `webpage.read_webpage` does a page of HTML."""
    if data.count(b"\n--") > _MOST_PARTS:
        raise Unreadable("The file has more parts than any document: it cannot be read.")
    message = BytesParser(policy=policy.default).parsebytes(data)
    page = _page(message)
    if page is None:
        raise Unreadable("The file holds no web page: save the page anew.")
    content = page.get_payload(decode=True)
    told = page.get_content_charset() or ""
    reading = read_webpage(
        content if isinstance(content, bytes) else b"",
        name,
        encoding or _known(told, content if isinstance(content, bytes) else b""),
    )
    return replace(
        reading,
        title=_title(reading.title, _header(message, "Subject")),
        url=reading.url or _address(message, page),
    )


def _title(found: str, subject: str) -> str:
    """Return the title that the file was saved under, but what was found in it may be neater."""
    return found if not subject or (found and found.lower() in subject.lower()) else subject


def _page(message: EmailMessage) -> EmailMessage | None:
    return next((part for part in message.walk() if part.get_content_type() == "text/html"), None)


def _known(charset: str, content: bytes) -> str | None:
    """Return the declared encoding if the page can be read with it."""
    try:
        content.decode(charset)
    except (LookupError, UnicodeError):
        return None
    return charset


def _header(message: EmailMessage, name: str) -> str:
    """Return a header in one line; the mail parser stumbles over some broken ones."""
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, IndexError, AttributeError, TypeError):
        return ""


def _address(message: EmailMessage, page: EmailMessage) -> str:
    told = _header(message, "Snapshot-Content-Location") or _header(page, "Content-Location")
    return told if told.startswith(("http://", "https://")) else ""
