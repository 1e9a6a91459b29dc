import pytest

from db.records import Facet, Tag
from workbench.gui.codebook.book import Book

FACETS = (
    Facet(1, "actor", "Actors", False, 0),
    Facet(2, "concern", "Concerns", False, 1),
    Facet(3, "stance", "Stance", True, 2),
)
TAGS = (
    Tag(10, 1, None, "States", "ink", position=0),
    Tag(11, 1, 10, "Kelmaria", "ink", position=0, aliases=("Kélmar", "the republic")),
    Tag(12, 1, 10, "Duvania", "rust", position=1),
    Tag(13, 1, 10, "Sarneth", "olive", position=2),
    Tag(14, 1, None, "Armed groups", "brick", position=1),
    Tag(15, 1, 14, "جبهة الفانوس", "hollow-jade", position=0),
    Tag(16, 1, 14, "Old band", "rose", archived=True, position=1),
    Tag(17, 1, None, "Ilvora & <b>co</b>", "plum", position=2),
    Tag(20, 2, None, "Dam filling", "lagoon", position=0, description="Of the third season"),
    Tag(30, 3, None, "Against", "amber", sign=-1, position=0),
)
COUNTS = {10: 110, 11: 41, 12: 1, 20: 24}
KEYS = {11: 1, 20: 3}


@pytest.fixture
def book():
    return Book(FACETS, TAGS, COUNTS, KEYS)
