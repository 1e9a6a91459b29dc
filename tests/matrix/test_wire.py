import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.errors import Invalid
from workbench.matrix import Axis, Filter, Request, Sort
from workbench.matrix.wire import LONGEST, from_json, to_json

from .world import requests

BIG = 2**63 - 1


@settings(max_examples=100, deadline=None)
@given(requests())
def test_a_request_comes_back_as_it_was(request_: Request) -> None:
    assert from_json(to_json(request_)) == request_


def test_ids_are_strings_and_what_is_usual_is_left_out() -> None:
    asked = Request(
        Axis(":month", sort=Sort("entry", f"t{BIG}", reverse=True), pinned=("=2025", "=")),
        Axis("concern", levels="both", collapsed=frozenset([BIG])),
        filter=Filter(coders=frozenset([BIG]), text="“Teshk” سد", credibility=2),
        totals=False,
    )
    written = json.loads(to_json(asked))
    assert written == {
        "version": 1,
        "rows": {
            "of": ":month",
            "sort": {"by": "entry", "entry": f"t{BIG}", "reverse": True},
            "pinned": ["=2025", "="],
        },
        "columns": {"of": "concern", "levels": "both", "collapsed": [str(BIG)]},
        "filter": {"coders": [str(BIG)], "text": "“Teshk” سد", "credibility": 2},
        "totals": False,
    }
    assert from_json(json.dumps(written)) == asked
    assert to_json(Request()) == '{"version": 1}'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[", "no JSON"),
        ("[" * 100_000, "no JSON"),
        ("9" * 10_000, "no JSON"),
        (" " * (LONGEST + 1), "too long"),
        ("[]", "not understood"),
        ("{}", "their version"),
        ('{"version": true}', "their version"),
        ('{"version": 1.0}', "their version"),
        ('{"version": 2}', "newer version"),
        ('{"version": 1, "' + "x" * 99 + '": 1}', "know no “xxxx"),
        ('{"version": 1, "rows": []}', "not understood"),
        ('{"version": 1, "rows": {}}', "what its rows or columns are"),
        ('{"version": 1, "rows": {"of": 3}}', "wrong “of”"),
        ('{"version": 1, "rows": {"of": "a\\u0000"}}', "wrong “of”"),
        ('{"version": 1, "rows": {"of": "\\ud800"}}', "wrong “of”"),
        ('{"version": 1, "rows": {"of": "a", "collapsed": [1]}}', "wrong “collapsed”"),
        ('{"version": 1, "measure": []}', "wrong “measure”"),
        ('{"version": 1, "measure": "nonsense"}', "wrong “measure”"),
        ('{"version": 1, "hide_empty": 1}', "wrong “hide_empty”"),
        ('{"version": 1, "filter": {"coders": "5"}}', "wrong “coders”"),
        ('{"version": 1, "filter": {"coders": ["-5"]}}', "wrong “coders”"),
        ('{"version": 1, "filter": {"coders": ["٣"]}}', "wrong “coders”"),
        ('{"version": 1, "filter": {"coders": ["9223372036854775808"]}}', "wrong “coders”"),
        ('{"version": 1, "filter": {"credibility": true}}', "wrong “credibility”"),
        ('{"version": 1, "filter": {"credibility": NaN}}', "wrong “credibility”"),
        ('{"version": 1, "filter": {"since": "yesterday"}}', "wrong “since”"),
    ],
)
def test_anything_else_is_refused_in_a_sentence(text: str, said: str) -> None:
    with pytest.raises(Invalid, match=said) as refused:
        from_json(text)
    assert len(str(refused.value)) < 120


json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(requests(), st.data())
def test_a_request_that_was_tampered_with_is_refused_or_read(
    request_: Request, data: st.DataObject
) -> None:
    found = json.loads(to_json(request_))
    part = data.draw(st.sampled_from([found, *(v for v in found.values() if isinstance(v, dict))]))
    key = data.draw(st.sampled_from([*part, "version", "of"]))
    part[key] = data.draw(json_like)
    with suppress(Invalid):
        read = from_json(json.dumps(found))
        assert from_json(to_json(read)) == read
