"""The stage of a matrix: its documents, the claims in scope, both axes, and the times."""

from collections.abc import Callable

import numpy as np

from db.errors import Invalid
from workbench.matrix.arrays import Mask
from workbench.matrix.axes import Side, by_project, side
from workbench.matrix.crossing import Crossing
from workbench.matrix.facts import Facts
from workbench.matrix.measures import Measuring
from workbench.matrix.request import Axis, Request
from workbench.matrix.scope import carried, claims_in, documents_in
from workbench.matrix.tally import Tally, tally
from workbench.text.dates import period

#: cells times periods that a matrix by time may have
MOST = 5_000_000


class Stopped(Exception):
    """Counting was stopped by whoever asked for it."""


def never() -> bool:
    """Let what was begun go on to its end."""
    return False


class Layout:
    """What a request means over the facts."""

    def __init__(
        self,
        facts: Facts,
        request: Request,
        cancelled: Callable[[], bool] = never,
    ) -> None:
        self.facts, self.request = facts, request
        self._cancelled = cancelled
        self.documents = documents_in(facts, request.filter)
        self.scope = claims_in(facts, request.filter, self.documents)
        rows = by_project(facts, self._side(request.rows))
        self.crossing = Crossing(rows, self._side(request.columns), facts.ids)
        self.rows, self.columns = rows.entries, self.crossing.columns.entries
        self.periods = self._periods()

    def _breathe(self) -> None:
        if self._cancelled():
            raise Stopped

    def _side(self, axis: Axis) -> Side:
        self._breathe()
        return side(self.facts, axis, self.request.filter, self.documents, self.scope)

    def _signed(self, sign: int) -> Mask:
        """Return the claims that carry a tag of a sign."""
        found = np.zeros(len(self.facts), np.bool_)
        for tag in self.facts.context.tags:
            if tag.sign == sign:
                found[carried(self.facts, tag.id, self.request.filter)] = True
        return found

    def _periods(self) -> tuple[str, ...]:
        kind = self.request.period
        if not kind:
            return ()
        records = zip(self.facts.context.documents, self.documents, strict=True)
        dates = {period(record.published_on, kind) for record, inside in records if inside}
        found = tuple(sorted(dates - {""}))
        if len(found) * len(self.rows) * len(self.columns) > MOST:
            raise Invalid(
                f"There are too many {kind}s for this matrix: take longer times or fewer tags."
            )
        return found

    def tally(self) -> Tally:
        """Count all cells and margins."""
        measuring = Measuring(self.facts, self._signed(1), self._signed(-1))
        scope = int(np.count_nonzero(self.scope))
        return tally(self.request, self.crossing, measuring, self.periods, scope, self._breathe)
