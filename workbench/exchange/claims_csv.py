"""Claims as a CSV table, a claim a row."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from db.records import CONFIDENCES, CREDIBILITIES, Confidence
from workbench.exchange.codebook_csv import names
from workbench.exchange.tables import Row, RowError, join_values, read_table, write_rows

COLUMNS = (
    "claim_id", "document", "start", "end", "quote", "statement", "actors", "concerns",
    "stance", "speaker", "confidence", "coder", "note",
)  # fmt: skip
#: Columns that are written only where some claim has a value in them.
OPTIONAL = ("about", "credibility")
#: Columns of further facets are named by this and the facet's key.
FACET = "facet:"
#: What stands between the passages of a claim in its quote.
JOINER = " […] "

#: What a file of rejected rows has besides; where it is read again, it is not looked at.
_REJECT_COLUMNS = ("reject_line", "reject_reason")
#: A whole number, also as statistics programs write one in a column with gaps.
_OFFSET = re.compile(r"(\d{1,15})(?:\.0*)?", re.ASCII)

Passage = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim in words: names of document, tags and coder, its passages and their quote.

    A passage is two offsets in code points, or two `None` where the quote alone says where it is;
    the quote of several passages is joined by `JOINER`, which may also stand in a text itself.
    `facets` has tags by facet key.
    """

    document: str
    quote: str = ""
    passages: tuple[Passage, ...] = ((None, None),)
    claim_id: str = ""
    statement: str = ""
    actors: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()
    stance: str = ""
    speaker: str = ""
    confidence: Confidence = ""
    coder: str = ""
    note: str = ""
    about: tuple[str, ...] = ()
    credibility: int | None = None
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    line: int = 0

    @property
    def quotes(self) -> tuple[str, ...]:
        """The quote of each passage, if it can be told apart; else the whole quote alone."""
        parts = tuple(self.quote.split(JOINER))
        return parts if len(parts) == len(self.passages) else (self.quote,)


@dataclass(frozen=True, slots=True)
class ClaimsFile:
    """What a table of claims held: sound rows, errors by line, and every row as it stood."""

    header: tuple[str, ...]
    rows: tuple[ClaimRow, ...]
    errors: tuple[RowError, ...]
    originals: Mapping[int, Sequence[str]]


def read_claims(path: str | Path) -> ClaimsFile:
    """Read a table of claims; what is wrong with a row is collected, by line.

    Raises `BrokenTable` if the table itself is broken. Only `document` and `quote` must be there.
    """
    table = read_table(
        path, ("document", "quote"), COLUMNS + OPTIONAL + _REJECT_COLUMNS, prefix=FACET
    )
    rows, errors = [], list(table.errors)
    for row in table.rows:
        try:
            rows.append(_read(row))
        except ValueError as trouble:
            errors.append(RowError(row.line, str(trouble)))
    errors.sort(key=lambda error: error.line)
    return ClaimsFile(table.header, tuple(rows), tuple(errors), table.originals)


def write_claims(path: str | Path, rows: Sequence[ClaimRow], bom: bool = False) -> None:
    """Write claims as a table; raises `Unwritable` or `FullDisk`."""
    header, cells = claims_table(rows)
    write_rows(path, header, cells, bom)


def claims_table(rows: Sequence[ClaimRow]) -> tuple[tuple[str, ...], list[list[str]]]:
    """Return the header and the cells of claims."""
    cells = [_cells(row) for row in rows]
    further = sorted({name for row in cells for name in row if name.startswith(FACET)})
    used = tuple(name for name in OPTIONAL if any(row[name] for row in cells))
    header = (*COLUMNS, *used, *further)
    return header, [[row.get(name, "") for name in header] for row in cells]


