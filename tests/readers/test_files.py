import ast
import os
from pathlib import Path

import pytest

from workbench.readers.errors import Unreadable
from workbench.readers.files import find_files, load, printable


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text")


def test_folders_are_searched_to_the_bottom_in_order(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "a/z.md", "a/A.TXT", "c.csv", ".hidden.txt", ".git/x.txt", "d.text")
    names = [str(path.relative_to(tmp_path)) for path in find_files([tmp_path])]
    assert names == ["a/A.TXT", "a/z.md", "b.txt", "d.text"]


def test_files_are_taken_as_they_are_and_once(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", ".odd.log")
    wanted = [tmp_path / ".odd.log", tmp_path / "gone.txt", tmp_path / "b.txt"]
    assert find_files([*map(str, wanted), tmp_path]) == wanted


def test_links_that_go_in_circles_are_followed_once(tmp_path: Path) -> None:
    make(tmp_path, "a/b.txt")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "a" / "self").symlink_to("self")
    (tmp_path / "broken.txt").symlink_to("nothing")
    assert [path.name for path in find_files([tmp_path])] == ["b.txt"]


def test_a_folder_that_may_not_be_listed_is_left_for_reading_to_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, "a/b.txt", "c.txt")
    listed = Path.iterdir

    def iterdir(path: Path) -> object:
        if path.name == "a":
            raise PermissionError
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    assert [path.name for path in find_files([tmp_path])] == ["a", "c.txt"]


def test_what_cannot_be_read_is_told_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, "big.txt")
    (tmp_path / "empty.txt").touch()
    os.mkfifo(tmp_path / "pipe.txt")
    for name, sentence in [
        ("gone.txt", "There is no file “gone.txt”: check where it lies."),
        ("", f"“{tmp_path.name}” is a folder: name the files in it, or make it readable."),
        ("empty.txt", "“empty.txt” is empty: there is nothing to read in it."),
        ("pipe.txt", "“pipe.txt” is not a file: choose a document."),
        ("big.txt", "“big.txt” is larger than 3 bytes: split it into parts."),
    ]:
        with pytest.raises(Unreadable) as trouble:
            load(tmp_path / name, limit=3)
        assert str(trouble.value) == sentence

    # The words in brackets are the system's, and differ between versions of Python.
    with pytest.raises(Unreadable, match=r"“nul�\.txt” cannot be read \(.+\): check the file\."):
        load(tmp_path / "nul\0.txt", limit=3)

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(Unreadable, match=r"“big\.txt” may not be read"):
        load(tmp_path / "big.txt")


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with open(path, "wb") as file:
        file.truncate(1_000_000_000)
    with pytest.raises(Unreadable, match="larger than 100 MB"):
        load(path)


@pytest.mark.parametrize(
    ("start", "what"),
    [
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"SQLite format 3\0", "a database"),
    ],
)
def test_other_formats_are_named(tmp_path: Path, start: bytes, what: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(start + b" rest")
    with pytest.raises(Unreadable, match=f"is {what}, which cannot be read"):
        load(path)


def test_old_office_files_are_told_from_encrypted_ones(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"rest")
    with pytest.raises(Unreadable, match="is an old Word or Office document: save it as DOCX"):
        load(path)
    path.write_bytes(path.read_bytes() + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(Unreadable, match="is protected by a password"):
        load(path)


def test_names_are_made_printable() -> None:
    assert printable("x/a\nb\udcff.txt") == "a�b�.txt"
    assert printable("عربي 😀.txt") == "عربي 😀.txt"


def test_hostile_file_names_are_read(shared: Path, tmp_path: Path) -> None:
    listed = (shared / "hostile" / "text" / "file_names.txt").read_text(encoding="utf-8")
    names = [ast.literal_eval(line) for line in listed.splitlines()]
    names = [name for name in names if "/" not in name and name != ".."]
    for name in names:
        try:
            (tmp_path / name).write_text("text")
        except OSError:
            assert len(os.fsencode(name)) > 255
            continue
        assert load(tmp_path / name) == b"text"
        printable(tmp_path / name).encode()
