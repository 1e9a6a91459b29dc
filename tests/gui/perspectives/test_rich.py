"""Rich sources in the real window: outline, links, notes, the way back, what is left out."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QToolTip

from db import claims, documents
from db.records import Span, Style
from workbench import operations
from workbench.gui.perspectives import references

from ..fixtures import ME  # noqa: TID252

FILLER = "\n\n".join(f"Week {n}: the gauge fell, and {n} families left." for n in range(60))
TEXT = "\n\n".join(
    (
        "The river", "Kelmaria closed the sluice.[1] See the report for more. Then it rained.",
        "12", FILLER, "The wells", "Nobody counts the wells.[2]", FILLER.replace("Week", "Month"),
        "[1] Said by the envoy.", "[2] The commission agrees.",
    )
)  # fmt: skip
ADDRESS = "https://example.org/report?id=1"


def at(words, kind, value="", text=TEXT):
    start = text.index(words)
    return Style(start, start + len(words), kind, value)


def last(words, kind, value=""):
    start = TEXT.rindex(words)
    return Style(start, start + len(words), kind, value)


STYLES = (
    at("The river", "h1"), at("[1]", "noteref", "1"), at("the report", "link", ADDRESS),
    at("12", "furniture"), at("The wells", "h2"), at("[2]", "noteref", "2"),
    last("[1] Said by the envoy.", "note", "1"), last("[2] The commission agrees.", "note", "2"),
)  # fmt: skip


@pytest.fixture
def at_rich(hands, tmp_path):
    """Somebody at a document with headings, notes, a link and a page number; another is plain."""
    path = tmp_path / "rich.workbench"
    with operations.new_project(path, "", ME) as project, project.action("Fill") as action:
        made = documents.add(action, "rich.docx", TEXT, title="Rich", styles=STYLES)
        start = TEXT.index("Month 50")
        claims.add(action, made, [Span(start, start + 8)])
        documents.add(action, "plain.txt", FILLER.replace("Week", "Day"), title="Plain")
    hands.window.open_project(path, ME)
    hands.area.setFocus()
    return hands


def pane(hands):
    return hands.window.read.active.pane


def caret_in_sight(hands):
    caret = hands.area.cursorRect()
    return hands.area.viewport().rect().contains(caret.center())


def click_with_ctrl(hands, offset):
    hands.area.show_offset(offset, flash=False)
    point = hands.at(offset)
    point.setX(point.x() + 3)
    QTest.mouseClick(
        hands.area.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, point
    )


@pytest.fixture
def opened_addresses(monkeypatch):
    """The addresses that went to the browser."""
    opened = []
    monkeypatch.setattr(references, "open_outside", lambda url: opened.append(url.toString()))
    return opened


# -- what is left out


def test_page_furniture_is_left_out_and_a_quiet_line_says_so(at_rich):
    line = at_rich.find("reader.left_out")
    assert line.isVisible()
    assert line.text() == "1 passage left out: show"
    assert not at_rich.area.aside
    at_rich.click(line)
    assert at_rich.area.aside
    assert at_rich.window.read._settings["aside"]
    assert not line.isVisible()


def test_the_switch_stands_in_the_menu_and_has_a_key(at_rich):
    menu = at_rich.find("reader.text").menu()
    action = next(one for one in menu.actions() if one.text() == "Page furniture and scraps")
    assert (action.isEnabled(), action.isChecked()) == (True, False)
    at_rich.command("view.aside")
    assert at_rich.area.aside
    assert action.isChecked()
    action.trigger()
    assert not at_rich.area.aside


def test_a_document_with_nothing_to_leave_out_says_nothing(at_rich):
    at_rich.command("document.next")
    assert not at_rich.find("reader.left_out").isVisible()
    menu = at_rich.find("reader.text").menu()
    action = next(one for one in menu.actions() if one.text() == "Page furniture and scraps")
    assert not action.isEnabled()
    at_rich.command("view.aside")
    assert at_rich.notice() == "Nothing of this document is page furniture or the like."


def test_what_was_looked_for_is_shown_until_the_document_is_opened_anew(at_rich):
    at_rich.window.read.go_to_place(at_rich.document("Rich"), *(TEXT.index("12"),) * 2)
    assert at_rich.area.aside
    assert not at_rich.find("reader.left_out").isVisible()
    at_rich.command("document.next")
    at_rich.command("document.previous")
    assert not at_rich.area.aside


# -- the outline


def test_the_outline_opens_by_key_and_takes_one_to_a_heading(at_rich):
    outline = pane(at_rich).outline
    assert not outline.isVisible()
    at_rich.command("view.outline")
    assert outline.isVisible()
    assert at_rich.focused() == "outline.list"
    at_rich.press("Down", "Return")
    assert at_rich.area.caret() == TEXT.index("The wells")
    assert caret_in_sight(at_rich)
    assert at_rich.area.hasFocus()
    at_rich.command("view.outline")
    assert not outline.isVisible()


def test_the_outline_follows_the_scroll(at_rich):
    at_rich.command("view.outline")
    at_rich.area.setFocus()
    at_rich.area.show_offset(TEXT.index("Month 40"))
    outline = pane(at_rich).outline
    at_rich.until(lambda: outline.list.currentIndex().data() == "The wells")


def test_the_outline_is_there_again_in_the_next_document_with_headings(at_rich):
    at_rich.command("view.outline")
    at_rich.command("document.next")
    assert not pane(at_rich).outline.isVisible()
    assert not at_rich.find("reader.outline").isVisible()
    at_rich.command("view.outline")
    assert at_rich.notice() == "This document has no headings."
    at_rich.command("document.previous")
    assert pane(at_rich).outline.isVisible()


def test_in_a_small_window_the_claims_give_way_to_the_outline(at_rich):
    at_rich.window.resize(1024, 640)
    at_rich.window.place.fit(1024)
    assert at_rich.window.read.panel.isVisible()
    at_rich.click("reader.outline")
    assert pane(at_rich).outline.isVisible()
    assert not at_rich.window.read.panel.isVisible()


# -- links and notes


def test_a_link_is_asked_about_before_it_opens(at_rich, opened_addresses):
    place = TEXT.index("the report")
    click_with_ctrl(at_rich, place)
    assert at_rich.notice() == f"Open {ADDRESS} in your browser?"
    assert opened_addresses == []
    buttons = {b.text(): b for b in at_rich.window.notices.findChildren(QPushButton)}
    at_rich.click(buttons["Do not open"])
    assert opened_addresses == []
    at_rich.area.select(place + 2, place + 2)
    at_rich.area.setFocus()
    at_rich.press("Return")
    at_rich.click(next(b for b in buttons.values() if b.text() == "Open"))
    assert opened_addresses == [ADDRESS]


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "//host/share", "javascript:alert(1)", "https:///nowhere", "http://[",
     "\\\\host\\share", "smb://host/share", "C:\\run.exe", ""],
)  # fmt: skip
def test_nothing_but_the_web_is_ever_offered(at_rich, opened_addresses, address):
    at_rich.window.read._references.follow(Style(0, 3, "link", address))
    assert at_rich.notice() == (
        "This link does not lead to the web, so Workbench does not open it."
    )
    assert opened_addresses == []


def test_an_address_is_shown_as_it_is_sent(at_rich):
    ask = at_rich.window.read._references.follow
    ask(Style(0, 3, "link", "https://exаmple.org/\u202egpj.exe"))
    assert at_rich.notice() == "Open https://xn--exmple-4nf.org/%E2%80%AEgpj.exe in your browser?"
    ask(Style(0, 3, "link", "mailto:desk@example.org"))
    assert at_rich.notice() == "Open mailto:desk@example.org in your mail program?"
    ask(Style(0, 3, "link", "https://example.org/" + "a" * 500))
    assert len(at_rich.notice()) < 200


def test_a_click_without_ctrl_only_sets_the_caret(at_rich, opened_addresses):
    at_rich.click_text(TEXT.index("the report") + 2)
    assert at_rich.notice() == ""


def test_a_mark_leads_to_its_note_and_back(at_rich):
    mark = TEXT.index("[2]")
    click_with_ctrl(at_rich, mark)
    assert at_rich.area.caret() == TEXT.rindex("[2] The")
    assert caret_in_sight(at_rich)
    at_rich.press("Return")
    assert at_rich.area.caret() == mark
    at_rich.command("document.follow")
    assert at_rich.area.caret() == TEXT.rindex("[2] The")


def test_to_follow_needs_something_that_leads_on(at_rich):
    at_rich.area.select(0, 0)
    at_rich.command("document.follow")
    assert at_rich.notice() == "Put the caret into a link, a note or its number first."
    at_rich.window.read._references.follow(Style(0, 3, "noteref", "99"))
    assert at_rich.notice() == "The note was not found in this text."


def test_with_ctrl_the_pointer_shows_what_leads_on(at_rich):
    area = at_rich.area
    place = QPointF(at_rich.at(TEXT.index("the report") + 2))
    for held, shape in (
        (Qt.KeyboardModifier.ControlModifier, Qt.CursorShape.PointingHandCursor),
        (Qt.KeyboardModifier.NoModifier, Qt.CursorShape.IBeamCursor),
    ):
        nothing = Qt.MouseButton.NoButton
        move = QMouseEvent(
            QEvent.Type.MouseMove, place, area.viewport().mapToGlobal(place), nothing, nothing, held
        )
        QApplication.sendEvent(area.viewport(), move)
        assert area.viewport().cursor().shape() == shape


def test_a_tool_tip_tells_the_address_and_the_words_of_a_note(at_rich):
    for words, told in (("the report", ADDRESS), ("[1]", "[1] Said by the envoy.")):
        spot = at_rich.at(TEXT.index(words) + 1)
        spot.setX(spot.x() + 2)
        where = at_rich.area.viewport().mapToGlobal(spot)
        QApplication.sendEvent(
            at_rich.area.viewport(), QHelpEvent(QEvent.Type.ToolTip, spot, where)
        )
        assert QToolTip.text().startswith(told)
    QToolTip.hideText()


# -- the way back


def test_one_goes_back_over_headings_notes_claims_and_searches(at_rich):
    read, area = at_rich.window.read, at_rich.area
    area.select(30, 30)
    at_rich.command("claim.next")  # a jump to a claim
    assert area.caret() == TEXT.index("Month 50")
    area.select(TEXT.index("[2]"), TEXT.index("[2]"))
    at_rich.command("document.follow")
    area.select(40, 45)
    read.go_to_place(at_rich.document("Plain"), 5, 9)
    at_rich.command("document.back")
    assert read.active.record.title == "Rich"
    assert area.selection() == (40, 45)
    at_rich.command("document.back")
    assert area.caret() == TEXT.index("[2]")
    at_rich.command("document.back")
    assert area.caret() == 30
    at_rich.command("document.back")
    assert at_rich.notice() == "There is no place to go back to: you have not jumped yet."


def test_jumps_that_follow_each_other_are_one(at_rich):
    area = at_rich.area
    area.select(30, 30)
    read = at_rich.window.read
    for entry in (1, 0, 1):
        read._go_to_heading(pane(at_rich).outline._all[entry].start)
    at_rich.command("document.back")
    assert area.caret() == 30


def test_a_document_that_is_gone_is_no_place_to_go_back_to(at_rich):
    read = at_rich.window.read
    plain = at_rich.document("Plain")
    read.open(plain)
    at_rich.area.select(3, 3)
    read.go_to_place(at_rich.document("Rich"), 5, 9)
    read.session.do("Remove document", documents.remove, plain)
    at_rich.command("document.back")
    assert at_rich.notice() == "There is no place to go back to: you have not jumped yet."
    assert read.active.record.title == "Rich"


# -- side by side


def turn_to(hands, opened, offset):
    """Scroll a side as the wheel does, and wait until it has settled."""
    area = opened.pane.area
    area._scroll_above(offset, 0)
    hands.until(lambda: not area._settled.isActive())
    hands.bot.wait(60)


def test_two_places_of_one_document_keep_their_distance_in_step(at_rich):
    readers = at_rich.window.read.readers
    readers.open_beside(at_rich.document("Rich"))
    first, second = readers.opened
    assert first.id == second.id
    second.pane.area.restore_place(TEXT.index("Week 20"))
    at_rich.command("view.step")
    assert at_rich.notice() == "Both sides scroll in step, from where they stand."
    turn_to(at_rich, first, TEXT.index("Week 10"))
    moved = second.pane.area.place() - TEXT.index("Week 20")
    assert moved == pytest.approx(first.pane.area.place(), abs=60)
    turn_to(at_rich, second, TEXT.index("Week 25"))
    assert first.pane.area.place() == pytest.approx(
        TEXT.index("Week 25") - TEXT.index("Week 20"), abs=60
    )
    at_rich.command("view.step")
    before = first.pane.area.place()
    turn_to(at_rich, second, TEXT.index("Month 10"))
    assert first.pane.area.place() == before


def test_two_documents_reach_their_ends_together(at_rich):
    at_rich.command("view.beside")
    first, second = at_rich.window.read.readers.opened
    at_rich.command("view.step")
    turn_to(at_rich, first, len(TEXT) // 2)
    half = second.record.length * first.pane.area.place() / len(TEXT)
    assert second.pane.area.place() == pytest.approx(half, abs=60)


def test_step_ends_with_the_second_side_and_needs_it(at_rich):
    at_rich.command("view.step")
    assert at_rich.notice() == "Show two documents side by side first."
    at_rich.command("view.beside")
    at_rich.command("view.step")
    assert at_rich.window.read._in_step.on
    at_rich.command("view.beside")
    assert not at_rich.window.read._in_step.on


# -- selecting by sentences


def test_sentences_are_selected_one_by_one_by_key(at_rich):
    area = at_rich.area
    area.select(TEXT.index("report"), TEXT.index("report"))
    chosen = []
    for name in ("claim.extend", "claim.extend", "claim.shorten"):
        at_rich.command(name)
        chosen.append(TEXT[slice(*area.selection())])
    assert chosen == [
        "See the report for more.",
        "See the report for more. Then it rained.",
        "See the report for more.",
    ]
    at_rich.command("claim.shorten")
    assert area.selection() == (TEXT.index("See the"),) * 2


def test_the_buttons_of_the_head_have_names_and_keys(at_rich):
    button = at_rich.find("reader.outline")
    assert isinstance(button, QToolButton)
    assert button.accessibleName() == "Outline of headings"
    assert "Ctrl+F9" in button.toolTip()


def test_pages_of_a_text_are_gone_through_by_key(at_rich):
    at_rich.command("document.next_page")
    assert at_rich.notice() == "This document has no pages."
    read = at_rich.window.read
    cuts = [TEXT.index("Week 20"), TEXT.index("Month 20")]
    bounds = zip([0, *cuts], [*cuts, len(TEXT)], strict=True)
    pages = [Style(start, end, "page", str(n)) for n, (start, end) in enumerate(bounds)]
    read.session.do("Add", documents.add, "paged.epub", TEXT + ".", title="Paged", styles=pages)
    read.open(at_rich.document("Paged"))
    places = []
    for name in ("next_page", "next_page", "next_page", "previous_page", "previous_page"):
        at_rich.command(f"document.{name}")
        places.append(at_rich.area.place())
    assert places == [cuts[0], cuts[1], cuts[1], cuts[0], 0]
