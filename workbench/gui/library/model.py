"""The documents of the project as a list: filtered, sorted, and put into words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Literal

from PySide6.QtCore import (
    QAbstractListModel,
    QDate,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from db.records import Document, Id, ReadingState
from workbench.gui.words import counted, folded, is_right_to_left, tool_tip
from workbench.readers.formats import FORMATS

Sort = Literal["order", "title", "date"]
Index = QModelIndex | QPersistentModelIndex

#: what a document is, by its media type
MEDIA_WORDS = {each.media_type: each.label for each in FORMATS}


class Role(IntEnum):
    """What the delegate asks for."""

    ROW = Qt.ItemDataRole.UserRole
    OPEN = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """A document with the coder's reading state and the number of claims in it."""

    document: Document
    state: ReadingState
    claims: int


def title_of(document: Document) -> str:
    """Return the title, or the file name of a document without one."""
    return document.title or document.name


def day(written: str) -> str:
    """Return an ISO date as people write it; anything else stays as it was written."""
    for pattern, shown in (("yyyy-MM-dd", "d MMM yyyy"), ("yyyy-MM", "MMM yyyy")):
        date = QDate.fromString(written, pattern)
        if date.isValid():
            return QLocale().toString(date, shown)
    return written


def second_line(document: Document) -> str:
    """Return who published a document and when, or what kind of file it is."""
    who = document.publisher or document.author
    media = MEDIA_WORDS.get(document.media_type, document.media_type)
    what = day(document.published_on) if document.published_on else media
    return joined(who, what)


def joined(*parts: str) -> str:
    """Return parts in one line, each kept whole in its own direction of writing."""
    given = [part for part in parts if part]
    if any(is_right_to_left(part) for part in given):
        given = [f"\u2068{part}\u2069" for part in given]
    return " · ".join(given)


def accessible_text(row: LibraryRow) -> str:
    """Return what a screen reader says of a row."""
    return ", ".join((title_of(row.document), row.state, counted(row.claims, "claim")))


def _by_date(row: LibraryRow) -> tuple[bool, str]:
    # Newest first is reached by reversing, so undated documents must sort lowest.
    return (bool(row.document.published_on), row.document.published_on)


_ORDERS: dict[Sort, tuple[Callable[[LibraryRow], Any], bool]] = {
    "order": (lambda row: row.document.position, False),
    "title": (lambda row: folded(title_of(row.document)), False),
    "date": (_by_date, True),
}


class LibraryModel(QAbstractListModel):
    """The rows that pass the filter, in the chosen order; `open` is the document being read."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[LibraryRow] = []
        self._shown: list[LibraryRow] = []
        self.open: Id | None = None
        #: what is known of the mentions in a document, in words
        self.mentions: dict[Id, str] = {}
        self.words = ""
        self.state: ReadingState | None = None
        self.order: Sort = "order"

    @property
    def total(self) -> int:
        """How many documents the project has, shown or not."""
        return len(self._all)

    def set_rows(self, rows: Sequence[LibraryRow]) -> None:
        """Take new rows; where the same documents stay on the same places, nothing is reset."""
        self._all = list(rows)
        self.refresh()

    def refresh(self) -> None:
        """Apply `words`, `state` and `order` again."""
        shown = self._wanted()
        if [row.document.id for row in shown] == [row.document.id for row in self._shown]:
            self._shown = shown
            if shown:
                self.dataChanged.emit(self.index(0), self.index(len(shown) - 1))
            return
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()

    def _wanted(self) -> list[LibraryRow]:
        words = folded(self.words.strip())
        key, backwards = _ORDERS[self.order]
        kept = [
            row
            for row in self._all
            if (self.state is None or row.state == self.state)
            and all(word in folded(title_of(row.document)) for word in words.split())
        ]
        return sorted(kept, key=key, reverse=backwards)

    def set_open(self, document: Id | None) -> None:
        """Mark the document that is being read."""
        before, self.open = self.open, document
        for place in (self.place(before), self.place(document)):
            if place is not None:
                self.dataChanged.emit(self.index(place), self.index(place))

    def place(self, document: Id | None) -> int | None:
        """Return the row in which a document is shown, None if it is not."""
        places = (i for i, row in enumerate(self._shown) if row.document.id == document)
        return next(places, None)

    def row(self, index: Index) -> LibraryRow:
        """Return the record of a valid index."""
        return self._shown[index.row()]

    def _tip(self, row: LibraryRow) -> str:
        claims = counted(row.claims, "claim")
        parts = (title_of(row.document), second_line(row.document), claims,
                 self.mentions.get(row.document.id, ""))  # fmt: skip
        return "\n".join(part for part in parts if part)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.row(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return title_of(row.document)
            case Qt.ItemDataRole.AccessibleTextRole:
                return accessible_text(row)
            case Qt.ItemDataRole.ToolTipRole:
                return tool_tip(self._tip(row))
            case Role.ROW:
                return row
            case Role.OPEN:
                return row.document.id == self.open
        return None
