"""A row in words: for tool tips and for screen readers."""

from workbench.gui.claims.book import CodeBook
from workbench.gui.claims.card import spoken
from workbench.gui.table.columns import text_of
from workbench.gui.table.rows import TableRow


def spoken_row(row: TableRow, book: CodeBook, number: int, checked: bool) -> str:
    """Return what a screen reader says of a row; `number` counts from 1."""
    words = f"{spoken(row.card, book, number)}; {row.document_title}"
    return f"Selected: {words}" if checked else words


def tip_of(key: str, row: TableRow, book: CodeBook) -> str:
    """Return the tool tip of a cell: all of what is cut there, and where it comes from."""
    if key == "statement":
        quote = f"\n\n“{row.quote}”" if row.claim.statement else ""
        speaker = f"{row.claim.speaker}, " if row.claim.speaker else ""
        return f"{row.card.says}{quote}\n\n{speaker}{row.document_title}, {row.place}"
    if key == "document":
        parts = (row.document_title, row.author, row.published_on, row.place)
        return "\n".join(part for part in parts if part)
    return text_of(key, row, book)
