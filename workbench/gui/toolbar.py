"""The bar over the perspectives: sidebar, project, switch, undo and redo, commands, panel."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from workbench.commands import BY_ID
from workbench.desk import Perspective
from workbench.gui import theme
from workbench.gui.actions import Actions
from workbench.gui.labels import ElidedLabel

HEIGHT = 44
NARROW = 1200


class ToolBar(QFrame):
    """Buttons that run commands of the table."""

    chosen = Signal(str)

    def __init__(self, actions: Actions, views: Sequence[tuple[Perspective, str]]) -> None:
        super().__init__()
        self._actions = actions
        self.setObjectName("toolbar")
        self.setAccessibleName("Tools")
        self.setProperty("ground", "window")
        self.setProperty("edge", "bottom")
        self.setMinimumHeight(HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 12, 5)
        row.setSpacing(6)
        left, right = QWidget(), QWidget()
        row.addWidget(left, 1)
        row.addWidget(self._switch(views))
        row.addWidget(right, 1)
        self._fill_left(left)
        self._fill_right(right)

    def _fill_left(self, holder: QWidget) -> None:
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.button("view.sidebar", "sidebar"))
        self._title = ElidedLabel("title")
        self._title.setObjectName("toolbar.title")
        self._file = ElidedLabel("body", "second")
        self._title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._file.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row.addWidget(self._title)
        row.addWidget(self._file)
        row.addStretch(1)

    def _fill_right(self, holder: QWidget) -> None:
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addStretch(1)
        self._undo = self.button("edit.undo", "undo")
        self._redo = self.button("edit.redo", "redo")
        self._commands = self._command_button()
        self._search = self.button("app.palette", "search")
        for part in (self._undo, self._redo, self._commands, self._search):
            row.addWidget(part)
        row.addWidget(self.button("view.panel", "panel"))

    def button(self, name: str, icon: str) -> QToolButton:
        """Return a flat button with an icon that runs a command."""
        button = QToolButton()
        button.setObjectName(f"toolbar.{name}")
        button.setProperty("role", "flat")
        button.setProperty("icon-name", icon)
        button.setIcon(theme.icon(icon))
        button.setToolTip(self._actions.tip(name))
        button.setAccessibleName(self._actions.tip(name))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self._actions.run(name))
        return button

    def _command_button(self) -> QToolButton:
        """Return the wide button that opens the command palette, in the look of a field."""
        button = QToolButton()
        button.setObjectName("toolbar.commands")
        button.setProperty("role", "field")
        button.setMinimumWidth(200)
        button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        button.setAccessibleName(self._actions.tip("app.palette"))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        inside = QHBoxLayout(button)
        inside.setContentsMargins(8, 2, 6, 2)
        inside.setSpacing(8)
        self._glass = QLabel()
        self._glass.setPixmap(theme.icon_pixmap("search", theme.tokens().text2))
        words = QLabel("Find a command")
        words.setProperty("tone", "third")
        key = QLabel(QKeySequence(BY_ID["app.palette"].keys).toString())
        key.setProperty("role", "key")
        key.setFont(theme.interface_font("badge"))
        for part in (self._glass, words):
            inside.addWidget(part)
        inside.addStretch(1)
        inside.addWidget(key)
        button.clicked.connect(lambda: self._actions.run("app.palette"))
        return button

    def _switch(self, views: Sequence[tuple[Perspective, str]]) -> QFrame:
        tray = QFrame()
        tray.setProperty("role", "tray")
        tray.setObjectName("toolbar.perspectives")
        tray.setAccessibleName("Perspective")
        row = QHBoxLayout(tray)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        self._views = QButtonGroup(self)
        self._view_buttons: dict[Perspective, QToolButton] = {}
        for view, words in views:
            button = QToolButton()
            button.setObjectName(f"toolbar.view.{view}")
            button.setProperty("role", "segment")
            button.setText(words)
            button.setToolTip(self._actions.tip(f"view.{view}"))
            button.setCheckable(True)
            button.setMinimumWidth(78)
            button.clicked.connect(lambda _on=False, view=view: self.chosen.emit(view))
            self._views.addButton(button)
            self._view_buttons[view] = button
            row.addWidget(button)
        return tray

    def set_project(self, title: str, file: str) -> None:
        """Name the project that is open."""
        self._title.set_text(title)
        self._file.set_text(file)

    def set_perspective(self, view: Perspective) -> None:
        """Show which perspective is open."""
        self._view_buttons[view].setChecked(True)

    def set_steps(self, undo: str | None, redo: str | None) -> None:
        """Say what undo and redo would do; None where nothing is left."""
        for button, name, label in (
            (self._undo, "edit.undo", undo),
            (self._redo, "edit.redo", redo),
        ):
            button.setEnabled(label is not None)
            tip = self._actions.tip(name)
            button.setToolTip(f"{tip}: {label}" if label else f"{tip}: {BY_ID[name].why}")

    def fit(self, width: int) -> None:
        """Leave out what a narrow window has no room for."""
        self._file.setVisible(width >= NARROW)
        self._commands.setVisible(width >= NARROW)
        self._search.setVisible(width < NARROW)

    def restyle(self) -> None:
        """Tint the icons for the colours in force."""
        for button in self.findChildren(QToolButton):
            name = button.property("icon-name")
            if name:
                button.setIcon(theme.icon(name))
        self._glass.setPixmap(theme.icon_pixmap("search", theme.tokens().text2))
