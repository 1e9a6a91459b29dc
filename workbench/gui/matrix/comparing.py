"""What is compared with what: two coders, two times, two saved views, before and after a merge."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise, permutations
from typing import Any

from workbench.gui.matrix.choices import filtered
from workbench.matrix import Context, Filter, Request

#: with more coders there would be more pairs than a menu holds
MOST_CODERS = 6


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two matrices: its name, and the conditions that make it."""

    name: str
    conditions: Mapping[str, Any]

    def request(self, base: Request) -> Request:
        """Return the request of this side, otherwise like another one."""
        return filtered(base, **self.conditions)


@dataclass(frozen=True, slots=True)
class Comparison:
    """From what, to what; both have the axes and the measure of the request that is shown."""

    before: Side
    after: Side

    def words(self) -> str:
        """Return what is compared: "Mira Tolan → Jonas Verne"."""
        return f"{self.before.name} → {self.after.name}"

    def requests(self, base: Request) -> tuple[Request, Request]:
        """Return what is to be counted for either side; entries of one are entries of both."""
        shown = replace(base, hide_empty=False, period="")
        return self.before.request(shown), self.after.request(shown)


def of_dates(before: tuple[str, str], after: tuple[str, str]) -> Comparison:
    """Return the comparison of two times, each from a date until a date."""
    return Comparison(*(
        Side(_dates(since, until), {"since": since, "until": until})
        for since, until in (before, after)
    ))  # fmt: skip


def _dates(since: str, until: str) -> str:
    if since == until:
        return since
    return f"{since or '…'} to {until or '…'}"


#: the claims as they were before the last merge, with all there are now
MERGE = Comparison(
    Side("before the last merge", {"before_merge": True}), Side("now", {"before_merge": False})
)


def coder_pairs(context: Context) -> list[Comparison]:
    """Return each coder with each other one."""
    sides = [Side(one.name, {"coders": frozenset({one.id})}) for one in context.coders]
    return [Comparison(*pair) for pair in permutations(sides[:MOST_CODERS], 2)]


def year_pairs(context: Context) -> list[Comparison]:
    """Return each year in which something was published with the one before."""
    years = sorted({document.published_on[:4] for document in context.documents} - {""})
    return [of_dates((one, one), (next_, next_)) for one, next_ in pairwise(years)]


def view_pairs(request: Request, views: Mapping[str, Request]) -> list[Comparison]:
    """Return what is shown now with each saved view, and each view with each other."""
    now = _of_view("as shown now", request)
    sides = [_of_view(name, view) for name, view in views.items()]
    return [
        *(Comparison(side, now) for side in sides),
        *(Comparison(*pair) for pair in permutations(sides[:MOST_CODERS], 2)),
    ]


def _of_view(name: str, view: Request) -> Side:
    conditions = {field: getattr(view.filter, field) for field in Filter.__slots__}
    return Side(name, conditions)
