"""Moving a claim's start or end with the keys, in the real window."""

import pytest

from db import claims
from db.records import Span

WORDS = "Duvania called it a hostile act"


@pytest.fixture
def claim(at_work):
    """A claim of one's own with words, the current one."""
    start = at_work.text.index(WORDS)
    found = next(c for c in at_work.claims() if c.spans == (Span(start, start + len(WORDS)),))
    at_work.window.read.go_to(found)
    at_work.area.setFocus()
    return found


def words(hands, claim):
    return [hands.text[s.start : s.end] for s in claims.get(hands.project, claim.id).spans]


def previewed(hands, claim):
    return [hands.text[m.start : m.end] for m in hands.area._scene.index.of(claim.id)]


def hint(hands):
    return hands.find("status.hint").text()


def test_the_keys_move_by_letter_word_and_sentence_and_it_is_seen_at_once(at_work, claim):
    at_work.command("claim.end")
    assert hint(at_work).startswith("The arrows move the end")
    for key, seen in (
        ("Left", "Duvania called it a hostile ac"),
        ("Ctrl+Left", "Duvania called it a hostile"),
        ("Right", "Duvania called it a hostile "),
        ("Down", "Duvania called it a hostile act."),
    ):
        at_work.press(key)
        assert previewed(at_work, claim)[0].rstrip(".") == seen.rstrip("."), key
    assert words(at_work, claim) == [WORDS]
    at_work.press("Return")
    assert words(at_work, claim) == previewed(at_work, claim) != [WORDS]
    assert hint(at_work) == ""


def test_the_start_moves_too(at_work, claim):
    at_work.command("claim.start")
    at_work.press("Ctrl+Right", "Return")
    assert words(at_work, claim) == ["called it a hostile act"]
    at_work.command("claim.start")
    at_work.press("Up", "Return")
    assert words(at_work, claim)[0].endswith(WORDS[8:])
    assert words(at_work, claim)[0] != "called it a hostile act"


def test_enter_keeps_it_as_one_step(at_work, claim):
    at_work.command("claim.end")
    at_work.press("Left", "Left", "Ctrl+Left", "Return")
    assert at_work.project.log.undoable() == "Move bounds"
    at_work.press("Ctrl+Z")
    assert words(at_work, claim) == previewed(at_work, claim) == [WORDS]


def test_esc_leaves_the_claim_as_it_was(at_work, claim):
    before = at_work.project.log.undoable()
    at_work.command("claim.end")
    at_work.press("Left", "Left", "Esc")
    assert words(at_work, claim) == previewed(at_work, claim) == [WORDS]
    assert at_work.project.log.undoable() == before
    assert hint(at_work) == ""
    assert at_work.window.read.claim == claim.id
    at_work.press("Right")
    assert words(at_work, claim) == [WORDS]


def test_enter_without_a_move_changes_nothing(at_work, claim):
    before = at_work.project.log.undoable()
    at_work.command("claim.start")
    at_work.press("Return")
    assert at_work.project.log.undoable() == before


def test_tab_goes_on_with_the_other_end(at_work, claim):
    at_work.command("claim.start")
    at_work.press("Ctrl+Right", "Tab")
    assert hint(at_work).startswith("The arrows move the end")
    assert words(at_work, claim) == ["called it a hostile act"]
    at_work.press("Ctrl+Left", "Return")
    assert words(at_work, claim) == ["called it a hostile"]


def test_the_other_command_goes_on_with_the_other_end(at_work, claim):
    at_work.command("claim.start")
    at_work.press("Ctrl+Right")
    at_work.command("claim.end")
    at_work.press("Ctrl+Left", "Return")
    assert words(at_work, claim) == ["called it a hostile"]


def test_a_claim_keeps_at_least_one_character(at_work, claim):
    at_work.command("claim.end")
    at_work.press(*["Ctrl+Left"] * 12, "Return")
    assert words(at_work, claim) == ["D"]
    at_work.command("claim.start")
    at_work.press("Ctrl+Right", "Ctrl+Right", "Return")
    assert words(at_work, claim) == ["D"]


