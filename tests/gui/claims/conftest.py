from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from db.records import Claim, ClaimTag, Coder, Facet, Span, Tag
from workbench.gui import theme
from workbench.gui.claims.book import CodeBook
from workbench.gui.claims.card import ClaimCard

ACTORS, CONCERNS, STANCE = 1, 2, 3
KELMARIA, DUVANIA, SARNETH, COMMISSION = 11, 12, 13, 14
WATER, FILLING, RAIDS, REMITTANCES, TRANSIT, OLD = 21, 22, 23, 24, 25, 26
FOR, AGAINST, MIXED = 31, 32, 33
MIRA = Coder(101, "Mira Tolan")
JONAS = Coder(102, "Jonas Verne")


@pytest.fixture(autouse=True)
def look(qapp: QApplication):
    theme.set_interface_font(qapp, "linux")
    theme.apply(qapp, dark=False)


@pytest.fixture
def book() -> CodeBook:
    facets = (
        Facet(ACTORS, "actor", "Actors", False, 0),
        Facet(CONCERNS, "concern", "Concerns", False, 1),
        Facet(STANCE, "stance", "Stance", True, 2),
    )
    states = Tag(10, ACTORS, None, "States", "ink", position=0)
    tags = [
        states,
        Tag(KELMARIA, ACTORS, 10, "Kelmaria", "ink", position=0),
        Tag(DUVANIA, ACTORS, 10, "Duvania", "rust", position=1),
        Tag(SARNETH, ACTORS, 10, "Sarneth", "olive", position=2),
        Tag(COMMISSION, ACTORS, None, "Basin Water Commission", "lagoon", position=1),
        Tag(WATER, CONCERNS, None, "Water", "lagoon", position=0),
        Tag(FILLING, CONCERNS, WATER, "Dam filling", "lagoon", position=0),
        Tag(RAIDS, CONCERNS, None, "Cross-border raids", "brick", position=1),
        Tag(
            REMITTANCES, CONCERNS, None, "Remittances", "moss", position=2,
            aliases=("money transfers", "Überweisungen"),
        ),
        Tag(TRANSIT, CONCERNS, None, "Transit fees", "olive", position=3),
        Tag(OLD, CONCERNS, None, "Transhumance", "rose", archived=True, position=4),
        Tag(FOR, STANCE, None, "For", "jade", sign=1, position=0),
        Tag(AGAINST, STANCE, None, "Against", "brick", sign=-1, position=1),
        Tag(MIXED, STANCE, None, "Mixed", "plum", position=2),
    ]  # fmt: skip
    return CodeBook(facets, {tag.id: tag for tag in tags})


@pytest.fixture
def make_card():
    def make(number: int, *tags, coder: Coder = MIRA, quote: str = "a quote", **fields):
        """Tags are ids, or (id, role); the claim's id is 1000 + number, its start 100 * number."""
        given = tuple(
            ClaimTag(tag[0], coder.id, tag[1])
            if isinstance(tag, tuple)
            else ClaimTag(tag, coder.id)
            for tag in tags
        )
        span = Span(100 * number, 100 * number + 50)
        claim = replace(Claim(1000 + number, 1, coder.id, (span,), given), **fields)
        return ClaimCard(claim, coder, coder == MIRA, quote, f"line {number}")

    return make


@pytest.fixture
def cards(make_card):
    return [
        make_card(
            1, DUVANIA, KELMARIA, FILLING, AGAINST, confidence="high",
            statement="Duvania calls the third filling a hostile act done without notice.",
            speaker="Duvanian officials",
        ),
        make_card(
            2, SARNETH, (COMMISSION, "about"), FILLING, AGAINST, confidence="moderate",
            credibility=2, speaker="Sarneth foreign ministry",
            note="Compare the commission’s own minutes, p. 9.",
            statement="Sarneth disputes that silence counted as consent to the third filling.",
        ),
        make_card(3, RAIDS, coder=JONAS, statement="Fuel and men cross the border at night."),
        make_card(4, quote="Grain prices in Orrel and Tamsin doubled"),
    ]  # fmt: skip
