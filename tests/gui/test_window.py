import shutil
import sqlite3
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QListWidget, QPushButton

from db import claims, documents
from db.project import Project
from workbench import operations
from workbench.gui.dialogs import patience
from workbench.gui.matrix.choices import filtered
from workbench.settings import Settings

from .fixtures import ME, OTHER
from .hands import LEFT


def names(hands):
    return [record.name.split(".")[0] for record in documents.all_documents(hands.project)]


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def dialogs(window):
    return [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]


# -- opening and closing


def test_the_window_begins_with_the_welcome_page(hands):
    window = hands.window
    assert window.welcome.isVisible()
    assert window.windowTitle() == "Workbench"
    assert hands.find("status.coder").text() == "No project open"
    assert window.project is window.document is window.reading is None


def test_an_open_project_shows_its_name_its_coder_and_its_first_text(at_work):
    window = at_work.window
    assert window.windowTitle() == "Upper Teshk — Workbench"
    assert at_work.find("status.coder").text() == ME
    assert window.document == at_work.document("Plain")
    assert at_work.find("status.stays").text() == "This file stays on this computer"
    assert not window.welcome.isVisible()
    assert at_work.area.hasFocus()


def test_closing_leads_back_to_the_welcome_page_and_frees_the_file(at_work, small_path):
    at_work.press("Ctrl+W")
    window = at_work.window
    assert window.welcome.isVisible()
    assert window.windowTitle() == "Workbench"
    assert window.project is window.read is window.matrix is None
    with Project.open(small_path, ME) as again:
        assert again.writable


def test_a_project_that_is_open_already_stays_as_it_is(at_work, small_path, tmp_path):
    session = at_work.window.session
    link = tmp_path / "link.workbench"
    link.symlink_to(small_path)
    for path in (small_path, tmp_path / "x" / ".." / small_path.name, link):
        (tmp_path / "x").mkdir(exist_ok=True)
        at_work.window.open_project(path)
        assert at_work.window.session is session
        assert at_work.notice() == ""


def test_another_project_takes_the_place_of_the_open_one(at_work, sample_path, small_path):
    at_work.answers.lay_ready(sample_path)
    at_work.press("Ctrl+O")
    assert at_work.project.path == sample_path
    assert at_work.window.windowTitle().startswith("Upper Teshk water")
    Project.open(small_path, OTHER).close()


def no_project(tmp_path):
    return write(tmp_path / "letter.workbench", "Dear Sir or Madam")


def foreign_database(tmp_path):
    path = tmp_path / "other.workbench"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE a (b)")
    connection.close()
    return path


def newer(tmp_path):
    path = tmp_path / "newer.workbench"
    operations.new_project(path, "", ME).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    return path


def missing(tmp_path):
    return tmp_path / "missing.workbench"


def folder(tmp_path):
    return tmp_path


@pytest.mark.parametrize("make", [no_project, foreign_database, newer, missing, folder])
def test_what_cannot_be_opened_is_told_in_a_sentence_and_the_open_project_stays(
    at_work, tmp_path, make
):
    path, session = make(tmp_path), at_work.window.session
    before = path.read_bytes() if path.is_file() else None
    at_work.answers.lay_ready(path)
    at_work.press("Ctrl+O")
    assert at_work.notice().endswith(".")
    assert path.name in at_work.notice()
    assert at_work.window.session is session
    assert at_work.tag(0, 8, "duv")
    assert (path.read_bytes() if path.is_file() else None) == before
    assert not dialogs(at_work.window)


def test_a_project_that_somebody_else_has_open_is_told_of(at_work, tmp_path, small_file):
    path = shutil.copy(small_file, tmp_path / "theirs.workbench")
    with Project.open(path, OTHER):
        at_work.answers.lay_ready(path)
        at_work.press("Ctrl+O")
        assert OTHER in at_work.notice()
    at_work.answers.lay_ready(path)
    at_work.press("Ctrl+O")
    assert at_work.project.path == path


def test_what_cannot_be_opened_from_the_welcome_page_leaves_one_there(hands, tmp_path):
    hands.answers.lay_ready(no_project(tmp_path))
    hands.press("Ctrl+O")
    assert hands.window.welcome.isVisible()
    assert "letter.workbench" in hands.notice()