def test_bounds_stop_at_the_ends_of_the_text(at_work):
    first = at_work.claims()[0]
    at_work.window.read.go_to(first)
    at_work.area.setFocus()
    at_work.command("claim.start")
    at_work.press("Left", "Up", "Return")
    assert claims.get(at_work.project, first.id).start == 0


def test_leaving_the_text_keeps_what_was_moved(at_work, claim):
    at_work.command("claim.end")
    at_work.press("Ctrl+Left")
    at_work.find("library.search").setFocus()
    assert words(at_work, claim) == ["Duvania called it a hostile"]
    assert hint(at_work) == ""


def test_other_commands_work_meanwhile_and_keep_what_was_moved(at_work, claim):
    at_work.command("claim.end")
    at_work.press("Ctrl+Left", "Ctrl+3")
    assert words(at_work, claim) == ["Duvania called it a hostile"]
    assert hint(at_work) == ""


def test_closing_the_project_keeps_what_was_moved(at_work, claim, small_path):
    at_work.command("claim.end")
    at_work.press("Ctrl+Left", "Ctrl+W")
    assert hint(at_work) == ""
    at_work.window.open_project(small_path)
    assert words(at_work, claim) == ["Duvania called it a hostile"]


def test_another_document_keeps_what_was_moved(at_work, claim):
    at_work.command("claim.end")
    at_work.press("Ctrl+Left", "Ctrl+PgDown")
    assert hint(at_work) == ""
    assert claims.get(at_work.project, claim.id).end == claim.end - len(" act")


def test_undo_meanwhile_takes_back_what_was_moved_and_ends_it(at_work, claim):
    at_work.command("claim.end")
    at_work.press("Ctrl+Left", "Return")
    at_work.command("claim.end")
    at_work.press("Ctrl+Left", "Ctrl+Z")
    assert words(at_work, claim) == previewed(at_work, claim) == ["Duvania called it a hostile"]
    assert hint(at_work) == ""
    at_work.press("Return", "Ctrl+Z")
    assert words(at_work, claim) == previewed(at_work, claim) == [WORDS]


def test_a_change_from_elsewhere_ends_it_and_no_stale_bounds_are_written(at_work, claim):
    at_work.command("claim.end")
    at_work.press("Ctrl+Left")
    at_work.window.do("Bounds", claims.set_spans, claim.id, [Span(0, 8)])
    at_work.press("Left", "Return")
    assert words(at_work, claim) == previewed(at_work, claim) == ["Kelmaria"]
    assert hint(at_work) == ""


def test_deleting_the_claim_meanwhile_ends_it(at_work, claim):
    at_work.command("claim.end")
    at_work.press("Left")
    at_work.command("claim.delete")
    assert claim.id not in [c.id for c in at_work.claims()]
    assert hint(at_work) == ""
    at_work.press("Return")
    assert at_work.notice().startswith("Done: Delete claim")


def test_of_several_passages_the_first_starts_and_the_last_ends(at_work, claim):
    start = at_work.text.index("fell again")
    at_work.area.select(start, start + len("fell again"))
    at_work.command("claim.passage")
    assert words(at_work, claim) == [WORDS, "fell again"]
    at_work.command("claim.end")
    at_work.press("Ctrl+Left", "Tab", "Ctrl+Right", "Return")
    assert words(at_work, claim) == ["called it a hostile act", "fell"]


def test_a_teammates_claim_is_not_moved(at_work):
    theirs = next(c for c in at_work.claims() if c.coder != at_work.window.session.me.id)
    at_work.window.read.go_to(theirs)
    at_work.area.setFocus()
    at_work.command("claim.end")
    at_work.press("Left", "Return")
    assert "of your own" in at_work.notice()
    assert claims.get(at_work.project, theirs.id).spans == theirs.spans
