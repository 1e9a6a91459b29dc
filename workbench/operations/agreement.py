"""How far two or more coders agree: chosen documents, facets and tags, by a named unit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from db import claims, coders, documents
from db.errors import Invalid
from db.garbage import uncollected
from db.project import Project
from db.records import Claim, Document, Id
from workbench.agreement.collecting import without_collecting
from workbench.agreement.confusion import Confusion, confusions
from workbench.agreement.pairing import THRESHOLD, pair_claims
from workbench.agreement.report import UNITS, AgreementReport, Unit
from workbench.agreement.rows import Samples, Subject, enough, measured
from workbench.agreement.units import ANY
from workbench.operations.agreement_codebook import Codebook
from workbench.operations.agreement_notes import notes
from workbench.operations.agreement_units import (
    Judged,
    cells,
    characters,
    paired,
    sentences_or_paragraphs,
    whole_documents,
    with_passages,
)
from workbench.operations.compare import stances

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class AgreementRequest:
    """What is measured.

    `coders` are two or more. `facets` are keys (none: all), `tags` ids (none: all), each with what
    stands under it. Without `documents` those count in which all these coders have claims.
    `coded_only` leaves out the units in which none of them has a claim. Matrix cells take two
    facets, by default actor and concern.
    """

    coders: tuple[Id, ...]
    unit: Unit = "claims"
    facets: tuple[str, ...] = ()
    tags: tuple[Id, ...] = ()
    documents: tuple[Id, ...] = ()
    coded_only: bool = False
    #: count each tag for its topmost group
    roll_up: bool = False
    #: a row for each tag, after those for the facets
    each_tag: bool = True
    #: from which overlap on claims are paired
    threshold: float = THRESHOLD
    #: samples for the intervals; 0 for none
    resamples: int = 1000
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Gathered:
    """What coders judged, read out of the project: the rest is computed, by a worker if need be."""

    request: AgreementRequest
    coders: tuple[str, ...]
    judged: Judged
    subjects: tuple[Subject, ...]

    def measure(
        self,
        *,
        progress: Progress = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> AgreementReport:
        """Compute the coefficients; see `measure_agreement`."""
        request, judged = self.request, self.judged
        samples = Samples(request.resamples, request.seed, progress, cancelled)
        rows = measured(judged.blocks, self.subjects, samples)
        if request.unit == "characters" and not request.coded_only:
            rows = with_passages(judged, rows, self.subjects, samples)
        drawn = 0 if cancelled() or not enough(judged.blocks) else request.resamples
        return AgreementReport(
            request.unit,
            self.coders,
            tuple(record.name for record in judged.documents),
            tuple(rows),
            notes(request.unit, request.coded_only, request.roll_up, request.threshold,
                  drawn, judged),
            judged.paired,
            judged.places,
        )  # fmt: skip


def gather_agreement(project: Project, request: AgreementRequest) -> Gathered:
    """Read what coders judged; raises Invalid as `measure_agreement` does."""
    names = _check(project, request)
    with without_collecting():
        return _gathered(project, request, names)


def _gathered(project: Project, request: AgreementRequest, names: tuple[str, ...]) -> Gathered:
    codebook = Codebook(project, _facet_keys(request), request.tags, request.roll_up)
    judged = _judged(project, request, codebook, _chosen(project, request))
    return Gathered(request, names, judged, tuple(_subjects(request, codebook)))


def measure_agreement(
    project: Project,
    request: AgreementRequest,
    *,
    progress: Progress = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> AgreementReport:
    """Measure how far coders agree.

    `progress` hears how many samples for the intervals are done, of how many; once `cancelled`
    says so the report comes without intervals. Raises Invalid where the request has fewer than two
    coders, an unknown facet, or nothing to measure.
    """
    with uncollected():
        return gather_agreement(project, request).measure(progress=progress, cancelled=cancelled)


def find_confusions(project: Project, request: AgreementRequest) -> list[Confusion]:
    """Return which tags two coders confuse in paired claims, the most frequent first.

    Of the request the coders, documents, facets, tags and the threshold count. Raises Invalid for
    other than two coders.
    """
    _check(project, request)
    if len(request.coders) != 2:
        raise Invalid("Name two coders to see which tags they confuse.")
    codebook = Codebook(project, request.facets, request.tags, roll_up=False)
    facet_of = {tag.id: one.facet.id for one in codebook.facets for tag in one.tags}
    signs = stances(project)
    pairings = []
    for _, (mine, theirs) in _chosen(project, request):
        pairings += pair_claims(mine, theirs, signs, request.threshold)
    return confusions(pairings, facet_of)


def _check(project: Project, request: AgreementRequest) -> tuple[str, ...]:
    """Return the names of the coders, after a look at what is asked for."""
    names = {coder.id: coder.name for coder in coders.all_coders(project)}
    if len(set(request.coders)) < 2 or len(set(request.coders)) < len(request.coders):
        raise Invalid("Name two or more different coders: nobody agrees alone.")
    if request.unit not in UNITS:
        raise Invalid(f"There is no unit “{request.unit}”: choose one of {', '.join(UNITS)}.")
    if not 0 < request.threshold <= 1:
        raise Invalid("The overlap from which claims are paired must lie between 0 and 100 %.")
    if any(coder not in names for coder in request.coders):
        raise Invalid("One of these coders is no longer in the project.")
    return tuple(names[coder] for coder in request.coders)


def _facet_keys(request: AgreementRequest) -> Sequence[str]:
    if request.unit != "cells":
        return request.facets
    found = request.facets or ("actor", "concern")
    if len(set(found)) != 2:
        raise Invalid("Cells of the matrix lie between two facets: name two, or none.")
    return found


def _chosen(
    project: Project, request: AgreementRequest
) -> list[tuple[Document, list[list[Claim]]]]:
    """Return the documents that count, with the claims of each coder in the order of the text."""
    place = {coder: number for number, coder in enumerate(request.coders)}
    found: dict[Id, list[list[Claim]]] = {}
    if request.documents:
        found = {document: [[] for _ in place] for document in request.documents}
        read = [one for document in found for one in claims.of_document(project, document)]
    else:
        read = claims.all_claims(project)
    for claim in read:
        if claim.coder in place:
            sides = found.setdefault(claim.document, [[] for _ in place])
            sides[place[claim.coder]].append(claim)
    chosen = [
        (record, found[record.id])
        for record in documents.all_documents(project)
        if record.id in found and (request.documents or all(found[record.id]))
    ]
    if not chosen:
        raise Invalid("There is no document in which all of these coders have claims.")
    return chosen


def _judged(
    project: Project,
    request: AgreementRequest,
    codebook: Codebook,
    chosen: list[tuple[Document, list[list[Claim]]]],
) -> Judged:
    if request.unit == "claims":
        judged = paired(chosen, codebook, request.threshold)
    elif request.unit == "cells":
        judged = cells(chosen, codebook)
    elif request.unit == "documents":
        judged = whole_documents(chosen, codebook)
    elif request.unit == "characters":
        judged = characters(project, chosen, codebook)
    else:
        judged = sentences_or_paragraphs(project, chosen, codebook, request.unit)
    return judged.coded() if request.coded_only else judged


def _subjects(request: AgreementRequest, codebook: Codebook) -> list[Subject]:
    if request.unit == "cells":
        return [Subject("any", "Cells with a claim", frozenset((ANY,)))]
    found = codebook.subjects(request.each_tag)
    if request.unit != "claims":
        found.insert(0, Subject("any", "Any claim", frozenset((ANY,))))
    if not found:
        raise Invalid("The codebook has no tags of these facets.")
    return found
