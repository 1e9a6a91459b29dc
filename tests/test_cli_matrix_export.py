"""The command line writes a matrix in every format and says what became of it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from db import claims, documents, tags
from db.project import Project
from db.records import Span
from workbench import operations
from workbench.cli import main
from workbench.operations.matrix_export import FORMATS, PROOF_SUFFIX


def workbench(*args: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, [str(arg) for arg in args])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "p.workbench"
    with operations.new_project(path, "Dam", "Mira") as made, made.action("Fill") as action:
        place = documents.add(action, "dam.txt", "The dam fills. Kelmaria denies harm.")
        facets = {one.key: one.id for one in tags.all_facets(made)}
        actor = tags.add(action, facets["actor"], "Kelmaria")
        water = tags.add(action, facets["concern"], "Water")
        for start in (0, 15):
            given = [(actor, "holder"), (water, "holder")]
            claims.add(action, place, [Span(start, start + 9)], tags=given)
    return path


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("png", "pdf")])
def test_what_is_written_is_verified(project, name):
    out = project.with_name(f"m{FORMATS[name].suffix}")
    assert workbench("matrix", project, "--format", name, "--out", out)[0] == 0
    assert out.with_name(out.name + PROOF_SUFFIX).exists() == (out.suffix == ".csv")
    code, said, _trouble = workbench("verify", project, out)
    assert code == 0
    assert said.startswith(f"1 figure of {out.name} follows from p.workbench")


def test_what_changed_is_said_with_its_claims(project):
    out = project.with_name("m.xlsx")
    workbench("matrix", project, "--format", "xlsx", "--out", out)
    with Project.open(project) as opened, opened.action("Remove") as action:
        claims.remove(action, claims.all_claims(opened)[0].id)
    code, said, trouble = workbench("verify", project, out)
    assert code == 1
    assert said == "Kelmaria × Water: 2 in the export, 1 now (1 lost).\n"
    assert trouble == (
        "workbench: m.xlsx does not say what p.workbench says: 1 cell changed since, "
        "1 claim gone from the project.\n"
    )


def test_what_was_altered_is_said(project):
    out = project.with_name("m.csv")
    workbench("matrix", project, "--out", out)
    out.write_text(out.read_text().replace("2", "3"))
    code, said, trouble = workbench("verify", project, out)
    assert code == 1
    assert said == "Kelmaria × Water: the file says 3, its proof 2.\n"
    assert "1 figure altered in the file" in trouble


def test_what_is_no_export_is_refused_in_a_sentence(project):
    out = project.with_name("m.html")
    out.write_text("<p>none</p>")
    assert workbench("verify", project, out) == (
        1, "", "workbench: This file holds no proof: export the matrix anew with Workbench.\n",
    )  # fmt: skip


@pytest.mark.parametrize("options", [[], ["--picture", "network"], ["--bars-of", "Water"]])
def test_pictures_are_drawn_as_asked(project, options):
    out = project.with_name("m.svg")
    told = workbench("matrix", project, "--format", "svg", "--out", out, *options)
    assert told[0] == 0
    text = out.read_text(encoding="utf-8")
    assert "Kelmaria" in text
    dark = workbench("matrix", project, "--format", "svg", "--palette", "dark", *options)
    assert dark[1] != text
    none = workbench("matrix", project, "--format", "svg", "--bars-of", "x", "--out", out)
    assert none[2] == "workbench: The matrix has no row or column “x” to draw bars of.\n"


def test_json_is_the_proof(project):
    code, said, _trouble = workbench("matrix", project, "--format", "json")
    assert code == 0
    assert json.loads(said)["cells"] == [[2]]
