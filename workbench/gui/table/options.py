"""A popover to choose any of a list: documents, coders, or the tags of a facet."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QListView, QPushButton, QVBoxLayout, QWidget

from db.records import Id
from workbench.gui.claims.popover import Popover
from workbench.gui.fields import SearchField
from workbench.gui.table.option_list import Option, OptionDelegate, OptionModel, row_height

_WIDTH, _MOST_ROWS = 300, 12
#: Shorter lists need no search field.
_SHORT = 8
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -10, Qt.Key.Key_PageDown: 10}


class OptionPopover(Popover):
    """Options to tick: type to find one, arrows move, Enter ticks, Esc closes.

    `chosen` gives all that are ticked, after every change.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._model = OptionModel(self)
        self._field = SearchField("Find", f"{name}.field")
        self._field.textChanged.connect(self._search)
        self._list = QListView()
        self._list.setObjectName(f"{name}.list")
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setUniformItemSizes(True)
        self._list.setMouseTracking(True)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.viewport().setBackgroundRole(self._list.palette().ColorRole.Button)
        self._list.setModel(self._model)
        self._list.setItemDelegate(OptionDelegate(self._list, self._model))
        self._list.clicked.connect(lambda index: self._toggle(index.row()))
        self._list.selectionModel().currentChanged.connect(self._announce)
        self._any = QPushButton()
        self._any.setObjectName(f"{name}.any")
        self._any.setProperty("role", "small")
        self._any.clicked.connect(self._clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(7, 7, 7, 7)
        column.setSpacing(6)
        for part in (self._field, self._list, self._any):
            column.addWidget(part)

    def open_under(
        self, rect: QRect, what: str, options: Sequence[Option], chosen: Collection[Id]
    ) -> None:
        """Open under a rectangle of the screen; `what` is the word for an option: "document"."""
        self.setAccessibleName(f"Choose {what}")
        self._list.setAccessibleName(f"{what.capitalize()}: choices")
        self._field.setPlaceholderText(f"Find {what}")
        self._field.setAccessibleName(f"Find {what}")
        self._any.setText(f"Any {what}")
        self._field.clear()
        self._model.set_options(options, chosen)
        self._any.setEnabled(bool(chosen))
        self._field.setVisible(len(options) > _SHORT)
        rows = min(max(len(options), 1), _MOST_ROWS)
        self._list.setFixedHeight(rows * row_height())
        self.ensurePolished()
        layout = self.layout()
        assert layout is not None
        layout.activate()
        height = layout.totalSizeHint().height()
        self.find_place(rect, rect, _WIDTH, height)
        missing = self.take_size(_WIDTH, height)
        if missing > 0:
            self._list.setFixedHeight(max(row_height(), rows * row_height() - missing))
        self._list.setCurrentIndex(self._model.index(0))
        short = self._field.isHidden()
        self.pop_up(self._list if short else self._field)
        for part in (self._field, self._list):
            part.installEventFilter(self)

    def _search(self, typed: str) -> None:
        self._model.search(typed)
        self._list.setCurrentIndex(self._model.index(0))

    def _toggle(self, row: int) -> None:
        if 0 <= row < len(self._model.options):
            self._model.toggle(row)
            self._tell()

    def _clear(self) -> None:
        self._model.clear()
        self._tell()
        (self._list if self._field.isHidden() else self._field).setFocus()

    def _tell(self) -> None:
        self._any.setEnabled(bool(self._model.chosen))
        self._announce(self._list.currentIndex())
        self.chosen.emit(self._model.chosen)

    # -- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and watched in (self._field, self._list):
            ours = self._is_ours(event, in_field=watched is self._field)
            if ours and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if ours and event.type() == QEvent.Type.KeyPress:
                self._key(event)
                return True
            return False
        return super().eventFilter(watched, event)

    @staticmethod
    def _is_ours(event: QKeyEvent, *, in_field: bool) -> bool:
        key = event.key()
        ours = key in (*_ENTER, Qt.Key.Key_Escape, *_MOVES)
        return ours or (key == Qt.Key.Key_Space and not in_field)

    def _key(self, event: QKeyEvent) -> None:
        key, row = event.key(), self._list.currentIndex().row()
        if key == Qt.Key.Key_Escape:
            self.dismiss()
        elif key in _MOVES:
            last = len(self._model.options) - 1
            aim = max(0, min(row + _MOVES[Qt.Key(key)], last))
            self._list.setCurrentIndex(self._model.index(aim))
        else:
            self._toggle(row)

    def _announce(self, index: QModelIndex) -> None:
        """Speak the current option, since the focus may stay in the field."""
        if index.isValid() and QAccessible.isActive():
            words = self._model.spoken(index.row())
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._field, words))
