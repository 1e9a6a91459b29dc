"""The page of all claims: the filter bar, the table, and the bar for what is checked."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from db.records import Id
from workbench.gui.claims.book import CodeBook
from workbench.gui.panes import EmptyState
from workbench.gui.table.bar import FilterBar
from workbench.gui.table.bulk import BulkBar
from workbench.gui.table.choices import names_of
from workbench.gui.table.columns import PLACES
from workbench.gui.table.filters import Filter, Names
from workbench.gui.table.groups import groupings
from workbench.gui.table.model import ClaimTableModel
from workbench.gui.table.order_menu import fill_order_menu, order_in_words
from workbench.gui.table.rows import TableRow
from workbench.gui.table.view import ClaimTable


class ClaimsPage(QFrame):
    """Shows claims and says what is to be done with them; it writes nothing.

    Lists of claims are ids in the order of the table. `layout_changed` says that `layout_state`
    is another: columns, sorting or grouping.
    """

    claim_opened = Signal(object)
    tag_wanted = Signal(list, QRect)
    tag_removed = Signal(list, object)
    stance_wanted = Signal(list, object)
    field_wanted = Signal(list, str, object)
    #: accept, reject, question, or reopen
    decision_wanted = Signal(list, str)
    delete_wanted = Signal(list)
    copy_wanted = Signal(list)
    export_wanted = Signal(list)
    filter_saved = Signal(str, object)
    filter_removed = Signal(str)
    reading_wanted = Signal()
    layout_changed = Signal()
    #: other claims are shown, or otherwise arranged
    refreshed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("claims-table")
        self.setAccessibleName("All claims")
        self.setProperty("ground", "page")
        self._names: Names | None = None
        self.model = ClaimTableModel(self)
        self.table = ClaimTable(self.model)
        self.bar = FilterBar(self._known_names)
        self.bulk = BulkBar(self.model)
        self._none = EmptyState("claims-table.none")
        self._nothing = EmptyState("claims-table.nothing")
        self._lay_out()
        self._connect()
        self._refresh()

    def _lay_out(self) -> None:
        self._pages = QStackedWidget()
        for page in (self.table, self._none, self._nothing):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._pages, 1)
        column.addWidget(self.bulk)

    def _connect(self) -> None:
        self.bar.filter_changed.connect(self._filter)
        self.bar.filter_saved.connect(self.filter_saved)
        self.bar.filter_removed.connect(self.filter_removed)
        self.bar.left.connect(lambda: self.table.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.bar.order.make_menu().aboutToShow.connect(self._fill_order)
        self.table.opened.connect(self.claim_opened)
        self.table.wanted.connect(self._want)
        self.table.left.connect(lambda: self.bar.search.setFocus())
        self.table.columns.changed.connect(self.layout_changed)
        self.model.arranged.connect(self._arranged)
        self.model.modelReset.connect(self._refresh)
        self.bulk.tag_wanted.connect(self.tag_wanted)
        self.bulk.tag_removed.connect(self.tag_removed)
        self.bulk.stance_wanted.connect(self.stance_wanted)
        self.bulk.field_wanted.connect(self.field_wanted)
        self.bulk.decision_wanted.connect(self.decision_wanted)
        self.bulk.delete_wanted.connect(self.delete_wanted)
        self.bulk.cleared.connect(self._clear_checks)
        self._none.wanted.connect(self.reading_wanted)
        self._nothing.wanted.connect(lambda: self.bar.take(Filter()))

    # -- what is shown

    def set_book(self, book: CodeBook) -> None:
        """Take the codebook, which names and orders the tags."""
        self._names = None
        self.model.set_book(book)
        self.bar.set_book(book)

    def set_rows(self, rows: Iterable[TableRow]) -> None:
        """Show these claims."""
        self._names = None
        self.model.set_rows(rows)
        self.bar.show_filter()

    def update_rows(self, changed: Collection[TableRow], removed: Collection[Id]) -> None:
        """Show claims that are new or changed, and drop others; the place stays."""
        self._names = None
        self.model.update_rows(changed, removed)
        self.bar.show_filter()

    def set_filters(self, saved: Mapping[str, Filter]) -> None:
        """Offer saved filters, in this order."""
        self.bar.set_saved(saved)

    def set_filter(self, wanted: Filter) -> None:
        """Filter as from the bar."""
        self.bar.take(wanted)

    def status(self) -> str:
        """Return what is shown, in a few words."""
        of = f"{len(self.model.shown):,} of " if self.model.filter else ""
        return f"{of}{self._count_in_words()}"

    def _count_in_words(self) -> str:
        whole = len(self.model.placed)
        return f"{whole:,} {'claim' if whole == 1 else 'claims'}, {order_in_words(self.model)}"

    def layout_state(self) -> dict[str, Any]:
        """Return columns, sorting and grouping as JSON can hold them, for `restore_layout`."""
        key, falling = self.model.sorting
        return {
            "columns": self.table.columns.layout_state(),
            "sort": key,
            "falling": falling,
            "group": self.model.grouping,
        }

    def restore_layout(self, found: object) -> None:
        """Take what `layout_state` gave, as far as it can be understood."""
        if not isinstance(found, dict):
            return
        columns, key, group = found.get("columns"), found.get("sort"), found.get("group")
        if isinstance(columns, dict):
            self.table.columns.restore_layout(columns)
        if key in (PLACES, *(column.key for column in self.model.columns)):
            self.model.set_sort(str(key), found.get("falling") is True)
        if group in [key for key, _ in groupings(self.model.book)]:
            self.model.set_group(str(group))

    def _known_names(self) -> Names:
        if self._names is None:
            self._names = names_of(self.model.book, self.model.placed)
        return self._names

    def _filter(self, wanted: Filter) -> None:
        self.model.set_filter(wanted)
        self.table.show_from_top()

    def _arranged(self) -> None:
        self.table.verticalScrollBar().setValue(0)
        self.layout_changed.emit()

    def _refresh(self) -> None:
        """Show how many claims there are, or why there are none."""
        whole = len(self.model.placed)
        self.bar.say(self.status(), f"{whole:,} of {self._count_in_words()}")
        if not self.model.placed:
            self._none.say(
                "There are no claims yet: select words in a document and tag them.",
                "Read the documents",
            )
        elif not self.model.shown:
            sentence = self.model.filter.sentence(self._known_names())
            count = len(self.model.placed)
            self._nothing.say(f"None of {count:,} claims matches: {sentence}.", "Clear filters")
        page = 0 if self.model.shown else 2 if self.model.placed else 1
        self._pages.setCurrentIndex(page)
        self.refreshed.emit()
        self.bar.setVisible(bool(self.model.placed))
        self.bulk.setVisible(bool(self.model.placed))

    # -- what is done

    def _want(self, what: str) -> None:
        if what in ("copy", "delete"):
            signal = self.copy_wanted if what == "copy" else self.delete_wanted
            signal.emit(self.table.targets())
        else:
            self.decision_wanted.emit(self.table.targets(), what)

    def _fill_order(self) -> None:
        fill_order_menu(self.bar.order.menu(), self.model, self.table.columns, self._export)

    def _export(self) -> None:
        self.export_wanted.emit([row.id for row in self.model.shown])

    def _clear_checks(self) -> None:
        self.model.set_checked([])
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
