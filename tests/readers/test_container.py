import io
import zipfile

import pytest

from workbench.readers import container
from workbench.readers.container import Container
from workbench.readers.errors import Unreadable
from workbench.readers.zipped import zipped_format

from .making import docx, epub, odt, p, zipped


def test_parts_are_read_by_name() -> None:
    found = Container(zipped({"a": "A", "b/c": b"\0"}))
    assert found.names() == ["a", "b/c"]
    assert (found.read("a"), found.read("b/c"), found.read("gone")) == (b"A", b"\0", b"")
    assert "a" in found
    assert "gone" not in found


def test_what_comes_out_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    data = zipped({"a": b"\0" * 900, "b": b"\0" * 900})
    monkeypatch.setattr(container, "_LARGEST_PART", 800)
    with pytest.raises(Unreadable, match="swells"):
        Container(data).read("a")
    monkeypatch.setattr(container, "_LARGEST_PART", 1000)
    monkeypatch.setattr(container, "_LARGEST_WHOLE", 1000)
    found = Container(data)
    found.read("a")
    with pytest.raises(Unreadable, match="swells"):
        found.read("b")


def test_the_sizes_that_a_file_tells_are_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    data = zipped({"a": b"\0" * 100_000}).replace((100_000).to_bytes(4, "little"), b"\x01\0\0\0")
    assert len(Container(data).read("a")) <= 100_000


def test_odd_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    twice = io.BytesIO()
    with zipfile.ZipFile(twice, "w") as file:
        file.writestr("a", "A")
        with pytest.warns(UserWarning, match="Duplicate"):
            file.writestr("a", "B")
    with pytest.raises(Unreadable, match="two parts of one name"):
        Container(twice.getvalue())
    locked = bytearray(zipped({"a": "A"}))
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(Unreadable, match="encrypted"):
        Container(bytes(locked))
    with pytest.raises(Unreadable, match="damaged"):
        Container(b"PK\x03\x04 nothing")
    monkeypatch.setattr(container, "_MOST_PARTS", 1)
    with pytest.raises(Unreadable, match="more parts"):
        Container(zipped({"a": "A", "b": "B"}))


def test_a_file_that_is_cut_off_gives_the_parts_that_came() -> None:
    whole = zipped({"a": "first " * 1000, "b": "second " * 1000})
    cut = Container(whole[: whole.index(b"PK\x01\x02")])
    assert cut.read("a") == b"first " * 1000
    assert cut.read("b") == b"second " * 1000
    assert len(cut.warnings) == 1
    shorter = Container(whole[: whole.rindex(b"PK\x03\x04") + 40])
    assert b"second".startswith(shorter.read("b")[:6])


def test_a_part_with_a_wrong_sum_is_read_with_a_warning() -> None:
    data = bytearray(zipped({"a": "words " * 10}))
    for head, place in ((b"PK\x03\x04", 14), (b"PK\x01\x02", 16)):
        data[data.index(head) + place] ^= 0xFF
    found = Container(bytes(data))
    assert b"words ".startswith(found.read("a")[:6])
    assert len(found.warnings) == 1


def test_documents_are_known_by_what_is_in_them() -> None:
    assert zipped_format(docx(p("x"))) == "docx"
    assert zipped_format(odt("x")) == "odt"
    assert zipped_format(epub({})) == "epub"
    assert zipped_format(zipped({"[Content_Types].xml": "", "x/document.xml": ""})) == "docx"
    assert zipped_format(zipped({"content.xml": ""})) == "odt"
    for parts, what in [
        ({"xl/a": ""}, "a spreadsheet"), ({"ppt/a": ""}, "a presentation"), ({"a": ""}, "zip file"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "no text"),
    ]:  # fmt: skip
        with pytest.raises(Unreadable, match=what):
            zipped_format(zipped(parts))
