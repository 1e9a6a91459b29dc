"""The first walk on the command line: real sources in, a cross-reference matrix out."""

import csv
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from db import tags
from db.project import Project
from workbench.cli import main

ROOT = Path(__file__).parents[2]
SHARED = ROOT / ".." / "shared"
GOLD = SHARED.resolve() / "gold"
SOURCES = SHARED.resolve() / "sources"

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared sources are absent")

Run = Callable[..., str]


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


@pytest.fixture
def with_sources(run: Run) -> Run:
    run("new", "p.workbench", "--title", "Walk", "--coder", "gold")
    run("import", "p.workbench", SOURCES)
    run("codebook", "import", "p.workbench", GOLD / "codebook.csv")
    return run


@pytest.fixture
def walked(with_sources: Run) -> Run:
    with_sources("claims", "import", "p.workbench", GOLD / "claims.csv", "--add-tags")
    return with_sources


def read(path: Path) -> list[dict[str, str]]:
    with open(path, encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def write(path: Path, rows: list[dict[str, str]]) -> None:
    with open(path, "w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def same(path: str, gold: str) -> None:
    assert Path(path).read_bytes() == (GOLD / gold).read_bytes()


def test_the_walk_as_a_user_types_it(tmp_path: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}

    def workbench(*args: str | Path) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "workbench", *map(str, args)],
            cwd=tmp_path, env=env, capture_output=True, check=False, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    workbench("new", "p.workbench", "--title", "Walk", "--coder", "Mira Tolan")
    assert workbench("import", "p.workbench", SOURCES) == "3 documents imported.\n"
    workbench("codebook", "import", "p.workbench", GOLD / "codebook.csv")
    said = workbench("claims", "import", "p.workbench", GOLD / "claims.csv", "--add-tags")
    assert said.startswith("286 claims imported; 6 tags added: ")
    assert "p.workbench is whole" in workbench("check", "p.workbench")
    assert "Coders:        Mira Tolan, gold" in workbench("info", "p.workbench")
    expected = (GOLD / "matrix_expected.csv").read_bytes()
    assert workbench("matrix", "p.workbench").encode() == expected
    workbench("matrix", "p.workbench", "--out", "matrix.csv")
    assert (tmp_path / "matrix.csv").read_bytes() == expected


def test_the_matrices_are_the_expected_ones(walked: Run) -> None:
    for options, gold in (
        ([], "matrix_expected.csv"),
        (["--rows", "actor", "--columns", "concern"], "matrix_expected.csv"),
        (["--roll-up", "columns"], "matrix_groups_expected.csv"),
        (["--roll-up", "both"], "matrix_actorgroups_expected.csv"),
        (["--by-document"], "matrix_by_document.csv"),
    ):
        printed = walked("matrix", "p.workbench", *options)
        walked("matrix", "p.workbench", *options, "--out", "matrix.csv")
        same("matrix.csv", gold)
        assert printed == Path("matrix.csv").read_text()


def test_the_margins_are_the_claims_that_carry_a_tag(walked: Run) -> None:
    with Project.open(Path("p.workbench"), write=False) as project:
        kinds = {facet.id: facet.key for facet in tags.all_facets(project)}
        counts = tags.claim_counts(project)
        found = {
            (kinds[tag.facet], tag.name): counts.get(tag.id, 0) for tag in tags.all_tags(project)
        }
    margins = {
        (row["kind"], row["tag"]): int(row["claims"]) for row in read(GOLD / "matrix_margins.csv")
    }
    assert len(margins) == 73
    assert {key: found[key] for key in margins} == margins


def test_one_document_and_hidden_tags(walked: Run) -> None:
    lines = read(GOLD / "matrix_by_document.csv")
    name = "000_e6b77583bb62ae33.txt"
    expected = [line for line in lines if line["document"] == name]
    assert expected
    walked("matrix", "p.workbench", "--by-document", "--document", name, "--out", "long.csv")
    assert read(Path("long.csv")) == expected
    walked("matrix", "p.workbench", "--document", name, "--hide-empty", "--out", "wide.csv")
    shown = {
        (row["actor"], concern): n
        for row in read(Path("wide.csv"))
        for concern, n in row.items()
        if concern != "actor" and n != "0"
    }
    assert shown == {(line["actor"], line["concern"]): line["n"] for line in expected}
    assert len(read(Path("wide.csv"))) == len({line["actor"] for line in expected})


def test_rows_and_columns_can_change_places(walked: Run) -> None:
    walked("matrix", "p.workbench", "--out", "matrix.csv")
    walked("matrix", "p.workbench", "--rows", "concern", "--columns", "actor", "--out", "t.csv")
    with open("matrix.csv", newline="") as one, open("t.csv", newline="") as two:
        rows, turned = list(csv.reader(one)), list(csv.reader(two))
    rows[0][0] = turned[0][0] = ""
    assert [list(column) for column in zip(*rows, strict=True)] == turned


def test_the_claims_come_back_byte_for_byte(walked: Run) -> None:
    assert walked("claims", "export", "p.workbench", "c.csv") == "286 claims written to c.csv.\n"
    same("c.csv", "claims.csv")


def test_what_was_imported_is_not_imported_again(walked: Run) -> None:
    before = Path("p.workbench").read_bytes()
    assert "0 documents" in walked("import", "p.workbench", SOURCES)
    walked("codebook", "import", "p.workbench", GOLD / "codebook.csv")
    said = walked("claims", "import", "p.workbench", GOLD / "claims.csv")
    assert said == "0 claims imported; 286 there already.\n"
    assert Path("p.workbench").read_bytes() == before


def test_an_exported_project_imports_into_an_empty_one(walked: Run) -> None:
    walked("claims", "import", "p.workbench", GOLD / "coder_b.csv")
    walked("codebook", "export", "p.workbench", "codebook.csv")
    walked("claims", "export", "p.workbench", "claims.csv")
    walked("new", "q.workbench", "--coder", "Somebody")
    walked("import", "q.workbench", SOURCES)
    walked("codebook", "import", "q.workbench", "codebook.csv")
    walked("claims", "import", "q.workbench", "claims.csv")
    walked("codebook", "export", "q.workbench", "codebook-again.csv")
    walked("claims", "export", "q.workbench", "claims-again.csv")
    assert Path("codebook-again.csv").read_bytes() == Path("codebook.csv").read_bytes()
    assert Path("claims-again.csv").read_bytes() == Path("claims.csv").read_bytes()
    # Its first columns are those of the gold codebook, row for row.
    kept = [{**row, "sign": ""} for row in read(Path("codebook.csv")) if row["kind"] != "stance"]
    assert kept == [{**row, "sign": ""} for row in read(GOLD / "codebook.csv")]


@pytest.mark.parametrize("columns", ["emptied", "missing"])
def test_claims_without_offsets_are_found_by_their_quotes(
    with_sources: Run, columns: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = read(GOLD / "claims.csv")
    for row in rows:
        if columns == "emptied":
            row["start"] = row["end"] = ""
        else:
            del row["start"], row["end"]
    write(Path("claims.csv"), rows)
    said = with_sources("claims", "import", "p.workbench", "claims.csv", "--add-tags", "--skip-bad")
    with_sources("claims", "export", "p.workbench", "found.csv")
    gold = {row["claim_id"]: row for row in read(GOLD / "claims.csv")}
    found = {row["claim_id"]: row for row in read(Path("found.csv"))}
    wrong = [name for name, row in found.items() if row != gold[name]]
    with capsys.disabled():
        print(f" {said.split(';')[0]} of {len(gold)} without offsets, {len(wrong)} wrong ", end="")
    assert wrong == []
    assert len(found) >= 0.98 * len(gold)


def test_claims_whose_offsets_miss_are_found_by_their_quotes(with_sources: Run) -> None:
    rows = read(GOLD / "claims.csv")
    for row in rows:
        row["start"], row["end"] = str(int(row["start"]) + 3), str(int(row["end"]) + 3)
    write(Path("claims.csv"), rows)
    with_sources("claims", "import", "p.workbench", "claims.csv", "--add-tags", "--skip-bad")
    with_sources("claims", "export", "p.workbench", "found.csv")
    gold = {row["claim_id"]: row for row in read(GOLD / "claims.csv")}
    found = read(Path("found.csv"))
    assert len(found) >= 0.98 * len(gold)
    assert all(row == gold[row["claim_id"]] for row in found)


def test_a_second_coder_comes_into_the_same_project(walked: Run) -> None:
    count = len(read(GOLD / "coder_b.csv"))
    said = walked("claims", "import", "p.workbench", GOLD / "coder_b.csv", "--coder", "B")
    assert said == f"{count} claims imported.\n"
    walked("matrix", "p.workbench", "--coder", "gold", "--out", "gold.csv")
    same("gold.csv", "matrix_expected.csv")
    walked("matrix", "p.workbench", "--out", "both.csv")
    walked("matrix", "p.workbench", "--coder", "B", "--out", "b.csv")

    def cells(name: str) -> dict[tuple[str, str], int]:
        return {
            (row["actor"], concern): int(n)
            for row in read(Path(name))
            for concern, n in row.items()
            if concern != "actor"
        }

    gold, b, both = cells("gold.csv"), cells("b.csv"), cells("both.csv")
    assert sum(b.values()) > 0
    assert both == {key: gold[key] + b.get(key, 0) for key in both}
    walked("claims", "export", "p.workbench", "c.csv")
    exported = {row["claim_id"]: row for row in read(Path("c.csv"))}
    assert all(exported[row["claim_id"]] == row for row in read(GOLD / "coder_b.csv"))
    assert "Coders:        B, gold" in walked("info", "p.workbench")


def test_every_step_can_be_undone_and_done_again(walked: Run) -> None:
    def state() -> tuple[str, str, bytes, bytes]:
        info = walked("info", "p.workbench").split("Last change:")[0]
        walked("claims", "export", "p.workbench", "c.csv")
        walked("codebook", "export", "p.workbench", "b.csv")
        matrix = walked("matrix", "p.workbench")
        return info, matrix, Path("c.csv").read_bytes(), Path("b.csv").read_bytes()

    states = [state()]
    for label in ("Import claims", "Import codebook", "Import 3 files"):
        assert walked("undo", "p.workbench") == f"Undone: {label}.\n"
        states.append(state())
    assert len(set(states)) == 4
    assert "Documents:     0" in states[-1][0]
    assert walked("undo", "p.workbench") == "There is nothing to undo.\n"
    for label in ("Import 3 files", "Import codebook", "Import claims"):
        states.pop()
        assert walked("redo", "p.workbench") == f"Redone: {label}.\n"
        assert state() == states[-1]
    assert walked("redo", "p.workbench") == "There is nothing to redo.\n"
    same("c.csv", "claims.csv")
    assert walked("check", "p.workbench") == "p.workbench is whole.\n"
    labels = [line.split("  ")[2] for line in walked("log", "p.workbench").splitlines()]
    assert labels == [
        "Redo: Import claims", "Redo: Import codebook", "Redo: Import 3 files",
        "Undo: Import 3 files", "Undo: Import codebook", "Undo: Import claims",
        "Import claims", "Import codebook", "Import 3 files", "Starting codebook", "New project",
    ]  # fmt: skip
    assert len(walked("log", "p.workbench", "--last", "2").splitlines()) == 2


def test_undo_takes_back_what_the_named_coder_did(walked: Run) -> None:
    walked("claims", "import", "p.workbench", GOLD / "coder_b.csv", "--coder", "B")
    Path("later.txt").write_text("Something else that was read later.")
    walked("import", "p.workbench", "later.txt", "--coder", "gold")
    assert walked("undo", "p.workbench", "--coder", "B") == "Undone: Import claims.\n"
    walked("claims", "export", "p.workbench", "c.csv")
    same("c.csv", "claims.csv")
    # Without a name: of whoever acted last, and that is B.
    assert walked("redo", "p.workbench") == "Redone: Import claims.\n"
    assert walked("undo", "p.workbench", "--coder", "gold") == "Undone: Import later.txt.\n"
