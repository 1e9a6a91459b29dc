"""The passages behind a cell: what a row of the drill-down shows, and the list of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.records import Id, Verdict
from workbench.gui.words import counted, tool_tip

VERDICT_WORDS: dict[Verdict, str] = {
    "accept": "Accepted", "reject": "Rejected", "question": "Question",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """A quote in one line, with the words before and after it, and where it stands.

    `tags` are those of the claim, with what they are called.
    """

    quote: str
    before: str = ""
    after: str = ""
    place: str = ""
    tags: tuple[tuple[Id, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One claim as the drill-down shows it.

    `coder` are initials, `source` is the title of the document; `stance` is empty where there is
    none, and `sign` is that of the stance. `verdict` is what stands of the decisions, `decided`
    says by whom and why. `change` says of a difference whether the cell won or lost the claim.
    """

    claim: Id
    coder: str
    mine: bool
    document: Id
    source: str
    statement: str = ""
    stance: str = ""
    sign: int = 0
    verdict: Verdict | None = None
    decided: str = ""
    change: Literal["", "gained", "lost"] = ""


#: reads the words of a passage when they are first wanted
Reading = Callable[[Passage], Words]


def summary(passages: Sequence[Passage]) -> str:
    """Return how many claims and documents there are, and how many speak for and against."""
    if not passages:
        return "no claims"
    parts = [counted(len(passages), "claim")]
    gained = sum(passage.change == "gained" for passage in passages)
    if any(passage.change for passage in passages):
        parts = [f"{gained} gained, {len(passages) - gained} lost"]
    parts.append(counted(len({passage.document for passage in passages}), "document"))
    support = sum(passage.sign > 0 for passage in passages)
    denial = sum(passage.sign < 0 for passage in passages)
    if support and denial:
        parts.append(f"± {support} for, {denial} against")
    elif support or denial:
        parts.append(f"{support} for" if support else f"{denial} against")
    return " · ".join(parts)


class PassageModel(QAbstractListModel):
    """Rows are passages; their words are read as they come into sight."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.passages: list[Passage] = []
        self._read: Reading = lambda passage: Words(passage.statement)
        self._words: dict[Id, Words] = {}

    def set_passages(self, passages: Sequence[Passage], read: Reading) -> None:
        """Show other passages; `read` gives the words of one."""
        same = [one.claim for one in passages] == [one.claim for one in self.passages]
        self._read, self._words = read, {}
        if same:  # the view keeps its place
            self.passages = list(passages)
            if self.passages:
                self.dataChanged.emit(self.index(0), self.index(len(self.passages) - 1))
            return
        self.beginResetModel()
        self.passages = list(passages)
        self.endResetModel()

    def words(self, row: int) -> Words:
        """Return the words of a passage; its statement where there is no quote."""
        passage = self.passages[row]
        if passage.claim not in self._words:
            found = self._read(passage)
            if not found.quote:
                found = replace(found, quote=" ".join(passage.statement.split()))
            self._words[passage.claim] = found
        return self._words[passage.claim]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.passages)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        passage = self.passages[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(index.row()).quote
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(self._tip(passage, self.words(index.row())))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = self.words(index.row())
            verdict = VERDICT_WORDS[passage.verdict] if passage.verdict else "open"
            parts = (
                passage.change, passage.source, words.place, words.quote, passage.statement,
                passage.stance, verdict,
            )  # fmt: skip
            return f"{passage.coder}: {'; '.join(part for part in parts if part)}"
        return None

    @staticmethod
    def _tip(passage: Passage, words: Words) -> str:
        said = f"\n\nStatement: {passage.statement}" if passage.statement else ""
        decided = f"\n\n{passage.decided}" if passage.decided else ""
        return f"{words.before}{words.quote}{words.after}{said}{decided}"
