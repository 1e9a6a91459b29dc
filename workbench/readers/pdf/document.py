"""A whole PDF: its pages one after the other, their styles, and what the file says of itself."""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import byref, c_ulong, create_string_buffer
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as raw

from db.records import Style
from workbench.readers.errors import Unreadable
from workbench.readers.pdf.glyphs import Box, Glyphs
from workbench.readers.pdf.library import (
    NoPage,
    decrypted,
    open_document,
    page_count,
    page_of,
    text_of,
)
from workbench.readers.pdf.outline import headings
from workbench.readers.pdf.page import SEPARATOR, PageText, blank_page, read_page
from workbench.readers.plain import guess_title
from workbench.readers.reading import Reading
from workbench.text.extracted import page_styles
from workbench.text.furniture import TextLine

#: Code points of text that a file may have.
_MOST_TEXT = 60_000_000
#: After so many pages at the beginning that cannot be read, none will be.
_FIRST_DAMAGED = 50
#: Part of the characters that may be unknown before the reading says so.
_UNKNOWN = 0.05
_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?")
_MADE_UP_TITLE = re.compile(r"microsoft (?:word|powerpoint|excel) - |untitled|.*\.\w{3,4}$", re.I)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(slots=True)
class _Parts:
    """What is gathered page by page; offsets count in the whole text."""

    texts: list[str] = field(default_factory=list)
    length: int = 0
    starts: list[int] = field(default_factory=list)
    lines: list[list[TextLine]] = field(default_factory=list)
    styles: list[Style] = field(default_factory=list)
    blank: list[int] = field(default_factory=list)
    damaged: list[int] = field(default_factory=list)


def read_document(data: bytes, password: str | None = None) -> Reading:
    """Return the text of a PDF; see `workbench.readers.pdf.read_pdf`."""
    document = open_document(data, password)
    count = page_count(document)
    if count == 0:
        raise Unreadable("This PDF has no pages: ask for another copy.")
    parts = _Parts()
    with _collecting_nothing():
        for number in range(count):
            _add_page(document, number, parts)
            if parts.length > _MOST_TEXT or len(parts.damaged) == number + 1 == _FIRST_DAMAGED:
                break
    if len(parts.damaged) == len(parts.starts):
        raise Unreadable(
            "None of the pages of this PDF can be read: ask for another copy, or save it anew in "
            "another program."
        )
    text = "".join(parts.texts)
    styles = parts.styles + page_styles(text, parts.lines)
    styles += headings(document, parts.lines)
    said = _metadata(document)
    title = said["Title"]
    return Reading(
        text,
        tuple(sorted(styles, key=lambda style: (style.start, -style.end))),
        title=title if title and not _MADE_UP_TITLE.match(title) else _guessed(text, parts),
        author=said["Author"],
        published_on=_date(said["CreationDate"]),
        language=_language(document),
        warnings=tuple(_warnings(parts, count, text)),
        original=decrypted(document) if password else None,
    )


