import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel

from workbench.gui.matrix.passage_delegate import ARROW, BARE
from workbench.gui.matrix.passage_model import Passage, PassageModel, Words, summary
from workbench.gui.matrix.passages import PassageList, TagName, Title
from workbench.gui.matrix.quote import MOST_LINES, Quote
from workbench.gui.panes import IconButton

TITLES = [Title("Lantern Front", "actor", "brick"), Title("Cross-border raids", "concern", "brick")]
BIG = 2**62 + 1
SHIFT = Qt.KeyboardModifier.ShiftModifier


def passage(claim, **given):
    first = {
        "coder": "MT", "mine": True, "document": 1, "source": "Dry Season",
        "statement": "They cross by the canals.", "stance": "for", "sign": 1,
    }  # fmt: skip
    return Passage(claim=claim, **{**first, **given})


PASSAGES = [
    passage(BIG),
    passage(2, mine=False, coder="JV", document=2, stance="against", sign=-1, verdict="accept",
            decided="Accepted by Mira Tolan: clear"),
    passage(3, document=2, stance="", sign=0),
]  # fmt: skip
QUOTES = {
    BIG: Words(
        "Fighters have used the dry canals",
        "… at night. ",
        " and more …",
        "p. 12",
        ((3, "Lantern Front"),),
    ),
    2: Words("The group denies it", place="line 4", tags=((3, "Lantern Front"), (4, "+ for"))),
    3: Words("عبر مقاتلو جبهة الفانوس", "… ", " …", "line 9"),
}


def read(one):
    return QUOTES.get(one.claim, Words(f"quote {one.claim} " * 30))


@pytest.fixture
def shown(qtbot):
    shown = PassageList()
    qtbot.addWidget(shown)
    shown.set_passages(TITLES, PASSAGES, read)
    shown.resize(380, 600)
    shown.show()
    return shown


def heard(signal):
    said = []
    signal.connect(lambda *args: said.append(args))
    return said


def test_the_summary_counts_claims_documents_and_sides():
    assert summary(PASSAGES) == "3 claims · 2 documents · ± 1 for, 1 against"
    assert summary(PASSAGES[:1]) == "1 claim · 1 document · 1 for"
    assert summary(PASSAGES[2:]) == "1 claim · 1 document"
    assert summary([]) == "no claims"


def test_the_summary_of_a_change_says_what_was_gained_and_lost():
    changed = [passage(1, change="gained", sign=0), passage(2, change="lost", sign=0)]
    assert summary(changed) == "1 gained, 1 lost · 1 document"


