"""The small fields of the open card: choices and labels."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QSizePolicy,
    QStackedLayout,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from workbench.gui import theme
from workbench.gui.claims.measure import is_rtl
from workbench.gui.claims.segments import Segments

#: More options than this stand in a list instead of side by side.
MOST_SEGMENTS = 5


def plain_label(text: str, *, tone: str = "", small: bool = False) -> QLabel:
    """Return a label that takes its text for text whatever it holds, aligned by its script."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setProperty("tone", tone)
    if small:
        label.setFont(theme.interface_font("small"))
    if is_rtl(text):
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
    return label


def field_label(name: str, field: QWidget) -> QLabel:
    """Return the label over a field, which is named after it for screen readers."""
    label = plain_label(name.replace("&", "&&"), tone="second", small=True)
    label.setBuddy(field)
    field.setAccessibleName(name)
    return label


class QuietCombo(QComboBox):
    """A combo box that the wheel leaves alone, so that scrolling past it changes nothing.

    `short` shows the first word of the chosen line only; the list shows the lines whole.
    """

    taken = Signal(object)

    def __init__(
        self, name: str, options: Sequence[tuple[Hashable, str]], *, short: bool = False
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._short = short
        self._values = [value for value, _ in options]
        self.addItems([words for _, words in options])
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(2)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + 28)
        self.activated.connect(lambda row: self.taken.emit(self._values[row]))

    def set_value(self, value: Hashable) -> None:
        """Show a choice without announcing it; an unknown one shows as the first."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._short:
            super().paintEvent(event)
            return
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.currentText().split(" ")[0]
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()


class ChoiceField(QWidget):
    """One tag of an exclusive facet: side by side where the options fit, else in a list."""

    taken = Signal(object)

    def __init__(self, name: str, options: Sequence[tuple[Hashable, str]]) -> None:
        super().__init__()
        self._segments = Segments(name, options)
        self._combo = QuietCombo(f"{name}.list", options)
        self._few = len(options) <= MOST_SEGMENTS
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._segments)
        self._stack.addWidget(self._combo)
        self._segments.taken.connect(self.taken)
        self._combo.taken.connect(self.taken)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._choose_form(10_000)

    @property
    def field(self) -> QWidget:
        """The widget that is shown now."""
        return self._segments if self._stack.currentIndex() == 0 else self._combo

    def set_value(self, value: Hashable) -> None:
        self._segments.set_value(value)
        self._combo.set_value(value)

    def setAccessibleName(self, name: str) -> None:
        self._segments.setAccessibleName(name)
        self._combo.setAccessibleName(name)

    def tab_stops(self) -> list[QWidget]:
        """The widgets that can take the focus."""
        return [*self._segments.buttons, self._combo]

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(120, max(28, self._combo.sizeHint().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._choose_form(event.size().width())

    def _choose_form(self, width: int) -> None:
        fits = self._few and self._segments.minimumSizeHint().width() <= width
        self._stack.setCurrentIndex(0 if fits else 1)
        self.setFocusProxy(self.field)
