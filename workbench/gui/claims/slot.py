"""The one open card of the panel: it stands in the list in place of the closed one."""

from PySide6.QtCore import QObject, QRect, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from db.records import Id
from workbench.gui.claims.book import CodeBook
from workbench.gui.claims.card import ClaimCard
from workbench.gui.claims.editor import EditCard
from workbench.gui.claims.list_view import CardList
from workbench.gui.claims.model import CardModel
from workbench.gui.claims.open_card import OpenCard, ReadCard

_TOLD = (
    "field_edited",
    "tag_added",
    "tag_removed",
    "role_changed",
    "tag_wanted",
    "passage_wanted",
    "split_wanted",
    "delete_wanted",
    "place_accepted",
    "placing_wanted",
)


class OpenSlot(QObject):
    """Makes, fits and removes the open card; `folded` tells of the claim when it is gone.

    What is typed and not yet saved outlives a reset of the list.
    """

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

    def __init__(self, model: CardModel, cards: CardList) -> None:
        super().__init__(cards)
        self._model, self._list = model, cards
        self._card: OpenCard | None = None
        self._drafts: dict[str, str] = {}
        self._focused = ""
        self.speakers = QStringListModel(self)
        self.book = CodeBook((), {})
        self.me: Id = 0
        #: the fields that the project's template leaves out
        self.hidden: frozenset[str] = frozenset()
        model.modelAboutToBeReset.connect(self._put_away)
        cards.width_changed.connect(self._fit)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow_focus)

    @property
    def claim(self) -> Id | None:
        """The claim whose card is open."""
        return self._list.cards.open_claim

    @property
    def reads_only(self) -> bool:
        """Whether a colleague's card is open."""
        return isinstance(self._card, ReadCard)

    def open(self, claim: Id) -> None:
        """Open a card in place of the closed one; its claim has a row."""
        row = self._model.row_of(claim)
        assert row is not None
        shown = self._model.card(row)
        card = (
            self._edit_card(shown)
            if shown.mine
            else ReadCard(shown, self.book, self.me, self.hidden)
        )
        card.restore(self._drafts)
        self._drafts = {}
        card.comment_added.connect(self.comment_added)
        card.comment_removed.connect(self.comment_removed)
        card.folded.connect(self.fold)
        self._card = card
        self._list.cards.open_claim = claim
        self._list.setIndexWidget(self._model.index(row), card)
        self._fit()
        card.height_changed.connect(self._fit)
        self._list.doItemsLayout()

    def take_focus(self) -> None:
        """Put the cursor into the first field of the open card."""
        if self._card is not None:
            self._card.first_field().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _edit_card(self, shown: ClaimCard) -> EditCard:
        card = EditCard(shown, self.book, self.me, self.speakers, self.hidden)
        pass_on(card, self)
        return card

    def refresh(self) -> None:
        """Show the claim as it is now; after a reset of the list, on a new card."""
        row = None if self.claim is None else self._model.row_of(self.claim)
        if row is None or self.claim is None:
            return
        if self._card is None:
            self.open(self.claim)
            self._restore_focus()
        else:
            self._card.refresh(self._model.card(row), self.book)

    def _restore_focus(self) -> None:
        name, self._focused = self._focused, ""
        card = self._card
        field = card.findChild(QWidget, name) if name and card is not None else None
        if isinstance(field, QWidget):
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def fold(self) -> None:
        """Fold the card and save what was typed; the list takes the focus it had."""
        claim, card = self.claim, self._card
        if claim is None or card is None:
            return
        card.save()
        self.drop()
        self.folded.emit(claim)

    def save(self) -> None:
        """Announce what is typed in the open card."""
        if self._card is not None:
            self._card.save()

    def drop(self) -> None:
        """Remove the card without a word to anybody."""
        row = None if self.claim is None else self._model.row_of(self.claim)
        card, self._card = self._card, None
        self._list.cards.open_claim = None
        if card is not None and row is not None:
            card.blockSignals(True)
            if _focus_in(card) is not None:
                self._list.setFocus(Qt.FocusReason.OtherFocusReason)
            self._list.setIndexWidget(self._model.index(row), None)  # type: ignore[arg-type]
            self._list.doItemsLayout()

    def rebuild(self) -> None:
        """Make the card anew, since its facets or its choices are others."""
        self._put_away()
        self.refresh()

    def _put_away(self) -> None:
        if self._card is not None:
            self._drafts = self._card.drafts()
            focus = _focus_in(self._card)
            self._focused = focus.objectName() if focus is not None else ""
        claim = self.claim
        self.drop()
        self._list.cards.open_claim = claim

    def _fit(self) -> None:
        """Give the card the height that its contents take, and its fields their Tab order."""
        card = self._card
        if card is None:
            return
        before: QWidget = self._list
        for field in card.fields_in_order():
            QWidget.setTabOrder(before, field)
            before = field
        height = card.heightForWidth(self._list.viewport().width())
        if height != self._list.cards.open_height:
            self._list.cards.open_height = height
            self._list.scheduleDelayedItemsLayout()

    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._card is not None and self._card.isAncestorOf(now):
            self._list.show_widget(now)


def _focus_in(card: QWidget) -> QWidget | None:
    """Return the widget of a card that has the focus, if one has."""
    focus = QApplication.focusWidget()
    return focus if focus is not None and (focus is card or card.isAncestorOf(focus)) else None


def pass_on(sender: QObject, receiver: QObject) -> None:
    """Let `receiver` announce what a card of one's own announces."""
    for name in _TOLD:
        getattr(sender, name).connect(getattr(receiver, name))
