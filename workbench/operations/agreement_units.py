"""The units of a project that coders judged, as `workbench.agreement` takes them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from db import documents
from db.errors import Invalid
from db.project import Project
from db.records import Claim, Document, Id, Span
from workbench.agreement import units
from workbench.agreement.pairing import grouped
from workbench.agreement.report import AgreementRow, Unit
from workbench.agreement.rows import Samples, Subject, with_alpha_u
from workbench.agreement.units import Block, Marks, Tags
from workbench.operations.agreement_codebook import Codebook
from workbench.text.reflow import reflow
from workbench.text.sentences import sentence_spans

#: a document with the claims of each coder
Coded = tuple[Document, list[list[Claim]]]
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")


@dataclass(frozen=True, slots=True)
class Judged:
    """Units as blocks, with the documents they are of; of claims, how many were paired."""

    documents: tuple[Document, ...]
    blocks: list[Block]
    #: each coder's passages by tag, on all documents one after the other
    passages: tuple[dict[Id, list[Span]], ...] = ()
    paired: int | None = None
    places: int | None = None

    def coded(self) -> "Judged":
        """Return these units without those in which no coder has a claim."""
        return replace(self, blocks=units.coded(self.blocks))


def characters(project: Project, chosen: Sequence[Coded], codebook: Codebook) -> Judged:
    """Return the characters of documents."""
    blocks: list[Block] = []
    continuum: list[dict[Id, list[Span]]] = []
    offset = 0
    for record, sides in chosen:
        marks = _marks(sides, codebook)
        starts = [span.start for span in _paragraphs(documents.text(project, record))]
        blocks += units.characters(starts, record.length, marks)
        continuum = continuum or [{} for _ in marks]
        for whole, of_coder in zip(continuum, marks, strict=True):
            for tag, spans in units.passages(of_coder, offset).items():
                whole.setdefault(tag, []).extend(spans)
        offset += record.length
    return Judged(_records(chosen), blocks, tuple(continuum))


def sentences_or_paragraphs(
    project: Project, chosen: Sequence[Coded], codebook: Codebook, unit: Unit
) -> Judged:
    """Return the sentences or the paragraphs of documents."""
    blocks: list[Block] = []
    for record, sides in chosen:
        text = documents.text(project, record)
        spans = (
            [Span(*found) for found in sentence_spans(text)]
            if unit == "sentences"
            else _paragraphs(text)
        )
        blocks += units.stretches(spans, _marks(sides, codebook))
    return Judged(_records(chosen), blocks)


def whole_documents(chosen: Sequence[Coded], codebook: Codebook) -> Judged:
    """Return documents as units."""
    blocks = [units.document(_marks(sides, codebook)) for _, sides in chosen]
    return Judged(_records(chosen), blocks)


def cells(chosen: Sequence[Coded], codebook: Codebook) -> Judged:
    """Return the cells of the matrix of two facets, all documents together."""
    if len(codebook.facets) != 2:
        raise Invalid("Both facets need tags that count before cells can be compared.")
    rows, columns = ([tag.id for tag in one.tags] for one in codebook.facets)
    coders: list[list[Tags]] = [[] for _ in chosen[0][1]]
    for _, sides in chosen:
        for of_coder, claims in zip(coders, sides, strict=True):
            of_coder += (_entries(claim, codebook) for claim in claims)
    return Judged(_records(chosen), units.cells(rows, columns, coders))


def paired(chosen: Sequence[Coded], codebook: Codebook, threshold: float) -> Judged:
    """Return the places where at least two coders have a claim on the same passage.

    Of two coders, pieces of a split count together as one claim.
    """
    blocks: list[Block] = []
    places = 0
    for _, sides in chosen:
        groups = _groups(sides, threshold)
        places += len(groups)
        for group in groups:
            sets = tuple(
                units.NONE.union(*(_entries(claim, codebook) for claim in claims))
                if claims
                else None
                for claims in group
            )
            if sum(found is not None for found in sets) > 1:
                blocks.append({sets: 1})
    return Judged(_records(chosen), blocks, paired=len(blocks), places=places)


def _groups(
    sides: Sequence[Sequence[Claim]], threshold: float
) -> list[tuple[Sequence[Claim], ...]]:
    if len(sides) == 2:
        return [*grouped(sides[0], sides[1], threshold)]
    return [
        tuple([] if claim is None else [claim] for claim in group)
        for group in units.aligned(sides, threshold)
    ]


def with_passages(
    judged: Judged, rows: Sequence[AgreementRow], subjects: Sequence[Subject], samples: Samples
) -> list[AgreementRow]:
    """Return rows about characters with alpha-U for the passages of their tags, but for sets."""
    # It needs numpy, for which nothing waits that measures no passages.
    from workbench.agreement.unitizing import unitized

    length = sum(record.length for record in judged.documents)
    values = {
        tag: unitized(length, [of_coder.get(tag, []) for of_coder in judged.passages])
        for tag in sorted({tag for of_coder in judged.passages for tag in of_coder})
    }
    return [
        row
        if row.kind == "sets"
        else with_alpha_u(row, [values[tag] for tag in sorted(subject.tags) if tag in values],
                          samples)
        for row, subject in zip(rows, subjects, strict=True)
    ]  # fmt: skip


def _entries(claim: Claim, codebook: Codebook) -> Tags:
    return codebook.entries(tag.tag for tag in claim.tags)


def _marks(sides: Sequence[Sequence[Claim]], codebook: Codebook) -> list[Marks]:
    return [[(claim.spans, _entries(claim, codebook)) for claim in claims] for claims in sides]


def _paragraphs(text: str) -> list[Span]:
    """Return the paragraphs of a text; the lines of a hard-wrapped one are run together."""
    return [Span(*found.span()) for found in _PARAGRAPH.finditer(reflow(text))]


def _records(chosen: Sequence[Coded]) -> tuple[Document, ...]:
    return tuple(record for record, _ in chosen)
