"""The annotation panel: the claims of a document as cards, edited in place."""

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, Signal
from PySide6.QtWidgets import (
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from db.records import Id
from workbench.gui.claims.book import CodeBook
from workbench.gui.claims.card import ClaimCard
from workbench.gui.claims.card_fields import fields_menu
from workbench.gui.claims.fields import plain_label
from workbench.gui.claims.list_view import CardList
from workbench.gui.claims.model import CardModel
from workbench.gui.claims.panel_head import PanelHead
from workbench.gui.claims.slot import OpenSlot, pass_on

_NO_CLAIM = "Select a passage in the text and press Enter to make the first claim."
_NONE_MINE = "You have made no claim here; All shows those of the others."


class ClaimsPanel(QWidget):
    """Claim cards in the order of the text; one at a time is open.

    It changes no claim: it announces what the user did, and shows the cards it is given. Choosing
    another tag of an exclusive facet comes as `tag_added` alone. `claim_selected` tells only of
    what the user selected here, not of `select`.
    """

    claim_selected = Signal(object)
    opened = Signal(object)
    folded = Signal(object)
    field_edited = Signal(object, str, object)
    tag_added = Signal(object, object)
    tag_removed = Signal(object, object)
    role_changed = Signal(object, object, str)
    tag_wanted = Signal(object, str, QRect)
    passage_wanted = Signal(object)
    split_wanted = Signal(object)
    delete_wanted = Signal(object)
    place_accepted = Signal(object)
    placing_wanted = Signal(object)
    comment_added = Signal(object, str)
    comment_removed = Signal(object)
    #: the fields that cards shall leave out
    fields_hidden = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("claims.panel")
        self.setAccessibleName("Claims of this document")
        self._book = CodeBook((), {})
        self._me: Id = 0
        self._cards: list[ClaimCard] = []
        self._quiet = False
        self._model = CardModel(self)
        self._list = CardList(self._model, self)
        self._slot = OpenSlot(self._model, self._list)
        self.setFocusProxy(self._list)
        self._connect()
        self._lay_out()
        self._show_state()

    def _connect(self) -> None:
        self._list.open_wanted.connect(self._open_current)
        self._list.fold_wanted.connect(self.fold)
        self._list.delete_wanted.connect(self._delete_current)
        self._list.selectionModel().currentChanged.connect(self._on_current)
        self._slot.folded.connect(self.folded)
        pass_on(self._slot, self)
        self._slot.comment_added.connect(self.comment_added)
        self._slot.comment_removed.connect(self.comment_removed)

    def _lay_out(self) -> None:
        self._head = PanelHead()
        self._head.filtered.connect(self._apply_filter)
        self._head.fields_wanted.connect(self._show_fields)
        self._empty = _empty_label()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._list)
        self._pages.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._pages, 1)

    # --- what is shown

    def set_book(self, book: CodeBook) -> None:
        """Take the codebook; the open card keeps what is typed."""
        stale = _choices(book) != _choices(self._book)
        self._book = self._slot.book = book
        self._list.cards.set_book(book, self._me)
        self._model.set_book(book)
        if stale:
            self._slot.rebuild()
        else:
            self._slot.refresh()

    def set_cards(self, cards: list[ClaimCard], coder: Id) -> None:
        """Show the claims of a document; `coder` sits at the keyboard.

        The selection and the open card stay where their claims still are.
        """
        if coder != self._me:
            self._me = self._slot.me = coder
            self._list.cards.set_book(self._book, coder)
        self._cards = cards
        self._refill()

    def set_hidden(self, fields: frozenset[str]) -> None:
        """Take the fields that cards leave out while these are empty."""
        if fields != self._slot.hidden:
            self._slot.hidden = fields
            self._slot.rebuild()

    def _show_fields(self) -> None:
        button = self._head.fields
        menu = fields_menu(self, self._book.facets, self._slot.hidden, self.fields_hidden.emit)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def set_speakers(self, names: list[str]) -> None:
        """Take the names that the speaker field offers."""
        self._slot.speakers.setStringList(names)

    def _refill(self) -> None:
        claim, current = self.open_claim, self.current_claim
        mine = self._head.mine_only
        shown = [card for card in self._cards if card.mine or not mine]
        if claim is not None and not any(card.claim.id == claim for card in shown):
            self._slot.drop()
        self._quiet = True
        self._model.set_cards(shown)
        row = None if current is None else self._model.row_of(current)
        if row is not None and self._list.currentIndex().row() != row:
            self._list.setCurrentIndex(self._model.index(row))
        self._quiet = False
        self._slot.refresh()
        self._show_state()

    def _apply_filter(self) -> None:
        if self._head.mine_only and self._slot.reads_only:
            self.fold()
        self._refill()

    def _show_state(self) -> None:
        count = self._model.rowCount()
        self._head.set_count(count)
        self._empty.setText(_NONE_MINE if self._cards else _NO_CLAIM)
        self._pages.setCurrentIndex(0 if count else 1)

    # --- where one is

    @property
    def current_claim(self) -> Id | None:
        """The selected claim."""
        index = self._list.currentIndex()
        return self._model.card(index.row()).claim.id if index.isValid() else None

    @property
    def open_claim(self) -> Id | None:
        """The claim whose card is open."""
        return self._slot.claim

    def select(self, claim: Id, open: bool = False) -> None:  # noqa: A002
        """Select a claim's card and bring it into view; a claim without a card is ignored."""
        if open:
            self.open_card(claim)
            return
        if self.open_claim not in (None, claim):
            self.fold()
        index = self._reveal(claim)
        if index.isValid():
            self._set_current(index)
            self._list.scrollTo(index)

    def scroll_to_offset(self, offset: int) -> None:
        """Put the first claim at or after a code point at the top, unless a card is open."""
        count = self._model.rowCount()
        if self.open_claim is not None or not count:
            return
        row = self._model.row_at(offset)
        index = self._model.index(count - 1 if row is None else row)
        self._list.scrollTo(index, CardList.ScrollHint.PositionAtTop)

    def _reveal(self, claim: Id) -> QModelIndex:
        """Return the row of a claim, showing all claims if only that shows it."""
        if self._model.row_of(claim) is None and self._head.mine_only:
            self._head.show_all()
            self._refill()
        row = self._model.row_of(claim)
        return QModelIndex() if row is None else self._model.index(row)

    def _set_current(self, index: QModelIndex) -> None:
        self._quiet = True
        self._list.setCurrentIndex(index)
        self._quiet = False

    def _on_current(self, current: QModelIndex) -> None:
        if self._quiet or not current.isValid():
            return
        claim = self._model.card(current.row()).claim.id
        if self.open_claim not in (None, claim):
            top = self._list.visualRect(current).top()
            self.fold()
            self._list.keep_top(current, top)
        self.claim_selected.emit(claim)

    # --- the open card

    def open_card(self, claim: Id) -> None:
        """Open a claim's card and give it the focus; another coder's opens to be read."""
        if self.open_claim != claim:
            self.fold()
            index = self._reveal(claim)
            if not index.isValid():
                return
            self._set_current(index)
            self._slot.open(claim)
            self._list.scrollTo(index)
            self.opened.emit(claim)
        self._slot.take_focus()

    def fold(self) -> None:
        """Fold the open card and save what was typed; the list takes the focus it had."""
        self._slot.fold()

    def save(self) -> None:
        """Save what is typed in the open card, which stays open."""
        self._slot.save()

    def _open_current(self) -> None:
        if self.current_claim is not None:
            self.open_card(self.current_claim)

    def _delete_current(self) -> None:
        index = self._list.currentIndex()
        if index.isValid() and self._model.card(index.row()).mine:
            self.delete_wanted.emit(self._model.card(index.row()).claim.id)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._list.cards.restyle()
            self._list.scheduleDelayedItemsLayout()


def _empty_label() -> QLabel:
    label = plain_label("", tone="second")
    label.setObjectName("claims.empty")
    label.setWordWrap(True)
    label.setContentsMargins(12, 140, 24, 0)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    return label


def _choices(book: CodeBook) -> object:
    """What an open card is built from once: its facets and their exclusive tags."""
    exclusive = [facet for facet in book.facets if facet.exclusive]
    return book.facets, [(t.id, book.label(t.id)) for f in exclusive for t in book.in_order(f.id)]
