import pytest

from db.records import Span
from workbench.text.aliases import Alias
from workbench.text.fold import fold
from workbench.text.mentions import (
    Mention,
    MentionFinder,
    find_mentions,
    passage_of,
    sentence_of,
    uncovered,
)


def named(text: str, *names: str) -> list[str]:
    """What stands at the mentions of some names, each a tag of its own."""
    return [mention.text for mention in mentions(text, *names)]


def mentions(text: str, *names: str) -> list[Mention]:
    return MentionFinder(Alias(tag, name) for tag, name in enumerate(names)).find(text)


@pytest.mark.parametrize("text", ["Taliban", "taliban", "TALIBAN", "The Taliban’s", "(Taliban)"])
def test_a_proper_name_counts_in_any_case(text):
    assert [found.lower() for found in named(text, "Taliban")] == ["taliban"]


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("IS", "This is it. Is it?"),
        ("US", "Tell us. Us?"),
        ("NRF", "nrf Nrf"),
        ("U.S.", "u.s. forces"),
        ("LeT", "Let it; LET it; let it"),
        ("IS-KP", "is-kp"),
        ("UN Security Council", "un Security Council"),
        ("ISIS affiliates", "Isis affiliates"),
    ],
)
def test_capitals_and_short_names_count_as_they_are_written(name, wrong):
    assert named(wrong, name) == []
    assert named(f"It was {name}, {name}’s.", name) == [name, name]


def test_the_words_of_a_name_that_are_not_capitals_count_in_any_case():
    assert named("UN security council", "UN Security Council") == ["UN security council"]


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("West", "in the west"),
        ("Islamic State", "to found an Islamic state"),
        ("the Front", "at the front"),
        ("World Bank", "a world bank"),
        ("Turkey", "a turkey"),
    ],
)
def test_ordinary_words_are_a_name_only_with_their_capitals(name, wrong):
    assert named(wrong, name) == []
    assert named(f"{name} and {name.upper()}", name) == [name, name.upper()]


def test_small_words_of_a_name_may_begin_a_sentence():
    assert named("The West. Regional Actors.", "the West", "regional actors") == [
        "The West",
        "Regional Actors",
    ]


def test_capitals_tell_nothing_where_everything_is_in_capitals():
    assert named("TELL US WHO IT IS\nSo the US and IS said.", "US", "IS") == ["US", "IS"]


def test_a_possessive_is_no_part_of_a_mention_and_a_plural_is_none():
    text = "Taliban’s, Taliban's, the Afghans’ and Talibans, Afghanistans"
    assert named(text, "Taliban", "Afghans", "Afghanistan") == ["Taliban", "Taliban", "Afghans"]


@pytest.mark.parametrize("dash", "-‐‑‒–—−")
def test_a_dash_is_a_dash(dash):
    assert named(f"IS{dash}KP and ISIS{dash}K", "IS–KP", "ISIS-K") == [
        f"IS{dash}KP",
        f"ISIS{dash}K",
    ]


def test_a_hyphen_of_a_name_may_be_a_blank_but_no_blank_a_hyphen():
    assert named("Al Qaeda, al-Qaeda", "al-Qaeda") == ["Al Qaeda", "al-Qaeda"]
    assert named("Tajik-Taliban talks", "Tajik Taliban", "Taliban") == ["Taliban"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the Tal-\niban said", "Taliban"),
        ("the Tal-  \n  iban said", "Taliban"),
        ("the Tal\u00adiban", "Taliban"),
        ("Tehreek-e Taliban \nPakistan", "Tehreek-e Taliban Pakistan"),
        ("de facto au-\nthorities", "de facto authorities"),
        ("IS-\nKP", "IS-KP"),
        ("Jaish-e-\nMohammed", "Jaish-e-Mohammed"),
        ("Islamic State-Khorasan\u00a0 \n Province", "Islamic State-Khorasan Province"),
        ("Shanghai Co-\noperation Group", "Shanghai Co-operation Group"),
    ],
)
def test_names_over_a_line_end(text, name):
    (found,) = mentions(text, name)
    assert fold(found.text, hyphens=False).text == fold(name, hyphens=False).text
    assert found.text == text[found.start : found.end]


