"""The list of claim cards: pixel scrolling, keys, and the place of the open card."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QScrollBar, QWidget

from workbench.gui.claims.delegate import CardDelegate
from workbench.gui.claims.model import CardModel

_Index = QModelIndex | QPersistentModelIndex
#: Lists up to this length are laid out at once on every step of a resize.
_SOON = 2000
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

_KEYS = (*_ENTER, Qt.Key.Key_E, Qt.Key.Key_Escape, Qt.Key.Key_Delete)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class _StillScrollBar(QScrollBar):
    """Keeps its room when there is nothing to scroll, so that cards keep their width."""

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.maximum() > self.minimum():
            super().paintEvent(event)


class CardList(QListView):
    """Shows the cards of a `CardModel`; `open_wanted` asks to open the current one."""

    open_wanted = Signal()
    fold_wanted = Signal()
    delete_wanted = Signal()
    width_changed = Signal()

    def __init__(self, model: CardModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.cards = CardDelegate(model, self)
        self._again = False
        self.setObjectName("claims.list")
        self.setAccessibleName("Claims")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(_StillScrollBar(self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.viewport().setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self.setModel(model)
        self.setItemDelegate(self.cards)
        self.verticalScrollBar().setSingleStep(20)
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(self.open_wanted)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self._again = index.isValid() and index == self.currentIndex()
        super().mousePressEvent(event)

    def _clicked(self) -> None:
        if self._again:
            self.open_wanted.emit()

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.modifiers() in _PLAIN
            and event.key() in _KEYS
        ):
            # Here these keys mean a card, whatever they mean elsewhere in the window.
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in _PLAIN
        if plain and event.key() in (*_ENTER, Qt.Key.Key_E):
            self.open_wanted.emit()
        elif plain and event.key() == Qt.Key.Key_Escape:
            self.fold_wanted.emit()
        elif plain and event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the commands."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        changed = self.cards.set_width(self.viewport().width())
        if changed:
            self.width_changed.emit()
        super().resizeEvent(event)
        if changed and self.model().rowCount() <= _SOON:
            self.doItemsLayout()

    def keep_top(self, index: _Index, top: int) -> None:
        """Scroll so that the top of a card stands at `top` of the viewport again."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.visualRect(index).top() - top)

    def show_widget(self, widget: QWidget) -> None:
        """Scroll no further than needed to see a widget that stands on the open card."""
        top = widget.mapTo(self.viewport(), widget.rect().topLeft()).y()
        below = top + widget.height() + 8 - self.viewport().height()
        bar = self.verticalScrollBar()
        if top < 0:
            bar.setValue(bar.value() + top - 24)
        elif below > 0:
            bar.setValue(bar.value() + min(below, top))
