"""Lets one choose another request: menus for what has few ways, popovers for lists and words."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from db.records import Id
from workbench.gui.claims.book import CodeBook
from workbench.gui.matrix.choices import (
    CLAUSES,
    LEVEL_WORDS,
    MENUS,
    ROLE_WORDS,
    SORTINGS,
    Choice,
    choices,
    filtered,
    with_axis,
    without,
)
from workbench.gui.matrix.popovers import WordsPopover
from workbench.gui.table.choices import plain_options, tag_options
from workbench.gui.table.option_list import Option
from workbench.gui.table.options import OptionPopover
from workbench.gui.table.popovers import DatePopover
from workbench.gui.words import menu_text
from workbench.matrix import Axis, Context, Request


class Asking(QObject):
    """Opens what chooses a part of the request; `taken` gives the request that is wanted."""

    taken = Signal(object)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self.request, self.context = Request(), Context()
        self._book = CodeBook((), {})
        self._popovers: dict[str, OptionPopover | DatePopover | WordsPopover] = {}
        self._choosing: Callable[[frozenset[Id]], Request] = lambda _ids: self.request

    def show_request(self, request: Request, context: Context) -> None:
        """Take note of what is asked now, and what there is to choose from."""
        self.request = request
        if context is not self.context:
            self.context = context
            self._book = CodeBook(context.facets, {tag.id: tag for tag in context.tags})

    def drop(self, clause: str) -> None:
        """Ask for the request without a clause."""
        self._take(without(self.request, clause))

    def ask(self, part: str, rect: QRect) -> None:
        """Open what chooses a part, under a rectangle of the screen."""
        if part in MENUS:
            self.menu(part).popup(rect.bottomLeft())
        elif part == "dates":
            self._dates().open_with(rect, self.request.filter.since, self.request.filter.until)
        elif part == "text":
            self._words().open_with(rect, self.request.filter.text)
        else:
            self._choose(part, rect)

    def _take(self, wanted: Request) -> None:
        if wanted != self.request:
            self.taken.emit(wanted)

    # -- menus

    def menu(self, part: str, title: str = "") -> QMenu:
        """Return a menu with the ways a part could be."""
        menu = self._new_menu(f"matrix.menu.{part}", title)
        self.add_choices(menu, choices(part, self.request, self.context))
        return menu

    def _new_menu(self, name: str, title: str = "") -> QMenu:
        menu = QMenu(menu_text(title), self._owner)
        menu.setObjectName(name)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def add_choices(self, menu: QMenu, ways: Sequence[Choice]) -> None:
        """Add ways to a menu, the one that is chosen with a mark."""
        group = QActionGroup(menu)
        for way in ways:
            action = menu.addAction(menu_text(way.words))
            action.setCheckable(True)
            action.setChecked(way.chosen)
            group.addAction(action)
            action.triggered.connect(lambda _on=False, wanted=way.wanted: self._take(wanted))
            if way.chosen:
                menu.setActiveAction(action)

    def fill_clauses(self, menu: QMenu, rect: Callable[[], QRect]) -> None:
        """Fill the menu that adds conditions; `rect` is where popovers open."""
        menu.clear()
        for clause, words in CLAUSES.items():
            if clause in MENUS:
                inner = menu.addMenu(menu_text(words))
                self.add_choices(inner, choices(clause, self.request, self.context))
            elif self._offers(clause):
                action = menu.addAction(menu_text(words))
                action.triggered.connect(lambda _on=False, clause=clause: self.ask(clause, rect()))

    def fill_arrangement(self, menu: QMenu) -> None:
        """Fill the menu of how rows, columns and figures are shown."""
        menu.clear()
        for across, name in ((False, "Rows"), (True, "Columns")):
            self._fill_axis(menu.addMenu(name), across=across)
        for part, words in (("once", "Count"), ("percent", "Percentages"), ("period", "Over time")):
            self.add_choices(menu.addMenu(words), choices(part, self.request, self.context))
        menu.addSeparator()
        swap = menu.addAction("Swap rows and columns")
        swap.triggered.connect(lambda: self._take(self.request.transposed()))
        for field, words in (("hide_empty", "Hide empty rows and columns"), ("totals", "Totals")):
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(getattr(self.request, field))
            action.triggered.connect(lambda on, field=field: self._take(
                replace(self.request, **{field: on})))  # fmt: skip

    def _fill_axis(self, menu: QMenu, *, across: bool) -> None:
        axis = self.request.columns if across else self.request.rows
        if not axis.field:
            self.add_choices(menu, [
                Choice(words, with_axis(self.request, across, levels=level, collapsed=frozenset()),
                       level == axis.levels)
                for level, words in LEVEL_WORDS.items()
            ])  # fmt: skip
            menu.addSeparator()
            self.add_choices(menu, [
                Choice(words, with_axis(self.request, across, role=role), role == axis.role)
                for role, words in ROLE_WORDS.items()
            ])  # fmt: skip
            menu.addSeparator()
        self.add_choices(menu, sortings(self.request, axis, across=across))

    # -- lists, dates and words

    def _offers(self, clause: str) -> bool:
        """Whether there is anything to choose from."""
        return clause in ("dates", "text") or len(self._options(clause)) > 0

    def _options(self, clause: str) -> list[Option]:
        context = self.context
        if clause == "documents":
            return plain_options({each.id: each.title for each in context.documents})
        if clause == "coders":
            return plain_options({each.id: each.name for each in context.coders})
        if clause in ("tags", "without"):
            return tag_options(self._book, self._book.facets)
        return plain_options(dict(enumerate(self._values(clause))))

    def _values(self, clause: str) -> list[str]:
        """Return the reading groups or languages there are."""
        if clause == "groups":
            return sorted(set(self.context.groups.values()))
        return sorted({each.language for each in self.context.documents} - {""})

    def _choose(self, clause: str, rect: QRect) -> None:
        chosen = getattr(self.request.filter, clause)
        if clause in ("groups", "languages"):
            values = self._values(clause)
            self._choosing = lambda ids: filtered(
                self.request, **{clause: frozenset(values[at] for at in ids)}
            )
            chosen = [at for at, value in enumerate(values) if value in chosen]
        else:
            self._choosing = lambda ids: filtered(self.request, **{clause: ids})
        word = {"without": "tag"}.get(clause, clause.removesuffix("s"))
        popover = self._popovers.get("options")
        if not isinstance(popover, OptionPopover):
            popover = OptionPopover(self._owner.window(), "matrix.options")
            popover.chosen.connect(lambda ids: self._take(self._choosing(ids)))
            self._popovers["options"] = popover
        popover.open_under(rect, word, self._options(clause), chosen)

    def _dates(self) -> DatePopover:
        popover = self._popovers.get("dates")
        if not isinstance(popover, DatePopover):
            popover = DatePopover(self._owner.window())
            popover.chosen.connect(lambda since, until: self._take(
                filtered(self.request, since=since, until=until)))  # fmt: skip
            self._popovers["dates"] = popover
        return popover

    def _words(self) -> WordsPopover:
        popover = self._popovers.get("words")
        if not isinstance(popover, WordsPopover):
            popover = WordsPopover(
                self._owner.window(), "matrix.words", "Words in the claim",
                "Each stands in statement, quote, speaker or note. Enter counts these claims.",
            )  # fmt: skip
            popover.given.connect(lambda text: self._take(filtered(self.request, text=text)))
            self._popovers["words"] = popover
        return popover


def sortings(request: Request, axis: Axis, *, across: bool) -> list[Choice]:
    """Return the orders an axis could have."""
    return [
        Choice(words, with_axis(request, across, sort=sort), sort == axis.sort)
        for words, sort in SORTINGS
    ]


def below(widget: QWidget) -> QRect:
    """Return where a widget is on the screen."""
    return QRect(widget.mapToGlobal(QPoint()), widget.size())
