import json
import sqlite3
from pathlib import Path

import pytest

from db import claims, coders, documents, tags
from db.check import check
from db.errors import ChangedSince, DamagedProject, Invalid, ReadOnlyProject
from db.images import COLUMNS, DEFAULTS
from db.project import Project
from db.records import Claim, Span
from db.schema import TABLES

from .making import everything, facet, snapshot, tag


def first(project: Project) -> Claim:
    return claims.all_claims(project)[0]


# -- one action, one transaction, one entry


def test_an_action_is_one_entry_with_all_its_changes(filled: Project) -> None:
    before = filled.log.entries()
    with filled.action("Make a claim") as action:
        document = documents.all_documents(filled)[0]
        claim = claims.add(
            action, document.id, [Span(0, 5)], tags=[(tag(filled, "water"), "about")]
        )
    entries = filled.log.entries()
    assert entries[1:] == before
    assert (entries[0].label, entries[0].kind, entries[0].coder) == ("Make a claim", "do", "Ana")
    assert entries[0].changes == 3  # the claim, its passage, its tag
    assert action.changes is not None
    assert action.changes.action == entries[0].id
    assert claims.get(filled, claim).spans == (Span(0, 5),)


def test_an_exception_inside_takes_everything_back(filled: Project) -> None:
    before = everything(filled)

    def fail() -> None:
        with filled.action("Fail") as action:
            claims.remove(action, first(filled).id)
            action.store("a new text")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert everything(filled) == before
    with filled.action("Work again") as action:
        claims.remove(action, first(filled).id)
    assert filled.log.entries(1)[0].label == "Work again"
    assert check(filled) == []


def test_a_refused_write_takes_back_what_went_before_it(filled: Project) -> None:
    before = everything(filled)
    document = documents.all_documents(filled)[0]

    def reach_too_far() -> None:
        with filled.action("Fail") as action:
            tags.add(action, facet(filled, "actor"), "New")
            claims.add(action, document.id, [Span(0, document.length + 1)])

    with pytest.raises(Invalid, match="inside the text"):
        reach_too_far()
    assert everything(filled) == before


def test_a_broken_reference_is_refused_when_the_action_ends(filled: Project) -> None:
    before = everything(filled)
    with pytest.raises(Invalid), filled.action("Leave passages behind") as action:
        action.delete("claim", first(filled).id)
    assert everything(filled) == before
    assert filled.log.undoable() == "Read"


def test_an_action_without_changes_leaves_no_trace(project: Project) -> None:
    before = everything(project)
    with project.action("Nothing") as action:
        pass
    assert action.changes is not None
    assert not action.changes.rows
    assert everything(project) == before


def test_a_coder_who_did_nothing_leaves_no_trace(filled_path: Path) -> None:
    with Project.open(filled_path, "Bo") as project:
        before = everything(project)
        with project.action("Nothing"):
            pass
        assert everything(project) == before
        assert project.log.undoable() is None


def test_an_action_inside_an_action_is_refused_and_harms_nothing(filled: Project) -> None:
    with filled.action("Outer") as action:
        claims.edit(action, first(filled).id, note="kept")
        with pytest.raises(RuntimeError, match="open already"), filled.action("Inner"):
            pass
        with pytest.raises(RuntimeError, match="open already"):
            filled.log.undo()
    assert first(filled).note == "kept"
    assert filled.log.entries(1)[0].label == "Outer"


def test_an_action_that_is_over_writes_no_more(filled: Project) -> None:
    with filled.action("Done") as action:
        claims.edit(action, first(filled).id, note="kept")
    before = everything(filled)
    for write in (
        lambda: action.insert("facet", {"key": "k"}),
        lambda: action.delete("claim", first(filled).id),
        lambda: action.store("text"),
    ):
        with pytest.raises(RuntimeError, match="over"):
            write()
    assert everything(filled) == before


def test_a_lost_transaction_is_not_written_past(filled: Project) -> None:
    before = everything(filled)

    def lose_it() -> None:
        with filled.action("Lose it") as action:
            claims.edit(action, first(filled).id, note="lost")
            filled.connection.execute("ROLLBACK")  # as SQLite does by itself on some errors

    with pytest.raises(RuntimeError, match="over"):
        lose_it()
    assert everything(filled) == before
    with filled.action("Go on") as action:
        claims.edit(action, first(filled).id, note="kept")
    assert check(filled) == []


