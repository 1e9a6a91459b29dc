import io
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.readers import boxed
from workbench.readers.box import Box, _command, _environment
from workbench.readers.errors import (
    Cancelled,
    Candidate,
    EncodingDoubt,
    PasswordNeeded,
    Unreadable,
)
from workbench.readers.frames import (
    Job,
    packed,
    packed_trouble,
    receive,
    receive_job,
    send_job,
    unpacked,
)
from workbench.readers.reading import Reading
from workbench.readers.source import read

from .making import docx, p

GOOD = Job("docx", "a.docx", docx(p("Hello")))


@pytest.fixture(scope="module")
def box() -> Iterator[Box]:
    with Box() as box:
        yield box


def test_a_process_is_kept_for_many_files(box: Box) -> None:
    assert box.read(GOOD)[0].text == "Hello"
    process = box._process
    assert box.read(Job("rtf", "a.rtf", rb"{\rtf1 words}"))[0].text == "words"
    with pytest.raises(Unreadable):
        box.read(Job("docx", "b.docx", b"PK\x03\x04 and nothing more"))
    assert process is not None
    assert box._process is process


def test_a_process_that_dies_is_replaced_and_told_in_one_sentence(box: Box) -> None:
    box.read(GOOD)
    process = box._process
    assert process is not None
    process.kill()
    process.wait()
    assert box.read(GOOD)[0].text == "Hello"
    # A file over which it dies: the process ends while the answer is waited for.
    threading.Timer(0.3, lambda: box._process and box._process.kill()).start()
    with pytest.raises(Unreadable, match=r"^“slow\.rtf” breaks the reader of its format: "):
        box.read(SLOW)
    assert box.read(GOOD)[0].text == "Hello"


#: A file that takes some seconds and is not to be waited for.
SLOW = Job("rtf", "slow.rtf", b"{\\rtf1 " + b"{\\b x}" * 1_500_000 + b"}")


def test_what_takes_too_long_is_stopped() -> None:
    with Box(seconds=-17.0) as box, pytest.raises(Unreadable, match="takes too long to read"):
        box.read(SLOW)


def test_reading_can_be_cancelled_from_another_thread() -> None:
    with Box() as box:
        threading.Timer(0.5, box.cancel).start()
        with pytest.raises(Cancelled):
            box.read(SLOW)
        with pytest.raises(Cancelled):
            box.read(GOOD)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the limit is the system's there")
def test_memory_is_limited_by_the_system() -> None:
    code = (
        "from workbench.readers.memory import limit_memory; limit_memory(500_000_000)\n"
        "try: bytearray(400_000_000); bytearray(600_000_000)\n"
        "except MemoryError: print('refused')"
    )
    told = subprocess.run([sys.executable, "-c", code], env=_environment(), capture_output=True)
    assert told.stdout.strip() == b"refused"


def test_what_needs_too_much_memory_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def swell(*_: object) -> object:
        raise MemoryError

    monkeypatch.setattr(boxed, "read_job", swell)
    answer, spent = boxed._answer(GOOD)
    with pytest.raises(Unreadable, match=r"“a\.docx” needs more memory than 1,000 MB"):
        unpacked(answer, "a.docx")
    assert spent


def test_a_process_that_is_spent_is_replaced(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    box.read(GOOD)
    process = box._process
    answer = packed(Reading("x"), "rtf")
    monkeypatch.setattr("workbench.readers.box._ask", lambda *_: (answer, True))
    assert box.read(GOOD)[0].text == "x"
    assert process is not None
    assert process.poll() is not None
    monkeypatch.undo()
    assert box.read(GOOD)[0].text == "Hello"


def test_a_fault_of_a_reader_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: object) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr(boxed, "read_job", fault)
    answer, spent = boxed._answer(GOOD)
    with pytest.raises(Unreadable, match=r"^“a\.docx” cannot be read \(ZeroDivisionError "):
        unpacked(answer, "a.docx")
    assert spent


def test_answers_come_back_as_they_were() -> None:
    reading = read_back = Reading("text", title="T", warnings=("w",), original=b"\0\xff")
    read_back, form = unpacked(packed(reading, "pdf"), "a.pdf")
    assert (read_back, form) == (reading, "pdf")
    with pytest.raises(PasswordNeeded) as needed:
        unpacked(packed_trouble(PasswordNeeded("", wrong=True)), "a.pdf")
    assert (needed.value.name, needed.value.wrong) == ("a.pdf", True)
    doubt = EncodingDoubt("", (Candidate("cp1252", "é"),))
    with pytest.raises(EncodingDoubt) as told:
        unpacked(packed_trouble(doubt), "a.html")
    assert (told.value.name, told.value.candidates) == ("a.html", doubt.candidates)


@pytest.mark.parametrize(
    "answer", [b"", b"[", b"[]", b"{}", b'{"reading": {}}', b'{"doubt": 1}', b"[" * 100_000]
)
def test_nonsense_from_the_box_is_refused(answer: bytes) -> None:
    with pytest.raises(Unreadable, match=r"“a\.pdf”"):
        unpacked(answer, "a.pdf")


