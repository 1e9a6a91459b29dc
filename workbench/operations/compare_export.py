"""Where two coders differ, as CSV and JSON, and in words."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

from db import documents, tags
from db.project import Project
from db.records import Claim, Id
from workbench.agreement.pairing import KINDS, Pairing, TagDifference
from workbench.exchange.comparison_csv import HEADER, ComparedPlace, Side, comparison_rows
from workbench.exchange.tables import format_rows, write_rows
from workbench.operations.claim_rows import name_of
from workbench.operations.compare import Comparison
from workbench.operations.targets import assert_no_project
from workbench.text.lines import Lines
from workbench.text.reflow import one_line


def export_comparison(
    project: Project, path: Path, found: Iterable[Comparison], *, mark: bool = False
) -> int:
    """Write where coders differ as CSV; returns the rows written (`mark` as for `export_claims`).

    Places where both say the same are rows too, so that the table can be counted.
    """
    assert_no_project(project, path)
    rows = comparison_rows(compared_places(project, found))
    write_rows(path, HEADER, rows, bom=mark)
    return len(rows)


def comparison_csv(project: Project, found: Iterable[Comparison]) -> str:
    """Return where coders differ as CSV text."""
    return format_rows(HEADER, comparison_rows(compared_places(project, found)))


def comparison_json(project: Project, found: Iterable[Comparison]) -> str:
    """Return where coders differ as JSON: a list of places."""
    places = [asdict(place) for place in compared_places(project, found)]
    return json.dumps(places, ensure_ascii=False, indent=1) + "\n"


def compared_places(project: Project, found: Iterable[Comparison]) -> Iterator[ComparedPlace]:
    """Yield every place with its words and names, by document and place."""
    names = {tag.id: tag.name for tag in tags.all_tags(project)}
    for comparison in found:
        record = comparison.document
        lines = Lines(documents.text(project, record), documents.styles(project, record.id))
        for pairing in comparison.pairings:
            yield ComparedPlace(
                record.name,
                tuple(kind for kind in KINDS if kind in pairing.kinds),
                pairing.overlap,
                _differing(pairing, names),
                _side(pairing.left, lines, names),
                _side(pairing.right, lines, names),
            )


def _side(claims: Collection[Claim], lines: Lines, names: Mapping[Id, str]) -> Side:
    spans = [span for claim in claims for span in claim.spans]
    tagged = dict.fromkeys(tag.tag for claim in claims for tag in claim.tags)
    return Side(
        tuple(name_of(claim) for claim in claims),
        tuple((span.start, span.end) for span in spans),
        one_line(lines.shown, spans, lines.asides),
        tuple(names[tag] for tag in tagged),
    )


def _differing(pairing: Pairing, names: Mapping[Id, str]) -> tuple[str, ...]:
    return tuple(f"{_where(one)}: {names[one.tag]}" for one in pairing.tags)


def _where(one: TagDifference) -> str:
    if one.left and one.right:
        return "other role"
    return "only left" if one.left else "only right"
