"""Counting a matrix: the facts and a request in, a `Matrix` of plain values out.

A `Board` keeps what it counted. When a few claims change it counts these as they were and as they
are, so that the next matrix is there at once however many claims there are.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

import numpy as np
import numpy.typing as npt

from db.errors import Invalid
from db.records import Id
from workbench.matrix import association
from workbench.matrix.crossing import Crossing
from workbench.matrix.derive import Flags, derive
from workbench.matrix.facts import Fact, Facts
from workbench.matrix.gaps import gaps
from workbench.matrix.layout import Layout, never
from workbench.matrix.margins import CellSet, Margins, plain
from workbench.matrix.measures import Floats
from workbench.matrix.order import order
from workbench.matrix.request import COUNTS, PERIODS, Request
from workbench.matrix.result import Entry, Gap, Matrix
from workbench.matrix.tally import ASSOCIATIONS, COUNTED_ONCE, Tally, is_sum
from workbench.text.dates import period

Places = list[int]

#: measures whose figures are whole numbers unless they are made percentages
_WHOLE = (*COUNTS, "presence", "balance")
#: more changed claims than this are not worth counting apart
FEW = 100


def build(facts: Facts, request: Request, cancelled: Callable[[], bool] = never) -> Matrix:
    """Count the matrix that is asked for; `facts` hold all that `needs` and `tags_needed` name.

    Raises Invalid for what the project does not have or what makes no sense together, and Stopped
    once `cancelled` says so.
    """
    return Board(facts, request, cancelled).matrix()


class Board:
    """A request with its counts, which follow changes of the facts."""

    def __init__(
        self, facts: Facts, request: Request, cancelled: Callable[[], bool] = never
    ) -> None:
        """Count; raises as `build` does."""
        _check(request)
        self.facts, self.request = facts, request
        self._layout = Layout(facts, request, cancelled)
        self._members: _Members | Layout = self._layout
        self._tally: Tally = self._layout.tally()

    def update(self, changed: Mapping[Id, Fact | None]) -> bool:
        """Update the facts, and the counts with them; False where these need a new board."""
        if len(changed) > FEW or not is_sum(self.request):
            self.facts.update(changed)
            return False
        before = self._part(changed)
        self.facts.update(changed)
        now = self._part(changed)
        if (before.rows, before.columns) != (self._layout.rows, self._layout.columns):
            return False
        if (now.rows, now.columns) != (before.rows, before.columns):
            return False
        self._tally = self._tally.changed(before.tally(), now.tally())
        self._members = _Members(self.facts, self.request)
        return True

    def _part(self, claims: Iterable[Id]) -> Layout:
        """Lay out some claims alone."""
        return Layout(self.facts.only(claims), self.request)

    def matrix(self) -> Matrix:
        """Choose and sort the entries, and turn arrays into plain values."""
        layout, request, counted = self._layout, self.request, self._tally
        figures, unsure = derive(request, counted)
        shown = figures.percent(request.percent)
        rows, columns = self._order(counted.claims, shown)
        pick = np.ix_(rows, columns)
        whole, (why, unread) = request.measure in _WHOLE, self._gaps()
        plus, minus = counted.supporting.cells[pick], counted.against.cells[pick]
        return Matrix(
            request=request,
            context=self.facts.context,
            rows=tuple(layout.rows[at] for at in rows),
            columns=tuple(layout.columns[at] for at in columns),
            shown=shown.chosen(rows, columns).plain(whole and not request.percent),
            claims=counted.claims.chosen(rows, columns).plain(True),
            supporting=plain(plus, True),
            against=plain(minus, True),
            contested=CellSet((plus > 0) & (minus > 0)),
            gaps=why[pick].tolist(),
            scope=counted.scope,
            unsure=CellSet(unsure[pick]),
            periods=layout.periods,
            series=plain(counted.series[pick], whole) if layout.periods else (),
            notes=tuple(self._notes(shown, unsure[pick])),
            _claims_of=_claims_of(self._members, rows, columns),
            _unread=lambda row, column: int(unread[rows[row], columns[column]]),
        )

    def _gaps(self) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
        sides = (self._layout.crossing.rows, self._layout.crossing.columns)
        coders = self.request.filter.coders
        found, unread = gaps(self.facts.context, self._layout.documents, coders, *sides)
        return np.where(self._tally.claims.cells > 0, np.int8(Gap.FILLED), found), unread

    def _order(self, claims: Margins, shown: Margins) -> tuple[Places, Places]:
        """Return the places of the rows and columns to show, in their order."""
        rows, columns, request = self._layout.rows, self._layout.columns, self.request
        found = []
        for axis, entries, others, cells, of_shown, of_claims in (
            (request.rows, rows, columns, shown.cells, shown.rows, claims.rows),
            (request.columns, columns, rows, shown.cells.T, shown.columns, claims.columns),
        ):
            totals = np.where(np.isnan(of_shown), of_claims, of_shown)
            places = order(axis, entries, others, cells, totals)
            if request.hide_empty:
                places = _filled(places, entries, of_claims, axis.pinned)
            found.append(places)
        return found[0], found[1]

    def _signed(self) -> bool:
        """Whether a tag with a sign is in use."""
        used = self.facts.used
        return any(tag.sign for tag in self.facts.context.tags if tag.id in used)

    def _notes(self, shown: Margins, unsure: Flags) -> Iterable[str]:
        if self.request.measure in ("balance", "split") and not self._signed():
            yield (
                "No claim carries a stance with a sign, so none counts as supporting or opposing: "
                "signs are given in the codebook, among the details of each stance."
            )
        once = self.request.once
        if once in PERIODS and self.request.measure in COUNTED_ONCE:
            documents = self.facts.context.documents
            undated = [not period(one.published_on, once) for one in documents]
            found = np.array([*undated, False], np.bool_)[self.facts.document]
            many = int(np.count_nonzero(found & self._layout.crossing.standing))
            if many:
                yield f"{many:,} claims of documents without a {once} count once together."
        if unsure.any():
            yield (
                f"{np.count_nonzero(unsure):,} of {unsure.size:,} cells are unsure: "
                f"an expected count is below {association.LEAST}."
            )
        if self.request.percent and np.nansum(shown.cells, axis=1).max(initial=0) > 100.5:
            yield "A claim counts in each cell in which it stands, so sums may be more than 100."


def _check(request: Request) -> None:
    if request.percent and request.measure not in COUNTS:
        raise Invalid(f"There are percentages of {', '.join(COUNTS)}, not of {request.measure}.")
    if request.period and request.measure in ASSOCIATIONS:
        raise Invalid(f"A matrix by {request.period} shows counts, not {request.measure}.")


class _Members:
    """Which claims stand where, laid out when it is first asked for."""

    def __init__(self, facts: Facts, request: Request) -> None:
        self._facts, self._request = facts.snapshot(), request

    @cached_property
    def crossing(self) -> Crossing:
        return Layout(self._facts, self._request).crossing


def _claims_of(
    members: _Members | Layout, rows: Places, columns: Places
) -> Callable[[int | None, int | None], list[Id]]:
    def claims_of(row: int | None, column: int | None) -> list[Id]:
        return members.crossing.claims_of(
            None if row is None else rows[row], None if column is None else columns[column]
        )

    return claims_of


def _filled(
    places: Places, entries: tuple[Entry, ...], claims: Floats, pinned: tuple[str, ...]
) -> Places:
    return [at for at in places if claims[at] or entries[at].key in pinned]