def test_tables_that_are_not_logged_cannot_be_written(filled: Project) -> None:
    for table in ("content", "session", "action", "change"):
        with pytest.raises(KeyError), filled.action("Cheat") as action:
            action.put(table, 1, None, {})


@pytest.mark.parametrize("value", [5, None, b"x", True, 1.5])
def test_a_value_of_another_type_is_refused(filled: Project, value: object) -> None:
    with pytest.raises(TypeError), filled.action("Mistake") as action:
        action.update("claim", first(filled).id, {"statement": value})


def test_an_unknown_column_is_refused(filled: Project) -> None:
    with pytest.raises(KeyError), filled.action("Mistake") as action:
        action.update("claim", first(filled).id, {"colour": "red"})
    with pytest.raises(KeyError), filled.action("Mistake") as action:
        action.insert("claim", {"colour": "red"})


@pytest.mark.parametrize("text", ["half a pair \ud83d", "\udc80 from a file name"])
def test_broken_characters_are_refused_in_one_sentence(filled: Project, text: str) -> None:
    before = everything(filled)
    claim = first(filled).id
    with pytest.raises(Invalid, match="broken characters"), filled.action("Type") as action:
        claims.edit(action, claim, statement=text)
    with pytest.raises(Invalid, match="broken characters"), filled.action("Import") as action:
        documents.add(action, "x.txt", text)
    with pytest.raises(Invalid, match="broken characters"), filled.action(text) as action:
        claims.edit(action, claim, statement="fine")
    assert everything(filled) == before


@pytest.mark.parametrize("text", ["\0 and after", "\u2028", "🔥" * 3, "“”\\\"'", "\ufeff"])
def test_odd_characters_are_kept_and_undone(filled: Project, text: str) -> None:
    claim = first(filled)
    with filled.action("Type") as action:
        action.update("claim", claim.id, {"note": text})
    assert first(filled).note == text
    filled.log.undo()
    assert first(filled) == claim
    filled.log.redo()
    assert first(filled).note == text
    assert check(filled) == []


def test_defaults_are_those_of_the_tables() -> None:
    connection = sqlite3.connect(":memory:")
    for name, table in TABLES.items():
        connection.execute(table.sql)
        for _cid, column, _type, _notnull, default, _pk in connection.execute(
            "SELECT * FROM pragma_table_info(?)", (name,)
        ):
            wanted = DEFAULTS[name][column]
            assert connection.execute(f"SELECT {default or 'NULL'}").fetchone() == (wanted,)
        assert tuple(DEFAULTS[name]) == COLUMNS[name]
    connection.close()


def test_reading_only_refuses_to_write(filled_path: Path) -> None:
    with Project.open(filled_path, "Ana", write=False) as project:
        assert not project.writable
        with pytest.raises(ReadOnlyProject, match="reading only"), project.action("Write"):
            pass
        with pytest.raises(ReadOnlyProject):
            project.log.undo()
        assert project.log.undoable() == "Read"


# -- what changed


def test_changes_name_rows_claims_and_documents(filled: Project) -> None:
    claim = first(filled)
    with filled.action("Tag") as action:
        claims.add_tag(action, claim.id, tag(filled, "roads"))
    changes = action.changes
    assert changes is not None
    assert set(changes.rows) == {"claim_tag"}
    assert (changes.claims, changes.documents) == ({claim.id}, {claim.document})
    assert changes.touches("claim", "claim_tag")
    assert not changes.touches("claim", "tag")


def test_changes_of_removed_claims_name_their_documents(filled: Project) -> None:
    claim = first(filled)
    with filled.action("Remove") as action:
        claims.remove(action, claim.id)
    assert action.changes is not None
    assert (action.changes.claims, action.changes.documents) == ({claim.id}, {claim.document})
    back = filled.log.undo()
    assert back is not None
    assert (back.kind, back.label) == ("undo", "Remove")
    assert back.rows == action.changes.rows
    assert (back.claims, back.documents) == ({claim.id}, {claim.document})


