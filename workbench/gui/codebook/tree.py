"""The tree of the codebook: keys, twisties, naming in place, drag and drop."""

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemDelegate, QFrame, QTreeView, QWidget

from workbench.gui.codebook.delegate import CodebookDelegate, name_at
from workbench.gui.codebook.model import CodebookModel
from workbench.gui.codebook.nodes import Key, Node, moves

STEPS = {
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Right: "in",
    Qt.Key.Key_Left: "out",
}
STEP_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


#: a codebook of this many rows is shown with its groups open
SMALL_BOOK = 60


class CodebookTree(QTreeView):
    """Rows are named in place; everything else is only announced, with the row it is about."""

    activated_by_key = Signal(object)
    removal_wanted = Signal(object)
    draft_wanted = Signal(object)
    step_wanted = Signal(object, str)
    menu_wanted = Signal(object, QPoint)
    editing_ended = Signal()

    def __init__(self, model: CodebookModel) -> None:
        super().__init__()
        self.book_model = model
        self.names = CodebookDelegate(self)
        self._open: set[Key] = set()
        self._known: set[Key] = set()
        self.setObjectName("codebook.tree")
        self.setAccessibleName("Tags")
        self.setModel(model)
        self.setItemDelegate(self.names)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        # Rows reach over the whole width and draw their own twisty.
        self.setIndentation(0)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QTreeView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.expanded.connect(self._expanded)
        self.collapsed.connect(self._collapsed)

    # What is open

    def current_node(self) -> Node | None:
        """Return the row that the keyboard is on."""
        return self.book_model.node(self.currentIndex())

    def keep_open(self, key: Key) -> None:
        """Remember a row as open, also before it has anything in it."""
        self._open.add(key)

    def open_rows(self) -> None:
        """Open the rows that were open before a reset; while a search is on, all of them."""
        nodes = self.book_model.nodes()
        # Facets begin open; groups too, as long as the whole book is soon read.
        small = len(nodes) <= SMALL_BOOK
        self._open.update(
            n.key for n in nodes if (small or n.tag is None) and n.key not in self._known
        )
        self._known.update(node.key for node in nodes)
        searching = bool(self.book_model.words.strip())
        self.blockSignals(True)
        for node in nodes:
            if node.children and (searching or node.key in self._open):
                self.setExpanded(self.book_model.at(node), True)
        self.blockSignals(False)

    def show_row(self, node: Node) -> None:
        """Make a row the current one and bring it into view, opening what is above it."""
        self.setCurrentIndex(self.book_model.at(node))
        self.scrollTo(self.book_model.at(node))

    def toggle(self, node: Node) -> None:
        """Open a closed row, close an open one."""
        index = self.book_model.at(node)
        self.setExpanded(index, not self.isExpanded(index))

    def _expanded(self, index: QModelIndex) -> None:
        node = self.book_model.node(index)
        if node and not self.book_model.words.strip():
            self._open.add(node.key)

    def _collapsed(self, index: QModelIndex) -> None:
        node = self.book_model.node(index)
        if node and not self.book_model.words.strip():
            self._open.discard(node.key)

    # Naming

    def is_naming(self) -> bool:
        """Return whether a name is being typed."""
        return self.state() == QTreeView.State.EditingState

    def rename(self, node: Node) -> None:
        """Open the editor on the name of a tag or facet."""
        self.show_row(node)
        self.edit(self.book_model.at(node))

    def draft(self, parent: Node) -> None:
        """Open the editor on a new row under a facet or tag."""
        self.setExpanded(self.book_model.at(parent), True)
        index = self.book_model.begin_draft(parent)
        self.setExpanded(self.book_model.at(parent), True)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self.edit(index)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        # Tab ends naming too: going on to the next name would rename by accident.
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        QTimer.singleShot(0, self, self._end_naming)

    def _end_naming(self) -> None:
        node = self.current_node()
        if node and node.draft and node.parent:
            self.setCurrentIndex(self.book_model.at(node.parent))
        self.book_model.end_draft()
        self.editing_ended.emit()

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_naming():
            # A name that cannot be leaves its keys to the tree: they are not meant for it.
            super().keyPressEvent(event)
            return
        node, key = self.current_node(), Qt.Key(event.key())
        if node is None or not self._act(node, key, event.modifiers()):
            super().keyPressEvent(event)

    def _act(self, node: Node, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        plain = modifiers & ~Qt.KeyboardModifier.KeypadModifier
        if key in STEPS and plain == STEP_KEYS:
            if any(step == STEPS[key] for step, *_ in moves(self.book_model.book, node)):
                self.step_wanted.emit(node, STEPS[key])
        elif plain != Qt.KeyboardModifier.NoModifier:
            return False
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if node.tag:
                self.activated_by_key.emit(node)
            else:
                self.toggle(node)
        elif key == Qt.Key.Key_F2:
            self.rename(node)
        elif key == Qt.Key.Key_Delete:
            self.removal_wanted.emit(node)
        elif key == Qt.Key.Key_Insert:
            self.draft_wanted.emit(node)
        else:
            return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        node = self._twisty_under(event)
        if node:
            self.toggle(node)
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        node = self._twisty_under(event) or self.book_model.node(
            self.indexAt(event.position().toPoint())
        )
        if node and node.tag and not self._twisty_under(event):
            self.rename(node)
        elif node:
            self.toggle(node)

    def _twisty_under(self, event: QMouseEvent) -> Node | None:
        """Return the row whose twisty is under the pointer."""
        spot = event.position().toPoint()
        node = self.book_model.node(self.indexAt(spot))
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        from_start = self.viewport().width() - spot.x() if rtl else spot.x()
        return node if node and node.children and from_start < name_at(node) else None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index, spot = self.indexAt(event.pos()), event.globalPos()
        else:
            index = self.currentIndex()
            spot = self.viewport().mapToGlobal(self.visualRect(index).center())
        node = self.book_model.node(index)
        if node and not node.draft:
            self.setCurrentIndex(index)
            self.menu_wanted.emit(node, spot)

    # Drawing is the delegate's

    def drawBranches(self, painter: QPainter, rect: object, index: object) -> None:
        return
