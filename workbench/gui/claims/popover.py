"""A small frame over the window that closes by itself, as a popup does, but takes no grab."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid

from workbench.gui.claims.placing import Place, place


class Popover(QFrame):
    """A frame inside its parent, which is the whole window; without one it is a window itself.

    It closes when one clicks or goes elsewhere; the focus then returns to where it was.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        flags = Qt.WindowType.Widget
        if parent is None:
            flags = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint
        super().__init__(parent, flags)
        self.setProperty("card", "popover")
        self.hide()
        self._place = Place(0, 0, False, 0)
        self._back: QWidget | None = None
        self._app().focusChanged.connect(self._focus_moved)

    @staticmethod
    def _app() -> QApplication:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        return app

    @property
    def above(self) -> bool:
        """Whether it stands above what it belongs to, its bottom fixed."""
        return self._place.above

    def find_place(self, line: QRect, avoid: QRect, width: int, height: int) -> None:
        """Choose where to stand, for global rectangles; see `placing.place`."""
        parent = self.parentWidget()
        if parent is None:
            screen = QApplication.screenAt(line.center()) or self.screen()
            room, corner = screen.availableGeometry(), QPoint()
        else:
            room, corner = parent.rect(), parent.mapFromGlobal(QPoint())
        moved = line.translated(corner), avoid.translated(corner)
        self._place = place(*moved, room, width, height)

    def take_size(self, width: int, height: int) -> int:
        """Take a size at the place chosen; return the pixels of height there is no room for."""
        box = self._place.rect(width, height)
        self.setGeometry(box)
        return height - box.height()

    def pop_up(self, field: QWidget) -> None:
        """Show over everything else, with the focus in a field."""
        if not self.isVisible():
            self._back = QApplication.focusWidget()
        self.show()
        self.raise_()
        if self.isWindow():
            self.activateWindow()
        field.setFocus(Qt.FocusReason.PopupFocusReason)
        self._app().installEventFilter(self)

    def leave(self) -> bool:
        """Hide and give the focus back, without a word; return whether it was to be seen."""
        if not self.isVisible():
            return False
        self._app().removeEventFilter(self)
        inside = self.isAncestorOf(QApplication.focusWidget() or self)
        self.hide()
        if inside and self._back is not None and isValid(self._back):
            self._back.setFocus(Qt.FocusReason.PopupFocusReason)
        return True

    def dismiss(self) -> None:
        """Close; what was done before stays."""
        if self.leave():
            self.closed.emit()

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self.isVisible() and now is not None and not self.isAncestorOf(now):
            self.dismiss()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.MouseButtonPress
            and isinstance(watched, QWidget)
            and watched is not self
            and not self.isAncestorOf(watched)
        ):
            self.dismiss()
        return False
