import hashlib
import json

from hypothesis import given
from hypothesis import strategies as st

from db.images import Chain

values = st.one_of(
    st.none(), st.text(), st.integers(-(2**63), 2**63 - 1), st.booleans(), st.floats(width=16)
)


@given(st.lists(st.lists(values, min_size=1, max_size=8), max_size=4))
def test_links_are_those_of_json_lists(changes: list[list[object]]) -> None:
    plain = hashlib.sha256(b"before")
    chain = Chain("before")
    for change in changes:
        chain.add(change)
        written = json.dumps(change, ensure_ascii=False, separators=(",", ":"))
        plain.update(written.encode())
    plain.update(b'[1,"end"]')
    assert chain.close([1, "end"]) == plain.hexdigest()