def test_a_read_only_project_can_be_read_and_says_so(hands, small_path, monkeypatch):
    real = Project.open

    def guarded(path, coder="", *, write=True):
        if write:
            raise operations.projects.ReadOnlyProject("small.workbench is read-only.")
        return real(path, coder, write=False)

    monkeypatch.setattr(Project, "open", guarded)
    hands.window.open_project(small_path, ME)
    hands.until(hands.notice)
    assert hands.notice() == "small.workbench is read-only. It is open to read."
    assert hands.find("status.saved").text() == "Open for reading only"
    hands.window.read.active.pane.area.select(0, 8)
    hands.press("Return")
    hands.type("duv")
    hands.press("Return")
    assert "read" in hands.notice()
    assert len(hands.claims()) == 4
    hands.press("Ctrl+3")
    assert hands.window.matrix.view.matrix.claims.total == 3


def test_a_new_project_does_not_write_over_another(at_work, small_path, tmp_path):
    before = small_path.read_bytes()
    at_work.answers.lay_ready(small_path)
    at_work.press("Ctrl+N")
    assert at_work.notice().endswith(".")
    assert small_path.read_bytes() == before
    assert at_work.project.path == small_path


def test_the_sample_opens_and_opens_again_as_it_was_left(hands, tmp_path):
    hands.answers.lay_ready(tmp_path / "s", tmp_path / "s")
    hands.command("project.sample")
    assert hands.find("status.coder").text() == operations.SAMPLE_CODER
    assert len(names(hands)) == 4
    made = hands.tag(0, 5, "duv")
    hands.press("Ctrl+W")
    hands.command("project.sample")
    assert made in hands.claims()


def test_a_name_in_the_settings_is_who_acts(hands, small_path, settings):
    settings["coder"] = "Lena Orth"
    hands.window.open_project(small_path)
    assert hands.find("status.coder").text() == "Lena Orth"
    assert hands.tag(0, 8, "duv").coder == hands.window.session.me.id


def test_without_a_name_it_is_who_opened_the_project_before(open_window, small_path, qtbot):
    open_window().open_project(small_path, OTHER)
    first = QApplication.activeWindow()
    first.close()
    window = open_window()
    window.open_project(small_path)
    assert window.project.coder.name == OTHER


def test_what_is_typed_in_the_card_is_saved_when_the_window_closes(at_work, small_path):
    at_work.press("Alt+Down", "E")
    at_work.press("Ctrl+A")
    at_work.type("Said and kept.")
    at_work.press("Ctrl+Q")
    assert not at_work.window.isVisible()
    with Project.open(small_path, ME) as project:
        assert claims.all_claims(project)[0].statement == "Said and kept."


@pytest.mark.parametrize("key", ["Ctrl+W", "Ctrl+PgDown", "Ctrl+3", "Alt+Down", "Esc"])
def test_what_is_typed_in_the_card_is_saved_when_one_goes_elsewhere(at_work, small_path, key):
    at_work.press("Alt+Down", "E", "Ctrl+A")
    at_work.type("Said and kept.")
    at_work.press(key, "Ctrl+W")
    with Project.open(small_path, ME) as project:
        assert claims.all_claims(project)[0].statement == "Said and kept."


# -- notices of what was done


def test_undo_says_what_it_took_back_and_offers_to_do_it_again(at_work):
    made = at_work.tag(0, 8, "duv")
    at_work.press("Ctrl+Z")
    assert at_work.notice() == "Undone: Claim: Duvania."
    at_work.click("notice.action")
    assert at_work.notice() == "Done again: Claim: Duvania."
    assert made in at_work.claims()


def test_a_change_is_told_as_saved(at_work):
    assert at_work.find("status.saved").text() == ""
    at_work.tag(0, 8, "duv")
    assert at_work.find("status.saved").text().startswith("✓ Saved ")


def test_a_removed_document_can_be_brought_back_from_the_notice(at_work):
    at_work.window.actions_table["document.remove"].trigger()
    assert names(at_work) == ["mixed"]
    at_work.click("notice.action")
    assert names(at_work) == ["plain", "mixed"]
    assert len(at_work.claims()) == 4


