import importlib
import inspect

import pytest

from workbench.readers.formats import BY_KEY, FORMATS, SUFFIXES, recognise
from workbench.readers.frames import Job


@pytest.mark.parametrize(
    ("data", "name", "key"),
    [
        (b"words", "a.txt", "text"),
        (b"words", "a", "text"),
        (b"words", "a.MD", "markdown"),
        (b"\n%PDF-1.4", "a", "pdf"),
        (b"see %PDF-1.4", "a.html", "html"),
        (b"other", "a.pdf", "pdf"),
        (b"{\\rtf1", "a.doc", "rtf"),
        (b"{\\rtf1", "a.txt", "rtf"),
        (b"PK\x03\x04", "a.docx", "docx"),
        (b"PK\x03\x04", "a.epub", "epub"),
        (b"PK\x03\x04", "a.txt", "docx"),
        (b"\xef\xbb\xbf <!DOCTYPE html>", "a", "html"),
        (b"<html>", "a.php", "html"),
        (b"<html>", "a.txt", "text"),
        (b"x", "a.mht", "mhtml"),
    ],
)
def test_a_format_is_known_by_its_bytes_then_by_its_ending(
    data: bytes, name: str, key: str
) -> None:
    assert recognise(data, name).key == key


def test_every_format_names_a_function_that_takes_what_it_lists() -> None:
    fields = set(inspect.signature(Job).parameters)
    for form in FORMATS:
        assert form.suffixes
        assert set(form.takes) <= fields
        if form.reader:
            module, _, function = form.reader.partition(":")
            given = inspect.signature(getattr(importlib.import_module(module), function))
            assert list(given.parameters) == ["data", *form.takes]
    assert len(BY_KEY) == len(FORMATS)
    assert len(set(SUFFIXES)) == len(SUFFIXES)
