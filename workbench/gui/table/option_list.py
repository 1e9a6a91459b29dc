"""A list of things to tick: documents, coders, or the tags of a facet."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QPainter,
)
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from db.records import Id
from workbench.gui import theme
from workbench.gui.panes import draw_line
from workbench.gui.table.checkbox import draw_check
from workbench.gui.words import folded, tool_tip

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROW, _INDENT = 26, 16


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose; `facet` and `colour` are those of a tag, `sign` its side.

    `also` are more words it is found by, `depth` how far it stands in.
    """

    value: Id
    name: str
    facet: str = ""
    colour: str = ""
    sign: str = ""
    depth: int = 0
    also: str = ""


class OptionModel(QAbstractListModel):
    """The options that fit what is typed, and which of all are chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.all: Sequence[Option] = ()
        self.options: Sequence[Option] = ()
        self.chosen: frozenset[Id] = frozenset()
        self._words: list[str] = []

    def set_options(self, options: Sequence[Option], chosen: Collection[Id]) -> None:
        """Take other options."""
        self.beginResetModel()
        self.all = self.options = options
        self.chosen = frozenset(chosen)
        self._words = [folded(f"{option.name} {option.also}") for option in options]
        self.endResetModel()

    def search(self, typed: str) -> None:
        """Offer the options with every word that is typed, names that begin with it first."""
        words = folded(typed).split()
        self.beginResetModel()
        self.options = [
            option
            for option, text in zip(self.all, self._words, strict=True)
            if all(word in text for word in words)
        ]
        if words:
            start = " ".join(words)
            self.options.sort(key=lambda option: not folded(option.name).startswith(start))
        self.endResetModel()

    def toggle(self, row: int) -> None:
        """Choose an option, or let it go."""
        self.chosen = self.chosen ^ {self.options[row].value}
        self.dataChanged.emit(self.index(row), self.index(row))

    def clear(self) -> None:
        """Let all go."""
        self.chosen = frozenset()
        self.dataChanged.emit(self.index(0), self.index(len(self.options) - 1))

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.options)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        option = self.options[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return option.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(option.name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(index.row())
        return None

    def spoken(self, row: int) -> str:
        """Return what a screen reader says of an option."""
        option = self.options[row]
        return f"{option.name}, {'chosen' if option.value in self.chosen else 'not chosen'}"


class OptionDelegate(QStyledItemDelegate):
    """Paints check box, shape and name."""

    def __init__(self, view: QListView, model: OptionModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        now, shown = theme.tokens(), self._model.options[index.row()]
        box, way = QRect(option.rect), self._view.layoutDirection()
        current = index.row() == self._view.currentIndex().row()
        if current:
            painter.fillRect(box, QColor(now.accent_tint))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, QColor(now.hover))
        depth = shown.depth if self._model.options is self._model.all else 0
        x, y = box.left() + 18 + _INDENT * depth, box.top() + box.height() / 2

        def across(place: float) -> float:
            return box.right() - (place - box.left()) if self._view.isRightToLeft() else place

        state = Qt.CheckState.Checked if shown.value in self._model.chosen else None
        draw_check(painter, QPointF(across(x), y), state or Qt.CheckState.Unchecked)
        x += 16
        if shown.facet and not shown.sign:
            theme.draw_shape(painter, shown.facet, shown.colour, round(across(x + 4)), round(y))
            x += 16
        name = QRect(round(x), box.top(), box.right() - round(x) - 8, box.height())
        words = f"{shown.sign} {shown.name}".strip()
        draw_line(painter, QStyle.visualRect(way, box, name), words,
                  theme.interface_font(), now.text)  # fmt: skip


def row_height() -> int:
    """Return the height of an option in pixels."""
    return max(_ROW, QFontMetrics(theme.interface_font()).height() + 9)
