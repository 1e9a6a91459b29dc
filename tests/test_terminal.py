import io
import sys

import pytest

from workbench.terminal import examples, progress, say


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def work(total: int) -> None:
    with progress("Reading") as tell:
        for done in range(1, total + 1):
            tell(done, total)


def test_long_work_is_shown_on_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", screen := Screen())
    work(200)
    assert "Reading" in screen.getvalue()
    assert "100%" in screen.getvalue()


def test_short_work_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", screen := Screen())
    work(20)
    work(0)
    assert screen.getvalue() == ""


def test_nothing_is_shown_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    work(200)
    assert capsys.readouterr() == ("", "")


def test_an_answer_is_one_line_without_controls(capsys: pytest.CaptureFixture[str]) -> None:
    say("one\ntwo\x1b[31m نهر")
    say("three", err=True)
    assert capsys.readouterr() == ("one two [31m نهر\n", "three\n")


def test_examples_keep_their_lines() -> None:
    assert examples("workbench a", "workbench b").splitlines()[1:] == [
        "Examples:", "  workbench a", "  workbench b",
    ]  # fmt: skip
