"""The matrix on the command line: axes, measures, conditions, views, coders, times, projects."""

import csv
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from db import claims, documents, saved, tags
from db.coders import ensure
from db.project import Project
from db.records import Id, Span
from workbench.cli import main
from workbench.matrix import Axis, Filter, Request
from workbench.matrix.wire import to_json
from workbench.operations import new_project


def make(path: str, actors: Sequence[str] = ("Iran", "China")) -> None:
    """A project with two documents, two coders, and a claim of each actor in each document."""
    with new_project(Path(path), "North", "Ana") as project, project.action("Fill") as action:
        facets = {one.key: one.id for one in tags.all_facets(project)}
        stances = [one.id for one in tags.all_tags(project) if one.sign]
        east = tags.add(action, facets["actor"], "East")
        made: list[Id] = [
            tags.add(action, facets["actor"], name, parent=east, aliases=(f"the {name}",))
            for name in actors
        ]
        concerns = [tags.add(action, facets["concern"], name) for name in ("Water", "Roads")]
        bo = ensure(action, "Bo")
        for number, date in enumerate(("2024-05-03", "2025")):
            place = documents.add(
                action, f"{number}.txt", "x" * 50, published_on=date, publisher="Post"
            )
            for at, actor in enumerate(made):
                chosen = (actor, concerns[at], stances[number])
                claims.add(
                    action, place, [Span(at, 9)], tags=[(one, "holder") for one in chosen],
                    coder=bo if at else None, confidence="high" if number else "low",
                )  # fmt: skip
        saved.VIEWS.save(action, "By month", to_json(Request(Axis(":month"))))
        saved.VIEWS.save(action, "Broken", "{")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    make("p")


def table(*args: str) -> list[list[str]]:
    result = CliRunner().invoke(main, ["matrix", *args])
    assert result.exit_code == 0, result.output
    return list(csv.reader(result.stdout.splitlines()))


def trouble(*args: str) -> str:
    result = CliRunner().invoke(main, ["matrix", *args])
    assert (result.exit_code, result.stdout) == (1, "")
    [line] = result.stderr.splitlines()
    return line


@pytest.mark.parametrize(
    ("options", "rows"),
    [
        ([], [["actor", "Water", "Roads"], ["Iran", "2", "0"], ["China", "0", "2"]]),
        (["--transpose"], [["concern", "Iran", "China"], ["Water", "2", "0"], ["Roads", "0", "2"]]),
        (["--count", "sources", "--roll-up", "rows"], [["actor_group", "Water", "Roads"],
                                                       ["East", "1", "1"]]),
        (["--groups", "rows", "--count", "documents"], [
            ["actor", "Water", "Roads"], ["East", "2", "2"], ["Iran", "2", "0"],
            ["China", "0", "2"]]),
        (["--rows", "coder", "--percent", "column"], [
            ["coder", "Water", "Roads"], ["Ana", "100.0", "0.0"], ["Bo", "0.0", "100.0"]]),
        (["--rows", "month", "--columns", "year"], [
            ["month", "2024", "2025"], ["2024-05", "2", "0"], ["no month", "0", "2"]]),
        (["--view", "By month"], [
            ["month", "Water", "Roads"], ["2024-05", "1", "1"], ["no month", "1", "1"]]),
        (["--view", "By month", "--rows", "year", "--since", "2025"], [
            ["year", "Water", "Roads"], ["2025", "1", "1"]]),
        (["--where", "actor=THE  iran", "--hide-empty", "--count", "balance"], [
            ["actor", "Water"], ["Iran", "0"]]),
        (["--where", "confidence=high", "--where", "stance=Against", "--coder", "Bo"], [
            ["actor", "Water", "Roads"], ["Iran", "0", "0"], ["China", "0", "1"]]),
        (["--sort", "name", "--sort-columns", "name", "--until", "2024"], [
            ["actor", "Roads", "Water"], ["China", "1", "0"], ["Iran", "0", "1"]]),
        (["--by-period", "year"], [
            ["row", "column", "year", "n"], ["Iran", "Water", "2024", "1"],
            ["Iran", "Water", "2025", "1"], ["China", "Roads", "2024", "1"],
            ["China", "Roads", "2025", "1"]]),
        (["--by-document", "--where", "document=1.txt"], [
            ["document", "actor", "concern", "n"], ["1.txt", "Iran", "Water", "1"],
            ["1.txt", "China", "Roads", "1"]]),
    ],
)  # fmt: skip
def test_what_is_asked_is_printed(options: list[str], rows: list[list[str]]) -> None:
    assert table("p", *options) == rows


