"""The command line in trouble: one sentence, exit code 1 (2 for wrong usage), nothing changed."""

import codecs
import csv
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from db import claims, decisions, documents
from db.project import Project
from workbench import operations
from workbench.cli import main
from workbench.settings import Settings

ROOT = Path(__file__).parents[1]
HOSTILE = (ROOT / ".." / "shared" / "hostile").resolve()
TEXT = "The dam fills. Kelmaria denies harm.\nThe river falls. Kelmaria denies harm.\nEnd."
COLUMNS = "document,start,end,quote,actors,coder"


def workbench(*args: str | Path) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args])


def done(*args: str | Path) -> str:
    result = workbench(*args)
    assert result.exit_code == 0, result.output
    return result.stdout


def state(folder: Path) -> dict[Path, bytes | None]:
    """Return what lies in a folder."""
    return {
        path: path.read_bytes() if path.is_file() else None for path in sorted(folder.rglob("*"))
    }


def trouble(*args: str | Path) -> str:
    """Run a command that must fail, and return its sentence without the program's name."""
    before = state(Path())
    result = workbench(*args)
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == 1
    assert result.stdout == ""
    [line] = result.stderr.splitlines()
    assert line.startswith("workbench: ")
    assert line.endswith(".")
    assert len(line) < 1000
    assert state(Path()) == before
    return line.removeprefix("workbench: ")


