"""The row of buttons over the table: what is counted, arranged, compared, saved and exported."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from workbench.gui.claims.segments import Segments
from workbench.gui.flow import FlowLayout
from workbench.gui.matrix.asking import Asking, below
from workbench.gui.matrix.comparing import MERGE, Comparison, coder_pairs, view_pairs, year_pairs
from workbench.gui.matrix.popovers import PeriodsPopover, WordsPopover
from workbench.gui.table.bar_button import BarButton, FilterChip
from workbench.gui.words import menu_text
from workbench.matrix import Axis, Context, Request

Formats = Callable[[], Sequence[tuple[str, str]]]
#: what is counted most, one click away
QUICK = {"claims": "Claims", "sources": "Sources", "row": "Share of row"}

#: how the matrix is shown at first: groups of rows can be closed
USUAL = Request(rows=Axis("actor", levels="both"))


class Tools(QWidget):
    """Buttons with menus; what is taken there goes out by `asking.taken` or the signals here.

    `compared(Comparison or None)`, `view_saved(name)`, `view_removed(name)`,
    `export_wanted(name of the format)`.
    """

    compared = Signal(object)
    view_saved = Signal(str)
    view_removed = Signal(str)
    export_wanted = Signal(str)
    picture_wanted = Signal()
    contested_toggled = Signal(bool)

    def __init__(self, asking: Asking, formats: Formats) -> None:
        """`formats` returns the names of the formats of exports, with the words for the menu."""
        super().__init__()
        self._asking, self._formats = asking, formats
        self._views: Mapping[str, Request] = {}
        self._name: WordsPopover | None = None
        self._periods: PeriodsPopover | None = None
        self._quick = Segments("matrix.quick", list(QUICK.items()))
        self._quick.setAccessibleName("What is counted")
        self._quick.taken.connect(self._count)
        self.arrange = self._button("arrange", "Arrange", asking.fill_arrangement)
        self.contested = BarButton("matrix.contested", "Only contested", lead="filter")
        self.contested.setCheckable(True)
        self.contested.toggled.connect(self.contested_toggled)
        self.compare = self._button("compare", "Compare", self._fill_compare)
        self.views = self._button("views", "Views", self._fill_views)
        self.export = self._button("export", "Export", self._fill_export, lead="export")
        self._chip: QToolButton | None = None
        self._flow = FlowLayout(self, gap=8, line_gap=6)
        for part in (self._quick, self.arrange, self.contested, self.compare, self.views,
                     self.export):  # fmt: skip
            self._flow.addWidget(part)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @staticmethod
    def _button(name: str, words: str, fill: Callable[[QMenu], None], lead: str = "") -> BarButton:
        button = BarButton(f"matrix.{name}", words, lead=lead, tail="chevron-down")
        menu = button.make_menu()
        menu.aboutToShow.connect(lambda: fill(menu))
        return button

    @property
    def _request(self) -> Request:
        return self._asking.request

    @property
    def _context(self) -> Context:
        return self._asking.context

    def show_state(self, comparison: Comparison | None, views: Mapping[str, Request]) -> None:
        """Show what is counted and compared, and offer the views there are."""
        self._views = views
        request = self._request
        usual = request.once == "claim"
        self._quick.set_value(
            "row" if (request.measure, request.percent) == ("claims", "row") and usual
            else None if request.percent or not usual
            else request.measure if request.measure in QUICK else None
        )  # fmt: skip
        self.contested.setVisible(comparison is None)
        self._show_chip(comparison)

    def _count(self, value: object) -> None:
        wanted = replace(self._request, once="claim", percent="", measure="claims")
        if value == "row":
            wanted = replace(wanted, percent="row")
        elif value == "sources":
            wanted = replace(wanted, measure="sources")
        self._asking.taken.emit(wanted)

    # -- comparing

    def _show_chip(self, comparison: Comparison | None) -> None:
        words = f"Compared: {comparison.words()}" if comparison else ""
        if isinstance(self._chip, FilterChip) and self._chip.words() == words:
            return
        if self._chip is not None:
            if self._chip.hasFocus():
                self.compare.setFocus(Qt.FocusReason.OtherFocusReason)
            self._flow.removeWidget(self._chip)
            self._chip.hide()
            self._chip.deleteLater()
            self._chip = None
        if comparison is not None:
            self._chip = FilterChip(words, "matrix.compared")
            self._chip.clicked.connect(lambda: self.compared.emit(None))
            self._flow.insertWidget(self._flow.count() - 2, self._chip)
            self._chip.show()

    def _fill_compare(self, menu: QMenu) -> None:
        menu.clear()
        groups = (
            ("Coders", coder_pairs(self._context)),
            ("Years", year_pairs(self._context)),
            ("Saved views", view_pairs(self._request, self._views) if self._views else []),
        )
        for words, ways in groups:
            inner = menu.addMenu(words)
            inner.setEnabled(bool(ways))
            for way in ways:
                inner.addAction(menu_text(way.words())).triggered.connect(
                    lambda _on=False, way=way: self.compared.emit(way)
                )
        menu.addAction("Two times…").triggered.connect(self.ask_periods)
        merge = menu.addAction("Before and after the last merge")
        merge.triggered.connect(lambda: self.compared.emit(MERGE))
        if self._chip is not None:
            menu.addSeparator()
            menu.addAction("Stop comparing").triggered.connect(lambda: self.compared.emit(None))

    def ask_periods(self) -> None:
        """Ask for two times to compare."""
        if self._periods is None:
            self._periods = PeriodsPopover(self.window())
            self._periods.given.connect(self.compared)
        self._periods.open_under(below(self.compare))

    # -- views

    def _fill_views(self, menu: QMenu) -> None:
        menu.clear()
        for name, view in self._views.items():
            action = menu.addAction(menu_text(name))
            action.setCheckable(True)
            action.setChecked(view == self._request)
            action.triggered.connect(lambda _on=False, view=view: self._asking.taken.emit(view))
        menu.addSeparator()
        menu.addAction("Save this view…").triggered.connect(self.ask_name)
        menu.addAction("The usual view").triggered.connect(lambda: self._asking.taken.emit(USUAL))
        if self._views:
            gone = menu.addMenu("Remove")
            for name in self._views:
                gone.addAction(menu_text(name)).triggered.connect(
                    lambda _on=False, name=name: self.view_removed.emit(name)
                )

    def ask_name(self) -> None:
        """Ask for the name under which what is shown is saved."""
        if self._name is None:
            self._name = WordsPopover(
                self.window(), "matrix.view-name", "Name of the view",
                "Enter saves it, in the place of one with the same name.", empty=False,
            )  # fmt: skip
            self._name.given.connect(self.view_saved)
        shown = [name for name, view in self._views.items() if view == self._request]
        self._name.open_with(below(self.views), (*shown, "")[0])

    # -- exports

    def _fill_export(self, menu: QMenu) -> None:
        menu.clear()
        for name, words in self._formats():
            menu.addAction(menu_text(words)).triggered.connect(
                lambda _on=False, name=name: self.export_wanted.emit(name)
            )
        menu.addSeparator()
        menu.addAction("Pictures…").triggered.connect(self.picture_wanted)