def write_rejects(
    path: str | Path, claims: ClaimsFile, errors: Iterable[RowError], bom: bool = False
) -> None:
    """Write the rows of `claims` that `errors` name, as they stood, with their lines and reasons.

    Once mended, the file can be imported as it is. Raises `Unwritable` or `FullDisk`.
    """
    kept = [place for place, name in enumerate(claims.header) if name not in _REJECT_COLUMNS]
    header = [*(claims.header[place] for place in kept), *_REJECT_COLUMNS]
    rows = []
    for error in errors:
        original = claims.originals[error.line]
        cells = [original[place] if place < len(original) else "" for place in kept]
        # What stands beyond the last column was typed by somebody too.
        beyond = original[len(claims.header) :]
        rows.append([*cells, str(error.line), error.reason, *beyond])
    write_rows(path, header, rows, bom)


def _read(row: Row) -> ClaimRow:
    """Return the claim of a row; a `ValueError` says what is wrong with it."""
    document, quote = row["document"], row["quote"]
    passages = _passages(row["start"], row["end"], quote)
    if not document.strip():
        raise ValueError("it names no document")
    if not quote.strip() and None in passages[0]:
        raise ValueError("it has neither a quote nor offsets")
    return ClaimRow(
        document=document,
        quote=quote,
        passages=passages,
        claim_id=row["claim_id"],
        statement=row["statement"],
        actors=names(row["actors"]),
        concerns=names(row["concerns"]),
        stance=row["stance"].strip(),
        speaker=row["speaker"],
        confidence=_confidence(row["confidence"].strip()),
        coder=row["coder"].strip(),
        note=row["note"],
        about=names(row["about"]),
        credibility=_credibility(row["credibility"].strip()),
        facets={
            name.removeprefix(FACET): names(cell)
            for name, cell in row.cells.items()
            if name.startswith(FACET) and cell.strip()
        },
        line=row.line,
    )


def _passages(start: str, end: str, quote: str) -> tuple[Passage, ...]:
    if not start.strip(" |") and not end.strip(" |"):
        return ((None, None),) * (quote.count(JOINER) + 1)
    starts, ends = _offsets(start, "start"), _offsets(end, "end")
    if len(starts) != len(ends):
        raise ValueError(f"it has {len(starts)} starts and {len(ends)} ends")
    if any(start >= end for start, end in zip(starts, ends, strict=True)):
        raise ValueError("an end must lie after its start")
    return tuple(zip(starts, ends, strict=True))


def _offsets(cell: str, name: str) -> list[int]:
    numbers = []
    for value in cell.split("|"):
        number = _OFFSET.fullmatch(value.strip())
        if number is None:
            raise ValueError(f"its {name} “{value.strip()[:40]}” is not a whole number")
        numbers.append(int(number[1]))
    return numbers


def _confidence(value: str) -> Confidence:
    for confidence in CONFIDENCES:
        if confidence == value:
            return confidence
    if value:
        raise ValueError(f"its confidence “{value[:40]}” is not {', '.join(CONFIDENCES)} or empty")
    return ""


def _credibility(value: str) -> int | None:
    if not value:
        return None
    for credibility in CREDIBILITIES:
        if value == str(credibility):
            return credibility
    raise ValueError(f"its credibility “{value[:40]}” is not a number from 1 to 6")


def _cells(row: ClaimRow) -> dict[str, str]:
    return {
        "claim_id": row.claim_id,
        "document": row.document,
        "start": "|".join("" if start is None else str(start) for start, _ in row.passages),
        "end": "|".join("" if end is None else str(end) for _, end in row.passages),
        "quote": row.quote,
        "statement": row.statement,
        "actors": join_values(row.actors),
        "concerns": join_values(row.concerns),
        "stance": row.stance,
        "speaker": row.speaker,
        "confidence": row.confidence,
        "coder": row.coder,
        "note": row.note,
        "about": join_values(row.about),
        "credibility": "" if row.credibility is None else str(row.credibility),
        **{FACET + key: join_values(tags) for key, tags in row.facets.items() if tags},
    }
