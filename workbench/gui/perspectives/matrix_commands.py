"""What the menu Matrix asks for, done where the matrix is looked at."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from workbench.desk import Choosable
from workbench.exporters.matrix_product import Product
from workbench.gui.matrix.choices import with_axis
from workbench.gui.matrix.grid import table_of
from workbench.gui.matrix.place_menu import all_folded
from workbench.gui.matrix.view import MatrixView
from workbench.gui.perspectives.matrix_writing import Writing
from workbench.gui.words import counted
from workbench.matrix import Filter, Request, Sort


class MatrixCommands(QObject):
    """Changes the request that the view shows: `ask` takes the one that is wanted."""

    told = Signal(str)

    def __init__(
        self,
        view: MatrixView,
        ask: Callable[[Request], None],
        product: Callable[[], Product],
        writing: Writing,
    ) -> None:
        super().__init__(view)
        self.view, self._ask, self._product, self._writing = view, ask, product, writing

    def choose(self, what: Choosable) -> None:
        """Open one of the menus over the table."""
        self.view.open_menu(what)

    def clear_filter(self) -> None:
        """Count all claims again."""
        self._ask(replace(self.view.request, filter=Filter()))

    def transpose(self) -> None:
        """Swap rows and columns."""
        self._ask(self.view.request.transposed())

    def fold_all(self, *, across: bool) -> None:
        """Close all groups of an axis, or open them all."""
        self._ask(all_folded(self.view.request, self.view.grid(), across))

    def sort_by_current(self, *, across: bool) -> None:
        """Put rows (or, `across`, columns) in the order of the chosen line; again turns it round.

        In the totals, in the order of these.
        """
        pair = self.view.table.chosen()
        if pair is None:
            self.told.emit("Choose a cell first.")
            return
        key = pair[0] if across else pair[1]
        now = (self.view.request.columns if across else self.view.request.rows).sort
        by = Sort("entry", key) if key is not None else Sort("total")
        if (now.by, now.entry) == (by.by, by.entry):
            by = replace(by, reverse=not now.reverse)
        self._ask(with_axis(self.view.request, across, sort=by))

    def pin_current(self) -> None:
        """Keep the chosen row first, or let it go back."""
        pair = self.view.table.chosen()
        if pair is None or pair[0] is None:
            self.told.emit("Choose a cell of a row first.")
            return
        pinned = self.view.request.rows.pinned
        kept = tuple(key for key in pinned if key != pair[0])
        self._ask(
            with_axis(
                self.view.request,
                False,
                pinned=kept if len(kept) < len(pinned) else (*pinned, pair[0]),
            )
        )

    def toggle_empty(self) -> None:
        """Hide empty rows and columns, or show them."""
        self._ask(replace(self.view.request, hide_empty=not self.view.request.hide_empty))

    def toggle_contested(self) -> None:
        """Let all cells step back but contested ones, or none."""
        self.view.tools.contested.toggle()

    def save_view(self) -> None:
        """Ask for a name, and save what is shown under it."""
        self.view.tools.ask_name()

    def show_pictures(self) -> None:
        """Show the matrix as a heat map, bars or a network, to be saved."""
        from workbench.gui.perspectives.matrix_pictures import open_pictures

        if self.view.matrix.rows:
            chosen = self.view.table.chosen()
            open_pictures(self.view, self._product(), chosen, self._writing.ask_picture)

    def copy_table(self) -> None:
        """Copy what the table shows, for a spreadsheet."""
        if self.view.difference is None:
            self._writing.copy(self._product())
        else:
            QApplication.clipboard().setText(table_of(self.view.grid()))
        self.told.emit(f"{counted(len(self.view.grid().rows), 'row')} copied as a table.")
