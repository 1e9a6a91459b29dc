"""Any command by a few letters of its name."""

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from workbench.commands import COMMANDS, Command, plain_title
from workbench.desk import Desk
from workbench.gui import theme
from workbench.gui.actions import Actions
from workbench.gui.panes import plain_label
from workbench.gui.words import folded

WIDTH, ROWS, ROW = 520, 12, 30
_COMMAND = Qt.ItemDataRole.UserRole


class _Row(QStyledItemDelegate):
    """Title at the left, menu in grey behind it, key at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: object) -> QSize:
        """All rows are of one height."""
        return QSize(100, max(ROW, option.fontMetrics.height() + 12))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: object) -> None:
        """Draw one command; what cannot be done now is pale."""
        now = theme.tokens()
        command: Command = index.data(_COMMAND)  # type: ignore[attr-defined]
        possible = bool(index.data(_COMMAND + 1))  # type: ignore[attr-defined]
        box = option.rect.adjusted(4, 1, -4, -1)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, now.accent_tint)
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), now.accent)
        inner = box.adjusted(12, 0, -10, 0)
        title = plain_title(command)
        painter.setPen(now.text if possible else now.text3)
        painter.drawText(inner, _LEFT, title)
        shift = option.fontMetrics.horizontalAdvance(title) + 12
        painter.setPen(now.text3)
        painter.drawText(inner.adjusted(shift, 0, 0, 0), _LEFT, command.menu.replace("&", ""))
        keys = QKeySequence(command.keys).toString(QKeySequence.SequenceFormat.NativeText)
        painter.setPen(now.text2)
        painter.drawText(inner, _RIGHT, keys)
        painter.restore()


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CommandPalette(QFrame):
    """A field and the commands that match it; Enter runs one, Esc closes."""

    def __init__(self, window: QWidget, desk: Desk, actions: Actions) -> None:
        super().__init__(window)
        self._window, self._desk, self._actions = window, desk, actions
        self._before: QWidget | None = None
        self.setObjectName("commands")
        self.setAccessibleName("Commands")
        self.setProperty("card", "popover")
        self._field = QLineEdit()
        self._field.setObjectName("commands.field")
        self._field.setPlaceholderText("Type a few letters of a command")
        self._field.setAccessibleName("Command")
        self._field.textChanged.connect(self._fill)
        self._field.installEventFilter(self)
        self._model = QStandardItemModel(self)
        self._list = QListView()
        self._list.setObjectName("commands.list")
        self._list.setAccessibleName("Commands that match")
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setModel(self._model)
        self._list.setItemDelegate(_Row(self._list))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.viewport().setAutoFillBackground(False)
        self._list.clicked.connect(lambda _index: self._run())
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self._field)
        column.addWidget(self._list)
        self._none = plain_label("No command has these letters.", tone="second")
        self._none.setObjectName("commands.none")
        self._none.setContentsMargins(12, 6, 12, 6)
        column.addWidget(self._none)
        self.hide()

    def open(self) -> None:
        """Show the palette over the window's middle."""
        window = self._window
        if not self.isVisible():
            self._before = window.focusWidget()
        self._field.clear()
        self._fill()
        width = min(WIDTH, window.width() - 40)
        self.setGeometry((window.width() - width) // 2, 84, width, self._height())
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _height(self) -> int:
        """Return the height that the rows need, no more than the window has."""
        rows = min(max(self._model.rowCount(), 1), ROWS)
        row = self._list.sizeHintForRow(0) if self._model.rowCount() else ROW
        field = self._field.sizeHint().height()
        return min(rows * row + field + 30, self._window.height() - 120)

    def leave(self) -> None:
        """Close and give the keyboard back."""
        self.hide()
        if self._before is not None and isValid(self._before):
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        words = folded(self._field.text()).split()
        found: list[tuple[bool, bool, int, Command]] = []
        for command in COMMANDS:
            if command.id == "app.palette":
                continue
            title = folded(plain_title(command))
            place = f"{title} {folded(command.menu.replace('&', ''))} {folded(command.help)}"
            if all(word in place for word in words):
                whole = all(word in title for word in words)
                found.append((not whole, not command.when(self._desk), len(found), command))
        self._model.clear()
        for _whole, impossible, _n, command in sorted(found, key=lambda item: item[:3]):
            item = QStandardItem()
            item.setData(command, _COMMAND)
            item.setData(not impossible, _COMMAND + 1)
            spoken = ", ".join(filter(None, (plain_title(command), command.keys)))
            item.setData(spoken, Qt.ItemDataRole.AccessibleTextRole)
            item.setToolTip(command.why if impossible else command.help)
            self._model.appendRow(item)
        self._list.setVisible(bool(found))
        self._none.setVisible(not found)
        if found:
            self._list.setCurrentIndex(self._model.index(0, 0))
        self.resize(self.width(), self._height())

    def _run(self) -> None:
        index = self._list.currentIndex()
        if index.isValid():
            command: Command = index.data(_COMMAND)
            self.leave()
            self._actions.run(command.id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows walk the list, Enter runs, Esc and leaving the field close."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1,
                     Qt.Key.Key_PageDown: ROWS, Qt.Key.Key_PageUp: -ROWS}  # fmt: skip
            key = Qt.Key(event.key())
            if key in steps:
                row = self._list.currentIndex().row() + steps[key]
                row = min(max(row, 0), self._model.rowCount() - 1)
                self._list.setCurrentIndex(self._model.index(row, 0))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run()
                return True
            if key == Qt.Key.Key_Escape:
                self.leave()
                return True
        elif event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        return super().eventFilter(watched, event)
