"""The Claims perspective over the sample project."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db import claims, coders, saved
from workbench.gui.table.filters import Filter


@pytest.fixture
def here(at_sample):
    at_sample.command("view.claims")
    return at_sample


def page(hands):
    return hands.window.claims.page


def mine(hands):
    me = hands.project.coder.id
    return [claim.id for claim in claims.all_claims(hands.project) if claim.coder == me]


def theirs(hands):
    me = hands.project.coder.id
    return [claim.id for claim in claims.all_claims(hands.project) if claim.coder != me]


def shown(hands):
    model = page(hands).model
    return {row.id for row in model.shown}


def test_every_claim_is_there(here):
    assert shown(here) == {claim.id for claim in claims.all_claims(here.project)}
    assert "65 claims" in here.window.claims.status()


def test_a_change_elsewhere_is_seen_at_once_and_undone(here):
    claim = mine(here)[0]
    here.window.do("Delete claim", claims.remove, claim)
    assert claim not in shown(here)
    here.window.undo()
    assert claim in shown(here)


def test_what_changed_out_of_sight_is_there_on_coming_back(here):
    here.command("view.read")
    claim = mine(here)[0]
    here.window.do("Statement", claims.edit, claim, statement="Quite another statement")
    here.command("view.claims")
    rows = {row.id: row for row in page(here).model.shown}
    assert rows[claim].claim.statement == "Quite another statement"


def test_many_are_changed_in_one_step_and_a_teammates_stay(here):
    chosen = [*mine(here)[:3], *theirs(here)[:2]]
    page(here).field_wanted.emit(chosen, "confidence", "low")
    found = {claim.id: claim.confidence for claim in claims.all_claims(here.project)}
    assert {found[claim] for claim in chosen[:3]} == {"low"}
    assert "teammate" in here.window.notices.text()
    here.window.undo()
    assert {c.id: c.confidence for c in claims.all_claims(here.project)} != found


def test_decisions_are_one_step_and_seen_at_once(here):
    chosen = [*mine(here)[:2], *theirs(here)[:1]]
    rows = {row.id: row for row in page(here).model.shown}
    chosen = [claim for claim in chosen if rows[claim].decision == "open"]
    page(here).decision_wanted.emit(chosen, "accept")
    assert here.window.session.project.log.undoable() == f"Accept {len(chosen)} claims"

    def decided():
        rows = {row.id: row.decision for row in page(here).model.placed}
        return [rows[claim] for claim in chosen]

    assert decided() == ["accept"] * len(chosen)
    page(here).set_filter(Filter(decisions=frozenset({"accept"})))
    assert set(chosen) <= shown(here)
    page(here).decision_wanted.emit(chosen[:1], "reopen")
    assert decided()[0] == "open"
    assert chosen[0] not in shown(here)
    here.window.undo()
    here.window.undo()
    assert decided() == ["open"] * len(chosen)


def test_an_edit_of_a_decided_claim_shows(here):
    claim = mine(here)[0]
    page(here).decision_wanted.emit([claim], "reject")
    here.window.do("Statement", claims.edit, claim, statement="Quite another statement")
    rows = {row.id: row.decision for row in page(here).model.placed}
    assert rows[claim] == "changed"


def test_claims_that_an_undo_brings_back_are_selected(here):
    gone = mine(here)[5:9]
    order = [row.id for row in page(here).model.shown if row.id in gone]
    page(here).delete_wanted.emit(gone)
    assert not shown(here) & set(gone)
    here.window.undo()
    assert page(here).model.checked == set(gone)
    assert page(here).table.current().id == order[0]
    here.window.do("Statement", claims.edit, order[0], statement="Other")
    here.window.undo()
    assert page(here).model.checked == set(gone)


def test_a_stance_is_set_and_taken_off(here):
    chosen = mine(here)[:4]
    stance = here.tags()["Against"].id

    def carrying():
        return {c.id for c in claims.many(here.project, chosen)
                if any(tag.tag == stance for tag in c.tags)}  # fmt: skip

    page(here).stance_wanted.emit(chosen, stance)
    assert carrying() == set(chosen)
    page(here).stance_wanted.emit(chosen, None)
    assert carrying() == set()


def test_the_palette_tags_the_chosen_claims(here):
    chosen = mine(here)[:3]
    page(here).tag_wanted.emit(chosen, QRect(200, 200, 80, 20))
    field = here.window.claims._palette._field
    QTest.keyClicks(field, "press fr")
    QTest.keyClick(field, Qt.Key.Key_Return)
    tag = here.tags()["Press freedom"].id
    for claim in claims.many(here.project, chosen):
        assert tag in {given.tag for given in claim.tags}


def test_a_filter_is_saved_in_the_project_and_offered(here):
    here_is = Filter(text="dam")
    page(here).filter_saved.emit("About the dam", here_is)
    assert list(saved.FILTERS.all(here.project)) == ["About the dam"]
    page(here).filter_removed.emit("About the dam")
    assert saved.FILTERS.all(here.project) == {}
    here.window.undo()
    assert list(saved.FILTERS.all(here.project)) == ["About the dam"]


def test_citations_are_copied(here):
    page(here).copy_wanted.emit(mine(here)[:2])
    copied = QApplication.clipboard().text()
    assert copied.count("Dry Season, Wet Politics") == 2
    assert "line 19" in copied


def test_what_is_shown_is_exported(here, answers, tmp_path):
    answers.lay_ready(tmp_path / "some.csv")
    page(here).export_wanted.emit(theirs(here)[:5])
    written = (tmp_path / "some.csv").read_text(encoding="utf-8")
    assert written.count("Joren Vask") == 5


def test_a_claim_opens_in_its_text(here):
    claim = claims.get(here.project, mine(here)[-1])
    page(here).claim_opened.emit(claim.id)
    assert here.window.perspective == "read"
    assert here.window.read.claim == claim.id
    assert here.window.read.active.id == claim.document


def test_nobody_is_unknown(here):
    names = {coder.name for coder in coders.all_coders(here.project)}
    assert {row.coder.name for row in page(here).model.shown} == names


def test_a_project_that_closes_leaves_no_rows_behind(here):
    model = page(here).model
    assert model._idle.isActive() or model.placed
    here.window.close_project()
    assert model.placed == []
    here.bot.wait(20)  # what waits to be folded would read the project
