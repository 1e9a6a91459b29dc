"""The rows of the tag palette: tags that fit, and new tags that could be made."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.records import Facet, Id, Tag
from workbench.gui.claims.book import CodeBook
from workbench.gui.claims.ranking import Match

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
ALIAS = "alias: "


@dataclass(frozen=True, slots=True)
class Row:
    """A tag that may be given, or (without a match) a new tag of a facet.

    `like` is the tag that the name of a new one looks like.
    """

    facet: Facet
    name: str
    match: Match | None = None
    given: bool = False
    key: int | None = None
    like: Tag | None = None


class RowModel(QAbstractListModel):
    """The rows of the palette, replaced as a whole at every key."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self.book = CodeBook((), {})

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def set_rows(self, book: CodeBook, rows: list[Row]) -> None:
        self.beginResetModel()
        self.book, self.rows = book, rows
        self.endResetModel()

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name if row.match else new_words(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(row)
        return None

    def spoken(self, row: Row) -> str:
        """Return what a screen reader says of a row."""
        if row.match is None:
            return new_words(row)
        parts = [row.name, side_words(self.book, row)]
        if row.key is not None:
            parts.append(f"key {row.key}")
        return ", ".join(parts)


def new_words(row: Row) -> str:
    """Return the words of a row that makes a tag: New concern “tran”, looks like “Train”."""
    like = f", looks like “{row.like.name}”" if row.like else ""
    return f"New {row.facet.key.replace('-', ' ').replace('_', ' ')} “{row.name}”{like}"


def side_words(book: CodeBook, row: Row) -> str:
    """Return what stands at the right of a tag: that it is given, its alias, or its path."""
    if row.match is None:
        return ""
    if row.given:
        return "on the claim"
    return ALIAS + row.match.through if row.match.alias else book.path(row.match.tag)


def rows_of(book: CodeBook, matches: list[Match], given: set[Id], keys: dict[Id, int]) -> list[Row]:
    """Return rows for the tags that were found."""
    return [
        Row(
            book.facet_of(match.tag),
            book.tags[match.tag].name,
            match,
            match.tag in given,
            keys.get(match.tag),
        )
        for match in matches
    ]
