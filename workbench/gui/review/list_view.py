"""The view of the differences: cards, with letters for what is decided."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView

from db.records import Verdict
from workbench.gui.review.delegate import DifferenceDelegate
from workbench.gui.review.model import DifferenceModel

#: the letters that decide, and the modifiers with which a letter is still one
LETTERS: dict[int, Verdict] = {
    Qt.Key.Key_A: "accept", Qt.Key.Key_R: "reject", Qt.Key.Key_Q: "question",
}  # fmt: skip
PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class DifferenceList(QListView):
    """Cards; letters and Enter are told by `pressed`."""

    key_pressed = Signal(object)
    width_changed = Signal()

    def __init__(self, model: DifferenceModel) -> None:
        super().__init__()
        self.cards = DifferenceDelegate(model, self)
        self.setObjectName("review.list")
        self.setAccessibleName("Differences")
        self.setFrameShape(QFrame.Shape.NoFrame)
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

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.modifiers() in PLAIN
            and event.key() in (*LETTERS, Qt.Key.Key_C)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()
        self.key_pressed.emit(event)
        if not event.isAccepted():
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the decisions."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self.viewport().width() != self.cards.width:
            self.cards.width = self.viewport().width()
            self.width_changed.emit()
            self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)
