"""The menus of the filter bar: the rarer conditions, and the filters that were saved."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtWidgets import QMenu

from db.records import CONFIDENCES, Facet
from workbench.gui.admiralty import CREDIBILITY_WORDS
from workbench.gui.table.choices import lacks
from workbench.gui.table.conditions import singular
from workbench.gui.table.filters import Filter, Names
from workbench.gui.words import menu_text, tool_tip

Take = Callable[[Filter], None]


def fill_filter_menu(
    menu: QMenu,
    shown: Filter,
    names: Names,
    facets: list[Facet],
    take: Take,
    ask: Callable[[str], None],
) -> None:
    """Fill the menu with the conditions that have no button.

    Ticks `take` the filter at once; `ask` opens what needs more: a facet's key, "without", "dates".
    """
    menu.clear()
    for facet in facets:
        _ask_entry(menu, f"{singular(facet)}…", facet.key, ask)
    _ask_entry(menu, "Without a tag…", "without", ask)
    _ask_entry(menu, "Date…", "dates", ask)
    menu.addSeparator()
    missing = menu.addMenu("Missing")
    for key, words in lacks(names.book):
        changed = replace(shown, missing=shown.missing ^ {key})
        _tick(missing, words, key in shown.missing, take, changed)
    confidence = menu.addMenu("Confidence")
    for level in CONFIDENCES:
        changed = replace(shown, confidences=shown.confidences ^ {level})
        _tick(confidence, level.capitalize(), level in shown.confidences, take, changed)
    credibility = menu.addMenu("Credibility")
    for grade, words in CREDIBILITY_WORDS.items():
        changed = replace(shown, credibilities=shown.credibilities ^ {grade})
        _tick(credibility, words, grade in shown.credibilities, take, changed)


def fill_saved_menu(
    menu: QMenu,
    shown: Filter,
    saved: Mapping[str, Filter],
    names: Names,
    take: Take,
    save: Callable[[], None],
    remove: Callable[[str], None],
) -> None:
    """Fill the menu with the saved filters, and with what saves and removes them."""
    menu.clear()
    for name, wanted in saved.items():
        _tick(menu, name, wanted == shown, take, wanted)
        menu.actions()[-1].setToolTip(tool_tip(f"Claims {wanted.sentence(names)}"))
    menu.addSeparator()
    action = menu.addAction("Save this filter…")
    action.setObjectName("claims-table.save-filter")
    action.setEnabled(bool(shown))
    action.setToolTip("" if shown else "Nothing is filtered now")
    action.triggered.connect(lambda: save())
    if saved:
        gone = menu.addMenu("Remove")
        for name in saved:
            gone.addAction(menu_text(name)).triggered.connect(
                lambda _=False, name=name: remove(name)
            )


def _ask_entry(menu: QMenu, words: str, key: str, ask: Callable[[str], None]) -> None:
    menu.addAction(menu_text(words)).triggered.connect(lambda: ask(key))


def _tick(menu: QMenu, words: str, ticked: bool, take: Take, wanted: Filter) -> None:
    action = menu.addAction(menu_text(words))
    action.setCheckable(True)
    action.setChecked(ticked)
    action.triggered.connect(lambda: take(wanted))
