"""The menus of the library: what is shown, and what can be done with a document."""

from collections.abc import Callable

from PySide6.QtGui import QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from db.records import READING_STATES, ReadingState
from workbench.gui.library.model import LibraryModel, LibraryRow, Sort

SHOWN: tuple[tuple[str, ReadingState | None], ...] = (
    ("All", None),
    ("Unread", "unread"),
    ("Reading", "reading"),
    ("Done", "done"),
)
SORTS: tuple[tuple[str, Sort], ...] = (
    ("Sort as imported", "order"),
    ("Sort by title", "title"),
    ("Sort by date, newest first", "date"),
)


def filter_menu(parent: QWidget, model: LibraryModel, changed: Callable[[], None]) -> QMenu:
    """Return the menu that sets the filter and the order of a model, then calls `changed`."""
    menu = QMenu(parent)
    menu.setObjectName("library.filter.menu")

    def choose(name: str, value: object) -> None:
        setattr(model, name, value)
        changed()

    def add(name: str, choices: tuple[tuple[str, object], ...]) -> None:
        group = QActionGroup(menu)
        for words, value in choices:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(getattr(model, name) == value)
            action.triggered.connect(lambda _=False, value=value: choose(name, value))
            group.addAction(action)

    add("state", SHOWN)
    menu.addSeparator()
    add("order", SORTS)
    return menu


def row_menu(
    parent: QWidget,
    row: LibraryRow,
    do: Callable[[str], None],
    mark: Callable[[ReadingState], None],
) -> QMenu:
    """Return the menu of one document.

    `do` is called with open, beside, details or remove, `mark` with the new reading state.
    """
    menu = QMenu(parent)
    menu.setObjectName("library.list.menu")

    def add(words: str, name: str, keys: str = "") -> None:
        action = menu.addAction(words)
        action.triggered.connect(lambda: do(name))
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutVisibleInContextMenu(True)

    add("Open", "open", "Return")
    add("Open beside", "beside", "Ctrl+Return")
    menu.addSeparator()
    group = QActionGroup(menu)
    for state in READING_STATES:
        action = menu.addAction(f"Mark as {state}")
        action.setCheckable(True)
        action.setChecked(state == row.state)
        action.triggered.connect(lambda _=False, state=state: mark(state))
        group.addAction(action)
    menu.addSeparator()
    add("Details…", "details")
    add("Remove from project", "remove", "Del")
    return menu