def test_changes_of_a_removed_tag_name_all_who_carried_it(filled: Project) -> None:
    water = tag(filled, "water")
    carriers = {
        claim.id for claim in claims.all_claims(filled) if water in {t.tag for t in claim.tags}
    }
    with filled.action("Remove") as action:
        tags.remove(action, water)
    assert action.changes is not None
    assert action.changes.claims == carriers
    assert action.changes.documents == {one.id for one in documents.all_documents(filled)}


def test_changes_of_reading_and_documents_name_the_document(filled: Project) -> None:
    one, two = documents.all_documents(filled)
    with filled.action("Read") as action:
        documents.set_reading(action, two.id, "done")
    assert action.changes is not None
    assert (action.changes.documents, action.changes.claims) == ({two.id}, set())
    with filled.action("Title") as action:
        documents.edit(action, one.id, title="New title")
    assert action.changes is not None
    assert action.changes.documents == {one.id}


# -- undo and redo


def test_undo_and_redo_go_back_and_forth_exactly(filled: Project) -> None:
    states = [snapshot(filled)]
    labels = []
    while (label := filled.log.undoable()) is not None:
        changes = filled.log.undo()
        assert changes is not None
        assert changes.label == label
        labels.append(label)
        states.append(snapshot(filled))
    assert labels[0] == "Read"
    assert labels[-1] == "Import"
    assert len(labels) == 27
    assert filled.log.undo() is None
    assert not claims.all_claims(filled)
    assert tags.all_facets(filled), "the starting codebook is not undone"
    for state, label in zip(reversed(states[:-1]), reversed(labels), strict=True):
        assert filled.log.redoable() == label
        filled.log.redo()
        assert snapshot(filled) == state
    assert filled.log.redoable() == "Rename"  # undone before these were
    assert check(filled) == []


def test_undo_and_redo_survive_a_restart(filled_path: Path) -> None:
    with Project.open(filled_path, "Ana") as project:
        latest = snapshot(project)
        project.log.undo()
        earlier = snapshot(project)
        project.log.undo()
    with Project.open(filled_path, "Ana") as project:
        assert project.log.undoable() == "Annotate"
        assert project.log.redoable() == "Annotate"
        project.log.redo()
        assert snapshot(project) == earlier
    with Project.open(filled_path, "Ana") as project:
        assert project.log.redoable() == "Read"
        project.log.redo()
        assert snapshot(project) == latest
        assert project.log.redoable() == "Rename"
        assert check(project) == []


def test_a_new_action_ends_redo_even_after_a_restart(filled_path: Path) -> None:
    with Project.open(filled_path, "Ana") as project:
        assert project.log.redoable() == "Rename"
        with project.action("New") as action:
            claims.edit(action, first(project).id, note="new")
        assert project.log.redoable() is None
        assert project.log.redo() is None
    with Project.open(filled_path, "Ana") as project:
        assert project.log.redoable() is None
        assert project.log.undoable() == "New"


def test_an_empty_or_failed_action_does_not_end_redo(filled: Project) -> None:
    with filled.action("Nothing"):
        pass
    with pytest.raises(ZeroDivisionError), filled.action("Fail"):
        raise ZeroDivisionError
    assert filled.log.redoable() == "Rename"


def test_undo_is_per_coder(filled_path: Path) -> None:
    with Project.open(filled_path, "Bo") as project:
        assert (project.log.undoable(), project.log.redoable()) == (None, None)
        with project.action("Bo writes") as action:
            claims.edit(action, first(project).id, note="Bo was here")
        assert project.log.undoable() == "Bo writes"
    with Project.open(filled_path, "Ana") as project:
        assert (project.log.undoable(), project.log.redoable()) == ("Read", "Rename")
        project.log.undo()
        assert first(project).note == "Bo was here"
    with Project.open(filled_path, "Bo") as project:
        project.log.undo()
        assert first(project).note == ""
        assert check(project) == []


def test_the_coder_of_a_first_action_stays_when_it_is_undone(filled_path: Path) -> None:
    with Project.open(filled_path, "Bo") as project:
        with project.action("Bo writes") as action:
            claims.edit(action, first(project).id, note="Bo was here")
        assert action.changes is not None
        assert action.changes.touches("coder")
        project.log.undo()
        assert "Bo" in {coder.name for coder in coders.all_coders(project)}
        project.log.redo()
        assert check(project) == []