def test_styles_from_the_box_lie_within_the_text() -> None:
    answer = packed(Reading("abc"), "pdf").replace(
        b'"styles": []', b'"styles": [[0, 3, "em", ""], [2, 9, "em", ""], [-1, 2, "em", ""]]'
    )
    assert [style.end for style in unpacked(answer, "a.pdf")[0].styles] == [3]


def test_frames_that_are_cut_off_are_no_frames() -> None:
    whole = io.BytesIO()
    send_job(whole, GOOD)
    assert receive_job(io.BytesIO(whole.getvalue())) == GOOD
    assert receive_job(io.BytesIO(whole.getvalue()[:-1])) is None
    assert receive(io.BytesIO(b"\xff" * 100)) is None


# -- what the process may not do

_PROBE = """
import sys
from workbench.readers.guard import stand_guard
import socket, subprocess, shutil, tempfile, os, pathlib
stand_guard()
def tried(what):
    try:
        what()
    except PermissionError as error:
        print(type(error).__name__)
    except BaseException as error:
        print("other", repr(error))
    else:
        print("done")
here = sys.argv[1]
tried(lambda: socket.socket())
tried(lambda: socket.getaddrinfo("localhost", 9))
tried(lambda: subprocess.run(["true"]))
tried(lambda: os.system("true"))
tried(lambda: os.fork())
tried(lambda: open(here + "/new", "w"))
tried(lambda: os.open(here + "/new", os.O_CREAT | os.O_WRONLY))
tried(lambda: open(here + "/secret").read())
tried(lambda: os.listdir(here))
tried(lambda: os.remove(here + "/secret"))
tried(lambda: os.mkdir(here + "/new"))
tried(lambda: shutil.copy(here + "/secret", here + "/new"))
import decimal, email.policy, lxml.html
tried(lambda: __import__("colorsys"))
"""


def test_the_guard_lets_code_be_loaded_and_nothing_else_happen(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    told = subprocess.run(
        [*_command()[:-2], "-c", _PROBE, str(tmp_path)],
        env=_environment(), capture_output=True, text=True, timeout=60, check=True,
    ).stdout.split()  # fmt: skip
    assert told == ["Refused"] * 12 + ["done"]
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


def test_no_window_is_loaded_in_the_box() -> None:
    code = (
        "import sys, workbench.readers.boxed, workbench.readers.webpage, workbench.readers.docx;"
        "print(sorted(m for m in sys.modules if m.startswith(('PySide6', 'sqlite', 'workbench.gui'"
        ", 'workbench.operations'))))"
    )
    told = subprocess.run(
        [*_command()[:-2], "-c", code], env=_environment(), capture_output=True, text=True,
        timeout=60, check=True,
    ).stdout  # fmt: skip
    assert told.strip() == "[]"


#: Calls by which a process reaches out; `openat` only where it may write.
_CALLS = (
    "socket,connect,sendto,execve,fork,vfork,unlink,unlinkat,rename,renameat,mkdir,mkdirat,"
    "symlink,link,openat,open,creat"
)


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is absent")
def test_the_system_sees_nothing_opened_for_writing(tmp_path: Path, shared: Path) -> None:
    hostile, samples = shared / "hostile", shared / "samples"
    files = [
        *sorted((hostile / "html").iterdir()), *sorted(hostile.glob("*/*.docx")),
        *sorted((samples / "html").iterdir()), *sorted((samples / "rtf").iterdir())[:5],
        *sorted((samples / "odt").iterdir())[:5], samples / "epub/tika-testEPUB_xml_ext.epub",
    ]  # fmt: skip
    jobs = io.BytesIO()
    for path in files:
        send_job(jobs, Job(path.suffix[1:], path.name, path.read_bytes()))
    trace = tmp_path / "trace"
    done = subprocess.run(
        ["strace", "-f", "-qq", "-e", f"trace={_CALLS}", "-o", str(trace), *_command()],
        input=jobs.getvalue(), env=_environment(), capture_output=True, timeout=120, check=True,
    )  # fmt: skip
    answers = io.BytesIO(done.stdout)
    assert sum(receive(answers) is not None for _ in files) == len(files)
    seen = [line.split(maxsplit=1)[1] for line in trace.read_text().splitlines()]
    calls = [line for line in seen if not line.startswith(("+++", "---", "execve"))]
    assert calls
    opened = [line for line in calls if line.startswith("open")]
    assert [line for line in calls if not line.startswith("open")] == []
    written = [line for line in opened if "O_WRONLY" in line or "O_RDWR" in line]
    assert [line for line in written if os.devnull not in line] == []
    # What a document could point at is not even looked for.
    assert not [line for line in opened if "etc/passwd" in line or "hostile" in line]


def test_reading_without_a_box_makes_one(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(GOOD.data)
    assert read(path).text == "Hello"
