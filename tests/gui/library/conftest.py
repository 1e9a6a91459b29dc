import pytest

from db.records import Document
from workbench.gui.library.model import LibraryRow


def document(number, title, **more):
    return Document(number, f"{title}.txt", title, "", 100, position=number, **more)


@pytest.fixture
def rows():
    return [
        LibraryRow(document(1, "Résumé of the river", publisher="Halmar Centre"), "done", 8),
        LibraryRow(document(2, "Dry Season, Wet Politics", published_on="2026-03"), "reading", 34),
        LibraryRow(document(3, "تقرير المياه", author="معهد", published_on="2025"), "unread", 0),
        LibraryRow(document(4, "Customs & <b>tariffs</b>", published_on="2026-05-02"), "unread", 1),
    ]
