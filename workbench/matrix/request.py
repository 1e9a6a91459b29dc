"""What is asked of a matrix: two axes, a measure, a filter, and how to show it.

Everything is a frozen record of plain values, so that requests can be compared, saved as JSON
(`workbench.matrix.wire`), said in a sentence (`sentence`) and asked again.
"""

from dataclasses import dataclass, field, replace
from typing import Literal

from db.records import Confidence, Id, Role

#: what an axis can be laid out by beside the facets of the codebook
Field = Literal[
    "document", "author", "publisher", "language", "group", "coder", "day", "week", "month", "year"
]
FIELDS: tuple[Field, ...] = (
    "document", "author", "publisher", "language", "group", "coder", "day", "week", "month", "year",
)  # fmt: skip

#: tags by themselves; the topmost groups instead of them; or groups with their tags under them
Levels = Literal["tags", "groups", "both"]
LEVELS: tuple[Levels, ...] = ("tags", "groups", "both")

SortBy = Literal["codebook", "name", "total", "entry", "similarity"]
SORTS: tuple[SortBy, ...] = ("codebook", "name", "total", "entry", "similarity")

#: what a cell says; `workbench.matrix.measures` defines each
Measure = Literal[
    "claims", "documents", "sources", "coders", "words", "presence", "balance", "split",
    "confidence", "c-coefficient", "jaccard", "expected", "residual",
]  # fmt: skip
MEASURES: tuple[Measure, ...] = (
    "claims", "documents", "sources", "coders", "words", "presence", "balance", "split",
    "confidence", "c-coefficient", "jaccard", "expected", "residual",
)  # fmt: skip
#: measures that count something, of which a percentage can be taken
COUNTS: tuple[Measure, ...] = ("claims", "documents", "sources", "coders", "words")

#: a count of claims counts once per claim, per document, or per time of publication
Once = Literal["claim", "document", "day", "week", "month", "year"]
ONCE: tuple[Once, ...] = ("claim", "document", "day", "week", "month", "year")
Period = Literal["", "day", "week", "month", "year"]
PERIODS: tuple[Period, ...] = ("day", "week", "month", "year")

Percent = Literal["", "row", "column", "table"]
PERCENTS: tuple[Percent, ...] = ("row", "column", "table")

Decisions = Literal["", "accepted", "not rejected", "open"]
DECISIONS: tuple[Decisions, ...] = ("accepted", "not rejected", "open")


@dataclass(frozen=True, slots=True)
class Sort:
    """The order of an axis; the other way round if `reverse`.

    `total`: the largest total first. `entry`: the largest value in the entry of the other axis
    whose key is `entry` first. `similarity`: entries with like values stand together. Groups are
    sorted among themselves, and tags within their group, where both are shown.
    """

    by: SortBy = "codebook"
    entry: str = ""
    reverse: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """Rows or columns: the tags of a facet (by its key), or a field of document or claim.

    `of` is a facet's key unless it is one of `FIELDS` written with a colon before it (`:month`),
    so that a facet may be called anything. `role` keeps only tags that are carried in it, so that
    a facet can be crossed with itself: who holds it, about whom. `levels` says whether tags or
    their topmost groups are shown, or both, where the groups named in `collapsed` hide their tags.
    `pinned` names entries (by key) that come first and are hidden neither when empty
    nor by a closed group.
    """

    of: str
    role: Role | Literal[""] = ""
    levels: Levels = "tags"
    collapsed: frozenset[Id] = frozenset()
    sort: Sort = Sort()
    pinned: tuple[str, ...] = ()

    @property
    def field(self) -> str:
        """The field the axis is laid out by, empty for a facet."""
        return self.of[1:] if self.of[:1] == ":" else ""


@dataclass(frozen=True, slots=True)
class Filter:
    """Conditions on the claims that are counted, all of which have to hold; an empty one does.

    `since` and `until` are a year, month or day as in ISO 8601; a document whose own date is as
    vague counts when the two may meet, one without a date does not. Of `tags` a claim has, for
    each facet among them, at least one (or one below it), in the role if one is given; and none of
    `without` (nor one below). `confidence`, `reliability` and `credibility` are the least wanted;
    what cannot be judged (F, 6) or has none is left out. `text`: each of its words stands somewhere
    in statement, quote, speaker or note. `decisions`: "accepted" keeps claims that were accepted,
    "not rejected" all but rejected ones, "open" those without a verdict; the first two leave out
    rejected tags too. `before_merge` leaves out the claims that the last merge brought; tags and
    decisions that it put on claims which were here stay.
    """

    documents: frozenset[Id] = frozenset()
    groups: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    coders: frozenset[Id] = frozenset()
    since: str = ""
    until: str = ""
    decisions: Decisions = ""
    confidence: Confidence = ""
    reliability: str = ""
    credibility: int | None = None
    tags: frozenset[Id] = frozenset()
    without: frozenset[Id] = frozenset()
    role: Role | Literal[""] = ""
    text: str = ""
    before_merge: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """All that makes a matrix what it is.

    `once` is the count rule of the measures that count claims. `period` adds to each cell its
    figures by time of publication. `hide_empty` leaves out entries without a claim in any cell;
    `totals` is for those who show the matrix, its margins are always known.
    """

    rows: Axis = Axis("actor")
    columns: Axis = Axis("concern")
    measure: Measure = "claims"
    once: Once = "claim"
    percent: Percent = ""
    filter: Filter = field(default=Filter())
    period: Period = ""
    hide_empty: bool = False
    totals: bool = True

    def transposed(self) -> "Request":
        """Return the request with rows and columns changing places."""
        turned: dict[Percent, Percent] = {"row": "column", "column": "row"}
        return replace(
            self,
            rows=self.columns,
            columns=self.rows,
            percent=turned.get(self.percent, self.percent),
        )
