"""The proof that travels with an exported matrix: settings, figures, and the claims behind them.

It is JSON of one line, in ASCII, and holds a hash of itself that finds accidents. Who doctors an
export can doctor that too; then the figures no longer follow from the project, which is what
`workbench verify` looks at.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from db.errors import ProjectError
from db.records import Id
from workbench.exporters.matrix_product import Key, Product
from workbench.matrix import Figures, Value

KIND, VERSION = "workbench-matrix", 1
#: characters that a proof may have when read
LONGEST = 200_000_000
#: of a claim's id, and of rows, columns and claims together
_LARGEST_ID, _MOST = 1 << 63, 5_000_000
Cell = tuple[int, int]
T = TypeVar("T")


class BrokenProof(ProjectError):
    """An export holds no proof, or one that was changed."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What a proof says; rows and columns are pairs of key and name, cells go by position."""

    projects: tuple[tuple[Id, str], ...]
    at: str
    program: str
    settings: str
    sentence: str
    scope: int
    rows: tuple[tuple[str, str], ...]
    columns: tuple[tuple[str, str], ...]
    figures: Figures
    claims: tuple[Key, ...]
    behind: Mapping[Cell, tuple[int, ...]]

    def claims_of(self, row: int, column: int) -> set[Key]:
        """Return the claims that stand behind a cell."""
        return {self.claims[place] for place in self.behind.get((row, column), ())}


def proof_of(product: Product) -> Proof:
    """Return the proof of a product."""
    matrix, origin = product.matrix, product.origin
    place = {key: at for at, key in enumerate(product.passages)}
    behind = {}
    for row in range(len(matrix.rows)):
        for column in range(len(matrix.columns)):
            if matrix.claims.cells[row][column]:
                found = tuple(place[key] for key in product.keys(row, column))
                behind[row, column] = found
    return Proof(
        origin.projects, origin.at, origin.program, origin.settings, origin.sentence, matrix.scope,
        tuple((entry.key, entry.name) for entry in matrix.rows),
        tuple((entry.key, entry.name) for entry in matrix.columns),
        matrix.shown, tuple(place), behind,
    )  # fmt: skip


# -- as JSON


def to_json(proof: Proof) -> str:
    """Return a proof as JSON in one line, fit to stand in HTML, XML and Markdown as it is.

    Signs that mean something there are written as escapes, and so are all but ASCII letters.
    """
    body = _body(proof)
    text = _dumped({**body, "sha256": _digest(body)})
    for sign in "<>&'":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text.replace("--", "-\\u002d")


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))


def _digest(body: Mapping[str, Any]) -> str:
    return hashlib.sha256(_dumped(body).encode()).hexdigest()


def _body(proof: Proof) -> dict[str, Any]:
    figures = proof.figures
    return {
        "kind": KIND,
        "version": VERSION,
        "projects": [[str(one), title] for one, title in proof.projects],
        "at": proof.at,
        "program": proof.program,
        "settings": proof.settings,
        "sentence": proof.sentence,
        "scope": proof.scope,
        "rows": [list(entry) for entry in proof.rows],
        "columns": [list(entry) for entry in proof.columns],
        "cells": [list(row) for row in figures.cells],
        "row_totals": list(figures.rows),
        "column_totals": list(figures.columns),
        "total": figures.total,
        # Ids are longer than the whole numbers that other programs keep exact.
        "claims": [f"{at}/{claim}" for at, claim in proof.claims],
        "behind": [[*cell, *claims] for cell, claims in proof.behind.items()],
    }


def from_json(text: str) -> Proof:
    """Return the proof that JSON holds; raises `BrokenProof` in one sentence for anything else."""
    if len(text) > LONGEST:
        raise BrokenProof("The proof is longer than any that Workbench writes: it was not read.")
    try:
        body = json.loads(text)
    except (ValueError, RecursionError):
        raise BrokenProof("The proof is damaged: get the export anew.") from None
    if not isinstance(body, dict) or body.get("kind") != KIND:
        raise BrokenProof("This is no proof of a matrix: choose a file that Workbench exported.")
    if body.get("version") != VERSION:
        raise BrokenProof("The proof is of a newer kind: use a newer version of Workbench.")
    digest = body.pop("sha256", "")
    try:
        if digest != _digest(body):
            raise BrokenProof("The proof was changed after it was written: get the export anew.")
        return _proof(body)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        raise BrokenProof("The proof is damaged: get the export anew.") from None


def _proof(body: Mapping[str, Any]) -> Proof:
    rows, columns = _entries(body["rows"]), _entries(body["columns"])
    claims = tuple(_key(each) for each in body["claims"])
    if len(claims) + len(rows) + len(columns) > _MOST:
        raise ValueError("too many")
    behind = {}
    for row, column, *places in body["behind"]:
        _within(row, rows)
        _within(column, columns)
        for place in places:
            _within(place, claims)
        behind[row, column] = tuple(places)
    cells: list[Sequence[Value]] = [_values(row, columns) for row in body["cells"]]
    figures = Figures(
        _sized(cells, rows),
        _values(body["row_totals"], rows),
        _values(body["column_totals"], columns),
        _value(body["total"]),
    )
    return Proof(
        projects=tuple((_id(one), _text(title)) for one, title in body["projects"]),
        at=_text(body["at"]),
        program=_text(body["program"]),
        settings=_text(body["settings"]),
        sentence=_text(body["sentence"]),
        scope=int(body["scope"]),
        rows=rows,
        columns=columns,
        figures=figures,
        claims=claims,
        behind=behind,
    )


def _entries(found: Any) -> tuple[tuple[str, str], ...]:
    return tuple((_text(key), _text(name)) for key, name in found)


def _text(found: Any) -> str:
    if not isinstance(found, str):
        raise TypeError(found)
    return found


def _id(found: Any) -> Id:
    number = int(_text(found)[:20])
    if not 0 <= number < _LARGEST_ID:
        raise ValueError(number)
    return number


def _key(found: Any) -> Key:
    at, _, claim = _text(found).partition("/")
    return _id(at), _id(claim)


def _value(found: Any) -> Value:
    if found is not None and (isinstance(found, bool) or not isinstance(found, int | float)):
        raise TypeError(found)
    return found


def _values(found: Sequence[Any], of: Sequence[object]) -> list[Value]:
    return _sized([_value(each) for each in found], of)


def _sized(found: list[T], of: Sequence[object]) -> list[T]:
    if len(found) != len(of):
        raise ValueError("not as many as there should be")
    return found


def _within(place: Any, of: Sequence[object]) -> None:
    if type(place) is not int or not 0 <= place < len(of):
        raise ValueError(place)
