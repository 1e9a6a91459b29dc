import pytest
from PySide6.QtWidgets import QApplication

from db.records import Coder
from workbench.gui import theme
from workbench.operations.search_results import (
    ClaimHit,
    DocumentHits,
    Hit,
    SearchRequest,
    SearchResults,
)
from workbench.text.excerpt import Excerpt

MIRA, JONAS = Coder(101, "Mira Tolan"), Coder(102, "Jonas Verne")


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    theme.set_interface_font(qapp, "linux")
    theme.apply(qapp, dark=False)


def excerpt(text: str, word: str) -> Excerpt:
    start = text.index(word)
    return Excerpt(text, ((start, start + len(word)),))


def results(words: str = "dam", *, places: int = 2, claims: int = 2) -> SearchResults:
    """Places in two documents, of which the second is in Arabic, and claims of two coders."""
    document = 2**62
    hits = tuple(
        Hit(document, 10 * n, 10 * n + 3, n + 1, excerpt(f"the dam, place {n}", "dam"))
        for n in range(places)
    )
    arabic = Hit(7, 4, 6, 1200, excerpt("أسفل السدّ ممتلئ", "سدّ"))
    found = (
        DocumentHits(document, "Dry Season, Wet Politics", max(places, 1200), hits),
        DocumentHits(7, "تقرير المياه", 1, (arabic,)),
        DocumentHits(8, "Not shown", 3, ()),
    )
    coded = tuple(
        ClaimHit(
            50 + n, (MIRA, JONAS)[n % 2].id, document, "Dry <b>Season</b>", "statement",
            excerpt("The dam is full.", "dam"),
        )
        for n in range(claims)
    )  # fmt: skip
    return SearchResults(SearchRequest(words), found, coded, claims)
