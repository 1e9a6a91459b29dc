"""Exports that somebody made to do harm are refused in a sentence, and soon."""

import io
import shutil
import zipfile
from pathlib import Path

import pytest

from db.errors import ProjectError
from workbench.operations import export_reading
from workbench.operations.export_reading import read_export

SHEETS = '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]><graphml>&i;</graphml>"
)


def workbook(parts: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return data.getvalue()


HOSTILE = {
    "bomb.xlsx": workbook({"xl/workbook.xml": b" " * 150_000_000}),
    "entities.xlsx": workbook({"xl/workbook.xml": BOMB.encode()}),
    "empty.xlsx": workbook({"xl/workbook.xml": f"{SHEETS}<sheets/></workbook>".encode()}),
    "no.xlsx": b"PK no zip",
    "entities.graphml": BOMB.encode(),
    "deep.graphml": b"<a>" * 100_000,
    "many.graphml": b"<graphml>" + b"<node/>" * 3_100_000 + b"</graphml>",
    "outside.svg": b'<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>',
    "none.html": b"<html><table id=matrix></table></html>",
    "none.md": b"# no proof\n<!-- proof ",
    "deep.json": b"[" * 1_000_000,
    "no.json": b"\xff\xfe\x00",
    "alone.csv": b"a,b\r\n",
    "what.doc": b"",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_in_a_sentence(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(HOSTILE[name])
    with pytest.raises(ProjectError) as caught:
        read_export(path)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "root:" not in sentence


def test_what_is_missing_a_folder_or_too_large_is_refused(tmp_path, monkeypatch):
    with pytest.raises(ProjectError, match=r"no file “x\.html”"):
        read_export(tmp_path / "x.html")
    (tmp_path / "y.html").mkdir()
    with pytest.raises(ProjectError, match=r"no file “y\.html”"):
        read_export(tmp_path / "y.html")
    monkeypatch.setattr(export_reading, "_LARGEST", 10)
    (tmp_path / "z.json").write_bytes(b" " * 11)
    with pytest.raises(ProjectError, match="larger than"):
        read_export(tmp_path / "z.json")


def test_the_hostile_samples_are_refused(tmp_path):
    folder = Path(__file__).parents[2] / ".." / "shared" / "hostile"
    if not folder.is_dir():
        pytest.skip("the shared sources are absent")
    for kind, suffix in (("xml", ".graphml"), ("zip", ".xlsx"), ("svg", ".svg"), ("csv", ".json")):
        for sample in sorted((folder / kind).iterdir()):
            path = tmp_path / f"export{suffix}"
            shutil.copy(sample, path)
            with pytest.raises(ProjectError):
                read_export(path)
