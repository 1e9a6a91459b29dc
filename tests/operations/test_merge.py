"""Bringing in files: what is said before, and what is there after."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from db import claims, coders, comments, decisions, documents, tags, unplaced
from db.check import check
from db.conflicts import conflicts
from db.errors import Invalid, NewerProject, ProjectError
from db.project import Project
from db.records import Id, Span
from workbench import operations

TEXT = "The dam fills slowly. Kelmaria denies harm.\nThe river falls every summer. End of it.\n" * 3
HOSTILE = Path(__file__).parents[2] / ".." / "shared" / "hostile" / "project"


def facet(project: Project, key: str) -> Id:
    return next(one.id for one in tags.all_facets(project) if one.key == key)


def begin(path: Path, coder: str, text: str = TEXT) -> Project:
    """A project with a document, two tags and a claim."""
    project = operations.new_project(path, "", coder)
    with project.action("Begin") as action:
        document = documents.add(action, "dam.txt", text, title="The dam")
        found = [
            tags.add(action, facet(project, "actor"), "Kelmaria", aliases=["Kelmari"]),
            tags.add(action, facet(project, "concern"), "water"),
        ]
        claims.add(
            action, document, [Span(22, 42)], tags=[(one, "holder") for one in found],
            statement="They deny it.",
        )  # fmt: skip
    return project


@pytest.fixture
def mine(tmp_path: Path) -> Iterator[Project]:
    with begin(tmp_path / "mine.workbench", "Mira") as project:
        yield project


@pytest.fixture
def theirs(mine: Project, tmp_path: Path) -> Iterator[Project]:
    """A copy of the project that Bo has."""
    mine.back_up(tmp_path / "bo.workbench")
    with Project.open(tmp_path / "bo.workbench", "Bo") as project:
        yield project


def do(project: Project, operation: Callable[..., Any], *args: Any, **named: Any) -> Any:
    with project.action("Step") as action:
        return operation(action, *args, **named)


def the_claim(project: Project) -> Id:
    return claims.all_claims(project)[0].id


# -- a copy


def test_a_plan_says_what_would_come_and_changes_nothing(mine: Project, theirs: Project) -> None:
    claim, document = the_claim(mine), documents.all_documents(mine)[0].id
    do(theirs, claims.add, document, [Span(0, 10)])
    do(theirs, tags.add, facet(theirs, "concern"), "grain")
    do(theirs, comments.add, claim, "Really?")
    do(theirs, decisions.decide, claim, "question")
    do(theirs, claims.edit, claim, statement="They deny all of it.")
    do(mine, claims.edit, claim, statement="They say no.")
    before = mine.log.entries()
    plan = operations.plan_merge(mine, theirs.path)
    assert mine.log.entries() == before
    assert plan.kind == "history"
    (share,) = plan.shares
    assert (share.coder, share.claims, share.tags) == ("Bo", 1, 1)
    assert (share.comments, share.decisions, share.changes) == (1, 1, 1)
    assert plan.already == 1
    (change,) = plan.changes
    assert change.fields == (("statement", "They say no.", "They deny all of it."),)
    (conflict,) = plan.conflicts
    assert (conflict.standing.coder, conflict.others[0].coder) == ("Bo", "Mira")
    assert "1 new claim" in plan.sentence()


def test_a_merge_is_one_step_and_done_once(mine: Project, theirs: Project) -> None:
    do(theirs, claims.add, documents.all_documents(mine)[0].id, [Span(0, 10)])
    plan = operations.plan_merge(mine, theirs.path)
    report = operations.merge_file(mine, plan)
    assert report.changes is not None
    assert len(report.changes.claims) == 1
    assert len(claims.all_claims(mine)) == 2
    assert operations.plan_merge(mine, theirs.path).nothing_new
    again = operations.merge_file(mine, plan)  # an old plan finds out by itself
    assert again.changes is None
    assert "nothing new" in again.sentence()
    mine.log.undo()
    assert len(claims.all_claims(mine)) == 1
    assert not operations.plan_merge(mine, theirs.path).nothing_new
    assert check(mine) == []


def test_conflicts_last_until_somebody_writes_again(mine: Project, theirs: Project) -> None:
    claim = the_claim(mine)
    do(mine, claims.edit, claim, statement="Mira's")
    do(theirs, claims.edit, claim, statement="Bo's")
    do(mine, claims.edit, claim, statement="Mira's second")
    operations.merge_file(mine, operations.plan_merge(mine, theirs.path))
    (found,) = conflicts(mine)
    assert (found.table, found.row, found.field) == ("claim", claim, "statement")
    values = {found.standing.value, *(one.value for one in found.others)}
    assert values == {"Mira's second", "Bo's"}
    assert found.document == documents.all_documents(mine)[0].id
    do(theirs, claims.edit, claim, statement="Bo's second")  # who had not seen Mira's
    operations.merge_file(mine, operations.plan_merge(mine, theirs.path))
    assert len(conflicts(mine)) == 1
    do(mine, claims.edit, claim, statement="Both")
    assert conflicts(mine) == []
    operations.merge_file(theirs, operations.plan_merge(theirs, mine.path))
    assert conflicts(theirs) == []
    assert claims.get(theirs, claim).statement == "Both"


def test_a_conflict_is_settled_by_keeping_what_stands(mine: Project, theirs: Project) -> None:
    claim = the_claim(mine)
    for one in (mine, theirs):
        do(one, claims.edit, claim, statement=one.coder.name)
    operations.merge_file(mine, operations.plan_merge(mine, theirs.path))
    stands = claims.get(mine, claim).statement
    with mine.action("Keep") as action:
        action.keep("claim", claim)
    assert conflicts(mine) == []
    assert claims.get(mine, claim).statement == stands
    operations.merge_file(theirs, operations.plan_merge(theirs, mine.path))
    assert conflicts(theirs) == []
    assert check(mine) == check(theirs) == []


def test_passages_and_exclusive_tags_are_conflicts_too(mine: Project, theirs: Project) -> None:
    claim = the_claim(mine)
    for one, name, end in ((mine, "For", 30), (theirs, "Against", 35)):
        stance = next(tag.id for tag in tags.all_tags(one) if tag.name == name)
        do(one, claims.add_tag, claim, stance)
        do(one, claims.set_spans, claim, [Span(22, end)])
    operations.merge_file(mine, operations.plan_merge(mine, theirs.path))
    found = {one.kind: one for one in conflicts(mine)}
    values = {found["value"].standing.value, *(one.value for one in found["value"].others)}
    assert values == {"22–30", "22–35"}
    assert (found["exclusive"].field, found["exclusive"].claim) == ("Stance", claim)
    assert len(claims.get(mine, claim).tags) == 4
    assert check(mine) == []
    do(mine, claims.add_tag, claim, found["exclusive"].standing.value)
    assert [one.kind for one in conflicts(mine)] == ["value"]


def test_a_deletion_that_did_not_hold_is_a_conflict(mine: Project, theirs: Project) -> None:
    claim = the_claim(mine)
    do(mine, claims.remove, claim)
    do(theirs, comments.add, claim, "But look.")
    operations.merge_file(mine, operations.plan_merge(mine, theirs.path))
    (found,) = conflicts(mine)
    assert (found.kind, found.table, found.row) == ("deleted", "claim", claim)
    assert found.others[0].coder == "Mira"
    do(mine, claims.remove, claim)
    assert conflicts(mine) == []


def test_deletions_of_mine_are_told(mine: Project, theirs: Project) -> None:
    do(theirs, claims.remove, the_claim(mine))
    plan = operations.plan_merge(mine, theirs.path)
    (gone,) = plan.deletions
    assert (gone.table, gone.name, gone.coder) == ("claim", "They deny it.", "Bo")
    assert plan.changes == ()


# -- files that are refused


def refused(mine: Project, path: Path) -> str:
    before = mine.log.entries()
    with pytest.raises(ProjectError) as caught:
        operations.plan_merge(mine, path)
    assert mine.log.entries() == before
    message = str(caught.value)
    assert message.endswith(".")
    assert message.isprintable()
    return message


def test_the_project_itself_is_refused(mine: Project) -> None:
    assert "is this project itself" in refused(mine, mine.path)


def test_a_missing_file_and_a_folder_are_refused(mine: Project, tmp_path: Path) -> None:
    assert "There is no file" in refused(mine, tmp_path / "none.workbench")
    (tmp_path / "folder.workbench").mkdir()
    assert "is a folder" in refused(mine, tmp_path / "folder.workbench")


def test_a_newer_file_says_so(mine: Project, theirs: Project) -> None:
    theirs.close()
    data = bytearray(theirs.path.read_bytes())
    data[60:64] = (99).to_bytes(4, "big")
    theirs.path.write_bytes(data)
    with pytest.raises(NewerProject, match="Update Workbench"):
        operations.plan_merge(mine, theirs.path)


def test_an_older_file_is_upgraded_in_the_copy(mine: Project, tmp_path: Path) -> None:
    old = Path(__file__).parents[1] / "projects" / "version-1.workbench"
    path = Path(shutil.copy(old, tmp_path / "old.workbench"))
    before = path.read_bytes()
    plan = operations.plan_merge(mine, path)
    assert plan.kind == "apart"
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "path", sorted(HOSTILE.glob("*.wb")) or [None], ids=lambda path: path.stem if path else "none"
)
def test_hostile_samples_are_refused(path: Path | None, mine: Project, tmp_path: Path) -> None:
    if path is None:
        pytest.skip("the shared hostile files are absent")
    refused(mine, Path(shutil.copy(path, tmp_path / "hostile.workbench")))


FORGED = {
    "a date": "UPDATE action SET at = 'soon' WHERE label = 'Step'",
    "an action": "UPDATE action SET label = 'forged' WHERE label = 'Begin'",
    "a change": "UPDATE change SET after = replace(after, 'They', 'We') WHERE after LIKE '%They%'",
    "a clock": "UPDATE action SET lamport = lamport + (1 << 50) WHERE label = 'Step'",
    "a session": "UPDATE session SET started_at = 'never'",
    "a text": "UPDATE content SET data = 'x' || data",
    "a passage": 'UPDATE span SET "end" = 100000',
    "a key": "UPDATE comment SET id = -5",
    "a kind": "UPDATE action SET kind = 'magic' WHERE label = 'Step'",
    "a loose reference": "DELETE FROM document",
    "an order": (
        "INSERT INTO parent SELECT first.id, 1, last.id FROM action AS first, action AS last "
        "WHERE first.label = 'Begin' AND last.label = 'Step' LIMIT 1"
    ),
}


@pytest.mark.parametrize("statement", FORGED.values(), ids=FORGED)
def test_forged_files_are_refused(mine: Project, theirs: Project, statement: str) -> None:
    do(theirs, comments.add, the_claim(theirs), "Look.")
    do(theirs, documents.add, "new.txt", "A new report.")
    theirs.connection.execute("PRAGMA foreign_keys = OFF")
    theirs.connection.execute(statement)
    with pytest.raises(ProjectError, match=r"\.$"):
        operations.merge_file(mine, operations.plan_merge(mine, theirs.path))
    assert len(documents.all_documents(mine)) == 1
    assert check(mine) == []


def test_what_was_changed_past_the_log_is_told(mine: Project, theirs: Project) -> None:
    do(theirs, comments.add, the_claim(theirs), "Look.")
    theirs.connection.execute("UPDATE claim SET statement = 'by another program'")
    plan = operations.plan_merge(mine, theirs.path)
    assert "Left out: 1 row changed outside Workbench" in plan.warnings[0]
    operations.merge_file(mine, plan)
    assert claims.all_claims(mine)[0].statement == "They deny it."
    assert operations.plan_merge(theirs, mine.path).warnings == ()


def test_another_story_of_the_same_action_is_refused(mine: Project, theirs: Project) -> None:
    theirs.connection.execute("UPDATE action SET label = 'forged' WHERE label = 'Begin'")
    from db import chain, images

    for action, *_rest in list(chain.broken(theirs.connection)):
        (entry,) = theirs.query(
            "SELECT id, session, lamport, coder, at, label, kind, undoes FROM action "
            "WHERE id = ?", (action,),
        )  # fmt: skip
        (previous,) = theirs.query(
            "SELECT hash FROM action WHERE session = ? AND lamport < ? "
            "ORDER BY lamport DESC LIMIT 1", entry[1:3],
        )  # fmt: skip
        link = images.Chain(previous[0])
        for change in theirs.query(
            'SELECT position, "table", "row", before, after FROM change WHERE action = ? '
            "ORDER BY position", (action,),
        ):  # fmt: skip
            link.add(change)
        theirs.connection.execute(
            "UPDATE action SET hash = ? WHERE id = ?", (link.close(entry), action)
        )
    assert "tells another story" in refused(mine, theirs.path)


# -- a project of its own


def test_a_project_started_apart_is_matched_and_never_doubled(
    mine: Project, tmp_path: Path
) -> None:
    with begin(tmp_path / "apart.workbench", "Bo") as other:
        do(other, tags.add, facet(other, "concern"), "grain")
        do(other, comments.add, the_claim(other), "Look.")
        do(other, decisions.decide, the_claim(other), "accept")
    plan = operations.plan_merge(mine, other.path)
    assert plan.kind == "apart"
    assert plan.doubtful == ()
    (share,) = plan.shares
    assert (share.coder, share.claims, share.tags, share.documents) == ("Bo", 1, 1, 0)
    assert (share.comments, share.decisions) == (1, 1)
    assert len(claims.all_claims(mine)) == 1
    operations.merge_file(mine, plan)
    assert {one.name for one in coders.all_coders(mine)} == {"Mira", "Bo"}
    assert len(claims.all_claims(mine)) == 2
    assert {one.tags for one in map(_names(mine), claims.all_claims(mine))} == {
        frozenset({"Kelmaria", "water"})
    }
    assert check(mine) == []
    assert operations.plan_merge(mine, other.path).nothing_new
    mine.log.undo()
    assert len(claims.all_claims(mine)) == 1
    assert not operations.plan_merge(mine, other.path).nothing_new


def _names(project: Project) -> Callable[[Any], Any]:
    from dataclasses import replace

    names = {tag.id: tag.name for tag in tags.all_tags(project)}
    return lambda claim: replace(claim, tags=frozenset(names[one.tag] for one in claim.tags))


def test_doubtful_pairs_are_asked_once(mine: Project, tmp_path: Path) -> None:
    with begin(tmp_path / "apart.workbench", "Mira", TEXT + "A new end.") as other:
        tag = next(one for one in tags.all_tags(other) if one.name == "Kelmaria")
        do(other, tags.edit, tag.id, name="Kelmari")
    plan = operations.plan_merge(mine, other.path)
    found = {one.table: one for one in plan.doubtful}
    assert set(found) == {"coder", "tag", "document"}
    assert found["coder"].proposed == mine.coder.id
    with pytest.raises(Invalid, match="Say first"):
        operations.merge_file(mine, plan)
    answers = {one.id: one.candidates[0].id for one in plan.doubtful}
    operations.merge_file(mine, plan, answers)
    assert len(documents.all_documents(mine)) == 1
    assert len(claims.all_claims(mine)) == 2
    assert len(tags.all_tags(mine)) == 5
    assert check(mine) == []
    again = operations.plan_merge(mine, other.path)
    assert again.doubtful == ()
    assert again.nothing_new


def test_claims_are_placed_in_a_text_that_differs_in_its_signs(
    mine: Project, tmp_path: Path
) -> None:
    with begin(tmp_path / "apart.workbench", "Bo", TEXT.upper()) as other:
        pass
    plan = operations.plan_merge(mine, other.path)
    assert plan.doubtful == ()
    operations.merge_file(mine, plan)
    document = documents.all_documents(mine)[0]
    assert [one.spans for one in claims.of_document(mine, document.id)] == [(Span(22, 42),)] * 2
    assert len(unplaced.of_document(mine, document.id)) <= 1
    assert check(mine) == []


def test_what_was_removed_here_does_not_come_again(mine: Project, tmp_path: Path) -> None:
    with begin(tmp_path / "apart.workbench", "Bo") as other:
        claim = the_claim(other)
    operations.merge_file(mine, operations.plan_merge(mine, other.path))
    do(mine, claims.remove, claim)
    assert operations.plan_merge(mine, other.path).nothing_new


# -- a table of claims


def test_claims_from_a_table_are_asked_for_what_they_name_otherwise(
    mine: Project, tmp_path: Path
) -> None:
    path = tmp_path / "claims.csv"
    path.write_text(
        "document,start,end,quote,actors,concerns,coder,statement\n"
        "dam.txt,0,9,The dam f,Kelmari,Water,Bo,It fills\n"
        "dam.txt,22,30,Kelmaria,,grain,,Nobody's\n"
        "none.txt,1,2,x,,,Bo,Lost\n",
        "utf-8",
    )
    plan = operations.plan_merge(mine, path)
    assert plan.kind == "claims"
    assert {one.table: one.name for one in plan.doubtful} == {"tag": "Kelmari", "coder": ""}
    assert any("none.txt" in one for one in plan.warnings)
    tag = next(one for one in plan.doubtful if one.table == "tag")
    operations.merge_file(mine, plan, {tag.id: tag.candidates[0].id})
    counts = coders.claim_counts(mine)
    assert counts == {"Mira": 2, "Bo": 1}
    assert "Kelmari" not in {one.name for one in tags.all_tags(mine)}
    again = operations.plan_merge(mine, path)
    assert again.nothing_new
    assert again.doubtful == ()
    assert again.already == 2


def rechain(project: Project) -> None:
    """Make a forged log look whole, as a forger would."""
    from db.copies import _chain_anew

    _chain_anew(project.connection)


LIES = {
    "an image that is none": "UPDATE change SET after = '[' WHERE action = {step}",
    "a deep image": "UPDATE change SET after = replace(hex(zeroblob(99999)), '0', '[') "
    "WHERE action = {step}",
    "an image of another row": 'UPDATE change SET "row" = 7 WHERE action = {step}',
    "an image with a column more": (
        "UPDATE change SET after = replace(after, '{{', '{{\"x\":1,') WHERE action = {step}"
    ),
    "a former image that is none": "UPDATE change SET before = '[]' WHERE action = {step}",
    "a table that is none": "UPDATE change SET \"table\" = 'sqlite_master' WHERE action = {step}",
    "a table of the log": "UPDATE change SET \"table\" = 'action' WHERE action = {step}",
    "a claim of nothing": (
        "UPDATE change SET after = json_replace(after, '$.claim', 9) WHERE action = {step}"
    ),
    "a merge of nonsense": "UPDATE change SET after = '{{' WHERE action = {step}; "
    "UPDATE action SET kind = 'merge' WHERE id = {step}",
    "an impossible value": (
        "UPDATE change SET after = json_replace(after, '$.text', 5) WHERE action = {step}"
    ),
}


@pytest.mark.parametrize("statement", LIES.values(), ids=LIES)
def test_a_log_that_lies_brings_nothing_in(mine: Project, theirs: Project, statement: str) -> None:
    do(theirs, comments.add, the_claim(theirs), "Look.")
    ((step,),) = theirs.query("SELECT id FROM action WHERE label = 'Step'")
    for one in statement.format(step=step).split("; "):
        theirs.connection.execute(one)
    rechain(theirs)
    with pytest.raises(ProjectError, match=r"\.$"):
        operations.merge_file(mine, operations.plan_merge(mine, theirs.path))
    assert check(mine) == []
    assert comments.counts(mine) == {}
