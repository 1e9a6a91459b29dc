"""PDF: text in reading order, and where on the page each of its characters stands.

PDFium, through pypdfium2, is loaded only by what runs in a process of its own (the box, and the
worker of the page view): a malformed file may abort it, and its threads may not share it.
"""

from workbench.readers.reading import Reading


def read_pdf(data: bytes, password: str | None = None) -> Reading:
    """Return the text of a PDF file, page after page, with styles and metadata.

    Raises `Unreadable` for a file that is none, `PasswordNeeded` where the password is missing or
    wrong. To be called in the box: a file may take all the time and memory there is.
    """
    from workbench.readers.pdf.document import read_document

    return read_document(data, password)
