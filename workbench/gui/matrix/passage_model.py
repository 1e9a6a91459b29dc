"""The passages behind a cell: what a row of the drill-down shows, and the list of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.records import Id
from workbench.gui.words import counted, tool_tip

SIGNS = {1: "+", 0: "", -1: "−"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One claim as the drill-down shows it.

    `coder` are initials, `place` words such as "p. 12"; `stance` is empty where there is none, and
    `sign` is that of the stance.
    """

    claim: Id
    coder: str
    mine: bool
    document: Id
    title: str
    place: str
    quote: str
    statement: str = ""
    stance: str = ""
    sign: int = 0

    @property
    def words(self) -> str:
        """The quote in one line; the statement where there is no quote."""
        return " ".join((self.quote or self.statement).split())


def summary(passages: Sequence[Passage]) -> str:
    """Return how many claims and sources there are, and how many speak for and against."""
    if not passages:
        return "no claims"
    signs = {passage.claim: passage.sign for passage in passages}
    sources = len({passage.document for passage in passages})
    parts = [counted(len(signs), "claim"), counted(sources, "source")]
    support = sum(sign > 0 for sign in signs.values())
    denial = sum(sign < 0 for sign in signs.values())
    if support and denial:
        parts.append(f"± {support} for, {denial} against")
    elif support or denial:
        parts.append(f"{support} for" if support else f"{denial} against")
    return " · ".join(parts)


class PassageModel(QAbstractListModel):
    """Rows are passages; the delegate reads `passages`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.passages: list[Passage] = []

    def set_passages(self, passages: Sequence[Passage]) -> None:
        """Show other passages."""
        self.beginResetModel()
        self.passages = list(passages)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.passages)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        passage = self.passages[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return passage.words
        if role == Qt.ItemDataRole.ToolTipRole:
            said = f"\n\nStatement: {passage.statement}" if passage.statement else ""
            return tool_tip(f"{passage.quote}{said}\n\nEnter opens it in the reader")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (passage.title, passage.place, passage.words, passage.statement, passage.stance)
            return f"{passage.coder}: {'; '.join(part for part in parts if part)}"
        return None
