import pytest
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QToolTip

from db.records import Coder
from workbench.gui import theme
from workbench.gui.claims.list_view import CardList
from workbench.gui.claims.model import CardModel

JONAS = Coder(102, "Jonas Verne")
DUVANIA, KELMARIA, SARNETH, COMMISSION, FILLING, RAIDS, AGAINST = 12, 11, 13, 14, 22, 23, 32


@pytest.fixture
def view(qtbot, book):
    model = CardModel()
    model.set_book(book)
    view = CardList(model, None)
    qtbot.addWidget(view)
    view.cards.set_book(book, 101)
    view.resize(360, 500)
    view.show()
    return view


def height(view, row):
    return view.cards.sizeHint(QStyleOptionViewItem(), view.model().index(row)).height()


def edge(view, row):
    """The colours down the 3 px edge of a card, its rounded ends left out."""
    box = view.visualRect(view.model().index(row))
    image = view.viewport().grab().toImage()
    column = range(box.top() + 10, box.bottom() - 20)
    return {image.pixelColor(box.left() + 2, y).name().upper() for y in column}


def test_the_edge_has_the_hue_of_the_concern_and_is_dashed_for_another_coder(view, make_card):
    view.model().set_cards(
        [make_card(1, DUVANIA, RAIDS), make_card(2, RAIDS, coder=JONAS), make_card(3)]
    )
    brick, ground = theme.hue("brick").strong, theme.tokens().raised
    assert edge(view, 0) == {brick}
    assert edge(view, 1) == {brick, ground}
    assert edge(view, 2) == {theme.tokens().stroke}


def test_a_card_is_as_high_as_its_words_and_chips_need(view, make_card):
    tags = (DUVANIA, KELMARIA, SARNETH, COMMISSION, FILLING, RAIDS, AGAINST)
    view.model().set_cards(
        [
            make_card(1, statement="Short."),
            make_card(2, statement="Long enough for two lines of a card of this width, or so."),
            make_card(3, *tags, statement="Short."),
            make_card(4, statement="word " * 400),
            make_card(5, quote="word " * 400),
        ]
    )
    line = view.cards.body.height + 2
    assert height(view, 1) - height(view, 0) == line
    assert height(view, 2) - height(view, 0) > 40
    assert height(view, 3) - height(view, 0) == 3 * line
    assert height(view, 4) > height(view, 1)
    narrow = height(view, 2)
    view.resize(240, 500)
    assert height(view, 2) > narrow


def test_chips_of_a_card_stay_inside_it(view, make_card):
    card = make_card(1, DUVANIA, KELMARIA, SARNETH, (COMMISSION, "about"), FILLING, RAIDS)
    layout = view.cards.lay_out(card)
    assert [chip.spoken for chip in layout.chips][3] == "about Basin Water Commission"
    assert all(box.left() >= 14 and box.right() <= 360 - 12 - 14 for box in layout.boxes)
    assert all(not a.intersects(b) for a in layout.boxes for b in layout.boxes if a is not b)
    assert layout.boxes[-1].bottom() < layout.meta.top()
    assert layout.meta.bottom() < layout.height


def test_a_cut_statement_is_whole_in_its_tool_tip_and_no_html(qtbot, view, make_card):
    shown = []
    view.model().set_cards(
        [make_card(1, statement="<b>bold</b> " + "word " * 100), make_card(2, statement="<i>s</i>")]
    )
    for row in (1, 0):  # a tip that shows goes only after a while
        index = view.model().index(row)
        place = view.visualRect(index).center()
        event = QHelpEvent(QHelpEvent.Type.ToolTip, place, view.mapToGlobal(place))
        view.cards.helpEvent(event, view, QStyleOptionViewItem(), index)
        shown.append(QToolTip.text())
    assert "&lt;b&gt;bold&lt;/b&gt; word" in shown[1]
    assert shown[0] == ""


def test_the_selected_card_has_the_accent_edge(view, make_card):
    view.model().set_cards([make_card(1, statement="One"), make_card(2, statement="Two")])
    view.setCurrentIndex(view.model().index(1))
    image = view.viewport().grab().toImage()

    def top_line(row):
        box = view.visualRect(view.model().index(row))
        return image.pixelColor(box.center().x(), box.top())

    assert top_line(1) == QColor(theme.tokens().accent)
    assert top_line(0) == QColor(theme.tokens().hair)