def test_names_decide_a_hyphen_that_the_words_of_the_text_decide_otherwise():
    # The text has both halves as words, so that its own words keep the hyphen.
    text = "A ban on tali seeds. The tali-\nban said so."
    assert "tali-ban" in fold(text).text
    assert named(text, "Taliban") == ["tali-\nban"]
    # And here it has neither, and the fold takes `Talibanled` for a word.
    text = "A Taliban-\nled government"
    assert "talibanled" in fold(text).text
    assert named(text, "Taliban") == ["Taliban"]


def test_a_name_is_not_found_in_a_longer_word_that_a_line_end_breaks():
    assert named("an Iran-\nian ship", "Iran") == []


def test_a_name_does_not_cross_a_paragraph():
    assert named("by the Afghan\n\nTaliban rule", "Afghan Taliban", "Taliban") == ["Taliban"]


@pytest.mark.parametrize("text", ["Türkiye", "Turkiye", "Tu\u0308rkiye", "TÜRKİYE"])
def test_accents_do_not_count(text):
    (found,) = mentions(f"in {text}.", "Türkiye")
    assert found.text == text


@pytest.mark.parametrize(
    "text",
    [
        "طالبان", "طَالِبَان", "طـالبـان", "طالب\u200cان", "وطالبان", "لطالبان", "الطالبان",
        "وبالطالبان", "كطالبان",
    ],
)  # fmt: skip
def test_arabic_names_with_marks_tatweel_joiners_and_particles(text):
    (found,) = mentions(f"قال {text} هنا", "طالبان")
    assert fold(found.text).text == fold("طالبان").text


def test_short_arabic_names():
    assert named("قـطر وقطر", "قطر") == ["قـطر", "قطر"]


def test_the_arabic_article_merges_with_the_particle_before_it():
    assert named("وللصين وبالصين والصين", "الصين") == ["للصين", "الصين", "الصين"]


def test_particles_make_no_other_word_a_name():
    assert named("طالبانية وطالبانها", "طالبان") == []
    # Short names take no particles, and none stands in the middle of a word.
    assert named("بلد ولد", "لد") == []
    assert named("مطالبان", "طالبان") == []


def test_scripts_without_blanks():
    assert named("他在中国的北京说", "中国", "北京") == ["中国", "北京"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("the Taliban117 and IS-KP.40", 1),
        ("117Taliban officials", 1),
        ("Taliban2021", 0),
        ("aTaliban Talibanize xTaliban", 0),
        ("_Taliban_ #Taliban “Taliban”", 3),
        ("anti-Taliban, Taliban-led, Taliban/IS", 3),
        ("@Taliban, info@taliban.org, www.taliban.com/taliban", 0),
        ("https://example.org/the-taliban-report", 0),
        ("l’Taliban d'Taliban", 2),
    ],
)
def test_where_a_name_begins_and_ends(text, count):
    assert len(named(text, "Taliban")) == count


def test_more_word_ends():
    assert named("US$200, U.S.A. and G77", "US", "U.S.", "G7") == []
    assert named("U.S.117 and U.S.-led", "U.S.") == ["U.S.", "U.S."]
    assert named("the Da’esh", "Da") == []


def test_the_longest_name_wins():
    names = ("Taliban", "Afghan Taliban", "Pakistani Taliban", "Pakistan", "Pakistani")
    text = "The Afghan Taliban, the Pakistani Taliban, Pakistan and a Taliban."
    assert [(m.tag, m.text) for m in mentions(text, *names)] == [
        (1, "Afghan Taliban"),
        (2, "Pakistani Taliban"),
        (3, "Pakistan"),
        (0, "Taliban"),
    ]


