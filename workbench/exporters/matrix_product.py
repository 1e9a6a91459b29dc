"""A finished matrix: what was counted, the passages behind each cell, and where it comes from.

Whoever writes a file is handed a `Product` and asks nobody else, so that all formats say the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from db.records import Id
from workbench.matrix import Matrix

#: a claim of one of the projects, by the project's place among them
Key = tuple[int, Id]

#: `heat`: the matrix as it is on the screen; `bars`: one row or column; `network`: both axes
Kind = Literal["heat", "bars", "network"]
KINDS: tuple[Kind, ...] = ("heat", "bars", "network")
Palette = Literal["light", "dark", "print"]
PALETTES: tuple[Palette, ...] = ("light", "dark", "print")


@dataclass(frozen=True, slots=True)
class Passage:
    """A claim as it stands in a product.

    `number` counts from 1 through the product, in document and text order. `quote` is in one line
    as one reads it, `exact` as it stands in the text. `sign` is that of the stance, `decision` what
    stands of the reviewers' decisions, empty where none was made.
    """

    number: int
    claim: Id
    name: str
    document: str
    title: str
    place: str
    quote: str
    exact: str
    source: str = ""
    published: str = ""
    statement: str = ""
    speaker: str = ""
    coder: str = ""
    stance: str = ""
    sign: int = 0
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a matrix comes from: projects (id, title), time of day (ISO 8601), program.

    `settings` is the request as `workbench.matrix.wire` writes it, `sentence` what it says in
    words.
    """

    projects: tuple[tuple[Id, str], ...]
    at: str
    program: str
    settings: str
    sentence: str

    @property
    def title(self) -> str:
        """The titles of the projects, in one line."""
        return ", ".join(" ".join(title.split()) for _id, title in self.projects)


@dataclass(frozen=True, slots=True)
class Picture:
    """How a picture of a matrix is drawn.

    `bars` are the figures of one row (`axis`) or column, by its key, or of all totals without one.
    """

    kind: Kind = "heat"
    palette: Palette = "light"
    axis: Literal["row", "column"] = "row"
    entry: str = ""


@dataclass(frozen=True)
class Product:
    """A counted matrix with all that travels with it; `passages` are in the order of numbers."""

    matrix: Matrix
    origin: Origin
    passages: Mapping[Key, Passage] = field(default_factory=dict)
    picture: Picture = Picture()

    def keys(self, row: int, column: int) -> list[Key]:
        """Return the claims of a cell, in the order of their passages."""
        at = self.project_of(row, column)
        found = [(at, claim) for claim in self.matrix.claims_of(row, column)]
        return sorted(found, key=lambda key: self.passages[key].number)

    def behind(self, row: int, column: int) -> list[Passage]:
        """Return the passages of a cell, in document and text order."""
        return [self.passages[key] for key in self.keys(row, column)]

    def project_of(self, row: int, column: int) -> int:
        """Return the place of the project that a cell belongs to."""
        name = self.matrix.rows[row].project or self.matrix.columns[column].project
        return self._places[name] if name else 0

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.matrix.context.projects)}
