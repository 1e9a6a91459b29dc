"""Which fields the open card shows: a menu of the panel, kept in the project's template."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from db.records import Facet
from workbench.gui.words import menu_text

#: the fields that may be left out, beside those of the facets
FIELDS = (
    ("confidence", "Confidence"),
    ("credibility", "Credibility and source"),
    ("speaker", "Speaker"),
    ("note", "Note"),
    ("comments", "Comments"),
)


def facet_field(facet: Facet) -> str:
    """Return the name that a facet's field has in the template."""
    return "facet." + "_".join(facet.key.split())


def fields_menu(
    parent: QWidget,
    facets: Sequence[Facet],
    hidden: frozenset[str],
    choose: Callable[[frozenset[str]], None],
) -> QMenu:
    """Return the menu of the fields, those shown with a mark; `choose` takes what to hide."""
    menu = QMenu(parent)
    menu.setObjectName("claims.fields.menu")
    for name, words in [*((facet_field(facet), facet.name) for facet in facets), *FIELDS]:
        action = menu.addAction(menu_text(words))
        action.setCheckable(True)
        action.setChecked(name not in hidden)
        action.triggered.connect(lambda _=False, name=name: choose(hidden ^ {name}))
    return menu
