from pathlib import Path

import pytest

from workbench.readers.source import EncodingDoubt, Source, Unreadable, find_files, read
from workbench.text.canonical import canonical


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_text_is_read_with_its_original(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbfA report\r\n\r\nText.\r\n"
    source = read(write(tmp_path / "a.txt", data))
    assert source == Source("a.txt", "A report", "A report\n\nText.\n", (), "text/plain", data)


def test_markdown_is_recognised_by_its_ending(tmp_path: Path) -> None:
    source = read(write(tmp_path / "a.MD", "# Brief\n\n*Text*"))
    assert (source.text, source.title) == ("Brief\n\nText", "Brief")
    assert source.media_type == "text/markdown"
    assert [style.kind for style in source.styles] == ["h1", "em"]


def test_without_a_title_the_name_of_the_file_serves(tmp_path: Path) -> None:
    assert read(write(tmp_path / "field notes.txt", "A sentence.")).title == "field notes"


def test_unknown_endings_are_read_as_plain_text_and_told(tmp_path: Path) -> None:
    source = read(write(tmp_path / "a.log", "# line"))
    assert source.text == "# line"
    assert source.warnings == ("Files that end in .log are not known; it was read as plain text.",)
    assert read(write(tmp_path / "README", "line")).warnings == ()


def test_a_doubt_is_settled_by_an_answer(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "Größe".encode("cp1252"))
    with pytest.raises(EncodingDoubt, match=r"“a\.txt” are encoded \(cp1252"):
        read(path)
    assert read(path, encoding="cp1252").text == "Größe"


def test_white_space_alone_is_empty(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="nothing but white space"):
        read(write(tmp_path / "a.md", " \r\n\t"))


def test_the_sources_are_read_as_they_stand(shared: Path) -> None:
    for path in find_files([shared / "sources"]):
        source = read(path)
        assert source.text == canonical(path.read_bytes().decode())
        assert source.warnings == ()


#: What each hostile text comes to: the start of its text, or part of the sentence.
HOSTILE = {
    "bad_utf8.txt": "It is unclear how the characters of “bad_utf8.txt” are encoded (",
    "bom_utf8.txt": "with mark",
    "file_names.txt": "'CON.txt'",
    "mixed_newlines.txt": "a\nb\nc\nd\ne\x0cf\ng\u2028h\ni",
    "nul.txt": "before\ufffdafter\nsecond\ufffd\ufffdline",
    "one_line_100k.txt": "x" * 100_000,
    "utf16_nobom.txt": "hello wörld",
    "zalgo.txt": "Z\u0300",
    "md_brackets.md": "[" * 50_000,
    "md_quote_5k.md": ">" * 5000,
    "phone_home.md": "[image: a] [image: b]\n\n<script>",
}


def test_hostile_texts_are_answered(shared: Path) -> None:
    files = sorted([*(shared / "hostile/text").iterdir(), *(shared / "hostile/md").iterdir()])
    assert {path.name for path in files} == set(HOSTILE)
    for path in files:
        try:
            answer = read(path).text
        except EncodingDoubt as doubt:
            answer = str(doubt)
        assert answer.startswith(HOSTILE[path.name])


def test_other_hostile_files_are_refused(shared: Path) -> None:
    names = ["pdf/not_a.pdf", "project/empty.wb", "project/wrong_app_id.wb"]
    for path in (shared / "hostile" / name for name in names):
        with pytest.raises(Unreadable, match=path.name) as trouble:
            read(path)
        assert "\n" not in str(trouble.value)
