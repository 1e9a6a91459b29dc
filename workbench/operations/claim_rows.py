"""Claims as rows of a table, and out to CSV."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from db import claims, coders, documents, tags
from db.project import Project
from db.records import Claim, Facet, Id
from workbench.exchange.claims_csv import JOINER, ClaimRow, write_claims
from workbench.operations.targets import assert_no_project

#: facets that have columns of their own
_PLAIN = ("actor", "concern", "stance")


def export_claims(
    project: Project, path: Path, *, only: Collection[Id] | None = None, mark: bool = False
) -> int:
    """Write every claim, or only some, as CSV; returns the number of rows.

    `mark` begins the file with the mark by which Excel knows UTF-8.
    """
    assert_no_project(project, path)
    rows = list(claim_rows(project, only))
    write_claims(path, rows, bom=mark)
    return len(rows)


def claim_rows(project: Project, only: Collection[Id] | None = None) -> Iterator[ClaimRow]:
    """Yield every claim, or only some, as a row of a table, by document and place."""
    wanted = None if only is None else set(only)
    facets = {facet.id: facet for facet in tags.all_facets(project)}
    names = {tag.id: (facets[tag.facet], tag.name) for tag in tags.all_tags(project)}
    who = {coder.id: coder.name for coder in coders.all_coders(project)}
    for document in documents.all_documents(project):
        found = claims.of_document(project, document.id)
        text = documents.text(project, document) if found else ""
        # At one place by name, not by number, so that the same project gives the same file.
        for claim in sorted(found, key=lambda one: (one.spans, who[one.coder], name_of(one))):
            if wanted is not None and claim.id not in wanted:
                continue
            yield _row(claim, document.name, text, names, who)


def name_of(claim: Claim) -> str:
    """Return what a claim is called in tables: one that was given no name has its number."""
    return claim.name or f"{claim.id:016x}"


def _row(
    claim: Claim,
    document: str,
    text: str,
    names: Mapping[Id, tuple[Facet, str]],
    who: Mapping[Id, str],
) -> ClaimRow:
    by_facet: dict[str, list[str]] = {}
    about = []
    for tag in claim.tags:
        facet, name = names[tag.tag]
        if facet.key == "actor" and tag.role == "about":
            about.append(name)
        else:
            by_facet.setdefault(facet.key, []).append(name)
    return ClaimRow(
        document=document,
        quote=JOINER.join(text[span.start : span.end] for span in claim.spans),
        passages=tuple((span.start, span.end) for span in claim.spans),
        claim_id=name_of(claim),
        statement=claim.statement,
        actors=tuple(by_facet.get("actor", ())),
        concerns=tuple(by_facet.get("concern", ())),
        stance="".join(by_facet.get("stance", ())),  # there is one at most
        speaker=claim.speaker,
        confidence=claim.confidence,
        coder=who[claim.coder],
        note=claim.note,
        about=tuple(about),
        credibility=claim.credibility,
        facets={key: tuple(found) for key, found in by_facet.items() if key not in _PLAIN},
    )
