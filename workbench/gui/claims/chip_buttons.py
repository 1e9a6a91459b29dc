"""The chips of the open card, as buttons."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from db.records import Role
from workbench.gui import theme
from workbench.gui.claims.chips import (
    GAP,
    INSET,
    Chip,
    chip_height,
    chip_width,
    close_box,
    paint_box,
    paint_chip,
)
from workbench.gui.claims.measure import Ruler


class ChipButton(QAbstractButton):
    """A chip in the open card: x, Delete or Backspace take the tag off; the menu sets the role.

    A chip that was given by another coder, or stands on another's claim, is `fixed`.
    """

    removed = Signal(object)
    role_chosen = Signal(object, str)

    def __init__(self, ruler: Ruler, chip: Chip, *, fixed: bool, roles: bool) -> None:
        super().__init__()
        self.chip = chip
        self._ruler = ruler
        self._fixed = fixed
        self._roles = roles and not fixed
        self._press = QPoint()
        self.setObjectName(f"card.chip.{chip.tag}")
        self.setAccessibleName(chip.spoken)
        self.setToolTip("" if fixed else self._hint())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if fixed else Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._act)

    def _hint(self) -> str:
        role = "Space: holds it or is spoken about. " if self._roles else ""
        return f"{role}Delete: take off."

    def sizeHint(self) -> QSize:
        width = chip_width(self._ruler, self.chip, closable=not self._fixed)
        return QSize(round(width + 0.5), chip_height(self._ruler))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, chip_height(self._ruler))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        over = self.underMouse() and not self._fixed
        paint_chip(
            painter,
            self._ruler,
            self.chip,
            QRectF(self.rect()),
            closable=not self._fixed,
            ground=theme.tokens().hover if over else "",
            focus=self.hasFocus(),
        )
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._press = event.position().toPoint()
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not self._fixed:
            self.removed.emit(self.chip.tag)
            return
        self._press = QPoint()
        super().keyPressEvent(event)

    def _act(self) -> None:
        if self._fixed:
            return
        if close_box(QRectF(self.rect())).contains(QPointF(self._press)) and self._press.x():
            self.removed.emit(self.chip.tag)
        elif self._roles:
            self._show_roles()

    def _show_roles(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("card.roles")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        roles: tuple[tuple[Role, str], ...] = (
            ("holder", "Holds the claim"),
            ("about", "The claim is about them"),
        )
        for role, words in roles:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(role == self.chip.role)
            action.triggered.connect(lambda _=False, role=role: self._choose(role))
        menu.addSeparator()
        menu.addAction("Take off").triggered.connect(lambda: self.removed.emit(self.chip.tag))
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _choose(self, role: Role) -> None:
        if role != self.chip.role:
            self.role_chosen.emit(self.chip.tag, role)


class AddButton(QAbstractButton):
    """The dashed chip "+ Add"."""

    def __init__(self, ruler: Ruler, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ruler = ruler
        self.setText("Add")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        width = INSET + 10 + GAP + self._ruler.width(self.text()) + 1 + INSET
        return QSize(round(width + 0.5), chip_height(self._ruler))

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.tokens()
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        box = QRectF(self.rect())
        ground = now.hover if self.underMouse() else now.raised
        paint_box(painter, box, ground, focus=self.hasFocus(), dashed=True)
        plus = theme.icon_pixmap("plus", now.text2, 12, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(INSET - 1, (box.height() - 12) / 2), plus)
        painter.setFont(self._ruler.font)
        painter.setPen(QColor(now.text2))
        rest = box.adjusted(INSET + 10 + GAP, 0, 0, 0)
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)
