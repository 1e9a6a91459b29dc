"""The places of a page's characters, measured by PDFium: the same text as at import, with boxes."""

import unicodedata
from array import array
from typing import Any

import pypdfium2.raw as raw

from workbench.readers.pdf.geometry import PageGeometry
from workbench.readers.pdf.glyphs import Glyphs
from workbench.readers.pdf.library import NoPage, page_of, text_of
from workbench.readers.pdf.page import PageText, blank_page, read_page

_RTL = ("R", "AL", "RLE", "RLO", "RLI")


def page_geometry(document: Any, number: int) -> PageGeometry:
    """Return the text of a page, counted from 0, with the place of each of its characters."""
    try:
        with page_of(document, number) as page, text_of(page) as loaded:
            glyphs = Glyphs(page, loaded)
            text = read_page(glyphs, number)
            view = glyphs.view
            turn = (raw.FPDFPage_GetRotation(page) - view.rotation) % 4
            boxes = _boxes(glyphs, text)
            size = view.width, view.height
    except NoPage:
        text = blank_page(number, damaged=True)
        turn, boxes, size = 0, array("f", bytes(16 * len(text.text))), (1.0, 1.0)
    rtl = frozenset(
        offset
        for offset, letter in enumerate(text.text)
        if not letter.isascii() and unicodedata.bidirectional(letter) in _RTL
    )
    rows = [(row.start, row.end) for row in text.rows]
    return PageGeometry(text.text, rows, boxes, size, turn, rtl)


def _boxes(glyphs: Glyphs, text: PageText) -> "array[float]":
    boxes = array("f")
    at = (0.0, 0.0, 0.0, 0.0)
    for number in text.numbers():
        at = glyphs.box(number) if number >= 0 else (at[2], at[1], at[2], at[1])
        boxes.extend(at)
    return boxes
