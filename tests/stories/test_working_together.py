"""Two analysts with the command line: copy, work apart, bring in, hand back."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from workbench.cli import main

Run = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)

    def run(*args: str, code: int = 0) -> str:
        result = CliRunner().invoke(main, list(args))
        assert result.exit_code == code, result.output
        return result.output

    return run


def claims(path: str, *rows: str) -> None:
    header = "document,start,end,quote,actors,concerns,statement"
    Path(path).write_text("\n".join([header, *rows]) + "\n", "utf-8")


@pytest.fixture
def started(run: Run) -> Run:
    Path("brief.txt").write_text("The dam fills slowly.\nKelmaria denies harm.\n", "utf-8")
    run("new", "mine.workbench", "--coder", "Mira")
    run("import", "mine.workbench", "brief.txt")
    claims("a.csv", "brief.txt,0,13,The dam fills,Kelmaria,water,It fills.")
    run("claims", "import", "mine.workbench", "a.csv", "--add-tags")
    return run


def test_a_copy_goes_out_and_comes_back(started: Run) -> None:
    run = started
    assert "copy of the whole project" in run("copy", "mine.workbench", "bo.workbench")
    claims("b.csv", "brief.txt,22,30,Kelmaria,Kelmaria,raids,They deny.")
    run("claims", "import", "bo.workbench", "b.csv", "--add-tags", "--coder", "Bo")
    said = run("merge", "mine.workbench", "bo.workbench", "--dry-run")
    assert "bo.workbench brings 1 new claim, 1 new tag" in said
    assert "Bo: claims 1, tags 1" in said
    plan = json.loads(run("merge", "mine.workbench", "bo.workbench", "--dry-run", "--json"))
    assert plan["shares"][0]["claims"] == 1
    assert "brings 1 new claim" in run("merge", "mine.workbench", "bo.workbench")
    assert "nothing new" in run("merge", "mine.workbench", "bo.workbench")
    assert "is whole" in run("check", "mine.workbench")
    assert "nothing new" in run("merge", "bo.workbench", "mine.workbench")
    assert "Undone: Bring in bo.workbench" in run("undo", "mine.workbench", "--coder", "Mira")
    assert "brings 1 new claim" in run("merge", "mine.workbench", "bo.workbench")


def test_what_is_doubtful_is_asked(started: Run) -> None:
    run = started
    run("new", "apart.workbench", "--coder", "Bo")
    run("import", "apart.workbench", "brief.txt")
    claims("b.csv", "brief.txt,22,30,Kelmaria,Kelmarias,water,They deny.")
    run("claims", "import", "apart.workbench", "b.csv", "--add-tags")
    assert "Is the tag “Kelmarias”" in run(
        "merge", "mine.workbench", "apart.workbench", "--dry-run"
    )
    assert "Say first" in run("merge", "mine.workbench", "apart.workbench", code=1)
    wrong = run("merge", "mine.workbench", "apart.workbench", "--same", "water=raids", code=1)
    assert "answers no question" in wrong
    run("merge", "mine.workbench", "apart.workbench", "--same", "Kelmarias=Kelmaria")
    assert "nothing new" in run("merge", "mine.workbench", "apart.workbench")


def test_copies_to_hand_on(started: Run) -> None:
    run = started
    said = run("copy", "mine.workbench", "part.workbench", "--document", "brief.txt", "--anonymous")
    assert "1 document and no names" in said
    assert "Coder 1" in run("info", "part.workbench")
    assert "is whole" in run("check", "part.workbench")
    assert "exists already" in run("copy", "mine.workbench", "part.workbench", code=1)
    assert not list(Path().glob("*.draft*"))
