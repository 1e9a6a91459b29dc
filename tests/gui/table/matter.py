"""A small codebook and a few claims on it."""

from dataclasses import dataclass

from db.records import Claim, ClaimTag, Coder, Facet, Span, Tag
from workbench.gui.claims.book import CodeBook
from workbench.gui.table.filters import Names
from workbench.gui.table.rows import TableRow

ACTORS, CONCERNS, STANCE, REGIONS = 1, 2, 3, 4
STATES, KELMARIA, DUVANIA, FRONT = 10, 11, 12, 13
WATER, FILLING, RAIDS = 20, 21, 22
FOR, AGAINST, MIXED = 30, 31, 32
NORTH = 40
MIRA, JONAS = Coder(101, "Mira Tolan"), Coder(102, "Jonas Verne")
TITLES = {1: "Dry Season", 2: "Grain, Fuel and Patience", 3: "تقرير المياه"}
DATES = {1: "2025-07", 2: "2026-03-14", 3: ""}
#: As large as a real id, which is no C int.
BIG = 2**62

BOOK = CodeBook(
    (
        Facet(ACTORS, "actor", "Actors", False, 0),
        Facet(CONCERNS, "concern", "Concerns", False, 1),
        Facet(STANCE, "stance", "Stance", True, 2),
        Facet(REGIONS, "region", "Regions", False, 3),
    ),
    {
        tag.id: tag
        for tag in (
            Tag(STATES, ACTORS, None, "States", "ink", position=0),
            Tag(KELMARIA, ACTORS, STATES, "Kelmaria", "ink", position=0),
            Tag(DUVANIA, ACTORS, STATES, "Duvania", "rust", position=1),
            Tag(FRONT, ACTORS, None, "Lantern Front", "brick", position=1, aliases=("the LF",)),
            Tag(WATER, CONCERNS, None, "Water", "lagoon", position=0),
            Tag(FILLING, CONCERNS, WATER, "Dam filling", "lagoon", position=0),
            Tag(RAIDS, CONCERNS, None, "Cross-border raids", "brick", position=1),
            Tag(FOR, STANCE, None, "For", "jade", sign=1, position=0),
            Tag(AGAINST, STANCE, None, "Against", "brick", sign=-1, position=1),
            Tag(MIXED, STANCE, None, "Mixed", "plum", position=2),
            Tag(NORTH, REGIONS, None, "North", "sky", position=0),
        )
    },
)
NAMES = Names(BOOK, TITLES, {MIRA.id: MIRA.name, JONAS.id: JONAS.name})


@dataclass(frozen=True)
class Said:
    """Words that are known."""

    said: str
    stands: str

    def raw(self, _claim: Claim) -> str:
        return self.said

    def quote(self, _claim: Claim) -> str:
        return self.said

    def place(self, _claim: Claim) -> str:
        return self.stands


def row(
    number: int,
    *tags: int,
    document: int = 1,
    coder: Coder = MIRA,
    quote: str = "a quote",
    title: str = "",
    **fields: object,
) -> TableRow:
    """Return a row; its claim's id is BIG + number, its place in the text 100 * number."""
    given = tuple(ClaimTag(tag, coder.id) for tag in tags)
    span = Span(100 * number, 100 * number + 50)
    claim = Claim(BIG + number, document, coder.id, (span,), given, **fields)  # type: ignore[arg-type]
    return TableRow(
        claim,
        title or TITLES.get(document, f"Document {document}"),
        document,
        "Ansa Relin",
        DATES.get(document, ""),
        coder,
        coder == MIRA,
        Said(quote, f"line {number}"),
    )


ROWS = [
    row(1, KELMARIA, FILLING, FOR, statement="Kelmaria calls the filling technical.",
        confidence="high", speaker="Kelmarian engineers"),
    row(2, DUVANIA, KELMARIA, FRONT, FILLING, AGAINST, confidence="low", credibility=2,
        statement="Duvania calls it hostile.", note="Compare the minutes."),
    row(3, FRONT, RAIDS, coder=JONAS, statement="Fuel and men cross the border at night."),
    row(4, document=2, quote="Grain prices in Orrel doubled"),
    row(5, FRONT, document=2, coder=JONAS, statement="10 raids in 2 months", confidence="moderate"),
    row(6, DUVANIA, MIXED, document=3, statement="مسألة فنية يغطيها الاتفاق", confidence="high"),
]  # fmt: skip