def test_a_coder_gets_another_name_and_it_is_undone(filled: Project) -> None:
    with filled.action("Rename myself") as action:
        action.update("coder", filled.coder.id, {"name": "Anna"})
    assert filled.log.entries(1)[0].coder == "Anna"
    filled.log.undo()
    assert filled.log.entries(1)[0].coder == "Ana"
    filled.log.redo()
    assert [coder.name for coder in coders.all_coders(filled)] == ["Anna"]
    assert check(filled) == []


def test_a_coder_that_came_with_an_import_does_not_stop_its_undo(filled_path: Path) -> None:
    with Project.open(filled_path, "Ana") as project:
        before = snapshot(project)
        with project.action("Import claims") as action:
            bo = coders.ensure(action, "Bo")
            claims.add(action, first(project).document, [Span(1, 2)], coder=bo)
    with Project.open(filled_path, "Bo") as project:
        assert project.coder.id == bo
        with project.action("Bo reads") as action:
            documents.set_reading(action, first(project).document, "done")
        project.log.undo()
    with Project.open(filled_path, "Ana") as project:
        project.log.undo()
        assert snapshot(project) == before
        assert check(project) == []


def refused(project: Project) -> None:
    """Undo is refused, in the user's words, and changes nothing."""
    before = everything(project)
    label = project.log.undoable()
    assert label is not None
    with pytest.raises(ChangedSince, match=f"“{label}” cannot be taken back"):
        project.log.undo()
    assert everything(project) == before
    assert project.log.undoable() == label
    assert check(project) == []


def test_undo_is_refused_where_another_changed_the_row(filled_path: Path) -> None:
    with Project.open(filled_path, "Ana") as project, project.action("Ana writes") as action:
        claims.edit(action, first(project).id, note="Ana")
    with Project.open(filled_path, "Bo") as project, project.action("Bo writes") as action:
        claims.edit(action, first(project).id, note="Bo")
    with Project.open(filled_path, "Ana") as project:
        refused(project)
        assert first(project).note == "Bo"


def test_undo_is_refused_where_another_built_on_the_row(filled_path: Path) -> None:
    with Project.open(filled_path, "Ana") as project, project.action("Ana marks") as action:
        claim = claims.add(action, first(project).document, [Span(0, 4)])
    with Project.open(filled_path, "Bo") as project, project.action("Bo tags") as action:
        claims.add_tag(action, claim, tag(project, "water"))
    with Project.open(filled_path, "Ana") as project:
        refused(project)
    with Project.open(filled_path, "Bo") as project:
        project.log.undo()
    with Project.open(filled_path, "Ana") as project:
        project.log.undo()
        assert claim not in {one.id for one in claims.all_claims(project)}


def test_redo_is_refused_where_another_changed_the_row(filled_path: Path) -> None:
    with Project.open(filled_path, "Bo") as project, project.action("Bo renames") as action:
        tags.edit(action, tag(project, "Lantern"), name="The Lanterns")
    with Project.open(filled_path, "Ana") as project:
        assert project.log.redoable() == "Rename"
        with pytest.raises(ChangedSince, match="“Rename” cannot be done again"):
            project.log.redo()
        assert project.log.redoable() == "Rename"


def test_undo_does_not_bring_a_name_back_that_another_took(filled_path: Path) -> None:
    with Project.open(filled_path, "Ana") as project, project.action("Remove") as action:
        tags.remove(action, tag(project, "roads"))
    with Project.open(filled_path, "Bo") as project, project.action("Add") as action:
        tags.add(action, facet(project, "concern"), "Roads")
    with Project.open(filled_path, "Ana") as project:
        refused(project)


def test_redo_does_not_put_two_groups_into_each_other(filled_path: Path) -> None:
    with Project.open(filled_path, "Ana") as project:
        water, raids = tag(project, "water"), tag(project, "raids")
        with project.action("Move") as action:
            tags.move(action, water, raids, 0)
        project.log.undo()
    with Project.open(filled_path, "Bo") as project, project.action("Move") as action:
        action.update("tag", raids, {"parent": water})
    with Project.open(filled_path, "Ana") as project:
        assert project.log.redoable() == "Move"
        before = everything(project)
        with pytest.raises(ChangedSince):
            project.log.redo()
        assert everything(project) == before


