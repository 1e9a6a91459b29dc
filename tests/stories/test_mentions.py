"""Mentions on the command line: the sources and their codebook in, a table of mentions out."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from db import claims
from db.project import Project
from tests.text.material import SHARED
from tests.text.test_mentions_gold import RULES, Score
from workbench.cli import main

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared sources are absent")

GOLD, SOURCES = SHARED.resolve() / "gold", SHARED.resolve() / "sources"
Row = dict[str, str]
Run = Callable[..., str]


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command that succeeds in an empty folder; returns what it prints."""
    monkeypatch.chdir(tmp_path)

    def run(*args: str | Path) -> str:
        result = CliRunner().invoke(main, [str(arg) for arg in args])
        assert result.exit_code == 0, result.output
        assert result.stderr == ""
        return result.stdout

    return run


def project(run: Run, codebook: Path) -> None:
    run("new", "p.workbench", "--coder", "Mira")
    run("import", "p.workbench", SOURCES)
    run("codebook", "import", "p.workbench", codebook)


def with_rules(target: Path) -> Path:
    """Write the codebook with the rules of an analyst in its columns."""
    book = rows(GOLD / "codebook.csv")
    for row in book:
        row |= {"needs": "", "unless": "", "alias_kind": ""}
    by_name = {row["tag"]: row for row in book if row["kind"] == "actor"}
    for rule in rows(RULES):
        row = by_name[rule["tag"]]
        for column, said in (
            ("needs", rule["needs"]), ("unless", rule["unless"]), ("alias_kind", rule["kind"]),
        ):  # fmt: skip
            pairs = [f"{rule['alias']}: {entry}" for entry in said.split("|") if entry]
            row[column] = "|".join(filter(None, [row[column], *pairs]))
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, book[0])
        writer.writeheader()
        writer.writerows(book)
    return target


def told(path: Path) -> dict[str, list[list[str]]]:
    """What a codebook says of its actors' aliases, in whatever order."""
    return {
        row["tag"]: [
            row["aliases"].split("|"),
            *(sorted(row.get(name, "").split("|")) for name in ("needs", "unless", "alias_kind")),
        ]
        for row in rows(path)
        if row["kind"] == "actor"
    }


def score(found: list[Row]) -> Score:
    """Compare a table of mentions with the annotation, in its scope, one to one, by overlap."""
    gold = rows(GOLD / "mentions_gold.csv")
    decoys = rows(GOLD / "mentions_decoys.csv")
    actors, total = {row["actor"] for row in gold}, Score()
    for document in {row["document"] for row in gold}:
        wanted = [row for row in gold if row["document"] == document]
        wrong = [row for row in decoys if row["document"] == document]
        reach = max(int(row["end"]) for row in wanted + wrong)
        left = [
            row
            for row in found
            if row["document"] == document and row["actor"] in actors and int(row["end"]) <= reach
        ]
        total.decoys += sum(
            any(overlap(one, row | {"actor": row["looks_like"]}) for one in left) for row in wrong
        )
        for row in wanted:
            match = next((one for one in left if overlap(one, row)), None)
            if match:
                left.remove(match)
            core = row["core"] == "yes"
            total.hits += bool(match) and core
            total.open += bool(match) and not core
            total.missed += not match and core
        total.extra += len(left)
    return total


def overlap(found: Row, gold: Row) -> bool:
    return (
        found["actor"] == gold["actor"]
        and int(found["start"]) < int(gold["end"])
        and int(gold["start"]) < int(found["end"])
    )


def test_the_codebook_alone(run: Run) -> None:
    project(run, GOLD / "codebook.csv")
    said = run("mentions", "p.workbench", "--out", "m.csv")
    table = rows(Path("m.csv"))
    assert said == f"{len(table):,} mentions written to m.csv.\n"
    assert list(table[0]) == ["document", "start", "end", "text", "actor", "alias"]
    found = score(table)
    found.say("workbench mentions, codebook alone")
    assert found.recall >= 0.99
    assert found.strict_precision >= 0.90


def test_the_codebook_with_rules(run: Run, tmp_path: Path) -> None:
    project(run, with_rules(tmp_path / "rules.csv"))
    run("mentions", "p.workbench", "--out", "m.csv")
    found = score(rows(Path("m.csv")))
    found.say("workbench mentions, codebook with rules")
    assert found.recall >= 0.97
    assert found.strict_precision >= 0.97
    run("codebook", "export", "p.workbench", "again.csv")
    assert told(Path("again.csv")) == told(tmp_path / "rules.csv")


def test_one_actor_and_what_no_claim_covers(run: Run) -> None:
    project(run, GOLD / "codebook.csv")
    run("claims", "import", "p.workbench", GOLD / "claims.csv", "--add-tags")
    table = list(csv.DictReader(run("mentions", "p.workbench", "--actor", "TTP").splitlines(True)))
    assert {row["actor"] for row in table} == {"TTP"}
    left = run("mentions", "p.workbench", "--actor", "TTP", "--uncovered").splitlines(True)
    uncovered = list(csv.DictReader(left))
    assert 0 < len(uncovered) < len(table)
    with Project.open(Path("p.workbench"), "Mira", write=False) as found:
        spans = claims.passages(found)
        names = {row[0]: row[1] for row in found.query("SELECT name, id FROM document")}
    for row in table:
        touched = any(
            span.start < int(row["end"]) and int(row["start"]) < span.end
            for span in spans.get(names[row["document"]], [])
        )
        assert touched is (row not in uncovered)


def test_an_actor_that_is_not_there_is_said(run: Run) -> None:
    run("new", "p.workbench")
    result = CliRunner().invoke(main, ["mentions", "p.workbench", "--actor", "Nobody"])
    assert result.exit_code == 1
    assert result.stderr == "workbench: There is no actor “Nobody” in the codebook.\n"