def test_a_row_speaks():
    model = PassageModel()
    model.set_passages(PASSAGES, read)
    spoken = model.data(model.index(1), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == (
        "JV: Dry Season; line 4; The group denies it; They cross by the canals.; against; Accepted"
    )
    tip = model.data(model.index(1), Qt.ItemDataRole.ToolTipRole)
    assert "Accepted by Mira Tolan: clear" in tip


def test_without_a_quote_the_statement_stands():
    model = PassageModel()
    model.set_passages([passage(1)], lambda _one: Words("", place="line 1"))
    assert model.words(0) == Words("They cross by the canals.", place="line 1")


def test_words_are_read_once_and_only_when_they_are_seen(shown):
    asked = []
    many = [passage(n) for n in range(3000)]
    shown.set_passages(TITLES, many, lambda one: asked.append(one.claim) or Words("Short words"))
    shown.view.doItemsLayout()
    shown.grab()
    assert len(asked) == len(set(asked)) < 200


def test_enter_and_a_click_open_a_passage_and_escape_closes(shown, qtbot):
    said = heard(shown.view.chosen)
    qtbot.keyClick(shown.view, Qt.Key.Key_Return)
    qtbot.keyClick(shown.view, Qt.Key.Key_Down)
    qtbot.keyClick(shown.view, Qt.Key.Key_Enter)
    place = shown.view.visualRect(shown.view.model().index(2)).center() - QPoint(0, 14)
    qtbot.mouseClick(shown.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert said == [(BIG,), (2,), (3,)]
    with qtbot.waitSignal(shown.closed):
        qtbot.keyClick(shown.view, Qt.Key.Key_Escape)


def test_letters_decide_with_shift_for_a_reason(shown, qtbot):
    said = heard(shown.view.decided)
    for key in (Qt.Key.Key_A, Qt.Key.Key_R, Qt.Key.Key_Q):
        qtbot.keyClick(shown.view, key)
    qtbot.keyClick(shown.view, Qt.Key.Key_R, SHIFT)
    qtbot.keyClick(shown.view, Qt.Key.Key_Delete)
    assert said == [
        (BIG, "accept", False), (BIG, "reject", False), (BIG, "question", False),
        (BIG, "reject", True), (BIG, "", False),
    ]  # fmt: skip


def test_letters_can_be_turned_off(shown, qtbot):
    decided, tags = heard(shown.view.decided), heard(shown.view.tags_wanted)
    shown.view.letters = False
    qtbot.keyClicks(shown.view, "artcq")
    assert (decided, tags) == ([], [])


def test_t_tags_and_c_copies(shown, qtbot):
    tags, copies = heard(shown.view.tags_wanted), heard(shown.copy_wanted)
    qtbot.keyClick(shown.view, Qt.Key.Key_T)
    qtbot.keyClick(shown.view, Qt.Key.Key_C)
    qtbot.keyClick(shown.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    shown.findChild(IconButton, "matrix.passages.copy").click()
    assert tags == [(BIG,)]
    assert copies == [([BIG],), ([BIG],), ([BIG, 2, 3],)]


def test_a_button_of_an_open_passage_decides_at_a_click(shown, qtbot):
    decided, chosen = heard(shown.view.decided), heard(shown.view.chosen)
    box = shown.view.visualRect(shown.view.model().index(0))
    buttons = shown.view.cells._buttons(shown.view.cells._foot(box), PASSAGES[0])
    assert list(buttons) == ["accept", "reject", "question"]
    place = buttons["reject"].center()
    qtbot.mouseClick(shown.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert (decided, chosen) == ([(BIG, "reject", False)], [])


@pytest.mark.parametrize(
    ("stance", "worded", "whole"),
    [("for", True, True), ("is held responsible", False, True), ("responsible " * 9, False, False)],
)
def test_buttons_give_their_words_up_for_a_stance_to_be_read(shown, stance, worded, whole):
    cells, one = shown.view.cells, passage(1, stance=stance)
    foot = cells._foot(shown.view.visualRect(shown.view.model().index(0)))
    boxes = list(cells._buttons(foot, one).values())
    assert len(boxes) == 3
    assert all((box.width() > BARE) == worded for box in boxes)
    assert (cells._stance_width(foot, one) == cells._whole_stance(one)) == whole
    assert foot.left() + cells._stance_width(foot, one) < boxes[0].left()
    assert boxes[-1].right() <= foot.right() - ARROW + 2


def test_the_menu_has_all_that_the_keys_do(shown):
    decided, untagged = heard(shown.view.decided), heard(shown.view.untagged)
    menu = shown.view.menu(shown.view.model().index(1))
    names = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    assert names == [
        "Open in the reader", "Accept", "Reject", "Question", "With a reason",
        "Take my decision back", "Tags…", "Take a tag off", "Copy as a citation",
    ]  # fmt: skip
    entries = {action.text().split("\t")[0]: action for action in menu.actions()}
    assert entries["Accept"].isChecked()
    entries["Take my decision back"].trigger()
    assert decided == [(2, "", False)]
    assert untagged == []


def test_only_of_ones_own_claims_a_tag_is_taken_off(shown):
    untagged = heard(shown.view.untagged)

    def off(row):
        found = shown.view.menu(shown.view.model().index(row)).actions()
        return next(one for one in found if one.text() == "Take a tag off")

    assert [off(row).isEnabled() for row in (0, 1, 2)] == [True, False, False]
    off(0).menu().actions()[0].trigger()
    assert untagged == [(BIG, 3)]


def test_the_current_passage_stays_when_others_come(shown):
    shown.view.setCurrentIndex(shown.view.model().index(1))
    shown.set_passages(TITLES, [passage(99), *PASSAGES], read)
    assert shown.view.currentIndex().row() == 2


def test_where_the_current_passage_is_gone_the_next_is_current(shown):
    shown.view.setCurrentIndex(shown.view.model().index(1))
    shown.set_passages(TITLES, [PASSAGES[0], PASSAGES[2]], read)
    assert shown.view.currentIndex().row() == 1
    shown.set_passages(TITLES, [PASSAGES[0]], read)
    assert shown.view.currentIndex().row() == 0


def test_the_title_names_the_pair(shown):
    def names():
        return [one.accessibleName() for one in shown.findChildren(TagName) if not one.isHidden()]

    assert names() == ["Lantern Front", "Cross-border raids"]
    shown.set_passages([Title("all actors"), TITLES[1]], PASSAGES, read)
    assert names() == ["all actors", "Cross-border raids"]


def says(shown, sentence):
    return any(label.text() == sentence and label.isVisible()
               for label in shown.findChildren(QLabel))  # fmt: skip


def test_an_empty_cell_says_so(shown):
    shown.set_passages(TITLES, [], read)
    assert not shown.view.isVisible()
    assert shown.claims() == []
    assert says(shown, "No claim stands here.")
    shown.set_passages(TITLES, [], read, why_empty="Not yet read.")
    assert says(shown, "Not yet read.")
    shown.set_passages(TITLES, PASSAGES, read)
    assert not says(shown, "Not yet read.")
    assert shown.view.isVisible()


def test_a_long_quote_is_cut_after_a_few_lines(qapp):
    word = "canal 🚀 "
    short, long = Quote(Words(word), 340), Quote(Words(word * 200), 340)
    assert long.height == MOST_LINES * short.height


def ink(shown, row):
    """Return the middle, in parts of the width, of the columns where the quote has ink."""
    box = shown.view.visualRect(shown.view.model().index(row))
    image = shown.view.viewport().grab(box).toImage()
    ground = image.pixelColor(2, 2)
    found = [
        x
        for x in range(14, image.width() - 14)
        if any(image.pixelColor(x, y) != ground for y in range(40, 54))
    ]
    return (found[0] + found[-1]) / 2 / image.width()


def test_a_quote_stands_on_the_side_of_its_script(shown):
    QUOTES[98] = Words("Short words")
    shown.set_passages(TITLES, [passage(98), passage(2), PASSAGES[2]], read)
    shown.view.setCurrentIndex(shown.view.model().index(1))
    assert ink(shown, 0) < 0.45
    assert ink(shown, 2) > 0.55


def test_parts_have_names(shown):
    assert shown.accessibleName()
    assert shown.view.accessibleName()
    for name in ("close", "copy"):
        assert shown.findChild(IconButton, f"matrix.passages.{name}").accessibleName()