def test_a_fault_is_told_with_a_report_to_copy(at_work):
    at_work.window.report_fault("ValueError: no", "the whole trace")
    assert "Your work is saved" in at_work.notice()
    at_work.click("notice.action")
    assert QApplication.clipboard().text() == "the whole trace"


# -- importing


def imported(hands, *paths):
    hands.answers.lay_ready(list(paths))
    hands.press("Ctrl+I")
    hands.until(lambda: not hands.window.progress.isVisible())


def test_files_are_imported_as_one_step_and_the_first_is_shown(at_work, tmp_path):
    imported(at_work, write(tmp_path / "b.txt", "Text B"), write(tmp_path / "a.md", "# Head\n\nA"))
    assert names(at_work) == ["plain", "mixed", "b", "a"]
    assert at_work.text == "Text B"
    assert at_work.notice() == "2 documents imported."
    assert at_work.find("status.read").text() == "0 of 4 documents read"
    at_work.click("notice.action")
    assert names(at_work) == ["plain", "mixed"]
    assert at_work.window.document == at_work.document("Plain")


def test_a_folder_is_imported_to_its_bottom(at_work, tmp_path):
    (tmp_path / "f" / "g").mkdir(parents=True)
    write(tmp_path / "f" / "g" / "deep.txt", "Deep text")
    write(tmp_path / "f" / "left.out", "Not read")
    at_work.answers.lay_ready(tmp_path / "f")
    at_work.window.actions_table["document.import_folder"].trigger()
    at_work.until(lambda: "deep" in names(at_work))
    assert len(names(at_work)) == 3


