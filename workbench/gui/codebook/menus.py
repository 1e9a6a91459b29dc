"""The menus of the codebook: a tag's own, its colours, and what can be added."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QColor, QIcon, QKeySequence, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from db.records import HUES, Facet, Tag
from workbench.gui import theme
from workbench.gui.codebook.book import Book
from workbench.gui.codebook.nodes import Node, moves
from workbench.gui.words import counted, menu_text

Do = Callable[[str, object], None]

STEP_KEYS = {
    "up": "Ctrl+Shift+Up",
    "down": "Ctrl+Shift+Down",
    "in": "Ctrl+Shift+Right",
    "out": "Ctrl+Shift+Left",
}


def swatch(facet: str, colour: str, chosen: bool, side: int = 16) -> QIcon:
    """Return a tag colour as an icon in the shape of its facet, framed if it is the chosen one."""
    result = QIcon()
    for ratio in (1.0, 2.0):
        pixmap = QPixmap(round(side * ratio), round(side * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        theme.draw_shape(painter, facet, colour, side / 2, side / 2)
        if chosen:
            painter.setPen(QColor(theme.tokens().text))
            painter.drawRect(0, 0, side - 1, side - 1)
        painter.end()
        result.addPixmap(pixmap)
    return result


def tag_menu(parent: QWidget, book: Book, node: Node, do: Do) -> QMenu:
    """Return the menu of a tag or facet; `do` is called with what is wanted and a value.

    Wanted are activate, sweep, new, rename, colour (its name), details, rules, number (1-9, 0 for
    none), step (up, down, in, out), merge, split, archive (bool) and remove; of a facet also
    exclusive (bool) and facet, a new one.
    """
    menu = QMenu(parent)
    menu.setObjectName("codebook.tree.menu")
    tag = node.tag
    if tag is None:
        _fill_facet_menu(menu, node, do)
        return menu
    _add(menu, "Tag what is selected", do, "activate", keys="Return")
    if node.facet.key == "actor":
        _add(menu, "Sweep its mentions", do, "sweep", keys="Ctrl+M")
    menu.addSeparator()
    _add(menu, "New tag here", do, "new", keys="Ins")
    _add(menu, "Rename", do, "rename", keys="F2")
    menu.addMenu(_colour_menu(menu, node, do))
    menu.addMenu(_number_menu(menu, book, node, do))
    menu.addMenu(_step_menu(menu, book, node, do))
    _add(menu, "Aliases and description…", do, "details")
    if node.facet.key == "actor":
        _add(menu, "Rules of its aliases…", do, "rules").setEnabled(bool(tag.aliases))
    menu.addSeparator()
    _add(menu, "Merge into…", do, "merge")
    _add(menu, "Split…", do, "split").setEnabled(book.carried.get(tag.id, 0) > 0)
    menu.addSeparator()
    if tag.archived:
        _add(menu, "Bring back from the archive", do, "archive", False)
    else:
        _add(menu, "Archive", do, "archive", True)
    _add(menu, _delete_words(book, tag), do, "remove", keys="Del")
    return menu


def _fill_facet_menu(menu: QMenu, node: Node, do: Do) -> None:
    _add(menu, f"New {node.facet.key} here", do, "new", keys="Ins")
    _add(menu, "New facet…", do, "facet")
    menu.addSeparator()
    _add(menu, "Rename", do, "rename", keys="F2")
    single = _add(menu, "One tag per claim", do, "exclusive", not node.facet.exclusive)
    single.setCheckable(True)
    single.setChecked(node.facet.exclusive)
    menu.addSeparator()
    _add(menu, "Delete", do, "remove", keys="Del")


def _delete_words(book: Book, tag: Tag) -> str:
    """Return what the menu says that deleting a tag takes away."""
    carried, members = book.carried.get(tag.id, 0), len(book.under(tag.facet, tag.id))
    parts = []
    if carried:
        parts.append(f"{counted(carried, 'claim')} {'carries' if carried == 1 else 'carry'} it")
    if members:
        parts.append(f"{counted(members, 'tag')} {'moves' if members == 1 else 'move'} up")
    return f"Delete ({', '.join(parts)})" if parts else "Delete"


def add_menu(
    parent: QWidget,
    facets: Sequence[Facet],
    new: Callable[[Facet], None],
    new_facet: Callable[[], None],
    archived: bool,
    show_archived: Callable[[bool], None],
) -> QMenu:
    """Return the menu of the pane: a new tag of any facet, a new facet, whether archived show."""
    menu = QMenu(parent)
    menu.setObjectName("codebook.new.menu")
    for facet in facets:
        action = menu.addAction(menu_text(f"New {facet.key}…"))
        action.triggered.connect(lambda _=False, facet=facet: new(facet))
    menu.addAction("New facet…").triggered.connect(lambda: new_facet())
    menu.addSeparator()
    action = menu.addAction("Show archived")
    action.setCheckable(True)
    action.setChecked(archived)
    action.toggled.connect(show_archived)
    return menu


def _add(
    menu: QMenu, words: str, do: Do, what: str, value: object = None, keys: str = ""
) -> QAction:
    action = menu.addAction(words)
    action.triggered.connect(lambda: do(what, value))
    if keys:
        # The tree itself answers to the key; the menu only shows it.
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setShortcutVisibleInContextMenu(True)
    return action


def _choice(group: QActionGroup, action: QAction, chosen: bool) -> None:
    action.setCheckable(True)
    action.setChecked(chosen)
    group.addAction(action)


def _colour_menu(parent: QMenu, node: Node, do: Do) -> QMenu:
    assert node.tag is not None
    menu = QMenu("Colour", parent)
    hollow = QMenu("Hollow", menu)
    group = QActionGroup(menu)
    for hue in HUES:
        for place, colour, words in (
            (menu, hue, hue.capitalize()),
            (hollow, f"hollow-{hue}", f"{hue.capitalize()}, hollow"),
        ):
            action = _add(place, words, do, "colour", colour)
            chosen = node.tag.colour == colour
            action.setIcon(swatch(node.facet.key, colour, chosen))
            action.setIconVisibleInMenu(True)
            _choice(group, action, chosen)
    menu.addSeparator()
    menu.addMenu(hollow)
    return menu


def _number_menu(parent: QMenu, book: Book, node: Node, do: Do) -> QMenu:
    assert node.tag is not None
    menu = QMenu("Key", parent)
    group = QActionGroup(menu)
    holders = {number: book.tag(tag) for tag, number in book.keys.items()}
    for number in range(1, 10):
        holder = holders.get(number)
        taken = f" ({holder.name})" if holder and holder != node.tag else ""
        action = _add(menu, menu_text(f"{number}{taken}"), do, "number", number)
        _choice(group, action, number == node.number)
    menu.addSeparator()
    _choice(group, _add(menu, "None", do, "number", 0), not node.number)
    return menu


def _step_menu(parent: QMenu, book: Book, node: Node, do: Do) -> QMenu:
    menu = QMenu("Move", parent)
    for step, above, _ in moves(book, node):
        words = {
            "up": "Up",
            "down": "Down",
            "in": f"Under {above.name}" if above else "",
            "out": f"Under {above.name}" if above else f"Out, under {node.facet.name}",
        }[step]
        _add(menu, menu_text(words), do, "step", step, STEP_KEYS[step])
    menu.setEnabled(not menu.isEmpty())
    return menu
