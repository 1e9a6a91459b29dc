"""Who goes with whom: the one-to-one assignment of the greatest total weight.

Claims meet few others, so the weights are sparse and the search stays local: 500 claims with
three or four candidates each take milliseconds. Weights are integers, so that nothing depends on
rounding, and of several best assignments the same one is always found.
"""

import heapq
from collections.abc import Mapping, Sequence


def assign(weights: Sequence[Mapping[int, int]]) -> dict[int, int]:
    """Return the column of each row such that the sum of their weights is the greatest.

    `weights` has for each row the columns that it may go with, and what each is worth (above 0);
    a row or a column may stay alone, which is worth nothing.

    Source: R. Jonker, A. Volgenant, "A shortest augmenting path algorithm for dense and sparse
    linear assignment problems", Computing 38 (1987), 325-340.
    """
    return _Assignment(weights).columns


class _Assignment:
    """Rows are placed one by one, each along the cheapest path of changes to those before it."""

    def __init__(self, weights: Sequence[Mapping[int, int]]) -> None:
        dearest = max((max(row.values(), default=0) for row in weights), default=0)
        # A column of its own, numbered below 0, stands for each row's staying alone.
        self._costs = [
            {-1 - row: dearest}
            | {column: dearest - weight for column, weight in sorted(choices.items())}
            for row, choices in enumerate(weights)
        ]
        self._row_price = [0] * len(weights)
        self._column_price: dict[int, int] = {}
        self._row_of: dict[int, int] = {}
        self.columns: dict[int, int] = {}
        for row in range(len(weights)):
            self._place(row)
        self.columns = {row: column for row, column in self.columns.items() if column >= 0}

    def _place(self, row: int) -> None:
        distance: dict[int, int] = {}
        came_from: dict[int, int] = {}
        reached: dict[int, None] = {}
        frontier: list[tuple[int, int]] = []
        at, low = row, 0
        while True:
            for column, cost in self._costs[at].items():
                price = self._column_price.get(column, 0)
                length = low + cost - self._row_price[at] - price
                if column not in reached and length < distance.get(column, length + 1):
                    distance[column], came_from[column] = length, at
                    heapq.heappush(frontier, (length, column))
            low, column = heapq.heappop(frontier)
            while column in reached:
                low, column = heapq.heappop(frontier)
            if column not in self._row_of:
                break
            reached[column] = None
            at = self._row_of[column]
        self._row_price[row] += low
        for done in reached:
            gain = low - distance[done]
            self._row_price[self._row_of[done]] += gain
            self._column_price[done] = self._column_price.get(done, 0) - gain
        self._turn(row, column, came_from)

    def _turn(self, row: int, column: int, came_from: Mapping[int, int]) -> None:
        """Give the free column at a path's end to the row before it, and so on to its start."""
        while True:
            at = came_from[column]
            self._row_of[column] = at
            self.columns[at], column = column, self.columns.get(at, column)
            if at == row:
                return
