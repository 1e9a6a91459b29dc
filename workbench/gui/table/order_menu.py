"""The menu behind the number of claims: sort, group, columns, export."""

from collections.abc import Callable

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from workbench.gui.table.columns import CHECK, PLACES
from workbench.gui.table.groups import groupings
from workbench.gui.table.header import TableHeader
from workbench.gui.table.model import ClaimTableModel
from workbench.gui.words import menu_text


def fill_order_menu(
    menu: QMenu, model: ClaimTableModel, header: TableHeader, export: Callable[[], None]
) -> None:
    """Fill the menu with how the table stands now."""
    menu.clear()
    sorts = [(PLACES, "Place in the documents")]
    sorts += [(column.key, column.title) for column in model.columns if column.key != CHECK]
    key, falling = model.sorting
    sort_menu = menu.addMenu("Sort by")
    _choices(sort_menu, sorts, key, lambda chosen: model.set_sort(chosen, falling))
    sort_menu.addSeparator()
    directions = [("", "Ascending"), ("falling", "Descending")]
    chosen = "falling" if falling else ""
    _choices(sort_menu, directions, chosen, lambda way: model.set_sort(key, bool(way)))
    group_menu = menu.addMenu("Group by")
    _choices(group_menu, groupings(model.book), model.grouping, model.set_group)
    header.fill_menu(menu.addMenu("Columns"))
    menu.addSeparator()
    action = menu.addAction("Export what is shown…")
    action.setObjectName("claims-table.export")
    action.setEnabled(bool(model.shown))
    action.setToolTip("" if model.shown else "No claim is shown")
    action.triggered.connect(lambda: export())


def order_in_words(model: ClaimTableModel) -> str:
    """Return how the claims stand: "by document", "grouped by actor, by confidence"."""
    titles = {column.key: column.title.lower() for column in model.columns}
    key, _ = model.sorting
    if not model.grouping:
        return f"by {titles.get(key, 'document')}" if key != "document" else "by title"
    group = dict(groupings(model.book)).get(model.grouping, "").lower()
    return f"grouped by {group}" + (f", by {titles[key]}" if key in titles else "")


def _choices(
    menu: QMenu, choices: list[tuple[str, str]], current: str, take: Callable[[str], None]
) -> None:
    group = QActionGroup(menu)
    for value, words in choices:
        action = menu.addAction(menu_text(words))
        action.setCheckable(True)
        action.setChecked(value == current)
        action.triggered.connect(lambda _=False, value=value: take(value))
        group.addAction(action)
