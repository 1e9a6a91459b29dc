from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from db import claims, decisions
from db.project import Project
from workbench import operations
from workbench.cli import main
from workbench.operations.claim_rows import name_of


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Path]:
    return operations.write_sample(tmp_path)


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args])


def made(path: Path) -> list[tuple[str, int | None, str]]:
    with Project.open(path, write=False) as project:
        found = decisions.all_decisions(project)
        return [(one.verdict, one.tag, one.reason) for some in found.values() for one in some]


def test_a_claim_is_decided_on_and_reopened(project: Path) -> None:
    with Project.open(project, write=False) as opened:
        claim = claims.all_claims(opened)[0]
    done = run("decide", project, name_of(claim), "reject", "--reason", "Echo", "--coder", "Zoe")
    assert (done.exit_code, done.output) == (0, f"{name_of(claim)} is rejected.\n")
    assert made(project) == [("reject", None, "Echo")]
    assert run("decide", project, name_of(claim), "reopen", "--coder", "Zoe").exit_code == 0
    assert made(project) == []
    again = run("decide", project, name_of(claim), "reopen", "--coder", "Zoe")
    assert again.exit_code == 1
    assert "decided nothing" in again.output


def test_one_tag_is_decided_on(project: Path) -> None:
    with Project.open(project, write=False) as opened:
        claim = claims.all_claims(opened)[0]
        names = dict(opened.query("SELECT id, name FROM tag"))
    tag = claim.tags[0].tag
    done = run("decide", project, name_of(claim), "question", "--tag", names[tag])
    assert done.exit_code == 0
    assert made(project) == [("question", tag, "")]


@pytest.mark.parametrize(
    ("claim", "more", "said"),
    [("nothing", (), "no claims called"), ("MT-01", ("--tag", "nothing"), "does not carry")],
)
def test_what_is_not_there_is_said(
    project: Path, claim: str, more: tuple[str, ...], said: str
) -> None:
    done = run("decide", project, claim, "accept", *more)
    assert done.exit_code == 1
    assert said in done.output
    assert made(project) == []
