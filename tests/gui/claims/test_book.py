from dataclasses import replace

from db.records import ClaimTag, Tag
from workbench.gui.claims.book import CodeBook
from workbench.gui.claims.card import spoken

KELMARIA, DUVANIA, SARNETH, COMMISSION, FILLING, REMITTANCES, AGAINST = 11, 12, 13, 14, 22, 24, 32


def test_a_path_names_the_facet_and_the_tags_above(book):
    assert book.path(FILLING) == "Concerns › Water"
    assert book.path(REMITTANCES) == "Concerns"


def test_a_ring_of_parents_does_not_hang(book):
    tags = {**book.tags, 21: replace(book.tags[21], parent=22)}
    assert CodeBook(book.facets, tags).path(FILLING).startswith("Concerns")


def test_the_order_is_that_of_the_tree(book):
    names = [tag.name for tag in book.in_order(1)]
    assert names == ["States", "Kelmaria", "Duvania", "Sarneth", "Basin Water Commission"]


def test_only_facets_that_take_sides_have_signs(book):
    assert [book.label(tag) for tag in (31, 32, 33)] == ["+ For", "− Against", "± Mixed"]
    neutral = {**book.tags, 33: replace(book.tags[33], name="Neutral")}
    assert CodeBook(book.facets, neutral).label(33) == "○ Neutral"
    unsigned = {tag.id: replace(tag, sign=0) for tag in book.tags.values()}
    assert CodeBook(book.facets, unsigned).label(33) == "Mixed"
    assert book.label(KELMARIA) == "Kelmaria"


def test_tags_stand_by_facet_and_once_each(book, make_card):
    claim = make_card(1, AGAINST, FILLING, SARNETH, DUVANIA).claim
    claim = replace(claim, tags=(ClaimTag(FILLING, 102), *claim.tags, ClaimTag(999, 101)))
    found = book.tags_in_order(claim)
    assert [given.tag for given in found] == [SARNETH, DUVANIA, FILLING, AGAINST]
    assert found[2].coder == 101


def test_the_colour_is_the_first_concerns_else_the_first_tags(book, make_card):
    assert book.colour_of(make_card(1, DUVANIA, REMITTANCES, FILLING).claim) == "moss"
    assert book.colour_of(make_card(1, DUVANIA).claim) == "rust"
    assert book.colour_of(make_card(1).claim) == ""


def test_a_card_is_spoken_whole(book, cards):
    assert spoken(cards[1], book, 12) == (
        "Claim 12, Mira Tolan: Sarneth disputes that silence counted as consent to the third "
        "filling.; Sarneth, about Basin Water Commission; Dam filling; against; moderate; "
        "Sarneth foreign ministry; line 2; note: Compare the commission’s own minutes, p. 9."
    )
    assert spoken(cards[3], book, 4).startswith("Claim 4, Mira Tolan: “Grain prices")


def test_a_tag_of_an_unknown_parent_stands_at_the_top(book):
    tags = {**book.tags, 50: Tag(50, 2, 987, "Orphan", "ink", position=9)}
    assert [tag.name for tag in CodeBook(book.facets, tags).in_order(2)][-1] == "Orphan"


def test_a_name_that_looks_like_a_tags_name_or_alias_finds_that_tag(book):
    assert book.lookalike(1, "Kеlmaria").id == KELMARIA  # Cyrillic е
    assert book.lookalike(1, "KELMARIAS").id == KELMARIA
    assert book.lookalike(2, "Money-Transfers").id == REMITTANCES
    assert book.lookalike(2, "Kelmaria") is None
    assert book.lookalike(1, "Kelmaria", but=KELMARIA) is None
    assert book.lookalike(1, "Kelmar") is None
