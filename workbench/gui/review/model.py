"""The differences of a document as a list model."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.records import Id
from workbench.gui.review.card import DifferenceCard

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class DifferenceModel(QAbstractListModel):
    """Cards in the order of the text."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._cards: list[DifferenceCard] = []

    def set_cards(self, cards: Sequence[DifferenceCard]) -> None:
        """Show these cards; where they are the same places as before, rows only change."""
        same = [card.key for card in cards] == [card.key for card in self._cards]
        if not same:
            self.beginResetModel()
            self._cards = list(cards)
            self.endResetModel()
            return
        changed = [row for row, card in enumerate(cards) if card != self._cards[row]]
        self._cards = list(cards)
        for row in changed:
            self.dataChanged.emit(self.index(row), self.index(row))

    def card(self, row: int) -> DifferenceCard:
        """Return the card of a row."""
        return self._cards[row]

    def row_of(self, key: tuple[Id, ...] | None) -> int | None:
        """Return the row of a place, None where it is not shown."""
        return next((row for row, card in enumerate(self._cards) if card.key == key), None)

    def row_of_claim(self, claim: Id) -> int | None:
        """Return the row that a claim is part of, None where it is not shown."""
        return next((row for row, card in enumerate(self._cards) if claim in card.key), None)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        card = self._cards[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return card.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return card.spoken
        return None
