"""The matrix as a workbook: figures with heat, passages with links both ways, settings, proof.

Everything is written as a number or as a string, never as a formula. Rows go to the disk as they
are written, so that a hundred thousand passages need little memory.
"""

import io
from typing import TYPE_CHECKING

from workbench.exporters.characters import line, xml_text
from workbench.exporters.matrix_product import Product
from workbench.exporters.matrix_proof import proof_of, to_json
from workbench.exporters.matrix_sheet import MatrixSheet
from workbench.exporters.matrix_words import settings_told
from workbench.exporters.passage_sheet import PassageSheet
from workbench.exporters.sheets import MATRIX, PASSAGES, PROOF, SETTINGS, Formats, pieces

if TYPE_CHECKING:
    from xlsxwriter import Workbook

#: characters of the proof in one cell; well below what a cell can hold
PROOF_PIECE = 30_000


def xlsx_bytes(product: Product) -> bytes:
    """Return the workbook as the bytes of its file."""
    from xlsxwriter import Workbook

    data = io.BytesIO()
    book = Workbook(data, {"constant_memory": True, "strings_to_urls": False})
    title = xml_text(line(product.origin.title))
    book.set_properties({"title": title[:255], "author": "", "comments": product.origin.program})
    formats = Formats(book)
    sheets = [book.add_worksheet(name) for name in (MATRIX, PASSAGES, SETTINGS, PROOF)]
    passages = PassageSheet(sheets[1], formats, product)
    layout = MatrixSheet(sheets[0], formats, product, passages.first_rows).write()
    passages.write(layout)
    _settings(book, formats, product)
    _proof(book, product, layout.as_text())
    book.close()
    return data.getvalue()


def _settings(book: "Workbook", formats: Formats, product: Product) -> None:
    sheet = book.get_worksheet_by_name(SETTINGS)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 110)
    for row, (name, value) in enumerate(settings_told(product)):
        sheet.write_string(row, 0, name, formats.faint)
        for column, piece in enumerate(pieces(value), 1):
            sheet.write_string(row, column, piece, formats.wrapped)


def _proof(book: "Workbook", product: Product, layout: str) -> None:
    """Write the proof in pieces down the first column, where figures stand beside it."""
    sheet = book.get_worksheet_by_name(PROOF)
    text = to_json(proof_of(product))
    cells = [text[at : at + PROOF_PIECE] for at in range(0, len(text), PROOF_PIECE)]
    for row, cell in enumerate([layout, *cells]):
        sheet.write_string(row, 0, cell)
    sheet.hide()
