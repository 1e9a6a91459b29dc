"""What can be done with a row, as a menu with its keys."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from db.records import VERDICTS
from workbench.gui.words import counted

if TYPE_CHECKING:
    from workbench.gui.table.view import ClaimTable


def row_menu(table: "ClaimTable") -> QMenu:
    """Return the menu of the current row, or of all checked ones; it goes when it closes."""
    row = table.current()
    assert row is not None
    menu = QMenu(table)
    menu.setObjectName("claims-table.row.menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def add(words: str, keys: str, act: Callable[[], object]) -> None:
        action = menu.addAction(words)
        action.triggered.connect(lambda: act())
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutVisibleInContextMenu(True)

    claims = len(table.targets())
    several = f" of {counted(claims, 'claim')}" if claims > 1 else ""
    add("Go to the text", "Return", lambda: table.opened.emit(row.id))
    selected = row.id in table.claims.checked
    add("Unselect" if selected else "Select", "Space", lambda: table.claims.toggle(row.id))
    menu.addSeparator()
    add(f"Copy citations{several}" if several else "Copy citation", "Ctrl+C",
        lambda: table.want("copy"))  # fmt: skip
    menu.addSeparator()
    for verdict in VERDICTS:
        add(f"{verdict.capitalize()}{several}", "", partial(table.want, verdict))
    add(f"Take back the decision{several}", "", lambda: table.want("reopen"))
    menu.addSeparator()
    add(f"Delete {counted(claims, 'claim')}" if claims > 1 else "Delete", "Del",
        lambda: table.want("delete"))  # fmt: skip
    return menu
