"""The tag palette: it opens at the selection; a few letters, Enter, done."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from db.records import ClaimTag, Id
from workbench.gui import theme
from workbench.gui.claims.book import CodeBook
from workbench.gui.claims.chip_buttons import ChipButton
from workbench.gui.claims.chips import chip_of
from workbench.gui.claims.measure import Ruler
from workbench.gui.claims.offer import Offer
from workbench.gui.claims.palette_parts import RowDelegate, footer
from workbench.gui.claims.palette_rows import RowModel
from workbench.gui.claims.popover import Popover
from workbench.gui.flow import FlowLayout

WIDTH = 322
_MOST_ROWS = 8
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVES = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -_MOST_ROWS,
    Qt.Key.Key_PageDown: _MOST_ROWS,
}


class TagPalette(Popover):
    """A field and a list of tags: a few letters, Enter, done.

    It announces tags and new tags (`more` says that it stays open for others) and closes on
    Enter, Esc, or when one goes elsewhere; `closed` comes last, after what was given.
    """

    tagged = Signal(object, bool)
    new_tag = Signal(str, str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self.setAccessibleName("Tag the selection")
        self._offer = Offer()
        self._first_rows = _MOST_ROWS
        self._model = RowModel(self)
        self._lay_out()

    def _lay_out(self) -> None:
        self._ruler = Ruler(theme.interface_font("small"))
        self._chips = QWidget()
        self._chip_flow = FlowLayout(self._chips)
        self._field = QLineEdit()
        self._field.setObjectName("palette.field")
        self._field.setAccessibleName("Tag")
        self._field.textEdited.connect(self._search)
        self._list = QListView()
        self._list.setObjectName("palette.list")
        self._list.setAccessibleName("Tags")
        self._rows = RowDelegate(self._model, self._list)
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._rows)
        self._list.setUniformItemSizes(True)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setMouseTracking(True)
        self._list.viewport().setBackgroundRole(self._list.palette().ColorRole.Button)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.clicked.connect(lambda index: self._accept(index, more=False))
        self._list.selectionModel().currentChanged.connect(self._announce)
        head = QVBoxLayout()
        head.setContentsMargins(7, 7, 7, 0)
        head.setSpacing(6)
        head.addWidget(self._chips)
        head.addWidget(self._field)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._list)
        self._footer = footer()
        column.addWidget(self._footer)

    # --- opening and closing

    def open_at(
        self,
        rect: QRect,
        avoid: QRect,
        book: CodeBook,
        recent: list[Id],
        chosen: list[Id],
        facet: str | None,
        keys: dict[Id, int],
    ) -> None:
        """Open under a line of the screen, hiding nothing of `avoid`; the field takes the focus.

        `rect` and `avoid` are global: the last line of the selection and all of it. `recent` tags
        come first while nothing is typed; `chosen` ones are on the claim; `facet` is the key of
        the only facet offered; `keys` are the digits that give a tag while nothing is typed.
        """
        only = book.facet(facet) if facet else None
        what = only.name.lower() if only else "tags"
        offer = Offer(self._offer.index, list(recent), list(chosen), only, dict(keys))
        self._open(rect, avoid, book, offer, f"Type to find {what}")

    def choose_at(
        self, rect: QRect, book: CodeBook, facet: str, without: Iterable[Id], words: str
    ) -> None:
        """Open under a global rectangle to choose one tag of a facet, none of those `without`.

        `words` stand in the empty field; no tags are made.
        """
        offer = Offer(self._offer.index, facet=book.facet(facet), without=frozenset(without),
                      makes=False)  # fmt: skip
        self._open(rect, rect, book, offer, words)

    def _open(self, rect: QRect, avoid: QRect, book: CodeBook, offer: Offer, words: str) -> None:
        self._offer = offer
        self._footer.setVisible(offer.makes)  # it speaks of tagging
        offer.take_book(book)
        self._field.setPlaceholderText(words)
        self._field.clear()
        self._show_chips()
        self._first_rows = min(len(self._offer.rows("")), _MOST_ROWS)
        self.find_place(rect, avoid, WIDTH, self._height_with(self._first_rows))
        self._search()
        self.pop_up(self._field)

    def show_state(self, book: CodeBook, chosen: list[Id], first: list[Id]) -> None:
        """Take the codebook and the claim's tags as they are after a tag was given or made.

        `first` are the tags that now come first while nothing is typed.
        """
        self._offer.take_book(book)
        self._offer.chosen, self._offer.recent = list(chosen), list(first)
        self._show_chips()
        self._search()

    # --- what is shown

    def _search(self) -> None:
        typed = self._field.text()
        self._model.set_rows(self._offer.book, self._offer.rows(typed))
        self._fit()
        first = self._offer.takes_first(typed)
        self._list.setCurrentIndex(self._model.index(0) if first else QModelIndex())
        self._list.scrollToTop()

    def _show_chips(self) -> None:
        while (item := self._chip_flow.takeAt(0)) is not None:
            chip = item.widget()
            assert chip is not None
            chip.hide()
            chip.deleteLater()
        book = self._offer.book
        for tag in self._offer.chosen:
            if tag in book.tags:
                shown = chip_of(book, ClaimTag(tag, 0))
                button = ChipButton(self._ruler, shown, fixed=True, roles=False)
                self._chip_flow.addWidget(button)
                button.show()  # at once, or it would not count for the height
        self._chips.setVisible(self._chip_flow.count() > 0)

    def _fit(self) -> None:
        # Above the selection the field stays where it is, however few the rows.
        rows = self._first_rows if self.above else min(len(self._model.rows), _MOST_ROWS)
        missing = self.take_size(WIDTH, self._height_with(rows))
        self._list.setFixedHeight(max(0, rows * self._rows.row_height - missing))

    def _height_with(self, rows: int) -> int:
        self.ensurePolished()
        self._list.setFixedHeight(0)
        layout = self.layout()
        assert layout is not None
        bare = layout.totalHeightForWidth(WIDTH)  # below 0 where no chips are shown
        return max(bare, layout.totalSizeHint().height()) + rows * self._rows.row_height

    # --- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and isinstance(event, QKeyEvent) and self._is_ours(event):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # before the shortcuts of the window
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._key(event)
                return True
        return super().eventFilter(watched, event)

    def _is_ours(self, event: QKeyEvent) -> bool:
        key = event.key()
        ours = (*_ENTER, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape, *_MOVES)
        return key in ours or self._numbered(event) is not None

    def _numbered(self, event: QKeyEvent) -> Id | None:
        empty = not self._field.text() and event.text().isdigit()
        return self._offer.numbered(event.text()) if empty else None

    def _key(self, event: QKeyEvent) -> None:
        key, numbered = event.key(), self._numbered(event)
        if key == Qt.Key.Key_Escape:
            self.dismiss()
        elif key in _MOVES:
            row = self._list.currentIndex().row() + _MOVES[Qt.Key(key)]
            last = len(self._model.rows) - 1
            self._list.setCurrentIndex(self._model.index(max(0, min(row, last))))
        elif numbered is not None:
            self._give(numbered, more=False)
        elif key != Qt.Key.Key_Backtab:
            self._accept(self._list.currentIndex(), more=key == Qt.Key.Key_Tab)

    def _accept(self, index: QModelIndex, *, more: bool) -> None:
        more = more and self._offer.makes
        row = self._model.rows[index.row()] if index.isValid() else None
        if row is None:
            if not more:
                self.dismiss()
        elif row.match is not None:
            self._give(row.match.tag, more=more)
        else:
            self._go_on(more)
            self.new_tag.emit(row.facet.key, row.name, more)
            self._finish(more)

    def _give(self, tag: Id, *, more: bool) -> None:
        new = self._offer.give(tag)
        self._go_on(more)
        if new:
            self.tagged.emit(tag, more)
        self._finish(more)

    def _go_on(self, more: bool) -> None:
        """Make ready for the next tag, or leave."""
        if not more:
            self.leave()
            return
        self._offer.gave = True
        self._field.clear()
        self._show_chips()
        self._search()

    def _finish(self, more: bool) -> None:
        if not more:
            self.closed.emit()

    def _announce(self, index: QModelIndex) -> None:
        """Speak the current row, since the focus stays in the field."""
        if index.isValid() and QAccessible.isActive():
            words = self._model.spoken(self._model.rows[index.row()])
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._field, words))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._rows.restyle()
