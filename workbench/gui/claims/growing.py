"""A text field that is as high as its text."""

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from workbench.gui.claims.measure import is_rtl

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
PAUSE = 1500  # milliseconds without a key after which the text is saved


class GrowingText(QPlainTextEdit):
    """A text field as high as its text, within limits; `saved` tells of a changed text.

    It saves on leaving the field, on Ctrl+Enter, and (`while_typing`) after a pause, which is not
    for what is posted piece by piece, as comments are. In a field of `one_line` of meaning, Enter
    saves too, and line breaks that are pasted become spaces.
    """

    saved = Signal(str)

    def __init__(
        self, name: str, *, least: int, most: int, one_line: bool, while_typing: bool = True
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("field", True)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.document().setDocumentMargin(2)
        self._least, self._most, self._one_line = least, most, one_line
        self._loaded = ""
        self.document().setModified(False)
        self.textChanged.connect(self._align)
        self.textChanged.connect(self._grow)
        # Also while one stays in the field: a crash must not take a paragraph along.
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.save)
        if while_typing:
            self.textChanged.connect(self._pause.start)

    @property
    def value(self) -> str:
        """What stands in the field, without the blanks around it."""
        # The raw text keeps no-break spaces, which the plain text would lose.
        text = self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")
        return text.strip()

    def load(self, text: str) -> None:
        """Show a text, unless the user has typed another one that is not saved yet."""
        if text != self._loaded and not self.document().isModified():
            self.setPlainText(text)
        self._loaded = text

    def empty(self) -> None:
        """Show nothing, for the next text to be typed."""
        self.setPlainText("")
        self.document().setModified(False)
        self._loaded = ""

    def save(self) -> None:
        """Announce the text if the user changed it."""
        if not self.document().isModified():
            return
        self.document().setModified(False)
        if self.value != self._loaded:
            self._loaded = self.value
            self.saved.emit(self._loaded)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.save()

    def event(self, event: QEvent) -> bool:
        keys = QKeySequence.StandardKey
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (event.matches(keys.Undo) or event.matches(keys.Redo))
            and not self.document().isModified()
        ):
            event.ignore()  # nothing is typed that is not saved: the key is for the project
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in _ENTER and (control or self._one_line):
            self.save()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self._one_line and source.hasText():
            self.insertPlainText(" ".join(source.text().splitlines()))
            return
        super().insertFromMimeData(source)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def _align(self) -> None:
        """Set a text of right-to-left script at the right."""
        rtl = is_rtl(self.toPlainText())
        option = self.document().defaultTextOption()
        direction = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        if option.textDirection() != direction:
            side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
            option.setTextDirection(direction)
            option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
            self.document().setDefaultTextOption(option)

    def _grow(self) -> None:
        room = self.viewport().width() - 2 * round(self.document().documentMargin())
        full = len(self._line_heights(max(20, room))) > self._most
        policy = Qt.ScrollBarPolicy
        bar = policy.ScrollBarAsNeeded if full else policy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(bar)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        margins = self.viewportMargins() + self.contentsMargins()
        edges = 2 * round(self.document().documentMargin())
        room = width - margins.left() - margins.right() - edges
        heights = self._line_heights(max(20, room))
        least = self.fontMetrics().height()
        heights += [least] * (self._least - len(heights))
        return round(sum(heights[: self._most])) + edges + margins.top() + margins.bottom()

    def _line_heights(self, room: int) -> list[float]:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        heights: list[float] = []
        for paragraph in self.toPlainText().split("\n"):
            layout = QTextLayout(paragraph, self.font())
            layout.setTextOption(option)
            layout.beginLayout()
            while len(heights) <= self._most and (line := layout.createLine()).isValid():
                line.setLineWidth(room)
                heights.append(line.height())
            layout.endLayout()
        return heights

    def sizeHint(self) -> QSize:
        return QSize(120, self.heightForWidth(max(120, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 20)
