"""What was measured of the agreement of coders, as records for screens and files."""

from dataclasses import dataclass
from typing import Literal

from db.records import Id

#: `characters`, `sentences` and `paragraphs` of the texts, `documents` as a whole, `claims` of
#: several coders on the same passage, `cells` of the matrix.
Unit = Literal["characters", "sentences", "paragraphs", "documents", "claims", "cells"]
UNITS: tuple[Unit, ...] = (
    "characters", "sentences", "paragraphs", "documents", "claims", "cells",
)  # fmt: skip
#: What a row is about: whether there is a claim; each tag of a facet (or of all) one by one, as a
#: judgement of its own; the set of a facet's tags as one value; one tag.
RowKind = Literal["any", "each", "sets", "tag"]


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A coefficient with its interval; without a value, `meaning` says why it is undefined."""

    key: str
    title: str
    value: float | None
    low: float | None
    high: float | None
    #: one sentence for people
    meaning: str


@dataclass(frozen=True, slots=True)
class TwoByTwo:
    """How two coders judged the units: both, only the first, only the second, neither."""

    both: int
    first: int
    second: int
    neither: int


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """The agreement on one thing."""

    kind: RowKind
    label: str
    #: the key of the facet, empty where several are meant or none
    facet: str
    tag: Id | None
    #: how many judgements at least two coders made
    n: int
    #: the share of judgements that say yes (of sets: that have a tag), None without any
    prevalence: float | None
    #: of two coders, but not of sets
    counts: TwoByTwo | None
    coefficients: tuple[Coefficient, ...]

    def __getitem__(self, key: str) -> Coefficient:
        """Return a coefficient by its key; raises KeyError where this row has none such."""
        for coefficient in self.coefficients:
            if coefficient.key == key:
                return coefficient
        raise KeyError(key)


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """The agreement of coders on chosen documents, facets and tags, by one unit."""

    unit: Unit
    coders: tuple[str, ...]
    documents: tuple[str, ...]
    rows: tuple[AgreementRow, ...]
    #: how it was measured, each a sentence
    notes: tuple[str, ...] = ()
    #: of paired claims: at how many places at least two coders have one, of how many in all
    paired: int | None = None
    places: int | None = None

    def row(self, kind: RowKind, *, facet: str = "", tag: Id | None = None) -> AgreementRow | None:
        """Return the row about something, or None."""
        wanted = (kind, facet, tag)
        return next((row for row in self.rows if (row.kind, row.facet, row.tag) == wanted), None)


@dataclass(frozen=True, slots=True)
class NamedConfusion:
    """Tags that coders confuse, by their names (empty for none), with the claims by theirs."""

    facet: str
    left: str
    right: str
    count: int
    left_claims: tuple[str, ...]
    right_claims: tuple[str, ...]