def test_the_longest_of_names_that_overlap_wins_wherever_it_begins():
    names = ("Pakistani Taliban", "Taliban ministry of defence", "Taliban")
    assert named("the Pakistani Taliban ministry of defence", *names) == [
        "Taliban ministry of defence"
    ]


def test_of_tags_that_share_a_name_the_one_with_its_context_counts():
    finder = MentionFinder(
        [Alias(1, "Islamic Republic"), Alias(2, "Islamic Republic", needs=("Tehran",))]
    )
    found = finder.find("The Islamic Republic fell. Tehran says the Islamic Republic stands.")
    assert [mention.tag for mention in found] == [1, 2]


def test_names_without_letters_or_digits_find_nothing():
    assert named("... – ’", "...", "", " ", "–") == []
    assert MentionFinder([]).find("Taliban") == []
    assert named("", "Taliban") == []


def test_no_half_of_a_character_is_a_name():
    assert named("½ ①", "1", "2") == ["①"]


def test_folded_text_may_be_given():
    text = "the Tal-\niban"
    finder = MentionFinder([Alias(1, "Taliban")])
    assert finder.find(text, fold(text)) == finder.find(text) != []


def test_a_mention_says_tag_place_words_and_alias():
    assert MentionFinder([Alias(7, "al-Qaeda")]).find("of Al Qaeda") == [
        Mention(7, 3, 11, "Al Qaeda", "al-Qaeda")
    ]


def test_many_documents_with_progress():
    texts = {1: "Taliban", 2: "none", 3: "Taliban, Taliban"}
    heard = []
    found = find_mentions(
        MentionFinder([Alias(1, "Taliban")]), list(texts), texts.__getitem__,
        lambda done, total: heard.append((done, total)),
    )  # fmt: skip
    assert [(document, len(there)) for document, there in found] == [(1, 1), (2, 0), (3, 2)]
    assert heard == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_cancelling_stops_before_the_next_document():
    read = []

    def text(document: int) -> str:
        read.append(document)
        return "Taliban"

    found = find_mentions(
        MentionFinder([Alias(1, "Taliban")]), [1, 2, 3], text, cancelled=lambda: len(read) == 2
    )
    assert [document for document, _ in found] == [1, 2]
    assert read == [1, 2]


def test_mentions_that_no_passage_touches():
    there = [Mention(1, at, at + 5, "Kabul", "Kabul") for at in (0, 10, 20, 30, 40)]
    assert uncovered(there, [Span(12, 30), Span(2, 4), Span(13, 14)]) == [there[3], there[4]]
    assert uncovered(there, []) == there


def test_the_sentence_of_a_mention():
    text = "It rained. The Taliban, so they said, won. It rained."
    (found,) = mentions(text, "Taliban")
    start, end = sentence_of(text, found)
    assert text[start:end] == "The Taliban, so they said, won."
    text = "He met J. Doe. Then K."
    (found,) = mentions(text, "Doe. Then K")
    start, end = sentence_of(text, found)
    assert start <= found.start < found.end <= end


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("One. The Front waits. Two.", "The Front waits"),
        ("The Front waits", "The Front waits"),
        ("Does the Front wait? Yes.", "Does the Front wait?"),
        ("He left the Front for the U.S.", "He left the Front for the U.S."),
        ("He fears the Front...", "He fears the Front..."),
        ("The Front.", "The Front"),
        ("It is the Front. It waits.", "It is the Front"),
    ],
)
def test_a_claim_quotes_a_sentence_without_its_full_stop(text, quoted):
    [mention] = mentions(text, "the Front")
    start, end = passage_of(text, mention)
    assert text[start:end] == quoted


def test_a_name_that_ends_in_a_stop_keeps_it():
    [mention] = mentions("We know Ltd. Co.", "Ltd. Co.")
    assert passage_of("We know Ltd. Co.", mention)[1] == mention.end
