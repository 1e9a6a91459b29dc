"""The list of differences: one at a time is open, and letters decide on it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QStringListModel, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db.records import Id, Verdict
from workbench.gui import theme
from workbench.gui.panes import EmptyState, plain_label, strong_font
from workbench.gui.review.card import DifferenceCard
from workbench.gui.review.list_view import LETTERS, PLAIN, DifferenceList
from workbench.gui.review.model import DifferenceModel
from workbench.gui.review.open_card import OpenDifference

#: what the list can be narrowed to, and which cards that keeps
SHOWN: dict[str, tuple[str, Callable[[DifferenceCard], bool]]] = {
    "all": ("All differences", lambda card: True),
    "open": ("Not yet decided", lambda card: not card.decided),
    "only": ("Found by one coder", lambda card: bool(card.kinds & {"only left", "only right"})),
    "tags": ("Different tags", lambda card: "tags" in card.kinds),
    "stance": ("Different stance", lambda card: "stance" in card.kinds),
    "ends": ("Different ends", lambda card: "boundaries" in card.kinds),
    "pieces": ("Split or merged", lambda card: bool(card.kinds & {"split", "merge"})),
    "question": ("Questioned", lambda card: card.verdict == "question"),
    "answered": ("Questions answered", lambda card: card.answered),
}


class DifferencesPane(QFrame):
    """The differences of a document: shows cards, tells what is decided, and decides nothing.

    `turned` tells which difference is the current one (a card or None); `decided` carries the card,
    the number of its choice, verdict and reason; `way_chosen` the card, the way and the reason.
    """

    turned = Signal(object)
    decided = Signal(object, int, str, str)
    reopened = Signal(object)
    way_chosen = Signal(object, str, str)
    #: the card, the number of its choice, and what is said about it
    commented = Signal(object, int, str)
    #: a claim is to be shown in its text
    claim_wanted = Signal(object)
    next_document_wanted = Signal()
    bulk_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("review.differences")
        self.setAccessibleName("Differences")
        self.setProperty("ground", "panel")
        self._all: list[DifferenceCard] = []
        self._shown, self._nothing = "all", ""
        self._open: OpenDifference | None = None
        self.reasons = QStringListModel(self)
        self.model = DifferenceModel(self)
        self.list = DifferenceList(self.model)
        self._empty = EmptyState("review.empty")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header())
        cards = QVBoxLayout()
        cards.setContentsMargins(8, 0, 4, 0)
        cards.addWidget(self._pages)
        column.addLayout(cards, 1)
        self.setFocusProxy(self.list)
        self.list.key_pressed.connect(self._key)
        self.list.width_changed.connect(self._fit)
        self.list.selectionModel().currentChanged.connect(lambda now, _old: self._turn(now.row()))
        self.model.modelAboutToBeReset.connect(self._put_away)
        self._empty.wanted.connect(self._go_on)

    def _header(self) -> QWidget:
        header = QWidget()
        row = QHBoxLayout(header)
        row.setContentsMargins(14, 6, 4, 6)
        row.setSpacing(4)
        title = plain_label("Differences")
        title.setFont(strong_font())
        self._count = plain_label("", "small", "second")
        row.addWidget(title)
        row.addSpacing(2)
        row.addWidget(self._count, 1)
        row.addWidget(self._bulk_button())
        self._filter = QToolButton()
        self._filter.setObjectName("review.filter")
        self._filter.setProperty("role", "flat")
        self._filter.setIcon(theme.icon("filter"))
        self._filter.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._filter.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._filter.setAccessibleName("Which differences are shown")
        menu = QMenu(self._filter)
        for key, (words, _keeps) in SHOWN.items():
            menu.addAction(words, partial(self.show_only, key))
        self._filter.setMenu(menu)
        row.addWidget(self._filter)
        self._filter.setText("All kinds")
        return header

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._filter.setIcon(theme.icon("filter"))
        super().changeEvent(event)

    def _bulk_button(self) -> QToolButton:
        self.bulk = QToolButton()
        self.bulk.setObjectName("review.bulk")
        self.bulk.setProperty("role", "flat")
        self.bulk.setText("Accept all…")
        self.bulk.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.bulk.setAccessibleName("Decide on many at once")
        self.bulk_menu = QMenu(self.bulk)
        self.bulk.setMenu(self.bulk_menu)
        return self.bulk

    # -- what is shown

    def set_cards(
        self, cards: Sequence[DifferenceCard], reasons: Sequence[str], nothing: str
    ) -> None:
        """Show these differences; the current one stays, if it is among them.

        `reasons` are offered again, `nothing` is said where there is no difference.
        """
        self._nothing = nothing
        key = self.current.key if self.current else None
        self._all = list(cards)
        if self.reasons.stringList() != list(reasons):
            self.reasons.setStringList(list(reasons))
        self._show(key)

    def show_only(self, shown: str) -> None:
        """Narrow the list to one of `SHOWN`."""
        self._shown = shown
        self._filter.setText("All kinds" if shown == "all" else SHOWN[shown][0])
        self._show(self.current.key if self.current else None)

    def _show(self, key: tuple[Id, ...] | None) -> None:
        keeps = SHOWN[self._shown][1]
        # One that is being worked on stays in sight, also when it is decided.
        shown = [card for card in self._all if keeps(card) or card.key == key]
        self.model.set_cards(shown)
        left = sum(not card.decided for card in self._all)
        self._count.setText(f"{left} left" if self._all else "")
        row = self.model.row_of(key)
        if row is None and shown:
            row = next((n for n, card in enumerate(shown) if not card.decided), 0)
        if self._open is not None and row is not None:
            self._open.show_card(self.model.card(row))
            self._fit()
        elif row is not None:
            self.go_to(row)
        else:
            self.turned.emit(None)
        self._say_empty(bool(shown))

    def _say_empty(self, some: bool) -> None:
        self._pages.setCurrentIndex(0 if some else 1)
        if some:
            return
        if self._all:
            self._empty.say("No difference of this kind in this document.", "Show all")
        else:
            self._empty.say(self._nothing, "Next document")

    def _go_on(self) -> None:
        if self._all:
            self.show_only("all")
        else:
            self.next_document_wanted.emit()

    @property
    def current(self) -> DifferenceCard | None:
        """The difference that is open."""
        row = self.list.currentIndex().row()
        return self.model.card(row) if 0 <= row < self.model.rowCount() else None

    # -- the open card

    def go_to(self, row: int) -> None:
        """Make a row the current one."""
        self.list.setCurrentIndex(self.model.index(row))

    def go_to_claim(self, claim: Id) -> None:
        """Make the difference that a claim is part of the current one."""
        row = self.model.row_of_claim(claim)
        if row is not None:
            self.go_to(row)

    def step(self, step: int) -> None:
        """Go to the next or previous difference; past the last, to the next document."""
        row = self.list.currentIndex().row() + step
        if 0 <= row < self.model.rowCount():
            self.go_to(row)
        elif step > 0:
            self.next_document_wanted.emit()

    def next_open(self) -> None:
        """Go to the next difference that is not decided, from the top again after the last."""
        here, count = self.list.currentIndex().row(), self.model.rowCount()
        rows = [*range(here + 1, count), *range(max(here, 0))]
        target = next((row for row in rows if not self.model.card(row).decided), None)
        if target is None:
            self.next_document_wanted.emit()
        else:
            self.go_to(target)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self, row: int) -> None:
        self._put_away()
        if not 0 <= row < self.model.rowCount():
            self.turned.emit(None)
            return
        card = self.model.card(row)
        self._open = opened = OpenDifference(card, self.reasons)
        self.list.cards.open_key = card.key
        opened.decided.connect(lambda n, v, why: self._tell(self.decided, n, v, why))
        opened.reopened.connect(lambda: self._tell(self.reopened))
        opened.way_chosen.connect(lambda way, why: self._tell(self.way_chosen, way, why))
        opened.commented.connect(lambda n, words: self._tell(self.commented, n, words))
        opened.claim_wanted.connect(self.claim_wanted)
        opened.next_wanted.connect(self.next_open)
        opened.folded.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))
        self.list.setIndexWidget(self.model.index(row), opened)
        self._fit()
        opened.height_changed.connect(self._fit)
        self.list.scrollTo(self.model.index(row))
        self.turned.emit(card)

    def _tell(self, signal: SignalInstance, *more: object) -> None:
        if self.current is not None:
            signal.emit(self.current, *more)

    def _put_away(self) -> None:
        opened, self._open = self._open, None
        if opened is None:
            return
        row = self.model.row_of(opened.card.key)
        self.list.cards.open_key = None
        opened.blockSignals(True)
        if row is not None:
            self.list.setIndexWidget(self.model.index(row), None)  # type: ignore[arg-type]

    def _fit(self) -> None:
        if self._open is None:
            return
        height = self._open.heightForWidth(self.list.viewport().width())
        if height != self.list.cards.open_height:
            self.list.cards.open_height = height
            self.list.doItemsLayout()
            self.list.scrollTo(self.list.currentIndex())  # also what it has grown by

    # -- keys

    def _key(self, event: QKeyEvent) -> None:
        if event.modifiers() not in PLAIN:
            return
        key = event.key()
        event.accept()
        if key in LETTERS and self._open is not None:
            self._open.decide(LETTERS[key])
        elif key in (Qt.Key.Key_J, Qt.Key.Key_K):
            self.step(1 if key == Qt.Key.Key_J else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._open is not None:
            self._open.reason.setFocus(Qt.FocusReason.TabFocusReason)
        elif key == Qt.Key.Key_C and self._open is not None:
            self._open.begin_comment()
        else:
            event.ignore()

    def decide(self, verdict: Verdict) -> None:
        """Decide on what is open."""
        if self._open is not None:
            self._open.decide(verdict)