@contextmanager
def _collecting_nothing() -> Iterator[None]:
    """Spare the collector the hundreds of thousands of small tuples, none of them in a ring."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _guessed(text: str, parts: _Parts) -> str:
    """Return the first line of the first page if it looks like a title."""
    return "" if 0 in (*parts.blank, *parts.damaged) else guess_title(text)


def _add_page(document: Any, number: int, parts: _Parts) -> None:
    if parts.texts:
        parts.texts.append(SEPARATOR)
        parts.length += len(SEPARATOR)
    start, height = parts.length, 1.0
    try:
        with page_of(document, number) as page, text_of(page) as loaded:
            glyphs = Glyphs(page, loaded)
            text = read_page(glyphs, number)
            height = glyphs.view.height or 1.0
            parts.styles += _links(document, page, glyphs, text, start)
    except NoPage:
        text = blank_page(number, damaged=True)
        parts.damaged.append(number)
    if not text.rows:
        parts.styles.append(Style(start, start + len(text.text), "image", text.text[1:-1]))
        if parts.damaged[-1:] != [number]:
            parts.blank.append(number)
    parts.texts.append(text.text)
    parts.length += len(text.text)
    parts.starts.append(start)
    words = text.text
    parts.lines.append(
        [
            TextLine(
                start + lo, start + hi, words[lo:hi], top / height, bottom / height, bottom - top
            )
            for lo, hi, _left, top, _right, bottom in text.rows
        ]
    )  # fmt: skip
    parts.styles.append(Style(start, parts.length, "page", _label(document, number)))


def _label(document: Any, number: int) -> str:
    """Return the number that the file gives a page, or its place counted from 1."""
    return document.get_page_label(number).strip() or str(number + 1)


def _links(document: Any, page: Any, glyphs: Glyphs, text: PageText, start: int) -> Iterator[Style]:
    """Yield the links of a page that lead out of the document: the words within their frames."""
    place, link, rect = raw.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    numbers: list[int] = []
    while raw.FPDFLink_Enumerate(page, byref(place), byref(link)):
        address = _address(document, link)
        if not address or not raw.FPDFLink_GetAnnotRect(link, byref(rect)):
            continue
        numbers = numbers or text.numbers()
        frame = glyphs.view.box(rect.left, rect.bottom, rect.right, rect.top)
        for row in text.rows:
            if frame[1] <= (row.top + row.bottom) / 2 <= frame[3]:
                inside = [
                    at
                    for at in range(row.start, row.end)
                    if numbers[at] >= 0 and _within(glyphs.box(numbers[at]), frame)
                ]
                if inside:
                    yield Style(start + inside[0], start + inside[-1] + 1, "link", address)


def _within(box: Box, frame: Box) -> bool:
    return frame[0] <= (box[0] + box[2]) / 2 <= frame[2]


def _address(document: Any, link: Any) -> str:
    action = raw.FPDFLink_GetAction(link)
    if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
        return ""
    size = raw.FPDFAction_GetURIPath(document.raw, action, None, 0)
    buffer = create_string_buffer(size)
    raw.FPDFAction_GetURIPath(document.raw, action, buffer, c_ulong(size))
    return buffer.value.decode("utf-8", "replace")


def _metadata(document: Any) -> dict[str, str]:
    said = document.get_metadata_dict()
    return {
        name: " ".join("".join(c if c.isprintable() else " " for c in value).split())[:500]
        for name, value in said.items()
    }


def _date(value: str) -> str:
    match = _DATE.match(value)
    return "-".join(part for part in match.groups() if part) if match else ""


def _language(document: Any) -> str:
    size = raw.FPDFCatalog_GetLanguage(document.raw, None, 0)
    if size <= 2:
        return ""
    buffer = create_string_buffer(size)
    raw.FPDFCatalog_GetLanguage(
        document.raw, raw.cast(buffer, raw.POINTER(raw.FPDF_WCHAR)), c_ulong(size)
    )
    said = buffer.raw[: size - 2].decode("utf-16-le", "replace").strip()
    return said if _LANGUAGE.fullmatch(said) else ""


def _warnings(parts: _Parts, count: int, text: str) -> Iterator[str]:
    read = len(parts.starts)
    if read < count:
        yield f"Only the first {read:,} of {count:,} pages were read: the file is too long."
    if parts.damaged:
        yield f"{_pages(parts.damaged)} cannot be read: the file is damaged there."
    if len(parts.blank) == read:
        yield (
            "None of its pages has text: it is a scan. Draw rectangles on its pages to claim what "
            "they show, or have the text recognised in another program and import that."
        )
    elif parts.blank:
        yield f"{_pages(parts.blank)} without text: claims there are made by drawing a rectangle."
    if text.count("\ufffd") > _UNKNOWN * len(text):
        yield "The file does not say which letters many of its characters are."


def _pages(numbers: list[int]) -> str:
    """Name pages, counted from 0, in ranges: `Pages 2–4 and 9`."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    words = [str(a + 1) if a == b else f"{a + 1}–{b + 1}" for a, b in ranges]
    if len(words) > 6:
        words = [*words[:5], "others"]
    if len(numbers) == 1:
        return f"Page {words[0]}"
    return "Pages " + (" and ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words))
