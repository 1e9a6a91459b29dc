"""The filter bar: what the table shows, as a field, choices, and chips to take off."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from db.records import Facet, Id
from workbench.gui.claims.book import CodeBook
from workbench.gui.fields import SearchField
from workbench.gui.flow import FlowLayout
from workbench.gui.table.bar_button import BarButton, ChoiceButton, FilterChip
from workbench.gui.table.choices import plain_options, tag_options
from workbench.gui.table.conditions import singular
from workbench.gui.table.decision import WORDS
from workbench.gui.table.filter_menus import fill_filter_menu, fill_saved_menu
from workbench.gui.table.filters import Filter, Names, Part
from workbench.gui.table.option_list import Option
from workbench.gui.table.options import OptionPopover
from workbench.gui.table.popovers import DatePopover, NamePopover
from workbench.operations.decided import STATES

#: The facets that have a button of their own; others are in the menu.
_OWN = ("actor", "concern")
_SEARCH_WIDTH = 270

#: The options of the popover are numbers.
_DECISIONS = {number: WORDS[state] for number, state in enumerate(STATES)}

Choosing = Callable[[frozenset[Id]], Filter]


class FilterBar(QFrame):
    """Says what is to be shown; the page says how much that is (`order`).

    `names` is asked for documents and coders when they are needed.
    """

    filter_changed = Signal(object)
    filter_saved = Signal(str, object)
    filter_removed = Signal(str)
    left = Signal()

    def __init__(self, names: Callable[[], Names]) -> None:
        super().__init__()
        self.filter = Filter()
        self.saved: dict[str, Filter] = {}
        self._names = names
        self._book = CodeBook((), {})
        self._choosing: Choosing = lambda ids: self.filter
        self._options: OptionPopover | None = None
        self._dates: DatePopover | None = None
        self._name: NamePopover | None = None
        self.setObjectName("claims-table.bar")
        self.setAccessibleName("Filter")
        self.setProperty("ground", "page")
        self._make_parts()
        self._lay_out()

    def _make_parts(self) -> None:
        self.search = SearchField("Statement, quote, speaker or note", "claims-table.search")
        self.search.setFixedWidth(_SEARCH_WIDTH)
        self.search.textEdited.connect(self._type)
        self.search.textChanged.connect(self._type)
        self.search.entered.connect(self.left)
        self.search.left.connect(self.left)
        self._buttons = {
            key: ChoiceButton(name, f"claims-table.filter.{key}")
            for key, name in (
                ("documents", "Document"), ("actor", "Actor"), ("concern", "Concern"),
                ("coders", "Coder"), ("decisions", "Decision"),
            )
        }  # fmt: skip
        for key, button in self._buttons.items():
            button.clicked.connect(lambda _=False, key=key: self._press(key))
        self._more = BarButton("claims-table.more", "Filter", lead="plus", role="flat")
        self._more.make_menu().aboutToShow.connect(self._fill_more)
        self._saved_button = BarButton(
            "claims-table.saved", "Saved", tail="chevron-down", role="flat"
        )
        self._saved_button.make_menu().aboutToShow.connect(self._fill_saved)
        self._clear = BarButton("claims-table.clear", "Clear", lead="close", role="flat")
        self._clear.setAccessibleName("Clear filters")
        self._clear.setToolTip("Clear filters")
        self._clear.clicked.connect(lambda: self.take(Filter()))
        self.order = BarButton("claims-table.order", tail="chevron-down", role="flat")

    def _lay_out(self) -> None:
        flowing = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        flowing.setSizePolicy(policy)
        self._flow = FlowLayout(flowing, gap=8, line_gap=6)
        for part in (self.search, *self._buttons.values(), self._more, self._saved_button):
            self._flow.addWidget(part)
        self._chips: dict[str, FilterChip] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 11, 12, 11)
        row.setSpacing(12)
        row.addWidget(flowing, 1)
        # Room for all that shows while one filters, so that typing never breaks the line.
        self._room = QWidget()
        holder = QHBoxLayout(self._room)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.setSpacing(4)
        holder.addStretch()
        holder.addWidget(self._clear)
        holder.addWidget(self.order)
        row.addWidget(self._room, 0, Qt.AlignmentFlag.AlignTop)
        self.show_filter()

    # -- what is filtered

    def set_saved(self, saved: Mapping[str, Filter]) -> None:
        """Offer these saved filters."""
        self.saved = dict(saved)

    def set_book(self, book: CodeBook) -> None:
        """Offer the tags of this codebook."""
        self._book = book
        self.show_filter()

    def say(self, words: str, longest: str) -> None:
        """Say how much is shown, and keep room for the longest that will be said."""
        self.order.set_words(words)
        room = self._clear.sizeHint().width() + 4 + self.order.width_for(longest)
        self._room.setMinimumWidth(room)

    def take(self, wanted: Filter) -> None:
        """Filter by something else, and say so."""
        if wanted != self.filter:
            self.filter = wanted
            self.show_filter()
            self.filter_changed.emit(wanted)

    def show_filter(self) -> None:
        """Show the filter, with the names as they are now."""
        shown = self.filter
        # Asking for names costs a walk over all claims.
        names = self._names() if shown.documents or shown.coders else Names(self._book)
        if self.search.text() != shown.text:
            self.search.setText(shown.text)
        self._buttons["documents"].set_words(_value(shown.documents, names.documents))
        self._buttons["coders"].set_words(_value(shown.coders, names.coders))
        decided = frozenset(map(STATES.index, shown.decisions))
        self._buttons["decisions"].set_words(_value(decided, _DECISIONS))
        tags = {tag.id: tag.name for tag in names.book.tags.values()}
        for key in _OWN:
            facet = names.book.facet(key)
            self._buttons[key].setVisible(facet is not None)
            chosen = self._chosen_of(facet, names) if facet else ()
            self._buttons[key].set_words(_value(chosen, tags))
        self._show_chips(names)
        self._clear.setVisible(bool(shown))

    def _chosen_of(self, facet: Facet, names: Names) -> frozenset[Id]:
        tags = names.book.tags
        return frozenset(
            tag for tag in self.filter.tags if tag in tags and tags[tag].facet == facet.id
        )

    def _show_chips(self, names: Names) -> None:
        owned = {f"tags:{facet.id}" for facet in names.book.facets if facet.key in _OWN}
        owned |= {"text", "documents", "coders", "decisions"}
        parts = [part for part in self.filter.parts(names) if part.key not in owned]
        before = self._chips
        self._chips = {part.key: before.get(part.key) or self._chip(part) for part in parts}
        for key, chip in before.items():
            self._flow.removeWidget(chip)
            if key not in self._chips:
                if chip.hasFocus():
                    self._more.setFocus()
                chip.hide()
                chip.deleteLater()
        previous: QWidget = self._saved_button
        for part in parts:
            chip = self._chips[part.key]
            chip.set_words(part.words)
            self._flow.addWidget(chip)
            chip.show()
            self.setTabOrder(previous, chip)
            previous = chip
        self.setTabOrder(previous, self._clear)
        self.setTabOrder(self._clear, self.order)

    def _chip(self, part: Part) -> FilterChip:
        chip = FilterChip(part.words, f"claims-table.chip.{part.key}")
        chip.clicked.connect(lambda: self._drop(part.key))
        return chip

    def _drop(self, key: str) -> None:
        self.take(self.filter.drop(key, self._book))

    def _type(self, text: str) -> None:
        self.take(replace(self.filter, text=text))

    # -- choosing

    def _press(self, key: str) -> None:
        button = self._buttons[key]
        if button.opens():
            self._ask(key, button.screen_rect())

    def _ask(self, key: str, rect: QRect) -> None:
        """Open what chooses documents, coders, tags of a facet, tags to be without, or dates."""
        names, shown = self._names(), self.filter
        facet = names.book.facet(key)
        if key == "dates":
            self._date_popover().open_with(rect, shown.since, shown.until)
        elif key == "documents":
            self._choose(rect, "document", plain_options(names.documents), shown.documents,
                         lambda ids: replace(self.filter, documents=ids))  # fmt: skip
        elif key == "coders":
            self._choose(rect, "coder", plain_options(names.coders), shown.coders,
                         lambda ids: replace(self.filter, coders=ids))  # fmt: skip
        elif key == "decisions":
            self._choose(rect, "decision", plain_options(_DECISIONS),
                         set(map(STATES.index, shown.decisions)), self._with_decisions)  # fmt: skip
        elif key == "without":
            self._choose(rect, "tag", tag_options(names.book, names.book.facets), shown.without,
                         lambda ids: replace(self.filter, without=ids))  # fmt: skip
        elif facet is not None:
            self._choose(rect, singular(facet).lower(), tag_options(names.book, [facet]),
                         self._chosen_of(facet, names),
                         lambda ids: self.filter.with_tags(facet.id, ids, names.book))  # fmt: skip

    def _choose(
        self,
        rect: QRect,
        what: str,
        options: list[Option],
        chosen: Collection[Id],
        choosing: Choosing,
    ) -> None:
        self._choosing = choosing
        if self._options is None:
            self._options = OptionPopover(self.window(), "claims-table.options")
            self._options.chosen.connect(lambda ids: self.take(self._choosing(ids)))
            for button in self._buttons.values():
                button.follow(self._options)
        self._options.open_under(rect, what, options, chosen)

    def _with_decisions(self, numbers: frozenset[int]) -> Filter:
        return replace(self.filter, decisions=frozenset(STATES[number] for number in numbers))

    def _date_popover(self) -> DatePopover:
        if self._dates is None:
            self._dates = DatePopover(self.window())
            self._dates.chosen.connect(self._take_dates)
        return self._dates

    def _take_dates(self, since: str, until: str) -> None:
        self.take(replace(self.filter, since=since, until=until))

    # -- menus

    def _fill_more(self) -> None:
        names, menu = self._names(), self._more.menu()
        others = [facet for facet in names.book.facets if facet.key not in _OWN]
        rect = self._more.screen_rect()
        fill_filter_menu(menu, self.filter, names, others, self.take,
                         lambda key: self._ask(key, rect))  # fmt: skip

    def _fill_saved(self) -> None:
        menu = self._saved_button.menu()
        fill_saved_menu(menu, self.filter, self.saved, self._names(), self.take, self._ask_name,
                        self.filter_removed.emit)  # fmt: skip

    def _ask_name(self) -> None:
        if self._name is None:
            self._name = NamePopover(self.window())
            self._name.named.connect(lambda name: self.filter_saved.emit(name, self.filter))
        shown = [name for name, wanted in self.saved.items() if wanted == self.filter]
        self._name.open_for(self._saved_button.screen_rect(), (*shown, "")[0])


def _value(ids: Collection[Id], names: Mapping[Id, str]) -> str:
    known = [names[each] for each in ids if each in names]
    if len(ids) > 1:
        return f"{len(ids)} chosen"
    return known[0] if known else "deleted" if ids else "any"
