import threading

import pytest
from PySide6.QtCore import QObject, QThread

from workbench import operations
from workbench.gui.importing import Importer


@pytest.fixture
def importer(qapp):
    parent = QObject()
    importer = Importer(parent)
    yield importer
    importer.close()
    parent.deleteLater()


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(3):
        (folder / f"{n}.txt").write_text(f"Text number {n}.", encoding="utf-8")
    return folder


def run(qtbot, importer, *args):
    with qtbot.waitSignal(importer.finished, timeout=5000) as done:
        importer.start(*args)
    return done.args


def test_files_and_folders_are_read_in_order(qtbot, importer, files, tmp_path):
    (tmp_path / "z.md").write_text("# Title\n\nText", encoding="utf-8")
    sources, refused = run(qtbot, importer, [tmp_path / "z.md", files])
    assert [source.name for source in sources] == ["z.md", "0.txt", "1.txt", "2.txt"]
    assert not refused
    assert not importer.running


def test_they_are_read_beside_the_window_and_told_of_in_it(qtbot, importer, files, monkeypatch):
    read, threads, told = operations.read_source, set(), []
    monkeypatch.setattr(
        operations,
        "read_source",
        lambda *a, **b: threads.add(threading.get_ident()) or read(*a, **b),
    )
    importer.progressed.connect(
        lambda done, total, name: told.append((done, total, name, QThread.currentThread()))
    )
    run(qtbot, importer, [files])
    assert threading.get_ident() not in threads
    assert [entry[:3] for entry in told] == [(0, 3, "0.txt"), (1, 3, "1.txt"), (2, 3, "2.txt")]
    assert {entry[3] for entry in told} == {importer.thread()}


def test_what_cannot_be_read_is_told_with_its_reason(qtbot, importer, files):
    (files / "empty.txt").write_bytes(b"")
    sources, refused = run(qtbot, importer, [files, files / "missing.txt"])
    assert len(sources) == 3
    assert [item.path.name for item in refused] == ["empty.txt", "missing.txt"]
    assert all(item.reason.endswith(".") for item in refused)


def test_a_doubtful_file_is_read_as_the_user_answered(qtbot, importer, files):
    path = files / "old.txt"
    path.write_bytes("Müller größte Straße, fünf Äpfel".encode("cp1252"))
    _sources, (doubtful,) = run(qtbot, importer, [path])
    assert doubtful.doubt is not None
    (source,), refused = run(qtbot, importer, [path], {path: "cp1252"})
    assert source.text == "Müller größte Straße, fünf Äpfel"
    assert not refused


def test_a_cancelled_import_gives_nothing(qtbot, importer, files, monkeypatch):
    read, started, go_on = operations.read_source, threading.Event(), threading.Event()
    names = []

    def slow(path, encoding, **more):
        names.append(path.name)
        started.set()
        go_on.wait(5)
        return read(path, encoding, **more)

    monkeypatch.setattr(operations, "read_source", slow)
    with qtbot.waitSignal(importer.finished, timeout=5000) as done:
        importer.start([files])
        started.wait(5)
        assert importer.running
        importer.cancel()
        go_on.set()
    assert done.args == [[], []]
    assert names == ["0.txt"]


def test_cancelled_at_the_last_moment_it_gives_nothing_either(qtbot, importer, files):
    importer.start([files])
    importer._pool.submit(lambda: None).result(5)
    importer.cancel()
    with qtbot.waitSignal(importer.finished, timeout=5000) as done:
        pass
    assert done.args == [[], []]


def test_after_a_cancelled_one_another_can_start(qtbot, importer, files):
    importer.start([files])
    importer.cancel()
    qtbot.waitUntil(lambda: not importer.running)
    sources, _refused = run(qtbot, importer, [files])
    assert len(sources) == 3


def test_an_error_of_the_program_ends_the_import_and_is_reported(
    qtbot, importer, files, monkeypatch
):
    def broken(_path, _encoding, **_more):
        raise RuntimeError("a fault")

    monkeypatch.setattr(operations, "read_source", broken)
    with qtbot.capture_exceptions() as faults:
        assert run(qtbot, importer, [files]) == [[], []]
    assert [str(fault[1]) for fault in faults] == ["a fault"]
    assert not importer.running


def test_closing_waits_for_the_worker(qapp, files, monkeypatch):
    parent = QObject()
    importer = Importer(parent)
    over = threading.Event()
    read = operations.read_source

    def slow(path, encoding, **more):
        over.wait(0.05)
        return read(path, encoding, **more)

    monkeypatch.setattr(operations, "read_source", slow)
    importer.start([files])
    importer.close()
    assert not any(thread.name.startswith("import") for thread in threading.enumerate())
    parent.deleteLater()
