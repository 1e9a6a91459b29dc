"""PDF pages in the Read perspective: switched with the text, claimed, and remembered."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from db import claims, documents, regions
from db.records import Span
from workbench import operations
from workbench.gui.pages.area import PageArea
from workbench.gui.reader.area import ReaderArea
from workbench.readers.pdf import read_pdf

from ...pdf_maker import Sheet, make_pdf  # noqa: TID252
from ..fixtures import ME  # noqa: TID252
from ..hands import Hands  # noqa: TID252

LINES = [
    "The canals were closed by order of the office",
    "in the month after the harvest, as they had been",
    "in every year since the weir was built upstream",
]
MORE = ["Farmers wrote letters to the capital, and heard", "that the rights were old."]


@pytest.fixture
def path(tmp_path):
    """A project with a PDF of two pages and a scan, whose file is kept, and one whose is not."""
    path = tmp_path / "pages.workbench"
    data = make_pdf(
        [
            Sheet(links=[(70, 560, 500, 580, "https://example.org/weir")])
            .column(LINES, 72, 600, 14)
            .column(["7"], 300, 40),
            Sheet().column(MORE, 72, 600, 14).column(["8"], 300, 40),
            Sheet(drawing=b"9 9 99 99 re f"),
        ],
        labels="0<</S/D/St 7>>",
    )
    reading = read_pdf(data)
    with operations.new_project(path, "Pages", ME) as project, project.action("Fill") as act:
        for name, original in (("kept.pdf", data), ("lost.pdf", None)):
            document = documents.add(
                act, name, reading.text, styles=reading.styles, original=original,
                title=name, media_type="application/pdf",
            )  # fmt: skip
            start = reading.text.index("canals")
            concern = operations.add_tag(act, "concern", None, f"Water {name}")
            claims.add(act, document, [Span(start, start + 6)], tags=[(concern, "holder")])
    return path


@pytest.fixture
def at_pages(open_window, qtbot, answers, path):
    window = open_window()
    window.open_project(path)
    hands = Hands(window, qtbot, answers)
    measured(hands)
    return hands


def pane(hands):
    return hands.window.read.readers.active.pane


def measured(hands, page: int = 0) -> PageArea:
    """Wait until a page can be worked on."""
    area = pane(hands).area
    assert isinstance(area, PageArea)
    hands.bot.waitUntil(lambda: area.geometry_of(page) is not None, timeout=20_000)
    return area


def drag(area, start, end):
    view, button = area.viewport(), Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    QTest.mousePress(view, button, none, QPoint(round(start.x()), round(start.y())))
    QTest.mouseMove(view, QPoint(round(end.x()), round(end.y())))
    QTest.mouseRelease(view, button, none, QPoint(round(end.x()), round(end.y())))


def drag_over(area, words):
    start = area.text().index(words)
    rects = area.rects(start, start + len(words))
    middle = rects[0].center().y()
    drag(area, QPoint(round(rects[0].left()), round(middle)), rects[-1].center() + half(rects[-1]))


def half(rect):
    return QPoint(round(rect.width() / 2), 0)


def test_a_pdf_opens_as_pages_and_its_text_shows_the_same_place_and_marks(at_pages):
    hands, area = at_pages, pane(at_pages).area
    start = area.text().index("Farmers")
    area.set_zoom(3.0)
    area.restore_place(start)
    measured(hands, 1)
    area.select(start, start + 7)
    hands.command("view.pages")
    text = pane(hands).area
    assert isinstance(text, ReaderArea)
    assert text.selection() == (start, start + 7)
    assert text.markings().marks == area.markings().marks
    assert len(text.markings().marks) == 1
    hands.command("view.pages")
    assert pane(hands).area is area
    assert area.page_of(area.place()) == 1
    assert area.zoom == 3.0


def test_the_view_is_remembered_for_each_document(at_pages, settings):
    hands = at_pages
    hands.command("view.pages")
    assert pane(hands).view == "text"
    hands.command("document.next")
    assert pane(hands).view == "text"  # its file was not kept: there are no pages
    hands.command("view.pages")
    assert pane(hands).view == "text"
    hands.command("document.previous")
    assert pane(hands).view == "text"
    hands.command("view.pages")
    hands.command("document.next")
    hands.command("document.previous")
    assert pane(hands).view == "page"


def test_a_passage_dragged_on_a_page_becomes_a_claim_and_undo_takes_it_back(at_pages):
    hands, window = at_pages, at_pages.window
    area = pane(hands).area
    area.setFocus()
    drag_over(area, "month after")
    hands.type("Water kept")
    hands.press("Return")
    document = window.read.active.id
    made = [c for c in claims.of_document(window.session.project, document) if c.start > 10]
    text = area.text()
    assert [text[c.start : c.end] for c in made] == ["month after"]
    assert len(area.markings().marks) == 2
    hands.command("edit.undo")
    assert len(area.markings().marks) == 1


def test_a_rectangle_on_a_scan_becomes_a_claim_with_a_region(at_pages):
    hands, window = at_pages, at_pages.window
    area = pane(hands).area
    area.setFocus()
    area.set_fit("page")
    area.go_to_page(2)
    measured(hands, 2)
    rect = area.page_rect(2)
    drag(area, rect.center(), rect.center() + QPoint(60, 80))
    hands.type("Water kept")
    hands.press("Return")
    (found,) = regions.of_document(window.session.project, window.read.active.id).items()
    claim, (region,) = found
    assert region.page == 2
    assert abs(region.left - 50_000) < 1000
    record = claims.get(window.session.project, claim)
    assert area.text()[record.start : record.end] == "[Page 3 has no text]"
    assert len(area.regions_on(2, claim)) == 1
    # A second rectangle goes to the same claim.
    drag(area, rect.center() - QPoint(80, 80), rect.center() - QPoint(10, 10))
    hands.press("Escape")
    window.read.add_passage(claim)
    assert len(area.regions_on(2, claim)) == 2
    hands.command("edit.undo")
    assert len(area.regions_on(2, claim)) == 1


def test_a_passage_over_a_page_number_leaves_it_out_unless_it_is_taken_in(at_pages):
    hands, window = at_pages, at_pages.window
    area = pane(hands).area
    area.setFocus()
    area.select(area.text().index("weir"), area.text().index(" letters"))
    hands.press("Return")
    hands.type("Water kept")
    hands.press("Return")

    def passages():
        record = window.read.record()
        return [area.text()[span.start : span.end] for span in record.spans]

    assert passages() == ["weir was built upstream", "Farmers wrote"]
    card = next(card for card in window.read.active.cards() if card.claim == window.read.record())
    assert card.quote == "weir was built upstream Farmers wrote"
    assert card.place == "2 passages, pp. 7–8"
    buttons = window.findChildren(QAbstractButton)
    hands.click(next(button for button in buttons if button.text() == "Take them in"))
    assert passages() == ["weir was built upstream\n\n7\n\fFarmers wrote"]


def test_pages_go_by_their_labels_and_into_citations(at_pages):
    hands, window = at_pages, at_pages.window
    area = pane(hands).area
    assert window.read.readers.place_words() == "Page 7 (1 of 3)"
    hands.command("document.page")
    hands.type("8")
    hands.press("Return")
    assert area.page == 1
    assert window.read.readers.place_words() == "Page 8 (2 of 3)"
    project = window.session.project
    claim = window.read.active.in_order()[0]
    assert "p. 7" in operations.citations(project, [claim.id], lambda *_: "nowhere")
    assert window.read.active.cards()[0].place == "p. 7"


def test_larger_and_smaller_are_for_the_pages_while_they_are_shown(at_pages, settings):
    before, size = pane(at_pages).area.zoom, settings["reading_size"]
    at_pages.command("view.larger")
    assert pane(at_pages).area.zoom > before
    assert settings["reading_size"] == size


def test_a_link_on_a_page_is_asked_about_by_mouse_and_by_key(at_pages):
    area, told = pane(at_pages).area, "Open https://example.org/weir in your browser?"
    area.select(*(area.text().index("weir") + 1,) * 2)
    spot = area.caret_rect().center().toPoint()
    control = Qt.KeyboardModifier.ControlModifier
    QTest.mouseClick(area.viewport(), Qt.MouseButton.LeftButton, control, spot)
    assert at_pages.notice() == told
    at_pages.window.notices.dismiss_all()
    area.setFocus()
    at_pages.press("Return")
    assert at_pages.notice() == told
    at_pages.window.notices.dismiss_all()
    at_pages.command("document.follow")
    assert at_pages.notice() == told
    at_pages.window.notices.dismiss_all()
    area.select(*(area.text().index("harvest"),) * 2)
    at_pages.press("Return")
    assert at_pages.notice() == ""
