"""What the panes of the window share: labels, headers, search fields, empty states, painted rows.

Words of the user are always plain text here: no label, tool tip or menu reads them as markup.
"""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench.gui import theme
from workbench.gui.words import is_right_to_left

KEYBOARD_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


def plain_label(text: str = "", role: str = "body", tone: str = "") -> QLabel:
    """Return a label that never reads markup; `tone` is second, third, ok or no."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setFont(theme.interface_font(role))
    if tone:
        label.setProperty("tone", tone)
    return label


def strong_font(role: str = "body") -> QFont:
    """Return an interface font in its semibold weight."""
    font = theme.interface_font(role)
    font.setWeight(QFont.Weight.DemiBold)
    return font


def draw_line(painter: QPainter, box: QRect, text: str, font: QFont, colour: str) -> int:
    """Draw one line of text on the side where its own script begins, shortened to the box.

    Returns the width used in pixels.
    """
    metrics = QFontMetrics(font, painter.device())
    flat = " ".join(text.split())
    shown = metrics.elidedText(flat, Qt.TextElideMode.ElideRight, box.width())
    rtl = is_right_to_left(text)
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    painter.save()
    painter.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    )
    painter.setFont(font)
    painter.setPen(QColor(colour))
    flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(box, flags.value | Qt.TextFlag.TextSingleLine.value, shown)
    painter.restore()
    return metrics.horizontalAdvance(shown)


def draw_icon(painter: QPainter, name: str, colour: str, x: float, y: float, size: int) -> None:
    """Draw one of our icons with its centre at (x, y)."""
    ratio = painter.device().devicePixelRatioF()
    pixmap = theme.icon_pixmap(name, colour, size, ratio)
    painter.drawPixmap(round(x - size / 2), round(y - size / 2), pixmap)


def draw_row(painter: QPainter, box: QRect, ground: str, bar: str = "", rtl: bool = False) -> None:
    """Fill a row with rounded corners, with a bar of 3 px at its start if a colour is given."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = QPainterPath()
    path.addRoundedRect(QRectF(box), 5, 5)
    painter.fillPath(path, QColor(ground))
    if bar:
        painter.fillPath(path.subtracted(path.translated(-3 if rtl else 3, 0)), QColor(bar))
    painter.restore()


def draw_ring(painter: QPainter, box: QRect) -> None:
    """Draw the focus ring inside the edge of a row."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.tokens().accent), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 4, 4)
    painter.restore()


def key_width(keys: str) -> int:
    """Return how wide the cap of a key is drawn, in pixels."""
    return QFontMetrics(theme.interface_font("badge")).horizontalAdvance(keys) + 9


def draw_key(painter: QPainter, box: QRect, keys: str) -> None:
    """Draw the cap of a key in the middle of a box as wide as `key_width` says."""
    now = theme.tokens()
    font = theme.interface_font("badge")
    height = QFontMetrics(font).height() + 3
    top = box.top() + (box.height() - height) // 2
    cap = QRectF(box.left() + 0.5, top + 0.5, box.width() - 1, height - 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(now.hair))
    painter.setBrush(QColor(now.page))
    painter.drawRoundedRect(cap, 3, 3)
    painter.setFont(font)
    painter.setPen(QColor(now.text2))
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter.value, keys)
    painter.restore()


def local_files(data: QMimeData) -> list[Path]:
    """Return the files that are being dragged; addresses on the web are not among them."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class KeyboardRing(QObject):
    """Whether a view is being worked by keyboard (`on`): then its current row shows the ring."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self.on = False
        self._view = view
        view.installEventFilter(self)
        view.pressed.connect(lambda: self._set(False))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.gotFocus():
            self._set(event.reason() in KEYBOARD_REASONS)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._set(True)
        return False

    def _set(self, on: bool) -> None:
        if on != self.on:
            self.on = on
            self._view.viewport().update()


class IconButton(QToolButton):
    """A flat button with an icon that follows light and dark; its name is tool tip and label."""

    def __init__(self, icon: str, name: str, object_name: str) -> None:
        super().__init__()
        self._icon = icon
        self.setObjectName(object_name)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setProperty("role", "flat")
        self.setIcon(theme.icon(icon))
        self.setIconSize(QSize(16, 16))
        self.setFixedSize(26, 26)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.setIcon(theme.icon(self._icon))
        super().changeEvent(event)


class PaneHeader(QWidget):
    """The head of a pane: its name, how much is in it, and its buttons."""

    def __init__(self, title: str, *buttons: QToolButton) -> None:
        super().__init__()
        self._title = plain_label(title)
        self._title.setFont(strong_font())
        self._count = plain_label(tone="third")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 10, 4)
        row.setSpacing(2)
        row.addWidget(self._title)
        row.addSpacing(6)
        row.addWidget(self._count, 1)
        for button in buttons:
            row.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_count(self, text: str) -> None:
        """Show how much the pane holds, in words or figures."""
        self._count.setText(text)

    def count(self) -> str:
        """Return what `set_count` was given."""
        return self._count.text()


class EmptyState(QWidget):
    """What an empty pane says: one sentence, one button, its key, at the upper third."""

    wanted = Signal()

    def __init__(self, object_name: str) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self.sentence = plain_label(tone="second")
        self.sentence.setWordWrap(True)
        self.button = QPushButton()
        self.button.setObjectName(f"{object_name}.button")
        self.button.clicked.connect(self.wanted)
        self._key = plain_label(role="small")
        self._key.setProperty("role", "key")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addStretch(1)
        column.addWidget(self.sentence)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.button)
        row.addWidget(self._key)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(3)

    def say(self, sentence: str, button: str, keys: str = "") -> None:
        """Set the sentence, the word on the button, and the key that does the same."""
        self.sentence.setText(sentence)
        self.button.setText(button)
        self._key.setText(keys)
        self._key.setVisible(bool(keys))