def usage(*args: str | Path) -> str:
    before = state(Path())
    result = workbench(*args)
    assert result.exit_code == 2, result.output
    assert result.stderr.startswith("Usage: workbench")
    assert state(Path()) == before
    return result.stderr.split("Error: ")[1].strip()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with a project `p` and a text `dam.txt` that is in it."""
    monkeypatch.chdir(tmp_path)
    operations.new_project(Path("p"), "The dam", "Mira").close()
    Path("dam.txt").write_text(TEXT)
    done("import", "p", "dam.txt")
    return tmp_path


def table(name: str, *rows: Sequence[object], header: str = COLUMNS) -> str:
    with open(name, "w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([header.split(","), *rows])
    return name


@contextmanager
def nobody() -> Iterator[None]:
    """Run as a user to whom permissions mean something; yields in a folder open to everybody."""
    is_root, here = os.geteuid() == 0, Path.cwd()
    codecs.lookup("utf-8-sig")  # Python may lie where nobody cannot load it from
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o777)
        os.chdir(folder)
        try:
            if is_root:
                os.setresuid(65534, 65534, 0)
            yield
        finally:
            if is_root:
                os.setresuid(0, 0, 0)
            os.chdir(here)


unix = pytest.mark.skipif(os.name != "posix", reason="permissions are those of Unix")


# -- wrong usage


def test_a_word_that_is_no_command_gets_help() -> None:
    assert usage("nonsense") == "There is no command and no project “nonsense”."
    assert usage("matrx", "p").endswith("Did you mean matrix?")
    assert "--help" in workbench("nonsense").stderr


@pytest.mark.parametrize(
    "args",
    [
        ["--nonsense"], ["new"], ["import", "p"], ["codebook"], ["claims"], ["claims", "p"],
        ["codebook", "import", "p"], ["matrix"], ["matrix", "p", "--roll-up", "all"],
        ["matrix", "p", "--nonsense"], ["undo"], ["log", "p", "--last", "0"],
        ["log", "p", "--last", "x"], ["check"], ["info", "p", "q"], ["p", "q"],
    ],
)  # fmt: skip
def test_wrong_usage_ends_with_2(args: list[str]) -> None:
    assert workbench(*args).exit_code == 2
    assert "Traceback" not in workbench(*args).output


COMMANDS = {
    "sample": ["--no-window"],
    "new": ["--title", "--coder"],
    "import": ["--coder"],
    "replace": ["--encoding", "--accept-above", "--password-file", "--coder"],
    "codebook import": ["--coder"],
    "codebook export": [],
    "codebook print": [],
    "claims import": ["--add-tags", "--skip-bad", "--coder"],
    "claims export": ["--decision"],
    "matrix": [
        "--rows", "--columns", "--roll-up", "--by-document", "--document", "--coder",
        "--hide-empty", "--out",
    ],
    "mentions": ["--actor", "--uncovered", "--out"],
    "merge": ["--dry-run", "--json", "--same", "--coder"],
    "copy": ["--anonymous", "--document"],
    "compare": ["--coders", "--document", "--overlap", "--json", "--out"],
    "agreement": ["--coders", "--unit", "--facet", "--tag", "--samples", "--json", "--out"],
    "decide": ["--tag", "--reason", "--coder"],
    "verify": [],
    "undo": ["--coder"],
    "redo": ["--coder"],
    "log": [],
    "check": [],
    "info": [],
}  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples(command: str) -> None:
    said = done(*command.split(), "--help")
    assert f"Usage: workbench {command}" in said
    assert f"workbench {command.split()[0]}" in said.split("Examples:")[1]
    for option in COMMANDS[command]:
        assert f"{option} " in said or f"{option}\n" in said


def test_the_help_names_every_command() -> None:
    said = done("--help")
    assert done("-h") == said
    assert {command.split()[0] for command in COMMANDS} <= set(said.split())
    assert isinstance(main, click.Group)
    assert set(main.commands) - {"open", "boxed"} == {command.split()[0] for command in COMMANDS}
    assert done("--version").startswith("workbench, version ")


# -- the window


def test_without_a_display_the_window_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    if sys.platform == "linux":
        assert "no display" in trouble("p")
        assert "no display" in trouble()
        assert "no display" in trouble("--coder", "Mira", "p")
    assert trouble("q.workbench") == "There is no file q.workbench; workbench new makes a project."


def test_a_missing_library_of_the_window_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setitem(sys.modules, "workbench.gui.app", None)
    assert "a library is missing" in trouble("p")


def test_the_command_line_imports_no_qt() -> None:
    code = (
        "import sys; from workbench.cli import main\n"
        "main(['info', 'p'], standalone_mode=False)\n"
        "assert not [name for name in sys.modules if 'PySide' in name or '.gui' in name]"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", code], check=True, env=env, capture_output=True)


def test_the_sample_without_a_window() -> None:
    said = done("sample", "s", "--no-window")
    assert "Kelmaria" in said
    assert "s/Upper Teshk water.workbench" in said.replace("\\", "/")
    with open("s/matrix.csv", newline="") as stream:
        assert next(csv.reader(stream))[0] == "actor"
    assert done("check", "s/Upper Teshk water.workbench").endswith("is whole.\n")
    before = Path("s/Upper Teshk water.workbench").read_bytes()
    assert done("sample", "s", "--no-window") == said
    assert Path("s/Upper Teshk water.workbench").read_bytes() == before


def test_the_sample_overwrites_nobodys_files() -> None:
    Path("claims.csv").write_text("mine")
    assert trouble("sample", ".", "--no-window") == (
        ". has another claims.csv already; choose an empty folder."
    )
    Path("file").write_text("")
    assert "cannot be written" in trouble("sample", "file", "--no-window")


# -- sources


def broken_sources() -> dict[str, tuple[bytes, str]]:
    return {
        "empty.txt": (b"", "is empty"),
        "blank.txt": (b" \n\t\n", "is empty"),
        "binary.txt": (bytes(range(256)) * 40, "“binary.txt”"),
        "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(100), "a picture"),
        "report.pdf": (b"%PDF-1.7\n" + b"x" * 100, "“report.pdf”"),
        "word.docx": (b"PK\x03\x04" + b"x" * 100, "is damaged"),
        "western.txt": ("Zürich, Genève, Köln".encode("cp1252"), "--encoding cp1252 would"),
    }


@pytest.mark.parametrize("name", broken_sources())
def test_a_file_that_cannot_be_read_is_refused(name: str) -> None:
    data, said = broken_sources()[name]
    Path(name).write_bytes(data)
    assert said in trouble("import", "p", name)
    # Others that are named with it are left out too.
    Path("good.txt").write_text("Something good.")
    sentence = trouble("import", "p", "good.txt", name)
    assert said in sentence
    assert "--skip-bad would import the others" in sentence


def test_files_that_are_no_files_are_refused() -> None:
    assert trouble("import", "p", "nothing.txt") == (
        "There is no file “nothing.txt”: check where it lies."
    )
    Path("folder").mkdir()
    assert "There is no file that can be read" in trouble("import", "p", "folder")
    with open("huge.txt", "wb") as stream:
        stream.truncate(3_000_000_000)
    assert "is larger than 100 MB" in workbench("import", "p", "huge.txt").stderr
    Path("huge.txt").unlink()
    long = "x" * 300 + ".txt"
    assert long in trouble("import", "p", long)


@unix
def test_a_pipe_is_no_file() -> None:
    os.mkfifo("pipe.txt")
    result = workbench("import", "p", "pipe.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "is not a file" in result.stderr


def test_many_bad_files_are_told_in_one_sentence_of_some_length() -> None:
    Path("folder").mkdir()
    for number in range(40):
        Path(f"folder/{number:02}.txt").write_bytes(b"")
    sentence = trouble("import", "p", "folder")
    assert sentence.count("is empty") == 10
    assert "and 30 more" in sentence
    assert "--skip-bad" not in sentence


def test_a_folder_of_mixed_files_is_imported_with_a_report() -> None:
    Path("in").mkdir()
    Path("in/a.rtf").write_bytes(rb"{\rtf1 The {\b river} falls.}")
    Path("in/b.html").write_text("<p>The canal is dry.</p>")
    Path("in/c.docx").write_bytes(b"PK nothing")
    Path("in/d.txt").write_text(TEXT)
    result = workbench("import", "p", "in", "--skip-bad")
    assert result.exit_code == 0
    assert result.stderr.startswith("workbench: “c.docx” ")
    said = result.stdout.splitlines()
    assert said[0].startswith("2 documents imported; 1 left out")
    assert said[1] == "  There already: d.txt has the text of dam.txt."
    assert said[2].startswith("  To be looked at: b.html: No main article was found")
    with Project.open(Path("p")) as project:
        kinds = {each.name: each.media_type for each in documents.all_documents(project)}
    assert kinds == {"dam.txt": "text/plain", "a.rtf": "application/rtf", "b.html": "text/html"}


def test_protected_files_are_opened_by_a_password_from_a_file() -> None:
    data = HOSTILE.parent / "samples" / "pdf" / "pypdf-libreoffice-writer-password.pdf"
    if not data.is_file():
        pytest.skip("the shared samples are absent")
    Path("secret.pdf").write_bytes(data.read_bytes())
    assert "--password-file names the file" in trouble("import", "p", "secret.pdf")
    Path("wrong").write_text("guess\n")
    said = trouble("import", "p", "secret.pdf", "--password-file", "wrong")
    assert "The password does not open “secret.pdf”" in said
    assert "guess" not in said
    Path("right").write_text("openpassword\n")
    assert done("import", "p", "secret.pdf", "--password-file", "right").startswith("1 document")
    assert "cannot be read from none" in trouble("import", "p", "x.txt", "--password-file", "none")


def test_a_new_version_may_be_protected_and_is_kept_as_the_setting_says() -> None:
    data = HOSTILE.parent / "samples" / "pdf" / "pypdf-libreoffice-writer-password.pdf"
    if not data.is_file():
        pytest.skip("the shared samples are absent")
    Path("secret.pdf").write_bytes(data.read_bytes())
    Path("right").write_text("openpassword\n")
    assert "--password-file names the file" in trouble("replace", "p", "dam.txt", "secret.pdf")
    settings = Settings()
    settings["originals"] = 0
    try:
        done("replace", "p", "dam.txt", "secret.pdf", "--password-file", "right")
    finally:
        settings["originals"] = 100
    with Project.open(Path("p")) as project:
        (document,) = documents.all_documents(project)
        assert "Lorem ipsum" in documents.text(project, document)
        assert documents.original(project, document.id) is None


def test_large_originals_are_left_out_as_the_setting_says() -> None:
    Path("large.txt").write_text("word " * 300_000)
    settings = Settings()
    settings["originals"] = 1
    try:
        done("import", "p", "large.txt")
    finally:
        settings["originals"] = 100
    with Project.open(Path("p")) as project:
        kept = {each.name: documents.original(project, each.id) is not None
                for each in documents.all_documents(project)}  # fmt: skip
    assert kept == {"dam.txt": True, "large.txt": False}


def test_what_can_be_read_is_imported_with_skip_bad() -> None:
    Path("good.txt").write_text("Something good.")
    Path("empty.txt").write_bytes(b"")
    result = workbench("import", "p", "good.txt", "empty.txt", "--skip-bad")
    assert result.exit_code == 0
    assert result.stdout == "1 document imported.\n"
    assert result.stderr == "workbench: “empty.txt” is empty: there is nothing to read in it.\n"
    assert "is empty" in trouble("import", "p", "empty.txt", "--skip-bad")


def test_an_encoding_helps_where_it_is_unclear_and_only_there() -> None:
    Path("western.txt").write_bytes("Zürich, Genève, Köln".encode("cp1252"))
    Path("arabic.txt").write_text("نهر الموت", encoding="utf-8")
    done("import", "p", "western.txt", "arabic.txt", "--encoding", "cp1252")
    with Project.open(Path("p"), write=False) as project:
        rows = project.query("SELECT data FROM document JOIN content ON sha256 = text")
    assert {row[0] for row in rows} == {TEXT, "Zürich, Genève, Köln", "نهر الموت"}


def test_the_same_file_is_imported_once() -> None:
    before = Path("p").read_bytes()
    assert done("import", "p", "dam.txt") == (
        "0 documents imported; 1 left out, for the project has the same text already.\n"
        "  There already: dam.txt has the text of dam.txt.\n"
    )
    assert Path("p").read_bytes() == before


def test_an_import_needs_a_project_that_can_be_written() -> None:
    assert "There is no file" in trouble("import", "q", "dam.txt")


@pytest.mark.parametrize("name", ["nul.txt", "bad_utf8.txt", "utf16_nobom.txt", "zalgo.txt"])
def test_hostile_texts_are_read_or_refused_in_one_sentence(name: str) -> None:
    if not HOSTILE.is_dir():
        pytest.skip("the shared hostile files are absent")
    if workbench("import", "p", HOSTILE / "text" / name).exit_code:
        assert name in trouble("import", "p", HOSTILE / "text" / name)
    else:
        assert done("check", "p") == "p is whole.\n"


# -- projects

READS = [["matrix"], ["info"], ["check"], ["log"], ["claims", "export"], ["codebook", "export"]]
WRITES = [["undo"], ["redo"], ["import"], ["claims", "import"], ["codebook", "import"]]


def on(command: list[str], project: str) -> list[str]:
    """Return a command line for a command on a project, with a file that would do."""
    if command[-1] == "export":
        return [*command, project, "out.csv"]
    if command[-1] != "import":
        return [*command, project]
    if command == ["import"]:
        Path("other.txt").write_text("Another text.")
        return [*command, project, "other.txt"]
    if command[0] == "claims":
        return [*command, project, table("in.csv", ["dam.txt", 0, 7, "The dam", "", ""])]
    return [*command, project, table("in.csv", ["actor", "Sarneth"], header="kind,tag")]


def make_broken_projects() -> dict[str, str]:
    """Make files that are no projects; returns what is said of each."""
    good = Path("p").read_bytes()
    Path("folder.workbench").mkdir()
    Path("empty.workbench").write_bytes(b"")
    Path("text.workbench").write_text("This is no project." * 20)
    Path("newer.workbench").write_bytes(good[:60] + (99).to_bytes(4, "big") + good[64:])
    Path("other.workbench").write_bytes(good[:68] + b"abcd" + good[72:])
    Path("cut.workbench").write_bytes(good[: len(good) // 2])
    Path("torn.workbench").write_bytes(good[:4096] + b"\xff" * (len(good) - 4096))
    return {
        "missing.workbench": "There is no file",
        "folder.workbench": "is a folder",
        "empty.workbench": "is empty",
        "text.workbench": "is not a Workbench project",
        "newer.workbench": "Update Workbench",
        "other.workbench": "is a database, but not a Workbench project",
        "cut.workbench": "cut off",
        "torn.workbench": "torn.workbench",
        "dam.txt/p.workbench": "",
        "x" * 300: "",
    }


@pytest.mark.parametrize("command", [*READS, *WRITES], ids=" ".join)
def test_what_is_no_project_is_refused_and_left_as_it_is(command: list[str]) -> None:
    for name, said in make_broken_projects().items():
        assert said in trouble(*on(command, name)), name


def test_a_project_is_not_made_over_another_file() -> None:
    assert trouble("new", "p") == "p exists already; choose another name."
    assert "There is no folder" in trouble("new", "nowhere/p")
    assert trouble("new", "dam.txt") == "dam.txt exists already; choose another name."


@pytest.mark.parametrize(
    "path",
    sorted((HOSTILE / "project").glob("*")) if HOSTILE.is_dir() else [],
    ids=lambda path: path.name,
)
def test_hostile_projects_are_refused(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    for command in (["info"], ["undo"]):
        trouble(*command, copy)


@pytest.fixture
def open_elsewhere() -> Iterator[None]:
    """The project is open in another process."""
    code = (
        "import sys\nfrom pathlib import Path\nfrom db.project import Project\n"
        "with Project.open(Path('p'), 'Jonas Verne'):\n"
        "    print('open', flush=True)\n    sys.stdin.read()\n"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    holder = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"open\n"
    yield
    holder.communicate(b"")


@pytest.mark.usefixtures("open_elsewhere")
def test_a_project_that_is_open_elsewhere_is_read_but_not_changed() -> None:
    for command in WRITES:
        sentence = trouble(*on(command, "p"))
        assert "is open already, by Jonas Verne on" in sentence
    for command in READS:
        done(*on(command, "p"))


@unix
def test_a_read_only_project_is_read_but_not_changed() -> None:
    good = Path("p").read_bytes()
    with nobody():
        Path("p").write_bytes(good)
        os.chmod("p", 0o444)
        for command in WRITES:
            assert "is read-only" in trouble(*on(command, "p"))
        for command in READS:
            done(*on(command, "p"))


@unix
def test_what_permissions_forbid_is_told() -> None:
    # What is imported only when it is needed must be read before that is forbidden too.
    assert workbench("matrix", "p").exit_code == 0
    assert workbench("sample", "before", "--no-window").exit_code == 0
    good = Path("p").read_bytes()
    with nobody():
        Path("p").write_bytes(good)
        Path("secret.txt").write_text("secret")
        Path("inner").mkdir()
        Path("inner/secret.txt").write_text("secret")
        Path("closed").mkdir()
        for name, mode in (("secret.txt", 0), ("inner", 0), ("closed", 0o555)):
            os.chmod(name, mode)
        for args in (
            ["import", "p", "secret.txt"],
            ["import", "p", "inner"],
            ["import", "p", "inner/secret.txt"],
            ["codebook", "import", "p", "secret.txt"],
            ["claims", "import", "p", "inner/secret.txt"],
            ["info", "inner/p"],
            ["new", "closed/q"],
            ["new", "inner/q"],
            ["matrix", "p", "--out", "closed/m.csv"],
            ["matrix", "p", "--out", "inner/m.csv"],
            ["claims", "export", "p", "closed/c.csv"],
            ["codebook", "export", "p", "closed/c.csv"],
            ["sample", "closed", "--no-window"],
        ):
            result = workbench(*args)
            assert isinstance(result.exception, SystemExit), (args, result.exception)
            assert (result.exit_code, result.stdout) == (1, ""), (args, result.stderr)
            assert len(result.stderr.splitlines()) == 1, args
        assert list(Path("closed").iterdir()) == []
        os.chmod("inner", 0o755)


# -- tables


def broken_tables() -> dict[str, bytes]:
    header = COLUMNS.encode() + b"\n"
    return {
        "missing": b"",
        "empty": b"",
        "blank": b"\n\n  \n",
        "unclosed": header + b'dam.txt,0,7,"The dam,,\nmore\n',
        "columns": b"document,place\ndam.txt,0\n",
        "unknown column": header.replace(b"coder", b"codre") + b"dam.txt,0,7,The dam,,\n",
        "doubled column": header.replace(b"coder", b"quote") + b"dam.txt,0,7,The dam,,\n",
        "nul": header + b"dam.txt,0,7,The\0dam,,\n",
        "not utf-8": header + "dam.txt,0,7,Zürich,,\n".encode("cp1252"),
        "utf-16": (header + b"dam.txt,0,7,The dam,,\n").decode().encode("utf-16"),
        "binary": bytes(range(256)) * 10,
        "one long cell": b'"' + b"x" * 200_000 + b'"\n',
        "20,000 columns": b"x," * 20_000 + b"\n",
        "never closed, long": header + b'dam.txt,0,7,"' + b"x" * 11_000_000,
    }


@pytest.mark.parametrize("kind", ["codebook", "claims"])
@pytest.mark.parametrize("name", broken_tables())
def test_a_broken_table_is_refused(kind: str, name: str) -> None:
    if name != "missing":
        Path("in.csv").write_bytes(broken_tables()[name])
    assert "in.csv" in trouble(kind, "import", "p", "in.csv")


@pytest.mark.parametrize("kind", ["codebook", "claims"])
def test_a_table_must_be_a_file(kind: str) -> None:
    Path("folder").mkdir()
    assert "folder" in trouble(kind, "import", "p", "folder")
    with open("huge.csv", "wb") as stream:
        stream.truncate(3_000_000_000)
    result = workbench(kind, "import", "p", "huge.csv")
    assert "larger than 500 MB" in result.stderr
    Path("huge.csv").unlink()


def test_claims_are_written_by_what_was_decided_of_them() -> None:
    table(
        "in.csv", ["dam.txt", 0, 7, "The dam", "First"], ["dam.txt", 4, 7, "dam", "Second"],
        header="document,start,end,quote,statement",
    )  # fmt: skip
    done("claims", "import", "p", "in.csv")
    with Project.open(Path("p"), "Ana") as project:
        first = next(c.id for c in claims.all_claims(project) if c.statement == "First")
        with project.action("Accept") as action:
            decisions.decide(action, first, "accept")

    def written(*asked: str) -> list[str]:
        wanted = [word for one in asked for word in ("--decision", one)]
        done("claims", "export", "p", "out.csv", *wanted)
        said = Path("out.csv").read_text(encoding="utf-8-sig")
        return [word for word in ("First", "Second") if word in said]

    assert written("accepted") == ["First"]
    assert written("open", "rejected") == ["Second"]
    assert written("accepted", "open") == written() == ["First", "Second"]
    assert written("questioned") == written("changed") == []


def test_a_long_cell_is_no_trouble() -> None:
    table(
        "in.csv", ["dam.txt", 0, 7, "The dam", "x" * 200_000],
        header="document,start,end,quote,statement",
    )  # fmt: skip
    assert done("claims", "import", "p", "in.csv") == "1 claim imported.\n"
    done("claims", "export", "p", "out.csv")
    assert "x" * 200_000 in Path("out.csv").read_text()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["dam.txt", "", "", "The canal", "", ""], "its quote was not found in “dam.txt”"),
        (["dam.txt", "", "", "Kelmaria denies", "", ""], "its quote stands 2 times in “dam.txt”"),
        (["dam.txt", 3, 9, "Kelmaria denies", "", ""], "its quote stands 2 times in “dam.txt”"),
        (["ham.txt", 0, 7, "The dam", "", ""], "the project has no document “ham.txt”"),
        (["dam.txt", 0, 700, "", "", ""], "its offsets lie outside “dam.txt”"),
        (["dam.txt", 7, 0, "The dam", "", ""], "an end must lie after its start"),
        (["dam.txt", "x", 7, "The dam", "", ""], "its start “x” is not a whole number"),
        (["dam.txt", "", "", "", "", ""], "it has neither a quote nor offsets"),
        (["", 0, 7, "The dam", "", ""], "it names no document"),
        (["dam.txt", 0, 7], "it has 3 cells instead of 6"),
        (["dam.txt", "0|9", "7", "The dam", "", ""], "it has 2 starts and 1 ends"),
        (["dam.txt", "0|9|11", "7|10|13", "The dam […] x", "", ""],
         "its quote does not have as many passages as its offsets"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_taken_is_told_with_its_line(row: list[object], said: str) -> None:
    table("in.csv", ["dam.txt", 0, 7, "The dam", "", ""], row)
    assert trouble("claims", "import", "p", "in.csv") == (
        f"“in.csv” was not imported: line 3: {said}"
        + (", and its offsets do not say which is meant." if "times" in said else ".")
    )


def test_many_rows_in_trouble_are_told_in_one_sentence() -> None:
    rows = [["dam.txt", "", "", f"Canal {number}", "", ""] for number in range(30)]
    table("in.csv", *rows)
    sentence = trouble("claims", "import", "p", "in.csv")
    assert all(f"line {line}: " in sentence for line in range(2, 12))
    assert "line 12: " not in sentence
    assert "and 20 more (--skip-bad would write them to a file with reasons)" in sentence


def test_unknown_tags_are_all_listed_with_the_way_out() -> None:
    names = [f"Actor {number}" for number in range(20)]
    table("in.csv", ["dam.txt", 0, 7, "The dam", "|".join(names), ""],
          ["dam.txt", "", "", "Canal", "", ""])  # fmt: skip
    assert trouble("claims", "import", "p", "in.csv") == (
        "“in.csv” was not imported: the codebook lacks "
        + ", ".join(f"“{name}”" for name in names)
        + " (--add-tags would add them); line 3: its quote was not found in “dam.txt”."
    )
    table("in.csv", ["dam.txt", 0, 7, "The dam", "|".join(names), ""])
    said = done("claims", "import", "p", "in.csv", "--add-tags")
    assert said.startswith("1 claim imported; 20 tags added: “Actor 0”, ")
    assert said.endswith(" and 12 more.\n")


def test_bad_rows_are_written_beside_and_import_once_mended() -> None:
    table(
        "in.csv",
        ["dam.txt", 0, 7, "The dam", "", "Jonas"],
        ["dam.txt", "", "", "The canal\nof old", "", "Jonas"],
        ["dam.txt", 8, 13, "fills", "Sarneth", "Jonas"],
        ["dam.txt", 8, 13, "fills"],
    )
    said = done("claims", "import", "p", "in.csv", "--skip-bad")
    assert said == (
        "1 claim imported; 3 rows left out, which stand with reasons in in-rejected.csv.\n"
    )
    with open("in-rejected.csv", newline="") as stream:
        header, *rows = list(csv.reader(stream))
    assert header == [*COLUMNS.split(","), "reject_line", "reject_reason"]
    assert [row[6:] for row in rows] == [
        ["3", "its quote was not found in “dam.txt”"],
        ["5", "the codebook lacks “Sarneth”"],
        ["6", "it has 4 cells instead of 6"],
    ]
    assert done("check", "p") == "p is whole.\n"
    # Somebody mends them; what they wrote is not lost to a second run.
    rows[0][3], rows[1][4] = "The river", ""
    table("in-rejected.csv", *rows, header=",".join(header))
    mended = Path("in-rejected.csv").read_bytes()
    said = done("claims", "import", "p", "in.csv", "--skip-bad")
    assert "1 there already" in said
    assert "in-rejected-2.csv" in said
    assert Path("in-rejected.csv").read_bytes() == mended
    assert done("claims", "import", "p", "in-rejected.csv") == (
        "3 claims imported; 1 found by their quote.\n"
    )
    done("claims", "export", "p", "out.csv")
    with open("out.csv", newline="") as stream:
        quotes = [row["quote"] for row in csv.DictReader(stream)]
    assert quotes == ["The dam", "fills", "fills", "The river"]


@unix
def test_where_rejects_cannot_be_written_nothing_is_imported() -> None:
    good = Path("p").read_bytes()
    with nobody():
        Path("p").write_bytes(good)
        Path("closed").mkdir()
        table("closed/in.csv", ["dam.txt", 0, 7, "The dam"], ["dam.txt", "", "", "Canal"],
              header="document,start,end,quote")  # fmt: skip
        os.chmod("closed", 0o555)
        assert "may not be written" in trouble(
            "claims", "import", "p", "closed/in.csv", "--skip-bad"
        )


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["", "Sarneth"]], "line 2: it has no kind"),
        ([["actor", ""]], "line 2: it has no tag"),
        ([["actor", "A", "A"]], "line 2: “A” cannot stand there"),
        ([["actor", "A", "B"], ["actor", "B", "A"]], "line 3: “B” cannot stand there"),
        ([["actor", "A", "B"], ["actor", "A", "C"]], "line 3: Line 2 has “A” already"),
        ([["actor", "A", "", "mauve"]], "line 2: there is no colour “mauve”"),
    ],
)
def test_a_codebook_that_cannot_be_taken_is_told_with_its_line(
    rows: list[list[str]], said: str
) -> None:
    table("in.csv", *([*row, "", ""][:4] for row in rows), header="kind,tag,group,colour")
    assert f"“in.csv”, {said}" in trouble("codebook", "import", "p", "in.csv")


# -- what is written


@pytest.mark.parametrize("command", [["matrix"], ["claims", "export"], ["codebook", "export"]])
def test_a_table_is_written_where_it_can_be(command: list[str]) -> None:
    def out(target: str) -> list[str]:
        return [*command, "p", *(["--out"] if command == ["matrix"] else []), target]

    Path("folder").mkdir()
    assert "There is no folder" in trouble(*out("nowhere/out.csv"))
    assert "is not a file" in trouble(*out("folder"))
    assert "cannot be written (Not a directory)" in trouble(*out("dam.txt/out.csv"))
    # Never over a project.
    for target in ("p", "./p", "p.lock", "q.workbench", "Q.WORKBENCH"):
        assert "is a project: choose another name" in trouble(*out(target))
    done(*out("out.csv"))


@unix
def test_a_project_is_not_overwritten_through_a_link() -> None:
    Path("link.csv").symlink_to("p")
    assert "is a project" in trouble("matrix", "p", "--out", "link.csv")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--rows", "person"], "There is no facet “person”; this project has actor, concern"),
        (["--columns", "x"], "There is no facet “x”"),
        (["--document", "ham.txt"], "The project has no documents called “ham.txt”"),
        (["--coder", "Jonas"], "There is no coder “Jonas”; this project has Mira."),
    ],
)
def test_a_matrix_of_what_is_not_there(options: list[str], said: str) -> None:
    assert said in trouble("matrix", "p", *options)
    assert said in trouble("matrix", "p", *options, "--by-document", "--out", "out.csv")


def test_a_document_is_named_by_file_or_title() -> None:
    with Project.open(Path("p")) as project, project.action("Title") as action:
        from db import documents

        documents.edit(action, documents.all_documents(project)[0].id, title="On the dam")
    done("matrix", "p", "--document", "dam.txt")
    done("matrix", "p", "--document", "On the dam")
    table("in.csv", ["On the dam", 0, 7, "The dam", "", ""])
    assert done("claims", "import", "p", "in.csv") == "1 claim imported.\n"


# -- who acts


def test_the_named_coder_acts_else_that_of_the_settings_else_the_last() -> None:
    def acted() -> str:
        return done("log", "p", "--last", "1").split("  ")[1]

    def act(*options: str) -> None:
        act.number += 1  # type: ignore[attr-defined]
        table("in.csv", ["actor", f"A{act.number}"], header="kind,tag")  # type: ignore[attr-defined]
        done("codebook", "import", "p", "in.csv", *options)

    act.number = 0  # type: ignore[attr-defined]
    act()
    assert acted() == "Mira"
    act("--coder", "  Jonas   Verne ")
    assert acted() == "Jonas Verne"
    act()
    assert acted() == "Jonas Verne"
    settings = Settings()
    settings["coder"] = "Mira"
    try:
        act()
        assert acted() == "Mira"
        # Undo is for whoever acted last, not for whoever sits there.
        act("--coder", "Jonas Verne")
        done("undo", "p")
        assert acted() == "Jonas Verne"
        done("new", "q")
        assert "Coders:        Mira" in done("info", "q")
    finally:
        settings["coder"] = ""


# -- terminals


def python(*args: str, **env: str) -> list[str]:
    return [sys.executable, "-m", "workbench", *args]


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "C", "LANG": "C"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
    ids=lambda env: " ".join(f"{name}={value}" for name, value in env.items()),
)
def test_a_terminal_without_utf_8_is_no_trouble(env: dict[str, str]) -> None:
    table("in.csv", ["actor", "دوفانيا 😀"], header="kind,tag")
    done("codebook", "import", "p", "in.csv")

    def run(*args: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            python(*args), env={**os.environ, "PYTHONPATH": str(ROOT), **env}, capture_output=True,
            check=False,
        )  # fmt: skip

    matrix = run("matrix", "p")
    assert matrix.returncode == 0
    assert "دوفانيا 😀".encode() in matrix.stdout
    for args in (["info", "p"], ["log", "p"], ["--help"], ["check", "p"]):
        assert run(*args).returncode == 0
    for args in (["matrix", "p", "--coder", "نهر"], ["matrix", "نهر"], ["new", "نهر/p"]):
        result = run(*args)
        assert result.returncode == 1
        assert b"Traceback" not in result.stderr
        assert len(result.stderr.splitlines()) == 1


@unix
def test_names_that_are_no_text_are_no_trouble() -> None:
    if sys.platform == "darwin":
        pytest.skip("there file names are text")
    odd = os.fsdecode(b"odd \xff name")
    done("new", odd)
    Path(odd + ".txt").write_text("A text under an odd name.")
    done("import", odd, odd + ".txt")
    table("in.csv", ["actor", "A"], header="kind,tag")
    done("codebook", "import", odd, "in.csv")
    done("matrix", odd, "--out", odd + ".csv")
    done("claims", "export", odd, odd + ".csv")
    assert "1 " in done("info", odd)
    assert "is whole" in done("check", odd)
    assert "undo" not in trouble("info", odd + "?")
    done("undo", odd)


def test_control_characters_reach_no_terminal() -> None:
    table("in.csv", ["dam.txt", 0, 7, "The dam", "\x1b[31mred\x07", ""])
    sentence = trouble("claims", "import", "p", "in.csv")
    assert "\x1b" not in sentence
    done("claims", "import", "p", "in.csv", "--add-tags", "--coder", "A\x1b[2JB")
    assert "\x1b" not in done("log", "p") + done("info", "p")


@unix
def test_a_reader_that_has_enough_is_no_trouble() -> None:
    rows = [["actor", f"Actor {number}"] for number in range(300)]
    rows += [["concern", f"Concern {number}"] for number in range(300)]
    table("in.csv", *rows, header="kind,tag")
    done("codebook", "import", "p", "in.csv")
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        python("matrix", "p"), env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read(5) == b"actor"
        process.stdout.close()
        assert process.stderr.read() == b""


@unix
def test_an_interruption_changes_nothing() -> None:
    rows = [["dam.txt", 0, 7, "The dam", str(number)] for number in range(40_000)]
    table("in.csv", *rows, header="document,start,end,quote,statement")
    before = Path("p").read_bytes()
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        python("claims", "import", "p", "in.csv"), env=env, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )  # fmt: skip
    limit = time.monotonic() + 60
    while not Path("p-journal").exists() and time.monotonic() < limit:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert (out, err.strip()) == (b"", b"Aborted!")
    assert done("check", "p") == "p is whole.\n"
    assert Path("p").read_bytes() == before
    assert not Path("p.lock").exists()


def test_troubles_of_the_system_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object) -> None:
        raise OSError(5, "Input/output error", "in.csv")

    monkeypatch.setattr("workbench.operations.import_codebook", fail)
    assert trouble("codebook", "import", "p", "in.csv") == (
        "in.csv cannot be used: Input/output error."
    )


@pytest.mark.parametrize(("name", "start"), [("c.html", "<!DOCTYPE html>"), ("c.md", "# ")])
def test_the_codebook_is_printed_as_the_file_is_named(name: str, start: str) -> None:
    done("codebook", "print", "p", name)
    assert Path(name).read_text(encoding="utf-8").startswith(start)
    assert "c.pdf" in trouble("codebook", "print", "p", "c.pdf")


def test_a_corrected_file_takes_the_place_of_a_text() -> None:
    claim = '"dam.txt",0,13,"The dam fills","Kelmaria",""'
    Path("claims.csv").write_text(f"{COLUMNS}\n{claim}\n", encoding="utf-8")
    done("claims", "import", "p", "claims.csv", "--add-tags")
    Path("new.txt").write_text("Preface.\n" + TEXT.replace("dam", "dams"), encoding="utf-8")
    listed = done("replace", "p", "dam.txt", "new.txt", "--accept-above", "99.5")
    assert "1 to be looked at." in listed
    assert "To be placed: “The dam fills” (likely 9–23, score 9" in listed
    done("undo", "p")
    assert "1 found again in corrected words." in done("replace", "p", "dam.txt", "new.txt")
    assert done("check", "p") == "p is whole.\n"
    assert "no documents" in trouble("replace", "p", "absent.txt", "new.txt")
    assert trouble("replace", "p", "dam.txt", "absent.txt").endswith(".")
