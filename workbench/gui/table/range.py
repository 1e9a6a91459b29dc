"""Checking a range of rows, as Shift does."""

from db.records import Id
from workbench.gui.table.model import ClaimTableModel


class CheckRange:
    """From where a range began to where it reaches now; what was checked before stays so."""

    def __init__(self, model: ClaimTableModel) -> None:
        self._model = model
        self._start: int | None = None
        self._before: set[Id] = set()

    def reach(self, current: int, row: int) -> None:
        """Check all from the start of the range, which is the current row at first, to a row."""
        if self._start is None:
            self._start = max(0, current)
            self._before = set(self._model.checked)
        first, last = sorted((self._start, row))
        rows = (self._model.row(at) for at in range(first, last + 1))
        self._model.set_checked(self._before | {each.id for each in rows if each is not None})

    def end(self) -> None:
        """Let the next range begin anew."""
        self._start = None
