"""Counting a matrix: the facts and a request in, a `Matrix` of plain values out."""

from collections.abc import Callable, Iterable

import numpy as np
import numpy.typing as npt

from db.errors import Invalid
from db.records import Id
from workbench.matrix import association
from workbench.matrix.axes import Side, by_project, side
from workbench.matrix.counting import ASSOCIATIONS, COUNTED_ONCE, Counted, count, margins, measured
from workbench.matrix.crossing import Crossing
from workbench.matrix.facts import Facts, Mask
from workbench.matrix.gaps import gaps
from workbench.matrix.margins import Margins, plain
from workbench.matrix.measures import Floats, Measuring
from workbench.matrix.order import order
from workbench.matrix.request import COUNTS, PERIODS, Axis, Request
from workbench.matrix.result import Entry, Gap, Matrix
from workbench.matrix.scope import carried, claims_in, documents_in
from workbench.text.dates import period

Places = list[int]

#: measures whose figures are whole numbers unless they are made percentages
_WHOLE = (*COUNTS, "presence", "balance")
#: cells times periods that a matrix by time may have
MOST = 5_000_000


class Stopped(Exception):
    """Counting was stopped by whoever asked for it."""


def never() -> bool:
    """Let what was begun go on to its end."""
    return False


def build(facts: Facts, request: Request, cancelled: Callable[[], bool] = never) -> Matrix:
    """Count the matrix that is asked for; `facts` hold all that `needs` and `tags_needed` name.

    Raises Invalid for what the project does not have or what makes no sense together, and Stopped
    once `cancelled` says so.
    """
    if request.percent and request.measure not in COUNTS:
        raise Invalid(f"There are percentages of {', '.join(COUNTS)}, not of {request.measure}.")
    if request.period and request.measure in ASSOCIATIONS:
        raise Invalid(f"A matrix by {request.period} shows counts, not {request.measure}.")
    return _Build(facts, request, cancelled).matrix()


class _Build:
    """One matrix on its way."""

    def __init__(self, facts: Facts, request: Request, cancelled: Callable[[], bool]) -> None:
        self.facts, self.request, self.cancelled = facts, request, cancelled
        self.documents = documents_in(facts, request.filter)
        self.scope = claims_in(facts, request.filter, self.documents)
        rows = by_project(facts, self._side(request.rows))
        self.crossing = Crossing(rows, self._side(request.columns), facts.ids)
        self.rows, self.columns = self.crossing.rows.entries, self.crossing.columns.entries
        self.measuring = Measuring(facts, self._signed(1), self._signed(-1))
        self.periods = self._periods()

    def _breathe(self) -> None:
        if self.cancelled():
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
            raise Invalid(f"That are too many {kind}s for a matrix of this size; take longer ones.")
        return found

    def matrix(self) -> Matrix:
        """Count, choose, sort, and turn arrays into plain values."""
        crossing, measuring = self.crossing, self.measuring
        counted = count(self.facts, self.request, crossing, measuring, self.periods, self._breathe)
        claims = margins(crossing, counted.claims, measuring.count)
        figures, unsure = measured(self.request, crossing, measuring, counted)
        shown = figures.percent(self.request.percent)
        rows, columns = self._order(claims, shown)
        pick = np.ix_(rows, columns)
        whole = self.request.measure in _WHOLE
        return Matrix(
            request=self.request,
            context=self.facts.context,
            rows=tuple(self.rows[at] for at in rows),
            columns=tuple(self.columns[at] for at in columns),
            shown=shown.chosen(rows, columns).plain(whole and not self.request.percent),
            claims=claims.chosen(rows, columns).plain(True),
            supporting=plain(counted.supporting[pick], True),
            against=plain(counted.against[pick], True),
            contested=_cells(((counted.supporting > 0) & (counted.against > 0))[pick]),
            gaps=self._gaps(counted)[pick].tolist(),
            scope=int(np.count_nonzero(self.scope)),
            unsure=_cells(unsure[pick]),
            periods=self.periods,
            series=plain(counted.series[pick], whole) if self.periods else (),
            notes=tuple(self._notes(shown, unsure[pick])),
            _claims_of=_claims_of(crossing, rows, columns),
        )

    def _gaps(self, counted: Counted) -> npt.NDArray[np.int8]:
        sides = (self.crossing.rows, self.crossing.columns)
        coders = self.request.filter.coders
        found = gaps(self.facts.context, self.documents, coders, *sides)
        return np.where(counted.claims > 0, np.int8(Gap.FILLED), found)

    def _order(self, claims: Margins, shown: Margins) -> tuple[Places, Places]:
        """Return the places of the rows and columns to show, in their order."""
        found = []
        for axis, entries, others, cells, of_shown, of_claims in (
            (self.request.rows, self.rows, self.columns, shown.cells, shown.rows, claims.rows),
            (self.request.columns, self.columns, self.rows, shown.cells.T, shown.columns,
             claims.columns),
        ):  # fmt: skip
            totals = np.where(np.isnan(of_shown), of_claims, of_shown)
            places = order(axis, entries, others, cells, totals)
            if self.request.hide_empty:
                places = _filled(places, entries, of_claims, axis.pinned)
            found.append(places)
        return found[0], found[1]

    def _notes(self, shown: Margins, unsure: npt.NDArray[np.bool_]) -> Iterable[str]:
        once = self.request.once
        if once in PERIODS and self.request.measure in COUNTED_ONCE:
            documents = self.facts.context.documents
            undated = [not period(one.published_on, once) for one in documents]
            found = np.array([*undated, False], np.bool_)[self.facts.document]
            many = int(np.count_nonzero(found & self.crossing.standing))
            if many:
                yield f"{many:,} claims of documents without a {once} count once together."
        if unsure.any():
            yield (
                f"{np.count_nonzero(unsure):,} of {unsure.size:,} cells are unsure: "
                f"an expected count is below {association.LEAST}."
            )
        if self.request.percent and np.nansum(shown.cells, axis=1).max(initial=0) > 100.5:
            yield "A claim counts in each cell in which it stands, so sums may be more than 100."


def _claims_of(
    crossing: Crossing, rows: Places, columns: Places
) -> Callable[[int | None, int | None], list[Id]]:
    def claims_of(row: int | None, column: int | None) -> list[Id]:
        return crossing.claims_of(
            None if row is None else rows[row], None if column is None else columns[column]
        )

    return claims_of


def _filled(
    places: Places, entries: tuple[Entry, ...], claims: Floats, pinned: tuple[str, ...]
) -> Places:
    return [at for at in places if claims[at] or entries[at].key in pinned]


def _cells(flags: npt.NDArray[np.bool_]) -> frozenset[tuple[int, int]]:
    rows, columns = np.nonzero(flags)
    return frozenset(zip(rows.tolist(), columns.tolist(), strict=True))