def test_redo_does_not_give_a_claim_two_stances(filled_path: Path) -> None:
    with Project.open(filled_path, "Ana") as project:
        claim = next(one for one in claims.all_claims(project) if one.tags)
        stances = {tag(project, name) for name in ("For", "Against", "Mixed")}
        carried = next(one.tag for one in claim.tags if one.tag in stances)
        with project.action("Clear") as action:
            claims.remove_tag(action, claim.id, carried)
        with project.action("Mixed") as action:
            claims.add_tag(action, claim.id, tag(project, "Mixed"))
        project.log.undo()
    with Project.open(filled_path, "Bo") as project, project.action("For") as action:
        claims.add_tag(action, claim.id, tag(project, "For"))
    with Project.open(filled_path, "Ana") as project, pytest.raises(ChangedSince):
        project.log.redo()


def test_undo_does_not_make_passages_overlap(filled_path: Path) -> None:
    with Project.open(filled_path, "Ana") as project:
        claim = next(one for one in claims.all_claims(project) if len(one.spans) == 2)
        with project.action("Drop the second") as action:
            claims.set_spans(action, claim.id, claim.spans[:1])
    with Project.open(filled_path, "Bo") as project, project.action("Stretch") as action:
        claims.set_spans(action, claim.id, [Span(claim.start, claim.end + 5)])
    with Project.open(filled_path, "Ana") as project:
        refused(project)


# -- the chain and the clock


def test_the_clock_goes_on_over_sessions(filled_path: Path) -> None:
    for coder in ("Bo", "Ana", "Bo"):
        with Project.open(filled_path, coder) as project, project.action("Write") as action:
            claims.edit(action, first(project).id, note=f"{coder} {project.log.entries(1)}")
    with Project.open(filled_path, "Ana") as project:
        clocks = [row[0] for row in project.query("SELECT lamport FROM action ORDER BY lamport")]
        assert clocks == list(range(1, len(clocks) + 1))
        sessions = project.query("SELECT coder FROM session")
        assert len(sessions) == 4
        assert check(project) == []


def test_a_clock_out_of_range_is_refused(filled_path: Path) -> None:
    connection = sqlite3.connect(filled_path)
    connection.execute("UPDATE action SET lamport = 9223372036854775807 WHERE label = 'Read'")
    connection.commit()
    connection.close()
    with Project.open(filled_path, "Ana") as project:
        before = everything(project)
        with pytest.raises(DamagedProject, match="clock"), project.action("Write") as action:
            claims.edit(action, first(project).id, note="new")
        assert everything(project) == before


@pytest.mark.parametrize(
    "after",
    [
        "not JSON",
        "[]",
        "{}",
        "[" * 100_000,
        '{"id": 1}',
        '{"id":%d,"facet":1,"parent":null,"name":"\\ud800","colour":"ink","description":"",'
        '"sign":0,"archived":0,"position":0}',
        '{"id":%d,"facet":1,"parent":null,"name":"x","colour":"ink","description":"",'
        '"sign":0,"archived":0,"position":99999999999999999999999}',
        '{"id":%d,"facet":1,"parent":null,"name":["x"],"colour":"ink","description":"",'
        '"sign":0,"archived":0,"position":0}',
        '{"id":%d,"facet":1,"parent":null,"name\\"=1;--":"x","colour":"ink","description":"",'
        '"sign":0,"archived":0,"position":0}',
    ],
)
def test_a_forged_image_is_not_written_back(filled_path: Path, after: str) -> None:
    """The last undone action is redone from an image that was tampered with."""
    connection = sqlite3.connect(filled_path)
    forged = after.replace("%d", str(row := _renamed(connection)))
    connection.execute(
        "UPDATE change SET after = ? WHERE action IN (SELECT id FROM action WHERE label = 'Rename' "
        "AND kind = 'do') AND \"row\" = ?",
        (forged, row),
    )
    connection.commit()
    connection.close()
    with Project.open(filled_path, "Ana") as project:
        before = everything(project)
        with pytest.raises((DamagedProject, Invalid)):
            project.log.redo()
        assert everything(project) == before
        assert any("log was changed" in finding for finding in check(project))