def test_two_coders_are_compared_with_the_claims_behind() -> None:
    header, *rows = table("p", "--compare-coder", "Ana", "Bo")
    assert header == ["row", "column", "Ana", "Bo", "difference", "gained", "lost"]
    assert [row[:5] for row in rows] == [
        ["Iran", "Water", "2", "0", "-2"], ["China", "Roads", "0", "2", "2"],
    ]  # fmt: skip
    assert (len(rows[0][6].split()), len(rows[1][5].split())) == (2, 2)


def test_two_periods_and_two_views_are_compared() -> None:
    header, *rows = table("p", "--compare-period", "2024", "2025", "--coder", "Ana")
    assert header[2:5] == ["2024", "2025", "difference"]
    assert [row[:5] for row in rows] == [["Iran", "Water", "1", "1", "0"]]
    with Project.open(Path("p"), "Ana") as project, project.action("Save") as action:
        late = Request(filter=Filter(since="2025"))
        saved.VIEWS.save(action, "All", to_json(Request()))
        saved.VIEWS.save(action, "Late", to_json(late))
    rows = table("p", "--compare-view", "All", "Late")[1:]
    assert [row[:5] for row in rows] == [
        ["Iran", "Water", "2", "1", "-1"], ["China", "Roads", "2", "1", "-1"],
    ]  # fmt: skip


def test_a_comparison_is_a_page_of_markdown_with_the_quotes() -> None:
    args = ["p", "--compare-coder", "Ana", "Bo"]
    result = CliRunner().invoke(main, ["matrix", *args, "--out", "changes.md"])
    assert result.exit_code == 0, result.output
    page = Path("changes.md").read_text("utf-8")
    assert "| Iran | Water | 2 | · | −2 | 0 | 2 |" in page
    assert "## China × Roads" in page
    assert page.count("- gained: “xxxxxxxx” (Post,") == page.count("- lost:") == 2
    printed = CliRunner().invoke(main, ["matrix", *args, "--format", "md"])
    assert printed.stdout.rstrip() == page.rstrip()


def test_several_projects_make_one_matrix() -> None:
    make("q", ("The China", "Peru"))
    assert table("p", "q", "--count", "claims") == [
        ["project", "actor", "Water", "Roads"],
        ["North", "Iran", "2", "0"], ["North", "China", "0", "2"], ["North", "Peru", "0", "0"],
        ["North (2)", "Iran", "0", "0"], ["North (2)", "China", "2", "0"],
        ["North (2)", "Peru", "0", "2"],
    ]  # fmt: skip
    assert table("p", "q", "--by-period", "year", "--hide-empty")[0][:2] == ["project", "row"]


@pytest.mark.parametrize("name", ["xlsx", "html", "md", "graphml", "svg", "json", "csv-claims"])
def test_every_format_is_written(name: str) -> None:
    result = CliRunner().invoke(main, ["matrix", "p", "--format", name, "--out", "file"])
    assert result.exit_code == 0, result.output
    assert Path("file").stat().st_size


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--where", "actor"], "is no condition"),
        (["--where", "place=here"], "no condition “place”"),
        (["--compare-coder", "Ana", "Cy"], "no coder “Cy”"),
        (["--compare-period", "2024", "soon"], "no date"),
        (["--compare-view", "By month", "Mine"], "no view “Mine”"),
        (["--compare-merge"], "Nothing was brought in"),
        (["--compare-merge", "--compare-coder", "Ana", "Bo"], "One comparison"),
        (["--view", "Mine"], "no view “Mine”; the project has “Broken”, “By month”"),
        (["--view", "Broken"], "no JSON"),
        (["--format", "doc"], "no format “doc”"),
        (["--format", "xlsx"], "name one with --out"),
        (["--out", "m.doc"], "does not say what to write"),
        (["--percent", "row", "--count", "split"], "percentages of claims"),
        (["--compare-coder", "Ana", "Bo", "--format", "svg"], "CSV or Markdown"),
        (["--compare-coder", "Ana", "Bo", "--out", "m.xlsx"], "CSV or Markdown"),
        (["--since", "soon"], "is no date"),
    ],
)
def test_trouble_is_told_in_a_sentence(options: list[str], said: str) -> None:
    assert said in trouble("p", *options)


def test_no_other_command_waits_for_numpy() -> None:
    code = (
        "import sys, workbench.cli; workbench.cli.main(['info', 'p'], standalone_mode=False); "
        "assert 'numpy' not in sys.modules"
    )
    root = str(Path(__file__).parents[1])
    run = subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": root})
    assert run.returncode == 0
