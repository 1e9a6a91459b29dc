import pytest

from workbench.text.aliases import Alias
from workbench.text.mentions import MentionFinder


def found(text: str, *aliases: Alias) -> list[str]:
    return [mention.text for mention in MentionFinder(aliases).find(text)]


FRONT = Alias(1, "the Front", needs=("Massoud", "resistan*", "Panjshir valley"))


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Massoud leads the Front.", True),
        ("The resistance was named the Front.", True),
        ("In the Panjshir\u00a0 Valley the Front holds.", True),
        ("The Front won. Massoud was glad.", False),
        ("The Front of Massoudists won.", False),
    ],
)
def test_an_alias_may_need_a_word_in_its_sentence(text, counts):
    assert bool(found(text, FRONT)) is counts


def test_a_name_is_not_its_own_context():
    assert found("The Front won.", Alias(1, "the Front", needs=("front",))) == []


AMERICA = Alias(1, "America", unless=("Voice of America", "America First", "Latin", "[America]"))


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("America said", True),
        ("“…”, Voice of\nAmerica, 14 April", False),
        ("the voice of America", False),
        ("America First!", False),
        ("America Firsts", True),
        ("Latin America", False),
        ("Latin-America", False),
        ("Latin and America", True),
        ("Platin America", True),
        ("2022 [America].", False),
        ("America]", True),
    ],
)
def test_an_alias_is_excluded_inside_a_longer_phrase(text, counts):
    assert bool(found(text, AMERICA)) is counts


def test_a_star_allows_any_ending():
    chinese = Alias(1, "Chinese", unless=("engineer*",))
    assert found("Chinese engineers, Chinese engineering", chinese) == []
    assert found("Chinese-engineers, the Chinese", chinese) == ["Chinese"]


def test_phrases_that_say_nothing_change_nothing():
    tajik = Alias(1, "Tajik", needs=("", "*"), unless=("Tajik", "tajik*", "", "*"))
    assert found("the Tajik army", tajik) == ["Tajik"]


def test_a_phrase_may_write_the_name_with_a_blank_for_its_hyphen():
    network = Alias(1, "al-Qaeda", unless=("al Qaeda in Iraq",))
    assert found("al-Qaeda in Iraq, al Qaeda in Iraq, al-Qaeda", network) == ["al-Qaeda"]


def test_where_a_longer_name_is_excluded_the_shorter_one_counts():
    aliases = (Alias(1, "Afghan Taliban", unless=("former Afghan Taliban",)), Alias(2, "Taliban"))
    assert found("the former Afghan Taliban, the Afghan Taliban", *aliases) == [
        "Taliban",
        "Afghan Taliban",
    ]


def test_an_exclusion_holds_for_its_alias_alone():
    aliases = (Alias(1, "Tajik", unless=("Tajik border",)), Alias(2, "border"))
    assert found("the Tajik border", *aliases) == ["border"]


CITY = [
    "He lives in Lima.",
    "A house near Lima burned.",
    "They met at Lima and outside Lima.",
    "A tour to Lima, Quito and Bogotá followed.",
    "They flew from Lima to Quito.",
    "Lima airport was shut.",
    "Lima’s international airport was shut.",
    "the German embassy in downtown Lima",
    "the Lima-based interim government",
    "three days after the fall of Lima",
    "the group assumed control of Lima",
    "Interviews, officials, Lima, October 2022.",
    "Interviews, Lima and Quito, 2022.",
    "Interviews, experts, Lima, Quito and Bogotá, March and April 2023.",
    "in Quito, Bogotá, Lima and London, as well as others",
    "See a tweet by Lima Municipality.",
    "Lima Institute for Foreign Policy",
    "The Lima accords were signed.",
    "LIMA (AP) — The army moved.",
    "Lima/Brussels, 30 January 2024",
    "LIMA, Aug 5 — The army moved.",
    "They reached Lima at dawn.",
    "rockets were fired on Lima",
    "the road between Lima and Quito",
    "the army marched toward Lima",
    "officials based in\nLima use kind words",
    "It flows into the Lima River.",
]
GOVERNMENT = [
    "Lima demands more.",
    "Lima also fears an attack.",
    "Groups say Lima refuses to act.",
    "Lima, reportedly, wants talks.",
    "Lima’s paranoia grew.",
    "Lima and its partners are struggling.",
    "They seek dealings with Lima.",
    "tensions between Lima and Quito",
    "Unlike Quito and Bogotá, Lima may think so.",
    "a message to Lima",
    "according to Lima, nothing happened",
    "pressure from Lima grew",
    "The region would like Lima to deal with it.",
    "pushed hard for Lima to crack down",
    "the embrace of Lima",
    "policy toward Lima",
    "pressure on Lima",
    "confidence in Lima fell",
    "Lima-backed rebels",
    "the Lima government",
    "accusing Lima of violating the deal",
    "In response, Lima, which claims otherwise, acted.",
]


@pytest.mark.parametrize("text", CITY)
def test_a_capital_that_is_the_city(text):
    names = [Alias(1, "Lima", kind="name"), Alias(2, "Lima", kind="capital")]
    assert "lima" in {word.lower() for word in found(text, names[0])}
    assert found(text, names[1]) == []


@pytest.mark.parametrize("text", GOVERNMENT)
def test_a_capital_that_is_the_government(text):
    assert found(text, Alias(1, "Lima", kind="capital")) == ["Lima"]


def test_the_program_knows_capitals_and_is_told_of_others():
    assert found("in Bogota and in São Tomé", Alias(1, "Bogotá"), Alias(2, "Sao Tome")) == []
    assert found("in Kandahar", Alias(1, "Kandahar")) == ["Kandahar"]
    assert found("in Kandahar", Alias(1, "Kandahar", kind="capital")) == []
    assert found("in Lima", Alias(1, "Lima", kind="name")) == ["Lima"]
