"""The door to PDFium: opening files and pages. Nothing outside this package imports pypdfium2."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from workbench.readers.errors import PasswordNeeded, Unreadable

#: A page tree can claim any number of pages; no source that people read has more.
MOST_PAGES = 20_000


class NoPage(Exception):
    """A page is so damaged that PDFium cannot load it."""


def open_document(data: bytes, password: str | None = None) -> Any:
    """Open a PDF from its bytes, which must stay alive as long as the document.

    Raises `Unreadable` or `PasswordNeeded`.
    """
    try:
        return pdfium.PdfDocument(data, password=password or None)
    except pdfium.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise PasswordNeeded("This PDF", wrong=bool(password)) from None
        if error.err_code == raw.FPDF_ERR_SECURITY:
            raise Unreadable(
                "This PDF is protected in a way that cannot be opened here: save it without "
                "protection in the program that made it."
            ) from None
        raise Unreadable(
            "This is no PDF, or it is damaged beyond reading: open it in another program and "
            "save it anew, or ask for another copy."
        ) from None


def page_count(document: Any) -> int:
    """Return how many pages to read, at most `MOST_PAGES`."""
    return min(len(document), MOST_PAGES)


@contextmanager
def page_of(document: Any, number: int) -> Iterator[Any]:
    """Load a page, counted from 0, for as long as it is needed; raises `NoPage`."""
    page = raw.FPDF_LoadPage(document.raw, number)
    if not page:
        raise NoPage
    try:
        yield page
    finally:
        raw.FPDF_ClosePage(page)


@contextmanager
def text_of(page: Any) -> Iterator[Any]:
    """Load the characters of a page for as long as they are needed; raises `NoPage`."""
    text = raw.FPDFText_LoadPage(page)
    if not text:
        raise NoPage
    try:
        yield text
    finally:
        raw.FPDFText_ClosePage(text)


def decrypted(document: Any) -> bytes:
    """Return a copy of an open document that needs no password any more."""
    out = BytesIO()
    document.save(out, flags=raw.FPDF_REMOVE_SECURITY)
    return out.getvalue()
