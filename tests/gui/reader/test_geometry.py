import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

TRICKY = [
    "plain words of one line",
    "He said مرحبا بالعالم 123 to שלום everyone",
    "قال مهندس English words من لجنة 2024 مياه",
    "emoji 😀👩‍🔬🇫🇷 and e\u0301o\u0308 end",
    "𐎠𐎡 old, لا lam-alef, \u200fmark",
]


@pytest.mark.parametrize("text", TRICKY)
def test_the_pieces_of_a_line_make_up_the_line(area, text):
    area.set_document(text, (), reflow=False)
    block = area.document().firstBlock()
    drawn = block.layout().lineAt(0).naturalTextRect()
    pieces = area.geometry_of.pieces(block, 0, len(text))
    assert min(piece.left() for piece in pieces) == pytest.approx(drawn.left(), abs=1)
    assert max(piece.right() for piece in pieces) == pytest.approx(drawn.right(), abs=1)
    assert sum(piece.width() for piece in pieces) == pytest.approx(drawn.width(), abs=2)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(TRICKY[:3]), st.data())
def test_two_parts_of_a_line_are_as_wide_as_both(area, text, data):
    area.set_document(text, (), reflow=False)
    block = area.document().firstBlock()
    cut = data.draw(st.integers(0, len(text)))

    def width(start, end):
        return sum(piece.width() for piece in area.geometry_of.pieces(block, start, end))

    assert width(0, cut) + width(cut, len(text)) == pytest.approx(width(0, len(text)), abs=3)


def test_latin_in_arabic_is_its_own_piece(area):
    text = "قال مهندس English words من لجنة"
    area.set_document(text, (), reflow=False)
    block = area.document().firstBlock()
    start = text.index("مهندس")
    end = text.index("English") + 4
    pieces = area.geometry_of.pieces(block, start, end)
    assert len(pieces) == 2
    assert min(p.left() for p in pieces) < max(p.left() for p in pieces) - 20


def test_a_passage_over_lines_has_a_piece_on_each_without_hanging_blanks(area, text):
    block = area.document().firstBlock()
    lines = area.places.lines_of(block)
    pieces = area.geometry_of.pieces(block, 0, len(text[: text.index("\n")]))
    assert len(pieces) == len(lines) >= 3
    for number, piece in enumerate(pieces):
        natural = block.layout().lineAt(number).naturalTextRect()
        assert piece.right() <= natural.right() + 0.01


def test_a_passage_within_an_emoji_shows_the_emoji(area):
    area.set_document("a 👩‍🔬 b", (), reflow=False)
    block = area.document().firstBlock()
    (whole,) = area.geometry_of.pieces(block, 2, 5)
    (part,) = area.geometry_of.pieces(block, 3, 5)
    assert part == whole


def test_rectangles_are_measured_anew_for_another_width(area, text):
    block = area.document().firstBlock()
    before = area.geometry_of.pieces(block, 100, 200)
    area.resize(500, 700)
    assert area.geometry_of.pieces(area.document().firstBlock(), 100, 200) != before
