"""Menus and keys, made from the table of commands."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from workbench.commands import BY_ID, COMMANDS, Command, plain_title
from workbench.desk import Desk
from workbench.gui.words import menu_text


class Actions(QObject):
    """A QAction for each command; running one whose condition fails says what is missing."""

    def __init__(self, window: QMainWindow, desk: Desk) -> None:
        super().__init__(window)
        self._desk = desk
        self._actions: dict[str, QAction] = {}
        menus: dict[str, QMenu] = {}
        for command in COMMANDS:
            if command.menu not in menus:
                menu = menus[command.menu] = window.menuBar().addMenu(command.menu)
                menu.setObjectName(f"menu.{command.menu.replace('&', '').lower()}")
                menu.setToolTipsVisible(True)
                menu.aboutToShow.connect(self.refresh)
                # Keys of disabled actions are silent: outside the menus all stay enabled and
                # tell what is missing instead.
                menu.aboutToHide.connect(self._enable_all)
            elif command.section:
                menus[command.menu].addSeparator()
            action = self._make(command, window)
            menus[command.menu].addAction(action)
            self._actions[command.id] = action

    def _make(self, command: Command, window: QMainWindow) -> QAction:
        action = QAction(command.title, window)
        action.setObjectName(command.id)
        if command.keys:
            action.setShortcut(QKeySequence(command.keys))
        action.setStatusTip(command.help)
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.triggered.connect(lambda _on=False, name=command.id: self.run(name))
        return action

    def __getitem__(self, name: str) -> QAction:
        """Return the action of a command."""
        return self._actions[name]

    def run(self, name: str) -> None:
        """Run a command, or say why it cannot be run now."""
        command = BY_ID[name]
        if command.when(self._desk):
            command.run(self._desk)
        else:
            self._desk.notify(command.why)

    def refresh(self) -> None:
        """Enable what can be done now and name what undo and redo would do."""
        for command in COMMANDS:
            action = self._actions[command.id]
            possible = command.when(self._desk)
            action.setEnabled(possible)
            action.setToolTip(command.help if possible else command.why)
        project = self._desk.project
        for name, label in (
            ("edit.undo", project.log.undoable() if project else None),
            ("edit.redo", project.log.redoable() if project else None),
        ):
            words = BY_ID[name].title
            self._actions[name].setText(f"{words}: {menu_text(label)}" if label else words)

    def _enable_all(self) -> None:
        for action in self._actions.values():
            action.setEnabled(True)

    def tip(self, name: str) -> str:
        """Return a tool tip with the key of a command."""
        command = BY_ID[name]
        keys = QKeySequence(command.keys).toString(QKeySequence.SequenceFormat.NativeText)
        return f"{plain_title(command)} ({keys})" if keys else plain_title(command)


def native_keys(name: str) -> str:
    """Return the keys of a command as this system writes them; empty where it has none."""
    return QKeySequence(BY_ID[name].keys).toString(QKeySequence.SequenceFormat.NativeText)
