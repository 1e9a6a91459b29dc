import pytest

from workbench.gui.reader.ticks import ROW, Ticks


@pytest.fixture
def ticks(area):
    return area.findChild(Ticks)


def test_ticks_stand_in_proportion_to_the_text(area, ticks, mark, text, qtbot):
    qtbot.waitUntil(lambda: not area.busy())
    area.set_marks([mark("When engineers"), mark("Paragraph 39.", 2, colour="rose")])
    qtbot.wait(200)
    claims, hits = ticks.ticks()
    assert hits == []
    assert [colour for _, colour in claims] == ["lagoon", "rose"]
    assert claims[0][0] == 0
    assert 0.9 * ticks.height() < claims[1][0] < ticks.height()


def test_many_marks_are_one_tick_to_a_row(area, ticks, mark, text, qtbot):
    area.set_marks([mark("When engineers", claim) for claim in range(1, 500)])
    area.set_hits([(n, n + 1) for n in range(0, len(text), 3)], None)
    qtbot.wait(200)
    claims, hits = ticks.ticks()
    assert len(claims) == 1
    assert len(hits) <= ticks.height() // ROW
    assert len(hits) > 100
    assert len(set(hits)) == len(hits)


def test_ticks_follow_marks_that_come_and_go(area, ticks, mark, qtbot):
    area.update_claims([], [mark("Paragraph 20.", 7)])
    qtbot.waitUntil(lambda: len(ticks.ticks()[0]) == 1)
    area.update_claims([7], [])
    qtbot.waitUntil(lambda: ticks.ticks()[0] == [])


def test_ticks_lie_on_the_whole_bar_and_let_the_mouse_through(area, ticks):
    area.resize(700, 400)
    assert ticks.size() == area.verticalScrollBar().size()
    assert area.verticalScrollBar().childAt(3, 3) is None
