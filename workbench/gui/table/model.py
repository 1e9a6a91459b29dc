"""The table of claims as Qt sees it: entries of an arrangement, and which claims are checked."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from db.records import Id
from workbench.gui.claims.book import CodeBook
from workbench.gui.table.arrangement import Arrangement
from workbench.gui.table.columns import CHECK, Column, columns_of, text_of
from workbench.gui.table.filters import Filter
from workbench.gui.table.groups import Entry
from workbench.gui.table.row_words import spoken_row, tip_of
from workbench.gui.table.rows import TableRow
from workbench.gui.words import counted, tool_tip

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
#: Rows made ready for searching in one go, in a few milliseconds.
_SLICE = 100


class ClaimTableModel(QAbstractTableModel):
    """Rows are claims, and heads of groups; the delegate reads `entries`, roles serve the rest.

    What is checked stays checked while it is filtered away. `arranged` says that the claims are
    sorted or grouped another way.
    """

    checked_changed = Signal()
    arranged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._arranged = Arrangement()
        self.columns: list[Column] = columns_of(self.book)
        self.checked: set[Id] = set()
        self._checked_shown: int | None = None
        self._unready: list[TableRow] = []
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._make_ready)

    # -- what is there

    @property
    def book(self) -> CodeBook:
        return self._arranged.book

    @property
    def entries(self) -> Sequence[Entry]:
        """What is to be seen, in order."""
        return self._arranged.entries

    @property
    def shown(self) -> list[TableRow]:
        """The claims to be seen, in order, each once."""
        return self._arranged.shown

    @property
    def filter(self) -> Filter:
        return self._arranged.filter

    @property
    def sorting(self) -> tuple[str, bool]:
        """The column that is sorted by, and whether it falls."""
        return self._arranged.sort

    @property
    def grouping(self) -> str:
        return self._arranged.group

    @property
    def placed(self) -> list[TableRow]:
        """Every claim, whether it is shown or not, as they stand in the documents."""
        return self._arranged.placed

    def row(self, position: int) -> TableRow | None:
        """Return the claim at a position; None for the head of a group, or past the end."""
        entry = self.entries[position] if 0 <= position < len(self.entries) else None
        return entry if isinstance(entry, TableRow) else None

    def row_ids(self) -> set[Id]:
        """Return every claim, whether it is shown or not."""
        return set(self._arranged.rows)

    def position(self, claim: Id) -> int | None:
        """Return the first position of a claim, None where it is not shown."""
        row = self._arranged.rows.get(claim)
        return next((at for at, entry in enumerate(self.entries) if entry is row), None)

    # -- what to show

    def set_book(self, book: CodeBook) -> None:
        """Take another codebook."""
        self.beginResetModel()
        self._arranged.set_book(book)
        self.columns = columns_of(book)
        self._end()

    def set_rows(self, rows: Iterable[TableRow]) -> None:
        """Take other claims; those that are gone are no longer checked."""
        self.beginResetModel()
        self._arranged.set_rows(rows)
        self._end()
        self._unready = self.placed.copy()
        self._idle.start()
        self._uncheck_gone()

    def update_rows(self, changed: Collection[TableRow], removed: Collection[Id]) -> None:
        """Take claims that are new or changed, and drop others; the rest is left alone."""
        arranged = self._arranged
        before = arranged.entries
        places = arranged.update(changed, removed)
        if places is None:
            # Qt must hear of a reset before it happens, and only now it is known to be one.
            after, arranged.entries = arranged.entries, before
            self.beginResetModel()
            arranged.entries = after
            self._end()
        for place in places or ():
            self.dataChanged.emit(self.index(place, 0), self.index(place, len(self.columns) - 1))
        self._uncheck_gone()

    def set_filter(self, wanted: Filter) -> None:
        """Show only the claims that match."""
        self.beginResetModel()
        self._arranged.set_filter(wanted)
        self._end()

    def set_sort(self, key: str, falling: bool = False) -> None:
        """Sort by a column, or by `PLACES`."""
        self.beginResetModel()
        self._arranged.set_sort(key, falling)
        self._end()
        self.arranged.emit()

    def set_group(self, group: str) -> None:
        """Group by one of `groups.groupings`."""
        self.beginResetModel()
        self._arranged.set_group(group)
        self._end()
        self.arranged.emit()

    def _end(self) -> None:
        self._checked_shown = None
        self.endResetModel()

    def _make_ready(self) -> None:
        """Fold a few rows while nobody waits, so that the first search need not."""
        for row in self._unready[-_SLICE:]:
            _ = row.folded
        del self._unready[-_SLICE:]
        if not self._unready:
            self._idle.stop()

    # -- what is checked

    def set_checked(self, claims: Collection[Id]) -> None:
        """Check these claims and no others."""
        if self.checked != set(claims):
            self.checked = set(claims)
            self._tell_checked()

    def toggle(self, claim: Id) -> None:
        """Check a claim, or uncheck it."""
        self.set_checked(self.checked ^ {claim})

    def toggle_shown(self) -> None:
        """Check all claims that are shown; where all of them are, uncheck them."""
        shown = self.shown_ids()
        self.set_checked(self.checked - shown if shown <= self.checked else self.checked | shown)

    def check_state(self) -> Qt.CheckState:
        """Return whether all, some or none of the claims shown are checked."""
        found = self.checked_shown()
        if found and found == len(self.shown):
            return Qt.CheckState.Checked
        return Qt.CheckState.PartiallyChecked if found else Qt.CheckState.Unchecked

    def checked_shown(self) -> int:
        """Return how many of the claims shown are checked."""
        if self._checked_shown is None:
            self._checked_shown = len(self.checked)
            if self.checked and self.filter:
                self._checked_shown = sum(row.id in self.checked for row in self.shown)
        return self._checked_shown

    def shown_ids(self) -> set[Id]:
        """Return the claims that are shown."""
        if not self.filter:
            return set(self._arranged.rows)
        return {row.id for row in self.shown}

    def checked_rows(self) -> list[TableRow]:
        """Return the checked claims in the order of the table, then those that are not shown."""
        if not self.checked:
            return []
        shown = [row for row in self.shown if row.id in self.checked]
        if len(shown) == len(self.checked):
            return shown
        seen = {row.id for row in shown}
        rows = self._arranged.rows
        hidden = [rows[claim] for claim in self.checked if claim not in seen]
        return shown + sorted(hidden, key=lambda row: row.order)

    def _uncheck_gone(self) -> None:
        gone = self.checked - self._arranged.rows.keys()
        if gone:
            self.checked -= gone
        if self.checked or gone:
            self._tell_checked()

    def _tell_checked(self) -> None:
        self._checked_shown = None
        if self.entries:
            last = self.index(len(self.entries) - 1, 0)
            self.dataChanged.emit(self.index(0, 0), last, [Qt.ItemDataRole.CheckStateRole])
        self.checked_changed.emit()

    # -- as Qt asks

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.row(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title or "Selected"
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entries[index.row()] if index.isValid() else None
        if entry is None:
            return None
        if not isinstance(entry, TableRow):
            head = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return f"{entry.title}: {counted(entry.count, 'claim')}" if head else None
        key = self.columns[index.column()].key
        if role == Qt.ItemDataRole.CheckStateRole and key == CHECK:
            checked = entry.id in self.checked
            return Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole and key == CHECK:
            return spoken_row(entry, self.book, index.row() + 1, entry.id in self.checked)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return text_of(key, entry, self.book)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(tip_of(key, entry, self.book))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Check a claim, as assistive programs do."""
        row = self.row(index.row())
        if row is None or role != Qt.ItemDataRole.CheckStateRole:
            return False
        checked = Qt.CheckState(value) == Qt.CheckState.Checked
        self.set_checked(self.checked | {row.id} if checked else self.checked - {row.id})
        return True