def _renamed(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT id FROM tag WHERE name = 'Lantern'").fetchone()[0])


def test_a_log_that_names_another_table_is_not_replayed(filled_path: Path) -> None:
    connection = sqlite3.connect(filled_path)
    connection.execute("UPDATE change SET \"table\" = 'session' WHERE \"table\" = 'reading'")
    connection.commit()
    connection.close()
    with Project.open(filled_path, "Ana") as project, pytest.raises(DamagedProject):
        project.log.undo()


@pytest.mark.parametrize(
    "tamper",
    [
        "UPDATE action SET label = 'Something else' WHERE label = 'Read'",
        "UPDATE action SET at = '2001-01-01T00:00:00.000Z' WHERE label = 'Import'",
        "UPDATE action SET undoes = NULL WHERE kind = 'undo'",
        "DELETE FROM change WHERE \"table\" = 'reading'",
        "UPDATE change SET after = replace(after, 'water', 'fire') WHERE after LIKE '%water%'",
        "UPDATE claim SET statement = 'forged' WHERE statement LIKE 'Statement 3 %'",
        "UPDATE span SET start = start + 1",
        "UPDATE coder SET name = 'Eve'",
        "UPDATE session SET started_at = '2001-01-01T00:00:00.000Z'",
        "DELETE FROM claim_tag WHERE id = (SELECT min(id) FROM claim_tag)",
        "INSERT INTO coder VALUES (5, 'Eve')",
        "UPDATE content SET data = data || ' ' WHERE typeof(data) = 'text'",
        "UPDATE content SET data = 5",
        "UPDATE document SET length = length - 1",
    ],
)
def test_check_finds_what_was_changed_past_the_log(filled_path: Path, tamper: str) -> None:
    connection = sqlite3.connect(filled_path)
    assert connection.execute(tamper).rowcount > 0
    connection.commit()
    connection.close()
    with Project.open(filled_path, "Ana", write=False) as project:
        assert check(project)


def test_entries_are_newest_first(filled: Project) -> None:
    entries = filled.log.entries()
    assert [entry.label for entry in entries[:3]] == ["Rename", "Rename", "Read"]
    assert [entry.kind for entry in entries[:3]] == ["undo", "do", "do"]
    assert (entries[-1].label, entries[-1].kind) == ("New project", "create")
    assert filled.log.entries(2) == entries[:2]
    assert entries == sorted(entries, key=lambda entry: entry.at, reverse=True)
    last = filled.log.last_coder()
    assert last is not None
    assert last.name == "Ana"


def test_images_hold_plain_rows(filled: Project) -> None:
    ((image,),) = filled.query("SELECT after FROM change WHERE \"table\" = 'reading'")
    row = json.loads(image)
    assert tuple(row) == COLUMNS["reading"]
    assert filled.query("SELECT * FROM reading") == [tuple(row.values())]


def test_undo_follows_what_was_written_past_the_lock(filled_path: Path) -> None:
    """Two names of one file have two locks; the log is read again, not trusted to memory."""
    other_name = filled_path.with_name("other.workbench")
    other_name.hardlink_to(filled_path)
    with Project.open(filled_path, "Ana") as one, Project.open(other_name, "Ana") as two:
        assert one.log.undoable() == two.log.undoable() == "Read"
        with two.action("Elsewhere") as action:
            claims.edit(action, first(two).id, note="elsewhere")
        with one.action("Here") as action:
            claims.edit(action, first(one).id, note="here")
        assert [changes.label for changes in (one.log.undo(), one.log.undo()) if changes] == [
            "Here",
            "Elsewhere",
        ]
        assert check(one) == []


def test_one_row_changed_several_times_goes_back_step_by_step(filled: Project) -> None:
    before = snapshot(filled)
    claim = first(filled)
    with filled.action("Much") as action:
        claims.edit(action, claim.id, note="one")
        claims.edit(action, claim.id, note="two")
        claims.remove(action, claim.id)
        action.insert("facet", {"key": "k"}, 7)
        action.update("facet", 7, {"name": "K"})
        action.delete("facet", 7)
    after = snapshot(filled)
    for _time in range(2):
        filled.log.undo()
        assert snapshot(filled) == before
        filled.log.redo()
        assert snapshot(filled) == after
    assert check(filled) == []
