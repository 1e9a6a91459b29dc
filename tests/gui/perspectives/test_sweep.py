"""Mentions in the real window: swept, walked, shown and counted, with keys."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QPushButton, QTableWidget, QToolTip

from db import aliases, claims, documents, tags
from db.records import Span
from workbench.gui.perspectives import mention_source

from ..fixtures import ME  # noqa: TID252

TEXT = (
    "The Lantern Front closed the road. Kelmaria waited for word.\n\n"
    "Nobody asked the front line. “We heard the Lantern Front’s men,” said Relin. "
    "The Front fears Kelmaria.\n\n"
    "Kelmaria and the Lantern Front met at Halmar."
)


@pytest.fixture
def work(at_work):
    """The window over a document that names two actors, one of them by two names."""
    with at_work.project.action("Fill") as action:
        actor = tags.all_facets(at_work.project)[0].id
        tags.add(action, actor, "Lantern Front", aliases=["the Front"])
        document = documents.add(action, "front.txt", TEXT, title="Front")
    at_work.window.session.announce(action.changes)
    at_work.window.read.open(document)
    at_work.area.setFocus()
    at_work.bot.wait(1)
    return at_work


def bar(hands):
    return hands.window.read.active.pane.sweep_bar


def made(hands):
    """The claims of the document: what they quote, and the names of their tags."""
    names = {tag.id: name for name, tag in hands.tags().items()}
    found = claims.of_document(hands.project, hands.window.read.active.id)
    return [
        (hands.text[c.spans[0].start : c.spans[0].end], [names[t.tag] for t in c.tags])
        for c in found
    ]


def selected(hands):
    start, end = hands.area.selection()
    return hands.text[start:end]


def outlined(hands):
    start, end = hands.area.outlined
    return hands.text[start:end]


def about(hands):
    return hands.window.read.active.pane.header._about.text()


def sweep_front(hands):
    """Begin the sweep of one actor from the menu of the codebook."""
    pane = hands.window.read.sidebar.codebook
    pane.sweep_wanted.emit(hands.tags()["Lantern Front"])


def test_one_actor_is_swept_through_a_document_by_keys_alone(work):
    sweep_front(work)
    assert work.focused() == "sweep.bar"
    assert bar(work).words() == "Mention 1 of 4: Lantern Front"
    assert selected(work) == "The Lantern Front closed the road"
    assert outlined(work) == "Lantern Front"
    work.keys = 0
    work.press("Return")
    assert selected(work) == "“We heard the Lantern Front’s men,” said Relin"
    work.press("Space")
    assert bar(work).words() == "Mention 1 of 2: Lantern Front"
    work.press("Return", "Return")
    assert work.keys == 4  # one key a claim
    assert made(work) == [
        ("The Lantern Front closed the road", ["Lantern Front"]),
        ("“We heard the Lantern Front’s men,” said Relin", ["Lantern Front"]),
        ("The Front fears Kelmaria", ["Lantern Front"]),
        ("Kelmaria and the Lantern Front met at Halmar", ["Lantern Front"]),
    ]
    assert bar(work).words() == (
        "That was the last mention of Lantern Front: 4 claims made. Esc ends."
    )
    work.press("Esc")
    assert bar(work).isHidden()
    assert work.focused() == "readerArea"
    assert work.area.outlined is None


def test_the_sweep_of_one_actor_begins_by_keys(work):
    work.keys = 0
    work.press("Ctrl+Shift+K")
    work.type("lan")
    work.press("Return", "Ctrl+M")
    assert bar(work).words() == "Mention 1 of 4: Lantern Front"
    assert work.keys == 6
    work.press("Esc")
    assert work.focused() == "readerArea"


def test_each_claim_is_one_step_and_undo_goes_back_to_its_mention(work):
    sweep_front(work)
    work.press("Return", "Return")
    assert work.project.log.undoable() == "Claim: Lantern Front"
    work.press("Ctrl+Z")
    assert len(made(work)) == 1
    assert outlined(work) == "Lantern Front"
    assert selected(work).startswith("“We heard")
    work.press("Ctrl+Z")
    assert made(work) == []
    assert bar(work).words() == "Mention 1 of 4: Lantern Front"


def test_all_actors_are_swept_from_where_one_reads(work):
    work.area.select(70, 70)
    work.area.setFocus()
    work.command("claim.sweep")
    assert bar(work).words() == "Mention 1 of 7: Lantern Front"  # the place in sight, not the caret
    work.press("Esc")
    start = TEXT.index("Nobody")
    work.area.select(start, start + 6)
    work.command("claim.sweep")
    assert bar(work).words() == "Mention 3 of 7: Lantern Front"


def test_skipping_and_going_back(work):
    work.command("claim.sweep")
    work.press("S", "Right")
    assert bar(work).words() == "Mention 3 of 7: Lantern Front"
    work.press("Left")
    assert bar(work).words() == "Mention 2 of 7: Kelmaria"
    work.press("Left", "Left")
    assert bar(work).words() == "Mention 1 of 7: Lantern Front"
    work.press(*["S"] * 7)
    assert bar(work).words() == (
        "That was the last mention: 0 claims made, 7 skipped (Left goes back). Esc ends."
    )
    work.press("Return")
    assert made(work) == []
    work.press("Left")
    assert bar(work).words() == "Mention 7 of 7: Lantern Front"


def test_a_claim_covers_all_mentions_of_its_sentence(work):
    work.command("claim.sweep")
    work.press("S", "S", "S", "Return")
    assert made(work) == [("The Front fears Kelmaria", ["Lantern Front"])]
    assert bar(work).words() == "Mention 4 of 5: Kelmaria"


def test_hiding_takes_a_mention_away_for_good(work):
    sweep_front(work)
    work.press("H")
    assert bar(work).words() == "Mention 1 of 3: Lantern Front"
    assert work.project.log.undoable() == "Hide mention: Lantern Front"
    [hidden] = aliases.hidden(work.project).values()
    assert hidden == {(work.tags()["Lantern Front"].id, 4, 17)}
    assert about(work).endswith("6 mentions, 6 not yet covered")
    work.press("Esc")
    sweep_front(work)
    assert bar(work).words() == "Mention 1 of 3: Lantern Front"
    work.press("Ctrl+Z")
    assert bar(work).words() == "Mention 1 of 4: Lantern Front"


def test_t_makes_the_claim_and_more_tags_before_it_goes_on(work):
    sweep_front(work)
    work.keys = 0
    work.press("T")
    assert made(work) == [("The Lantern Front closed the road", ["Lantern Front"])]
    assert work.focused() == "palette.field"
    work.type("dam")
    work.press("Return")
    assert work.keys == 5  # T, three letters, Enter
    assert made(work)[0][1] == ["Lantern Front", "Dam filling"]
    assert work.focused() == "sweep.bar"
    assert bar(work).words() == "Mention 1 of 3: Lantern Front"
    work.press("T", "Esc")
    assert work.focused() == "sweep.bar"
    assert bar(work).words() == "Mention 1 of 2: Lantern Front"
    assert len(made(work)) == 2


def test_what_is_selected_around_the_mention_becomes_the_claim(work):
    sweep_front(work)
    work.area.select(4, 30)
    work.press("Return")
    assert made(work)[0][0] == TEXT[4:30]


def test_the_buttons_do_what_the_keys_do(work):
    sweep_front(work)
    work.click("sweep.skip")
    assert work.focused() == "sweep.bar"
    work.click("sweep.claim")
    assert len(made(work)) == 1
    work.click("sweep.hide")
    assert bar(work).words() == "Mention 2 of 2: Lantern Front"
    work.click("sweep.back")
    work.click("sweep.end")
    assert bar(work).isHidden()


def test_the_sweep_ends_with_its_document_and_goes_on_from_the_text(work):
    sweep_front(work)
    work.area.setFocus()
    sweep_front(work)
    assert work.focused() == "sweep.bar"
    assert bar(work).words() == "Mention 1 of 4: Lantern Front"
    work.window.read.open(work.document("Plain"))
    assert bar(work).isHidden()


def test_a_document_that_names_nobody_is_said_to(work):
    work.window.read.open(work.document("Mixed"))
    work.command("claim.sweep")
    assert bar(work).words() == "No mention is left without a claim here. Esc ends."
    work.press("Return", "S", "H", "Left", "Esc")
    assert bar(work).isHidden()


def test_m_walks_all_mentions_and_shift_m_back(work):
    with work.project.action("Claim") as action:
        claims.add(action, work.window.read.active.id, [Span(0, 20)])
    work.window.session.announce(action.changes)
    work.press("M")
    assert outlined(work) == "Lantern Front"
    assert work.find("status.hint").text() == "Mention 1 of 7: Lantern Front"
    work.press("M", "M", "Shift+M")
    assert selected(work) == "Kelmaria waited for word"
    work.press("Shift+M", "Shift+M")
    assert selected(work) == "Kelmaria and the Lantern Front met at Halmar"
    work.press("Left")
    assert work.area.outlined is None
    assert work.find("status.hint").text() == ""


def test_m_is_no_key_where_single_keys_are_off(work):
    work.window._settings["single_keys"] = False
    work.press("M")
    assert work.area.outlined is None
    work.command("claim.next_mention")
    assert outlined(work) == "Lantern Front"


def test_mentions_are_shown_and_counted_as_claims_come_and_go(work):
    assert about(work).endswith("7 mentions, 7 not yet covered")
    assert work.area._scene.mentions == []
    work.command("view.mentions")
    assert [TEXT[a:b] for a, b in work.area._scene.mentions][:3] == [
        "Lantern Front", "Kelmaria", "Lantern Front",
    ]  # fmt: skip
    with work.project.action("Claim") as action:
        claims.add(action, work.window.read.active.id, [Span(0, 20)])
    work.window.session.announce(action.changes)
    assert about(work).endswith("7 mentions, 6 not yet covered")
    with work.project.action("Alias") as action:
        tags.set_aliases(action, work.tags()["Lantern Front"].id, [])
    work.window.session.announce(action.changes)
    assert about(work).endswith("6 mentions, 5 not yet covered")
    work.command("view.mentions")
    assert work.area._scene.mentions == []


def forget(hands, monkeypatch):
    """Let every text be long, and no text be searched yet."""
    monkeypatch.setattr(mention_source, "QUICK", 10)
    with hands.project.action("Alias") as action:
        tags.set_aliases(action, hands.tags()["Sarneth"].id, [str(hands.project.path)])
    hands.window.session.announce(action.changes)


def test_a_long_text_is_searched_in_the_background(work, monkeypatch):
    forget(work, monkeypatch)
    work.window.read.open(work.document("Plain"))
    work.command("claim.sweep")
    assert bar(work).words() == "Finding mentions… Esc leaves it."
    work.until(lambda: bar(work).words().startswith("Mention 1 of "))
    assert "not yet covered" in about(work)


def test_a_search_that_runs_ends_with_the_window(work, monkeypatch):
    forget(work, monkeypatch)
    work.window.read.open(work.document("Plain"))
    work.command("claim.sweep")
    work.bot.wait(1)
    work.window.close_project()
    assert work.window.project is None


def test_the_teammates_name_stands_by_no_claim_of_a_sweep(work):
    sweep_front(work)
    work.press("Return")
    [claim] = claims.of_document(work.project, work.window.read.active.id)
    assert work.window.session.coders[claim.coder].name == ME


def test_a_rule_of_an_alias_takes_its_mentions_away_as_a_step(work):
    pane = work.window.read.sidebar.codebook
    pane.rules_wanted.emit(work.tags()["Lantern Front"])
    work.until(work.find("rules").isActiveWindow)
    work.find("rules.unless").setFocus()
    work.type("fears")
    work.press("Tab")
    work.find("rules").close()
    assert work.project.log.undoable() == "Rules of the Front"
    assert about(work).endswith("6 mentions, 6 not yet covered")
    work.window.undo()
    assert about(work).endswith("7 mentions, 7 not yet covered")


def test_hidden_mentions_are_listed_and_counted_again(work):
    work.press("Ctrl+M", "H")
    before = about(work)
    work.command("mentions.hidden")
    dialog = work.window.read._hidden._dialog
    table = dialog.findChild(QTableWidget)
    assert table.rowCount() == 1
    work.click(dialog.findChild(QPushButton, "hidden.show"))
    assert selected(work) in ("Lantern Front", "the Front", "Kelmaria", "Front")
    work.click(dialog.findChild(QPushButton, "hidden.again"))
    assert table.rowCount() == 0
    assert about(work) != before
    assert work.project.log.undoable() == "Show 1 mention again"
    work.window.undo()
    assert table.rowCount() == 1
    dialog.close()


def hover(work, document):
    library = work.window.read.sidebar.library
    index = library.model.index(library.model.place(document))
    place = library.list.visualRect(index).center()
    event = QHelpEvent(QEvent.Type.ToolTip, place, library.list.viewport().mapToGlobal(place))
    QApplication.sendEvent(library.list.viewport(), event)
    QToolTip.hideText()
    return index.data(Qt.ItemDataRole.ToolTipRole)


def test_the_library_tells_how_many_mentions_a_document_has(work):
    front, plain = work.window.read.active.id, work.document("Plain")
    found = len(work.window.read._mentions._source.all_of(work.window.read.active))
    assert f"{found} mentions, {found} not yet covered" in hover(work, front)
    assert plain not in work.window.read.sidebar.library.model.mentions
    work.press("Ctrl+M", "Return")
    assert f"{found} mentions, {found - 1} not yet covered" in hover(work, front)


def test_a_large_document_is_counted_in_the_background(work, monkeypatch):
    monkeypatch.setattr(mention_source, "QUICK", 0)
    with work.project.action("Import") as action:
        document = documents.add(action, "more.txt", f"{TEXT} And more.", title="More")
    work.window.session.announce(action.changes)
    hover(work, document)
    model = work.window.read.sidebar.library.model
    work.bot.waitUntil(lambda: "not yet covered" in model.mentions[document])
