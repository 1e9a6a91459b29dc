"""How a row of the codebook is drawn and renamed: twisty, shape, name, key cap, count."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from db.records import Tag
from workbench.gui import theme
from workbench.gui.codebook.model import Role
from workbench.gui.codebook.nodes import Node
from workbench.gui.panes import (
    KeyboardRing,
    draw_icon,
    draw_key,
    draw_line,
    draw_ring,
    draw_row,
    key_width,
    strong_font,
)
from workbench.text.stance import stance_sign

Index = QModelIndex | QPersistentModelIndex

ROW = 25
STEP = 13  # further in, for each level
TWISTY_AT = 14  # the middle of the twisty, from the start of the row
END = 13  # free at the end of the row
GAP = 8
LEAST_NAME = 70  # pixels that a name has before a second key is left out


def has_shape(node: Node) -> bool:
    """Return whether a row shows its tag's shape: groups and facets show a twisty instead."""
    return node.tag is not None and not node.children


def twisty_at(node: Node) -> int:
    """Return the middle of a row's twisty, in pixels from the start of the row."""
    return TWISTY_AT + STEP * node.depth


def name_at(node: Node) -> int:
    """Return where a row's name begins, in pixels from the start of the row."""
    return twisty_at(node) + (30 if has_shape(node) or node.draft else 13)


def draw_tag_sign(painter: QPainter, facet: str, tag: Tag, x: float, y: float) -> None:
    """Draw the shape of a tag with its centre at (x, y); a stance has its sign instead."""
    if facet != "stance":
        theme.draw_shape(painter, facet, tag.colour, x, y)
        return
    painter.save()
    painter.setFont(strong_font())
    painter.setPen(QColor(theme.tokens().text))
    box = QRectF(x - 8, y - 10, 16, 20)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter.value, stance_sign(tag.sign, tag.name))
    painter.restore()


class CodebookDelegate(QStyledItemDelegate):
    """Paints the tree; `named` announces the name that was typed for a row."""

    named = Signal(object, str)

    def __init__(self, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view
        self._ring = KeyboardRing(view)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, max(ROW, QFontMetrics(theme.interface_font()).height() + 7))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        node: Node = index.data(Role.NODE)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        state: QStyle.StateFlag = option.state
        now = theme.tokens()
        if state & QStyle.StateFlag.State_Selected:
            draw_row(painter, option.rect, now.accent_tint, now.accent, rtl)
        elif state & QStyle.StateFlag.State_MouseOver:
            draw_row(painter, option.rect, now.hover)
        self._draw_sign(
            painter, option, node, isinstance(index, QModelIndex) and self._view.isExpanded(index)
        )
        if not node.draft:
            self._draw_words(painter, option, node)
        if self._ring.on and state & QStyle.StateFlag.State_HasFocus:
            draw_ring(painter, option.rect)

    @staticmethod
    def _draw_sign(
        painter: QPainter, option: QStyleOptionViewItem, node: Node, expanded: bool
    ) -> None:
        box: QRect = option.rect
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        y = box.top() + box.height() / 2
        from_start = twisty_at(node) + (18 if has_shape(node) else 0)
        x = box.right() + 1 - from_start if rtl else box.left() + from_start
        if node.tag and has_shape(node):
            tag = node.tag
            painter.setOpacity(0.45 if tag.archived else 1)
            draw_tag_sign(painter, node.facet.key, tag, x, y)
            painter.setOpacity(1)
        elif node.children:
            painter.save()
            painter.translate(x, y)
            painter.scale(-1 if rtl else 1, 1)
            icon = "chevron-down" if expanded else "chevron-right"
            draw_icon(painter, icon, theme.tokens().text2, 0, 0, 12)
            painter.restore()

    @staticmethod
    def _draw_words(painter: QPainter, option: QStyleOptionViewItem, node: Node) -> None:
        box: QRect = option.rect
        now = theme.tokens()

        def mirrored(left: int, width: int) -> QRect:
            inside = QRect(box.left() + left, box.top(), width, box.height())
            return QStyle.visualRect(option.direction, box, inside)

        end = box.width() - END
        small = theme.interface_font("small")
        if node.count:
            width = QFontMetrics(small).horizontalAdvance(str(node.count))
            painter.setFont(small)
            painter.setPen(QColor(now.text3))
            count = mirrored(end - width, width + 1)
            painter.drawText(count, Qt.AlignmentFlag.AlignCenter.value, str(node.count))
            end -= width + GAP
        caps = [(keys, key_width(keys)) for keys in node.keys]
        # A long key gives way to the name: the details of the tag have it too.
        while len(caps) > 1 and end - name_at(node) - _total(caps) < LEAST_NAME:
            caps.pop()
        room = end - name_at(node) - _total(caps)
        font, colour = _look(node)
        metrics = QFontMetrics(font)
        # The box hugs a short name, so that key caps can follow it in any script.
        width = max(0, min(room, metrics.horizontalAdvance(_shown(node)) + 1))
        draw_line(painter, mirrored(name_at(node), width), _shown(node), font, colour)
        left = name_at(node) + width + GAP
        for keys, cap in caps:
            draw_key(painter, mirrored(left, cap), keys)
            left += cap + 4

    # The editor

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QLineEdit:
        node: Node = index.data(Role.NODE)
        editor = QLineEdit(parent)
        editor.setObjectName("codebook.tree.editor")
        editor.setAccessibleName(f"Name of the {node.facet.key}")
        editor.setPlaceholderText(f"New {node.facet.key}" if node.draft else "")
        # The row is lower than a field: the edge stays, the padding goes.
        editor.setStyleSheet("padding: 0px 3px;")
        return editor

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        box: QRect = option.rect
        left = name_at(index.data(Role.NODE)) - 7
        inside = QRect(box.left() + left, box.top(), box.width() - left - 2, box.height())
        editor.setGeometry(QStyle.visualRect(option.direction, box, inside))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        node: Node = index.data(Role.NODE)
        name = " ".join(editor.text().split())
        if name and name != node.name:
            self.named.emit(node, name)


def _total(caps: list[tuple[str, int]]) -> int:
    """Return the room that key caps take behind a name, in pixels."""
    return sum(cap for _keys, cap in caps) + (GAP + 4 * (len(caps) - 1) if caps else 0)


def _shown(node: Node) -> str:
    return f"{node.name} (archived)" if node.tag and node.tag.archived else node.name


def _look(node: Node) -> tuple[QFont, str]:
    now = theme.tokens()
    if node.tag is None:
        return strong_font(), now.text
    if node.tag.archived:
        return theme.interface_font(), now.text3
    return theme.interface_font(), now.text2 if node.children else now.text
