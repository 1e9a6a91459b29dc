"""Keys that a coder gives tags beyond the numbers, as Ctrl+Alt+W: remembered for each project."""

from collections.abc import Callable

from PySide6.QtCore import QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from db.records import Id
from workbench.commands import COMMANDS, plain_title
from workbench.gui.claims.book import CodeBook
from workbench.settings import Settings

_TEXT = QKeySequence.SequenceFormat.PortableText
_SHOWN = QKeySequence.SequenceFormat.NativeText


def refusal(keys: QKeySequence) -> str:
    """Return in one sentence why a key cannot be a tag's; empty where it can.

    Single keys belong to the text, Alt and a letter to the menus, others to commands and fields.
    """
    if keys.isEmpty():
        return ""
    first: QKeyCombination = keys[0]  # type: ignore[index]  # the stubs lack it
    if keys.count() > 1 or not first.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier:
        return "Choose a letter with Ctrl, or with Ctrl and Alt or Shift."
    shown = keys.toString(_SHOWN)
    for command in COMMANDS:
        if command.keys and QKeySequence(command.keys) == keys:
            return f"{shown} is the key of “{plain_title(command)}”."
    for standard in QKeySequence.StandardKey:
        if keys in QKeySequence.keyBindings(standard):
            return f"{shown} is needed for editing text."
    return ""


class TagShortcuts(QObject):
    """The keys of tags in one project; pressing one inside `area` calls `give` with its tag."""

    #: a tag was given another key, or none
    changed = Signal()

    def __init__(
        self, settings: Settings, project: str, area: QWidget, give: Callable[[Id], None]
    ) -> None:
        super().__init__(area)
        self._settings, self._area, self._give = settings, area, give
        self._name = f"shortcuts:{project}"
        found = settings.place(self._name)
        self._keys: dict[str, Id] = {}
        if isinstance(found, dict):
            self._keys = {
                keys: tag
                for keys, tag in found.items()
                if isinstance(tag, int) and keys and not refusal(QKeySequence(keys))
            }
        self._shortcuts: list[QShortcut] = []
        self._make()

    def of(self, tag: Id) -> str:
        """Return the key of a tag, as `QKeySequence` writes it everywhere, or nothing."""
        return next((keys for keys, other in self._keys.items() if other == tag), "")

    def by_tag(self) -> dict[Id, str]:
        """Return the keys by tag, as they are shown to people."""
        return {tag: QKeySequence(keys).toString(_SHOWN) for keys, tag in self._keys.items()}

    def holder(self, keys: str, book: CodeBook) -> Id | None:
        """Return the tag that has a key, or None."""
        tag = self._keys.get(keys)
        return tag if tag in book.tags else None

    def assign(self, tag: Id, keys: str) -> None:
        """Give a tag a key that is not refused, or none; a key has one tag, a tag one key."""
        kept = {k: other for k, other in self._keys.items() if other != tag and k != keys}
        self._keys = kept | ({keys: tag} if keys else {})
        self._settings.remember({self._name: dict(self._keys) or None})
        self._make()
        self.changed.emit()

    def _make(self) -> None:
        for old in self._shortcuts:
            old.setEnabled(False)
            old.deleteLater()
        self._shortcuts = []
        for keys, tag in self._keys.items():
            shortcut = QShortcut(QKeySequence(keys), self._area)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda tag=tag: self._give(tag))
            self._shortcuts.append(shortcut)


def portable(keys: QKeySequence) -> str:
    """Return a key as it is stored."""
    return keys.toString(_TEXT)