def test_a_text_that_is_there_already_is_left_out(at_work, tmp_path):
    imported(at_work, write(tmp_path / "copy.txt", at_work.text))
    assert names(at_work) == ["plain", "mixed"]
    assert "has the same text already" in at_work.notice()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
        ("binary.txt", bytes(range(256)) * 20),
        ("empty.txt", b""),
        ("blank.txt", b" \n\n \t"),
        ("paper.pdf", b"%PDF-1.4 x"),
    ],
)
def test_what_is_no_text_is_told_in_a_sentence(at_work, tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    imported(at_work, tmp_path / name)
    assert names(at_work) == ["plain", "mixed"]
    assert name in at_work.notice()
    assert at_work.notice().endswith(".")
    assert not dialogs(at_work.window)


def test_several_troubles_stand_in_one_list_and_the_others_are_imported(at_work, tmp_path):
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_bytes(b"")
    imported(
        at_work, tmp_path / "one.txt", write(tmp_path / "good.txt", "Good"), tmp_path / "two.txt"
    )
    assert names(at_work) == ["plain", "mixed", "good"]
    (report,) = dialogs(at_work.window)
    lines = report.findChild(QListWidget, "report.lines")
    assert [lines.item(row).text().split("”")[0] for row in range(lines.count())] == [
        "Not taken: “one.txt",
        "Not taken: “two.txt",
    ]


def test_documents_of_other_formats_come_in_and_can_be_marked(at_work, tmp_path):
    path = tmp_path / "dam.rtf"
    path.write_bytes(rb"{\rtf1 The {\b river} falls.\par Nobody knows why.}")
    imported(at_work, path)
    at_work.until(lambda: len(names(at_work)) == 3)
    assert at_work.text == "The river falls.\n\nNobody knows why."


def test_what_is_to_be_looked_at_stands_in_the_list_too(at_work, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_text(f"<p>Short {name}</p>")
    imported(at_work, tmp_path)
    (report,) = dialogs(at_work.window)
    lines = report.findChild(QListWidget, "report.lines")
    starts = [lines.item(row).text().split(":")[0] for row in range(lines.count())]
    assert starts == ["Not taken", "To be looked at", "To be looked at"]


UMLAUTS = "Müller größte Straße, fünf Äpfel über dem Fluß, schön böse Köln. "


def test_a_doubtful_file_asks_for_its_encoding_and_is_read_so(at_work, tmp_path):
    path = tmp_path / "old.txt"
    path.write_bytes(UMLAUTS.encode("cp1252"))
    imported(at_work, path)
    assert names(at_work) == ["plain", "mixed"]
    at_work.click("encoding.take")
    at_work.until(lambda: "old" in names(at_work))
    assert at_work.text == UMLAUTS.strip() or at_work.text == UMLAUTS


def test_doubtful_files_are_asked_for_one_after_the_other_and_read_together(at_work, tmp_path):
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_bytes((UMLAUTS + name).encode("cp1252"))
    imported(at_work, *(tmp_path / name for name in ("a.txt", "b.txt", "c.txt")))
    assert len(dialogs(at_work.window)) == 1
    at_work.click("encoding.take")
    assert len(dialogs(at_work.window)) == 1
    at_work.click("encoding.leave")
    assert len(dialogs(at_work.window)) == 1
    at_work.click("encoding.take")
    assert not dialogs(at_work.window)
    at_work.until(lambda: len(names(at_work)) == 4)
    assert names(at_work) == ["plain", "mixed", "a", "c"]
    at_work.window.activateWindow()
    at_work.until(at_work.window.isActiveWindow)
    at_work.press("Ctrl+Z")
    assert names(at_work) == ["plain", "mixed"]


def test_the_list_of_troubles_waits_until_all_is_asked(at_work, tmp_path):
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "old.txt").write_bytes(UMLAUTS.encode("cp1252"))
    imported(at_work, tmp_path)
    assert [dialog.objectName() for dialog in dialogs(at_work.window)] == ["encoding"]
    at_work.click("encoding.take")
    at_work.until(lambda: "old" in names(at_work))
    at_work.until(lambda: bool(dialogs(at_work.window)))
    (report,) = dialogs(at_work.window)
    said = report.findChild(QLabel, "report.sentence").text()
    assert said == "1 document imported. 2 files could not be imported."


def test_an_answer_does_not_come_into_another_project(at_work, tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes((UMLAUTS + name).encode("cp1252"))
    imported(at_work, tmp_path / "a.txt", tmp_path / "b.txt")
    at_work.click("encoding.take")
    at_work.window.new_project(tmp_path / "other.workbench")
    assert not dialogs(at_work.window)
    assert not at_work.window._intake._importer.running


def test_a_new_version_that_is_protected_asks_for_its_password(at_work):
    samples = Path(__file__).parents[3] / "shared/samples/pdf"
    path = samples / "pypdf-libreoffice-writer-password.pdf"
    if not path.is_file():
        pytest.skip("the shared samples are absent")
    at_work.window.read.new_version(path)
    (question,) = dialogs(at_work.window)
    question.findChild(QLineEdit, "password.line").setText("openpassword")
    at_work.click("password.take")
    assert at_work.text.startswith("Lorem ipsum")
    at_work.window.undo()
    assert not at_work.text.startswith("Lorem ipsum")


def test_a_loss_is_told_with_the_import(at_work, tmp_path):
    (tmp_path / "nul.txt").write_bytes(b"Good words \x00 and more good words.")
    imported(at_work, tmp_path / "nul.txt")
    assert names(at_work)[-1] == "nul"
    assert "nul.txt" in at_work.notice()


@pytest.fixture
def slow(monkeypatch):
    """Lets reading wait until it is let go."""
    read, started, go_on = operations.read_source, threading.Event(), threading.Event()

    def wait(path, encoding=None, **more):
        started.set()
        go_on.wait(5)
        return read(path, encoding, **more)

    monkeypatch.setattr(operations, "read_source", wait)
    yield started, go_on
    go_on.set()


def test_an_import_shows_its_progress_and_can_be_cancelled(at_work, tmp_path, slow):
    started, go_on = slow
    at_work.answers.lay_ready([write(tmp_path / "a.txt", "A"), write(tmp_path / "b.txt", "B")])
    at_work.press("Ctrl+I")
    at_work.until(started.is_set)
    at_work.until(at_work.window.progress.isVisible)
    at_work.click("progress.cancel")
    go_on.set()
    at_work.until(lambda: not at_work.window.progress.isVisible())
    assert names(at_work) == ["plain", "mixed"]
    assert at_work.notice() == "Nothing was imported."


def test_while_an_import_runs_one_can_work_but_not_start_another(at_work, tmp_path, slow):
    started, go_on = slow
    paths = [write(tmp_path / "a.txt", "A")]
    at_work.answers.lay_ready(paths, paths)
    at_work.press("Ctrl+I")
    at_work.until(started.is_set)
    at_work.tag(0, 8, "duv")
    at_work.press("Ctrl+I")
    assert "still running" in at_work.notice()
    go_on.set()
    at_work.until(lambda: names(at_work) == ["plain", "mixed", "a"])
    assert len(at_work.claims()) == 5


def test_an_import_does_not_land_in_another_project(at_work, tmp_path, sample_path, slow):
    started, go_on = slow
    at_work.answers.lay_ready([write(tmp_path / "a.txt", "A")], sample_path)
    at_work.press("Ctrl+I")
    at_work.until(started.is_set)
    at_work.press("Ctrl+O")
    assert at_work.project.path == sample_path
    go_on.set()
    at_work.until(lambda: not at_work.window.progress.isVisible())
    assert len(names(at_work)) == 4
    assert not at_work.window.progress.isVisible()


def drop(target, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    spot = QPointF(target.rect().center())
    actions, buttons, keys = (
        Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    enter = QDragEnterEvent(spot.toPoint(), actions, data, buttons, keys)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(target, QDropEvent(spot, actions, data, buttons, keys))


def test_files_can_be_dropped_on_window_and_library(at_work, tmp_path):
    drop(at_work.window, write(tmp_path / "a.txt", "A"))
    at_work.until(lambda: "a" in names(at_work))
    drop(at_work.window.read.sidebar.library, write(tmp_path / "b.txt", "B"))
    at_work.until(lambda: "b" in names(at_work))


def test_a_project_dropped_on_the_window_is_opened(at_work, sample_path):
    drop(at_work.window, sample_path)
    assert at_work.project.path == sample_path


def test_files_dropped_on_the_welcome_page_begin_a_project(hands, tmp_path):
    hands.answers.lay_ready(tmp_path / "new.workbench")
    drop(hands.window.welcome, write(tmp_path / "a.txt", "A"))
    assert hands.answers.asked == ["New project for these documents"]
    hands.until(lambda: names(hands) == ["a"])


# -- tables in and out

HEAD = (
    "claim_id,document,start,end,quote,statement,actors,concerns,stance,speaker,confidence,"
    "coder,note\n"
)


def test_claims_with_unknown_tags_are_reported_and_the_tags_can_be_added(at_work, tmp_path):
    table = write(
        tmp_path / "c.csv",
        f"{HEAD}1,plain.txt,,,The commission met twice,,Commission,Talks,,,,,\n"
        "2,plain.txt,,,nobody counts them,,Kelmaria,Talks,,,,,\n",
    )
    at_work.answers.lay_ready(table)
    at_work.window.actions_table["claims.import"].trigger()
    (report,) = dialogs(at_work.window)
    assert "Commission" in report.findChild(QListWidget).item(0).text()
    assert len(at_work.claims()) == 4
    ways = {button.text(): button for button in report.findChildren(QPushButton)}
    at_work.click(ways["Add the missing tags"])
    assert not report.isVisible()
    assert len(at_work.claims()) == 6
    assert {"Commission", "Talks"} <= set(at_work.tags())
    assert at_work.notice().startswith("2 claims")
    at_work.press("Ctrl+Z")
    assert len(at_work.claims()) == 4
    assert "Talks" not in at_work.tags()


def test_an_import_of_claims_can_be_stopped_and_leaves_nothing(at_work, tmp_path, monkeypatch):
    monkeypatch.setattr(patience, "PATIENCE", 0)
    monkeypatch.setattr(patience, "STEP", 0)
    rows = (f"{n},plain.txt,,,The commission met twice,,,,,,,,\n" for n in range(2000))
    table = write(tmp_path / "c.csv", HEAD + "".join(rows))
    at_work.answers.lay_ready(table)

    def stop() -> None:
        (shown,) = at_work.window.findChildren(QDialog, "patience")
        QTest.mouseClick(shown.findChild(QPushButton, "patience.cancel"), LEFT)

    QTimer.singleShot(0, stop)
    at_work.window.actions_table["claims.import"].trigger()
    assert at_work.notice() == "The import was stopped; nothing was imported."
    assert len(at_work.claims()) == 4
    assert at_work.project.log.undoable() != "Import claims"


def test_rows_that_cannot_be_found_can_be_left_out(at_work, tmp_path):
    table = write(
        tmp_path / "c.csv",
        f"{HEAD}1,plain.txt,,,The commission met twice,,Kelmaria,,,,,,\n"
        "2,plain.txt,,,words that stand nowhere,,Kelmaria,,,,,,\n",
    )
    at_work.answers.lay_ready(table)
    at_work.window.actions_table["claims.import"].trigger()
    (report,) = dialogs(at_work.window)
    lines = report.findChild(QListWidget)
    assert lines.count() == 1
    assert lines.item(0).text().startswith("Line 3: ")
    ways = {button.text(): button for button in report.findChildren(QPushButton)}
    assert "Add the missing tags" not in ways
    at_work.click(ways["Import the other rows"])
    assert len(at_work.claims()) == 5


@pytest.mark.parametrize("data", ["a,b\n1,2\n", f'{HEAD}1,plain.txt,,,"unclosed', "\x00\x01"])
def test_a_broken_table_is_told_in_a_sentence(at_work, tmp_path, data):
    before = at_work.project.log.entries()
    for command in ("claims.import", "codebook.import"):
        at_work.answers.lay_ready(write(tmp_path / "broken.csv", data))
        at_work.window.actions_table[command].trigger()
        assert "broken.csv" in at_work.notice()
        at_work.window.notices.dismiss()
        assert not dialogs(at_work.window)
    assert at_work.project.log.entries() == before


def test_a_table_that_cannot_be_written_is_told_in_a_sentence(at_work, tmp_path):
    for command in ("matrix.export", "codebook.export", "claims.export", "project.copy"):
        at_work.answers.lay_ready(tmp_path / "no folder" / "out.csv")
        at_work.command(command)
        assert at_work.notice().endswith(".")
        assert "no folder" in at_work.notice()
        at_work.window.notices.dismiss()


def test_tables_are_written_and_said_to_be(at_work, tmp_path):
    for command, name in (
        ("matrix.export", "m.csv"), ("codebook.export", "b.csv"), ("claims.export", "c.csv"),
    ):  # fmt: skip
        at_work.answers.lay_ready(tmp_path / name)
        at_work.command(command)
        assert str(tmp_path / name) in at_work.notice()
        assert (tmp_path / name).read_text(encoding="utf-8").count("\n") > 2


def test_what_is_exported_can_be_imported_into_an_empty_project(at_work, tmp_path):
    for command, name in (("codebook.export", "b.csv"), ("claims.export", "c.csv")):
        at_work.answers.lay_ready(tmp_path / name)
        at_work.command(command)
    before = [(claim.spans, claim.statement, len(claim.tags)) for claim in at_work.claims()]
    texts = [
        write(tmp_path / record.name, documents.text(at_work.project, record))
        for record in documents.all_documents(at_work.project)
    ]
    at_work.answers.lay_ready(tmp_path / "again.workbench")
    at_work.press("Ctrl+N")
    imported(at_work, *texts)
    at_work.answers.lay_ready(tmp_path / "b.csv", tmp_path / "c.csv")
    at_work.command("codebook.import")
    at_work.command("claims.import")
    after = [(claim.spans, claim.statement, len(claim.tags)) for claim in at_work.claims()]
    assert after == before


# -- copies and checks


def test_a_copy_is_written_but_never_over_a_file(at_work, tmp_path):
    copy = tmp_path / "copy.workbench"
    at_work.answers.lay_ready(copy, copy)
    at_work.command("project.copy")
    assert at_work.notice() == f"A copy was written to {copy}."
    with Project.open(copy, ME) as project:
        assert len(claims.all_claims(project)) == 4
    before = copy.read_bytes()
    at_work.command("project.copy")
    assert "exists already" in at_work.notice()
    assert copy.read_bytes() == before


def test_a_whole_project_is_said_to_be_whole(at_work):
    at_work.command("project.check")
    assert at_work.notice() == "The project is whole."


def test_a_project_that_is_not_whole_has_its_findings_listed(at_work, monkeypatch):
    monkeypatch.setattr(
        "workbench.gui.window.project_check.check", lambda _project: ["A text is lost."]
    )
    at_work.command("project.check")
    (report,) = dialogs(at_work.window)
    assert report.findChild(QListWidget).item(0).text() == "A text is lost."


def test_a_copy_of_the_day_is_kept_beside_the_project(at_work, small_path):
    backups = small_path.with_name("small backups")
    at_work.until(lambda: backups.is_dir() and list(backups.iterdir()))


def test_no_copies_are_kept_if_none_are_wanted(hands, small_path, settings):
    settings["backups"] = 0
    hands.window.open_project(small_path, ME)
    hands.window._back_up_daily()
    assert not small_path.with_name("small backups").exists()


# -- perspectives, panes, settings


def test_f6_goes_round_the_parts_of_the_window(at_work):
    at_work.area.setFocus()
    seen = []
    for _ in range(5):
        seen.append(QApplication.focusWidget().objectName())
        at_work.press("F6")
    assert seen == ["readerArea", "claims.list", "library.list", "codebook.tree", "readerArea"]
    at_work.press("Shift+F6")
    assert at_work.area.hasFocus()


def test_f6_passes_over_what_has_nothing_in_it(at_work):
    at_work.command("document.next")
    at_work.area.setFocus()
    at_work.press("F6")
    assert at_work.find("library.list").hasFocus()


@pytest.mark.parametrize("key", ["F6", "Shift+F6"])
def test_f6_in_an_empty_project_does_no_harm(hands, tmp_path, key):
    hands.answers.lay_ready(tmp_path / "new.workbench")
    hands.press("Ctrl+N")
    hands.press("F9", "Shift+F9", key, "Ctrl+3", key)
    assert hands.window.perspective == "matrix"


def test_in_the_matrix_f6_goes_from_sentence_to_table_to_passages(at_work):
    at_work.press("Ctrl+3")
    view = at_work.window.matrix.view
    assert view.table.hasFocus()
    at_work.press("Return")
    assert view.passages.isVisible()
    at_work.press("F6")
    assert view.sentence.button("rows").hasFocus()
    at_work.press("F6")
    assert view.table.hasFocus()
    at_work.press("F6")
    assert view.passages.view.hasFocus()


def test_the_status_line_follows_the_matrix(at_work):
    at_work.press("Ctrl+3")
    place = at_work.find("status.place")
    assert place.text().endswith("3 claims, 3 pairs")
    document = at_work.document("Plain")
    at_work.window.do("Remove document", documents.remove, document)
    assert place.text().endswith("0 claims, 0 pairs")
    at_work.press("Ctrl+Z")
    page, me = at_work.window.matrix, at_work.window.session.me.id
    page.ask(filtered(page.request, coders=frozenset({me})))
    assert place.text().endswith("3 claims, 3 pairs")
    page.ask(filtered(page.request, documents=frozenset({at_work.document("Mixed")})))
    assert place.text().endswith("0 claims, 0 pairs")


@pytest.mark.parametrize(
    ("command", "widget"),
    [
        ("codebook.search", "codebook.search"),
        ("document.search", "library.search"),
        ("codebook.new_actor", "codebook.tree"),
        ("codebook.new_concern", "codebook.tree"),
    ],
)
def test_what_acts_on_the_sidebar_shows_it_first(at_work, command, widget):
    at_work.press("F9", "Ctrl+3")
    at_work.command(command)
    assert at_work.window.perspective == "read"
    found = at_work.find(widget)
    assert found.isVisible()
    focus = QApplication.focusWidget()
    assert found is focus or found.isAncestorOf(focus)


@pytest.mark.parametrize("hidden", [True, False])
def test_a_side_asked_for_in_the_matrix_is_shown_beside_the_text(at_work, hidden):
    if hidden:
        at_work.press("F9", "Shift+F9")
    at_work.press("Ctrl+3", "F9")
    assert at_work.window.perspective == "read"
    assert at_work.window.read.sidebar.isVisible()
    assert at_work.window.read.panel.isVisible() is not hidden


def test_the_empty_matrix_leads_to_the_codebook(hands, tmp_path):
    hands.answers.lay_ready(tmp_path / "new.workbench")
    hands.press("Ctrl+N", "Ctrl+3")
    hands.click("matrix.no-tags.button")
    assert hands.window.perspective == "read"
    hands.type("Kelmaria")
    hands.press("Return")
    hands.until(lambda: "Kelmaria" in hands.tags())


def test_a_setting_holds_at_once(at_work, settings):
    at_work.press("Ctrl+,")
    before = at_work.area.font().pointSizeF()
    at_work.find("settings.reading_size").setValue(22)
    assert at_work.area.font().pointSizeF() > before
    at_work.find("settings.reflow").click()
    assert settings["reflow"] is False
    at_work.find("settings.single_keys").click()
    assert settings["single_keys"] is False


def test_the_settings_open_once(at_work):
    at_work.press("Ctrl+,")
    at_work.window.activateWindow()
    at_work.window.show_settings()
    assert len([d for d in dialogs(at_work.window) if d.objectName() == "settings"]) == 1


def test_closed_dialogs_are_gone(at_work):
    for show in (at_work.window.show_settings, at_work.window.show_log):
        for _ in range(3):
            show()
            (dialog,) = dialogs(at_work.window)
            dialog.close()
    at_work.bot.wait(1)
    left = [d.objectName() for d in at_work.window.findChildren(QDialog)]
    assert "settings" not in left
    assert "history" not in left


def test_the_history_tells_who_did_what(at_work):
    at_work.tag(0, 8, "duv")
    at_work.press("Ctrl+Z")
    at_work.command("edit.log")
    table = at_work.find("history.table")
    rows = [(table.item(row, 1).text(), table.item(row, 2).text()) for row in range(2)]
    assert rows == [(ME, "Undo: Claim: Duvania"), (ME, "Claim: Duvania")]


def test_help_opens_a_page_and_another_in_the_same_window(at_work):
    at_work.press("F1")
    page = at_work.find("help.page")
    assert page.toPlainText()
    first = page.toPlainText()
    at_work.window.show_help("keys")
    assert page.toPlainText() != first
    assert "Ctrl+Shift+Z" in page.toPlainText()
    assert len(dialogs(at_work.window)) == 1


# -- what is remembered


def test_the_size_is_remembered(open_window, settings, tmp_path):
    window = open_window()
    window.resize(1111, 777)
    window.close()
    settings.remember({})
    again = open_window()
    assert (again.width(), again.height()) == (1111, 777)
    assert Settings(tmp_path / "settings.json").place("window")[:2] == [1111, 777]


def test_a_maximised_window_comes_back_so_and_remembers_its_size(open_window, qtbot):
    window = open_window()
    window.resize(1000, 700)
    window.showMaximized()
    window.close()
    again = open_window()
    assert again.isMaximized()
    again.showNormal()
    qtbot.waitUntil(lambda: (again.width(), again.height()) == (1000, 700))


@pytest.mark.parametrize("broken", ["x", [1], [None, 3], [10, 10], {}])
def test_a_broken_size_is_no_trouble(open_window, settings, broken):
    settings.remember({"window": broken})
    window = open_window()
    assert window.width() >= 720
    assert window.height() >= 480


def test_a_narrow_window_leaves_the_text_its_room(at_work):
    at_work.window.resize(1024, 640)
    assert at_work.window.width() == 1024
    assert at_work.window.height() == 640
    assert at_work.area.viewport().width() >= 400
    assert not at_work.window.read.sidebar.isVisible()
    at_work.press("F9")
    assert at_work.window.read.sidebar.isVisible()
    at_work.press("Ctrl+3")
    assert at_work.window.width() == 1024


def test_the_first_window_fits_the_screen(open_window, settings):
    settings.remember({"window": None})
    window = open_window()
    room = window.screen().availableSize()
    assert window.width() <= max(room.width(), window.minimumWidth())
    assert window.height() <= max(room.height(), window.minimumHeight())
