from hypothesis import given
from hypothesis import strategies as st

from db.records import Style
from workbench.gui.reader.styling import StyleIndex

LENGTHS = st.one_of(st.integers(1, 30), st.integers(4_990, 20_000))
STYLES = st.lists(st.tuples(st.integers(0, 9_000), LENGTHS), max_size=30)


@given(STYLES, st.integers(0, 12_000), st.integers(1, 400))
def test_all_styles_that_share_a_character_are_found_in_order(places, lo, width):
    styles = [
        Style(start, start + length, "em", str(n)) for n, (start, length) in enumerate(places)
    ]
    wanted = [style for style in styles if style.start < lo + width and style.end > lo]
    found = StyleIndex(styles).query(lo, lo + width)
    assert found == sorted(wanted, key=lambda style: style.start)
