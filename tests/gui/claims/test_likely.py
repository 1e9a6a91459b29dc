from hypothesis import given
from hypothesis import strategies as st

from workbench.gui.claims.likely import MOST, first_tags

IDS = st.integers(1, 40)
COUNTS = st.dictionaries(IDS, st.integers(1, 9))


def test_company_leads_then_what_is_recent_then_what_is_common_here():
    assert first_tags([5, 6], {1: 2, 2: 9}, {7: 1, 8: 4, 5: 9}) == [2, 1, 5, 6, 8, 7]
    assert first_tags([5, 6], {}, {}) == [5, 6]


@given(st.lists(IDS, unique=True), COUNTS, COUNTS)
def test_each_comes_once_and_only_so_many(recent, together, here):
    found = first_tags(recent, together, here)
    assert len(found) == len(set(found)) <= MOST
    assert set(found) <= {*recent, *together, *here}
    if together:
        assert together[found[0]] == max(together.values())
    elif recent:
        assert found[0] == recent[0]
