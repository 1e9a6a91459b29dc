import os
from pathlib import Path

import pytest

from db import documents
from db.check import check
from db.errors import Invalid
from tests.pdf_maker import Sheet, make_pdf
from workbench.operations import (
    EncodingDoubt,
    ImportReport,
    PasswordNeeded,
    Refused,
    Source,
    add_sources,
    find_files,
    read_source,
)


@pytest.fixture
def take(do, tmp_path):
    """Writes files, given by path, into a folder and imports the folder."""

    def take(**files: str | bytes):
        for name, data in files.items():
            path = tmp_path / "folder" / name.replace("__", "/").replace("_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data if isinstance(data, bytes) else data.encode())
        read = [read_source(path) for path in find_files([tmp_path / "folder"])]
        return do(add_sources, [item for item in read if isinstance(item, Source)])

    return take


def names(project):
    return [document.name for document in documents.all_documents(project)]


def test_a_folder_comes_in_whole_and_in_order(project, take):
    report = take(b_txt="Bee", a_md="# Title\n\nText", c__d_txt="Dee", c__x_csv="a,b")
    assert report.sentence() == "3 documents imported."
    assert names(project) == ["a.md", "b.txt", "d.txt"]
    found = documents.all_documents(project)
    assert found[0].title == "Title"
    assert found[0].media_type == "text/markdown"
    assert documents.styles(project, found[0].id)[0].kind == "h1"
    assert documents.original(project, found[1].id) == b"Bee"
    assert [document.id for document in found] == list(report.added)
    assert check(project) == []


def test_equal_texts_come_in_once(project, take):
    report = take(a_txt="Same", b_txt="Same", c_txt="\ufeffSame", d_txt="Same\n", e_txt="Other")
    # The mark of UTF-8 is no part of a text, a line end is.
    assert names(project) == ["a.txt", "d.txt", "e.txt"]
    assert report.duplicates == (("b.txt", "a.txt"), ("c.txt", "a.txt"))
    assert report.sentence() == (
        "3 documents imported; 2 left out, for the project has the same text already."
    )


def test_a_folder_that_was_imported_is_not_imported_again(project, take):
    take(a_txt="One", b_txt="Two")
    steps = len(project.log.entries())
    report = take(c_txt="Two")
    assert report.sentence().startswith("0 documents imported; 3 left out")
    assert report.duplicates == (("a.txt", "a.txt"), ("b.txt", "b.txt"), ("c.txt", "b.txt"))
    assert len(project.log.entries()) == steps


def test_files_of_one_name_are_told_apart(project, take):
    take(x__report_txt="One", y__report_txt="Two", z__report_txt="Three")
    assert names(project) == ["report.txt", "report (2).txt", "report (3).txt"]
    take(w__report_txt="Four")
    assert names(project)[-1] == "report (4).txt"


def test_warnings_name_the_document(take):
    report = take(a_txt="before\0after and then more", b_txt="fine")
    assert len(report.warnings) == 1
    assert report.warnings[0].startswith("a.txt: ")


def test_an_import_is_one_step(project, take):
    take(a_txt="One", b_txt="Two")
    assert [entry.label for entry in project.log.entries(1)] == ["Step"]
    project.log.undo()
    assert names(project) == []
    project.log.redo()
    assert names(project) == ["a.txt", "b.txt"]


def test_nothing_comes_in_where_one_text_is_refused(project, do):
    good = Source("a.txt", "a", "Text", (), "text/plain", b"Text")
    empty = Source("b.txt", "b", " ", (), "text/plain", b" ")
    with pytest.raises(Invalid, match=r"b\.txt has no text"):
        do(add_sources, [good, empty])
    assert names(project) == []


def test_sources_may_be_read_while_they_are_added(do):
    def read():
        for number in range(3):
            yield Source(f"{number}.txt", "", f"Text {number}", (), "text/plain", b"")

    assert len(do(add_sources, read()).added) == 3


@pytest.mark.parametrize(
    "data", [b"", b"\x89PNG\r\n\x1a\n" + bytes(50), b" \n ", bytes(range(256))]
)
def test_what_cannot_be_read_is_refused_in_one_sentence(tmp_path, data):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    item = read_source(path)
    assert isinstance(item, Refused)
    assert (item.path, item.doubt) == (path, None)
    assert item.reason.startswith("“a.txt” ")
    assert item.reason.endswith(".")
    assert "There is no file" in read_source(tmp_path / "b.txt").reason
    assert "is a folder" in read_source(tmp_path).reason


def test_a_doubt_can_be_answered(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("Zürich, Genève".encode("cp1252"))
    item = read_source(path)
    assert isinstance(item, Refused)
    assert isinstance(item.doubt, EncodingDoubt)
    answer = item.doubt.candidates[0].encoding
    assert read_source(path, answer).text == "Zürich, Genève"
    assert isinstance(read_source(path, "no such"), Refused)


def test_a_protected_file_is_in_doubt_until_its_password_is_told(shared):
    path = shared / "samples/pdf/pypdf-libreoffice-writer-password.pdf"
    item = read_source(path)
    assert isinstance(item, Refused)
    assert isinstance(item.doubt, PasswordNeeded)
    assert not item.doubt.wrong
    again = read_source(path, password="guess")
    assert isinstance(again.doubt, PasswordNeeded)
    assert again.doubt.wrong
    assert isinstance(read_source(path, password="openpassword"), Source)


def test_what_a_file_says_of_itself_is_kept(project, do):
    source = Source(
        "a.html", "The dam", "Text", (), "text/html", b"<p>Text", author="Lena Orth",
        publisher="Daily", published_on="2026-03-04", url="https://example.org/", language="en",
    )  # fmt: skip
    do(add_sources, [source])
    (document,) = documents.all_documents(project)
    kept = (document.author, document.publisher, document.published_on, document.url)
    assert kept == ("Lena Orth", "Daily", "2026-03-04", "https://example.org/")
    assert (document.language, document.title) == ("en", "The dam")


def test_files_over_the_limit_are_not_kept_beside_their_text(project, do):
    small = Source("a.txt", "a", "Text", (), "text/plain", b"1234")
    large = Source("b.txt", "b", "Other", (), "text/plain", b"12345")
    report = do(add_sources, [small, large], 4)
    assert [documents.original(project, each) for each in report.added] == [b"1234", None]


def test_a_report_tells_line_by_line(tmp_path):
    report = ImportReport((1,), (("b.txt", "a.txt"),), ("a.txt: It is damaged.",))
    refused = read_source(tmp_path / "gone.txt")
    assert report.lines([refused]) == (
        "Not taken: There is no file “gone.txt”: check where it lies.",
        "There already: b.txt has the text of a.txt.",
        "To be looked at: a.txt: It is damaged.",
    )


def test_the_shared_sources_keep_their_offsets(shared, do, project):
    files = find_files([shared / "sources"])
    do(add_sources, [read_source(path) for path in files])
    for document, path in zip(documents.all_documents(project), files, strict=True):
        assert document.name == path.name
        text = path.read_text(encoding="utf-8")
        assert documents.text(project, document) == text
        assert documents.original(project, document.id) == path.read_bytes()


def test_odd_names_of_files_are_kept_as_far_as_they_are_text(project, do, tmp_path):
    odd = ["=1+1.txt", "نهر.txt", "😀.txt", "a|b;c.txt", " .txt", "a\tb.txt"]
    if os.name == "posix":
        odd.append(os.fsdecode(b"\xff.txt"))
    for number, name in enumerate(odd):
        Path(tmp_path / name).write_text(f"Text {number}")
    do(add_sources, [read_source(tmp_path / name) for name in odd])
    assert names(project)[:4] == odd[:4]
    assert len(set(names(project))) == len(odd)
    assert check(project) == []


def test_scans_without_words_are_told_apart_by_their_files(project, take):
    # Nothing is drawn on the pages, so that their texts are equal to the letter.
    one, other = (make_pdf([Sheet()], info={"Producer": name}) for name in ("A", "B"))
    report = take(a_pdf=one, b_pdf=other, c_pdf=one)
    assert names(project) == ["a.pdf", "b.pdf"]
    assert report.duplicates == (("c.pdf", "a.pdf"),)
    assert take().duplicates == (("a.pdf", "a.pdf"), ("b.pdf", "b.pdf"), ("c.pdf", "a.pdf"))
