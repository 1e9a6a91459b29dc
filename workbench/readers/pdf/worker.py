"""The process that holds one PDF open for the page view: it measures and draws pages as asked.

PDFium may abort on a malformed file, and its threads may not share it: so it stands here alone.
Questions and answers are bytes, never pickles, for what comes out of a parser of foreign files
is not to be trusted: JSON, and after it what is asked for.
"""

import json
import signal
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

#: Bytes of memory that a file may take, the same as for reading it.
MEMORY = 2_000_000_000
#: Dots that a picture of a page may have; larger ones are drawn smaller.
MOST_DOTS = 24_000_000
_A4 = (595.0, 842.0)


def serve(connection: Connection) -> None:
    """Answer questions about the PDF whose bytes come first, until the connection ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is for the parent to say when to end
    warnings.simplefilter("ignore")
    _bound_memory()
    with suppress(EOFError, OSError):
        data = connection.recv_bytes()
        document = _answer(connection, lambda: _open(data))
        while document is not None:
            question = json.loads(connection.recv_bytes())
            _answer(connection, lambda question=question: _do(document, question))  # type: ignore[misc]


def _answer(connection: Connection, work: Callable[[], tuple[Any, dict[str, Any], bytes]]) -> Any:
    """Send what some work says and gives, or why it cannot be done; returns its result."""
    try:
        result, said, given = work()
    except Exception as trouble:
        connection.send_bytes(json.dumps({"error": str(trouble)}).encode())
        connection.send_bytes(b"")
        return None
    connection.send_bytes(json.dumps(said).encode())
    connection.send_bytes(given)
    return result


def _open(data: bytes) -> tuple[Any, dict[str, Any], bytes]:
    from workbench.readers.pdf.library import open_document, page_count

    document = open_document(data)
    sizes = [_size(document, number) for number in range(page_count(document))]
    return document, {"sizes": sizes}, b""


def _size(document: Any, number: int) -> tuple[float, float]:
    import pypdfium2

    try:
        width, height = document.get_page_size(number)
    except pypdfium2.PdfiumError:
        return _A4  # a damaged page takes the room of one
    return (width, height) if width > 0 and height > 0 else _A4


def _do(document: Any, question: dict[str, Any]) -> tuple[Any, dict[str, Any], bytes]:
    page = int(question["page"])
    if question["what"] == "measure":
        from workbench.readers.pdf.measure import page_geometry

        return True, {}, page_geometry(document, page).to_bytes()
    return _draw(document, page, float(question["scale"]), int(question["rotation"]))


def _draw(
    document: Any, page: int, scale: float, rotation: int
) -> tuple[Any, dict[str, Any], bytes]:
    """Draw a page, `scale` dots to a point, turned clockwise by `rotation` quarters."""
    loaded = document[page]
    try:
        width, height = loaded.get_size()
        dots = width * height * scale * scale
        if dots > MOST_DOTS:
            scale *= (MOST_DOTS / dots) ** 0.5
        bitmap = loaded.render(
            scale=scale, rotation=90 * rotation, prefer_bgrx=True, may_draw_forms=True
        )
        said = {"width": bitmap.width, "height": bitmap.height, "stride": bitmap.stride}
        drawn = bytes(bitmap.buffer)
        bitmap.close()
    finally:
        loaded.close()
    return True, said, drawn


def _bound_memory() -> None:
    if sys.platform != "win32":
        import resource

        with suppress(ValueError, OSError):
            _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
            if hard == resource.RLIM_INFINITY or hard > MEMORY:
                resource.setrlimit(resource.RLIMIT_AS, (MEMORY, hard))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
