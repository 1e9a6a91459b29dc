from pathlib import Path

from db import claims, coders, documents
from db.check import check
from db.project import Project
from db.records import Span
from workbench import operations

TEXT = "The dam fills slowly. Kelmaria denies harm.\n" * 3


def test_work_in_a_copy_of_some_documents_comes_back(project: Project, tmp_path: Path) -> None:
    with project.action("Begin") as action:
        one = documents.add(action, "one.txt", TEXT)
        documents.add(action, "two.txt", TEXT.upper())
        mine = claims.add(action, one, [Span(0, 7)])
    target = tmp_path / "part.workbench"
    said = operations.copy_project(project, target, documents=[one])
    assert said == "part.workbench has 1 document with all that was made of them."
    with Project.open(target, "Bo") as part, part.action("Claim") as action:
        theirs = claims.add(action, one, [Span(22, 30)])
    plan = operations.plan_merge(project, target)
    assert (plan.kind, plan.doubtful, plan.already) == ("apart", (), 1)
    operations.merge_file(project, plan)
    assert {one.id for one in claims.all_claims(project)} == {mine, theirs}
    assert {one.name for one in coders.all_coders(project)} == {"Mira Tolan", "Bo"}
    assert operations.plan_merge(project, target).nothing_new
    assert check(project) == []


def test_an_anonymous_copy_of_some_documents_leaves_no_draft(
    project: Project, tmp_path: Path
) -> None:
    with project.action("Begin") as action:
        one = documents.add(action, "one.txt", TEXT)
    target = tmp_path / "part.workbench"
    said = operations.copy_project(project, target, documents=[one], anonymous=True)
    assert "no names of coders" in said
    assert sorted(found.suffix for found in tmp_path.iterdir()) == [".lock"] + [".workbench"] * 2
    assert b"Mira" not in target.read_bytes()
