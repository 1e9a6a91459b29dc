import pytest

from workbench.gui.reader.words import snap


@pytest.mark.parametrize(
    ("text", "position", "start", "end"),
    [
        ("the water rose", 7, 4, 9),
        ("the water rose", 8, 10, 9),
        ("the water rose", 0, 0, 3),
        ("don’t go", 2, 0, 5),
        ("regional en-\ngagement fell", 15, 9, 21),
        ("قال مهندس إنّ ذلك", 12, 10, 13),
        ("to 😀 the", 4, 5, 2),
        ("", 0, 0, 0),
    ],
)
def test_bounds_fall_on_the_nearest_word(text: str, position: int, start: int, end: int) -> None:
    assert snap(text, position, end=False) == start
    assert snap(text, position, end=True) == end


def test_where_no_word_is_near_nothing_is_snapped_to() -> None:
    text = "a" * 500
    assert snap(text, 250, end=False) == 250
    assert snap(" " * 500, 250, end=True) == 250
