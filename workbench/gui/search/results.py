"""The list of what a search found: Enter opens, the arrows walk, Esc and Up lead back."""

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView

from workbench.gui.search.delegate import SearchDelegate
from workbench.gui.search.model import SearchModel


class ResultList(QListView):
    """Signals `chosen` for the row to open, and `left` where the keyboard goes back up."""

    chosen = Signal(QModelIndex)
    left = Signal()

    def __init__(self, model: SearchModel) -> None:
        super().__init__()
        self.setObjectName("search.results")
        self.setAccessibleName("What was found")
        self.setModel(model)
        self._rows = model
        self.cells = SearchDelegate(self, model)
        self.setItemDelegate(self.cells)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.viewport().setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self.clicked.connect(self._choose)

    def _choose(self, index: QModelIndex) -> None:
        if self._rows.result(index) is not None:
            self.chosen.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        first = self.currentIndex().row() <= self._rows.first().row()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
        elif key == Qt.Key.Key_Escape or (key == Qt.Key.Key_Up and first):
            self.left.emit()
        else:
            super().keyPressEvent(event)
            if first:
                self.scrollToTop()

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters belong to the shortcuts of the window."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.cells.forget()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        kinds = (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.PaletteChange)
        if event.type() in kinds:
            self.cells.forget()
            self.scheduleDelayedItemsLayout()
