import re

from hypothesis import given
from hypothesis import strategies as st

from db.records import Span
from tests.text.material import PIECES
from workbench.text.aliases import Alias
from workbench.text.fold import fold
from workbench.text.mentions import Mention, MentionFinder, sentence_of, uncovered

NAMES = [
    "Taliban", "Afghan Taliban", "Pakistani Taliban", "Taliban ministry", "IS", "IS-KP", "ISKP",
    "US", "al-Qaeda", "Qaeda", "the West", "U.S.", "Türkiye", "Kabul", "Kabul Taliban",
    "طالبان", "الصين", "محمد", "中国", "Tali", "ban", "Paki", "stan", "Pakistan", "G7", "’",
    "co-operation", "x", "7",
]  # fmt: skip
names = st.sampled_from(NAMES) | st.text(max_size=6)
aliases = st.lists(
    st.builds(
        Alias,
        tag=st.integers(1, 4),
        name=names,
        needs=st.lists(st.sampled_from(["said", "IS*", "x"]), max_size=1).map(tuple),
        unless=st.lists(st.sampled_from(["Afghan", "bad Taliban", "IS", "in Kabul"]), max_size=1)
        .map(tuple),
        kind=st.sampled_from(["auto", "name", "capital"]),
    ),
    max_size=8,
)  # fmt: skip
BREAKS = ["Tali-\nban", "Paki-\nstan", "Al \nQaeda", "117", "’s", "in ", "said", "و", "لل", "صين"]
texts = st.lists(
    st.sampled_from(NAMES + PIECES + BREAKS + [" "] * 20) | st.text(max_size=3), max_size=25
).map("".join)


def letters(text: str) -> str:
    """What a name must share with its alias: all but case, accents, dashes, blanks and breaks."""
    return re.sub(r"[\s-]", "", fold(text, hyphens=False).text)


def same_name(mention: Mention) -> bool:
    found, alias = letters(mention.text), letters(mention.alias)
    # `للصين`: the particle and the article are one.
    return found == alias or found == alias.replace("ال", "لل", 1)


@given(texts, aliases)
def test_mentions_stand_in_the_text_in_order_and_apart(text, given_aliases):
    found = MentionFinder(given_aliases).find(text)
    reach = 0
    for mention in found:
        assert reach <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        reach = mention.end


@given(texts, aliases)
def test_what_stands_at_a_mention_is_its_alias(text, given_aliases):
    known = {(alias.tag, alias.name) for alias in given_aliases}
    for mention in MentionFinder(given_aliases).find(text):
        assert (mention.tag, mention.alias) in known
        assert same_name(mention)


@given(texts, aliases, st.builds(Alias, tag=st.just(9), name=names))
def test_another_alias_takes_no_longer_mention_away(text, given_aliases, another):
    before = MentionFinder(given_aliases).find(text)
    after = MentionFinder([*given_aliases, another]).find(text)
    folded = fold(text)

    def size(mention: Mention) -> int:
        return folded.position(mention.end) - folded.position(mention.start)

    for mention in set(before) - set(after):
        rivals = [m for m in after if m.start < mention.end and mention.start < m.end]
        assert max(map(size, rivals)) >= size(mention)


@given(st.lists(names, min_size=1, max_size=6))
def test_every_name_is_found_where_it_stands_alone(given_names):
    for name in given_names:
        alone = [Alias(1, name, kind="name")]
        found = MentionFinder(alone).find(f"y. {name} . y") if name.strip(" y.") else []
        if found:
            assert all(same_name(mention) for mention in found)
    plain = [name for name in given_names if name in NAMES and any(map(str.isalnum, name))]
    for name in plain:
        (mention,) = MentionFinder([Alias(1, name, kind="name")]).find(f"y {name} y")
        assert mention.text == name


@given(texts, aliases)
def test_the_order_of_aliases_matters_only_between_tags_that_share_a_name(text, given_aliases):
    distinct = list({fold(alias.name).text.strip(): alias for alias in given_aliases}.values())
    assert MentionFinder(distinct).find(text) == MentionFinder(distinct[::-1]).find(text)


@given(texts, aliases)
def test_every_mention_lies_in_its_sentence(text, given_aliases):
    for mention in MentionFinder(given_aliases).find(text):
        start, end = sentence_of(text, mention)
        assert 0 <= start <= mention.start < mention.end <= end <= len(text)


spans = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda s: Span(s[0], sum(s))), max_size=6
)


@given(texts, aliases, spans)
def test_uncovered_agrees_with_its_definition(text, given_aliases, passages):
    found = MentionFinder(given_aliases).find(text)
    assert uncovered(found, passages) == [
        mention
        for mention in found
        if not any(span.start < mention.end and mention.start < span.end for span in passages)
    ]
