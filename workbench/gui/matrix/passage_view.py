"""The list of passages: what its keys, clicks and menu ask for."""

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QListView, QMenu

from db.records import Verdict
from workbench.gui.matrix.passage_delegate import PassageDelegate
from workbench.gui.matrix.passage_model import Passage, PassageModel
from workbench.gui.words import menu_text

LETTERS: dict[int, Verdict] = {
    Qt.Key.Key_A: "accept", Qt.Key.Key_R: "reject", Qt.Key.Key_Q: "question",
}  # fmt: skip
_MENU: tuple[tuple[str, Verdict], ...] = (
    ("Accept\tA", "accept"), ("Reject\tR", "reject"), ("Question\tQ", "question"),
)  # fmt: skip


class PassageView(QListView):
    """Enter opens a passage, A R Q decide (with Shift: and say why), T tags, C copies, Esc leaves.

    `decided(claim, verdict, with a reason)`: the verdict is empty to take one's decision back.
    """

    chosen = Signal(object)
    decided = Signal(object, str, bool)
    tags_wanted = Signal(object)
    untagged = Signal(object, object)
    copied = Signal(object)
    left = Signal()

    def __init__(self, model: PassageModel) -> None:
        super().__init__()
        self._model = model
        #: whether single letters act
        self.letters = True
        self.setObjectName("matrix.passages.list")
        self.setAccessibleName("Passages")
        self.setModel(model)
        self.cells = PassageDelegate(self, model)
        self.setItemDelegate(self.cells)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A wide cell may hold thousands of passages: their heights are found as they are needed.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(25)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.viewport().setBackgroundRole(QPalette.ColorRole.AlternateBase)

    def current(self) -> Passage | None:
        """Return the passage on which keys act."""
        row = self.currentIndex().row()
        return self._model.passages[row] if 0 <= row < len(self._model.passages) else None

    def current_rect(self) -> QRect:
        """Return where the current passage is on the screen."""
        box = self.visualRect(self.currentIndex())
        return QRect(self.viewport().mapToGlobal(box.topLeft()), box.size())

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        passage, key = self.current(), event.key()
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif passage is None or not self._act(event, passage):
            super().keyPressEvent(event)

    def _act(self, event: QKeyEvent, passage: Passage) -> bool:
        """Do what a key asks for; return whether it asks for anything."""
        key, modifiers = event.key(), event.modifiers()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(passage.claim)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit(passage.claim)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.decided.emit(passage.claim, "", False)
        elif not self.letters or modifiers & ~Qt.KeyboardModifier.ShiftModifier:
            return False
        elif key in LETTERS:
            with_reason = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
            self.decided.emit(passage.claim, LETTERS[key], with_reason)
        elif key == Qt.Key.Key_T:
            self.tags_wanted.emit(passage.claim)
        elif key == Qt.Key.Key_C:
            self.copied.emit(passage.claim)
        else:
            return False
        return True

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters act, and others belong to the shortcuts of the window."""

    # -- the mouse

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        index = self.indexAt(point)
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        claim = self._model.passages[index.row()].claim
        verdict = self.cells.verdict_at(self.visualRect(index), index.row(), point)
        if verdict:
            self.decided.emit(claim, verdict, False)
        else:
            self.chosen.emit(claim)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        keyed = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if keyed else self.indexAt(event.pos())
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        self.menu(index).popup(self.viewport().mapToGlobal(
            self.visualRect(index).center() if keyed else event.pos()))  # fmt: skip

    def menu(self, index: QModelIndex) -> QMenu:
        """Return what can be done with a passage."""
        passage = self._model.passages[index.row()]
        claim = passage.claim
        menu = QMenu(self)
        menu.setObjectName("matrix.passages.menu")
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction("Open in the reader\tReturn").triggered.connect(
            lambda: self.chosen.emit(claim)
        )
        menu.addSeparator()
        for words, verdict in _MENU:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(passage.verdict == verdict)
            action.triggered.connect(
                lambda _on=False, verdict=verdict: self.decided.emit(claim, verdict, False)
            )
        why = menu.addMenu("With a reason")
        for words, verdict in _MENU:
            why.addAction(words.replace("\t", "\tShift+")).triggered.connect(
                lambda _on=False, verdict=verdict: self.decided.emit(claim, verdict, True)
            )
        back = menu.addAction("Take my decision back\tDel")
        back.setEnabled(passage.verdict is not None)
        back.triggered.connect(lambda: self.decided.emit(claim, "", False))
        menu.addSeparator()
        menu.addAction("Tags…\tT").triggered.connect(lambda: self.tags_wanted.emit(claim))
        off = menu.addMenu("Take a tag off")
        tags = self._model.words(index.row()).tags
        off.setEnabled(bool(tags) and passage.mine)  # of a teammate’s claim only its coder takes it
        for tag, name in tags:
            off.addAction(menu_text(name)).triggered.connect(
                lambda _on=False, tag=tag: self.untagged.emit(claim, tag)
            )
        menu.addAction("Copy as a citation\tC").triggered.connect(lambda: self.copied.emit(claim))
        return menu

    # -- the look

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._lay_out_anew()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        changes = (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.PaletteChange)
        if event.type() in changes:
            self._lay_out_anew()

    def _lay_out_anew(self) -> None:
        self.cells.quotes.forget()
        self.scheduleDelayedItemsLayout()
