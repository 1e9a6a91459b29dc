"""Where two coders differ: their claims paired, document by document."""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass

from db import claims, documents, tags
from db.errors import Invalid
from db.project import Project
from db.records import Document, Id
from workbench.agreement.pairing import THRESHOLD, Kind, Pairing, pair_claims
from workbench.operations.wording import counted

Progress = Callable[[int, int], None]
STANCE = "stance"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two coders made of one document: every claim of both, in the order of its text."""

    document: Document
    pairings: tuple[Pairing, ...]

    @property
    def differences(self) -> tuple[Pairing, ...]:
        """The places where the two differ."""
        return tuple(pairing for pairing in self.pairings if not pairing.same)

    @property
    def paired(self) -> int:
        """At how many places both have a claim; `len(pairings)` is how many there are."""
        return sum(pairing.paired for pairing in self.pairings)


def compare_document(
    project: Project, document: Id, left: Id, right: Id, threshold: float = THRESHOLD
) -> tuple[Pairing, ...]:
    """Pair the claims of two coders in a document, in the order of its text.

    Raises Invalid for a threshold outside 0 (exclusive) to 1, or one coder on both sides.
    """
    _check(left, right, threshold)
    return _paired(project, document, left, right, stances(project), threshold)


def compare_coders(
    project: Project,
    left: Id,
    right: Id,
    among: Collection[Id] | None = None,
    *,
    threshold: float = THRESHOLD,
    progress: Progress = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[Comparison]:
    """Pair the claims of two coders in documents (all, if none are named), in library order.

    Documents in which neither has a claim are left out. `progress` hears how many documents of
    how many are done; what was compared before `cancelled` says so is returned. Raises Invalid as
    `compare_document` does.
    """
    _check(left, right, threshold)
    records = [
        record for record in documents.all_documents(project) if among is None or record.id in among
    ]
    signs = stances(project)
    found: list[Comparison] = []
    for done, record in enumerate(records):
        if cancelled():
            return found
        progress(done, len(records))
        pairings = _paired(project, record.id, left, right, signs, threshold)
        if pairings:
            found.append(Comparison(record, pairings))
    progress(len(records), len(records))
    return found


def by_kind(comparisons: Collection[Comparison]) -> Counter[Kind]:
    """Return at how many places the coders differ in each way; several can hold at one place."""
    return Counter(
        kind
        for comparison in comparisons
        for pairing in comparison.pairings
        for kind in pairing.kinds
    )


def comparison_sentence(comparisons: Collection[Comparison]) -> str:
    """Say in one sentence how far two coders differ."""
    places = sum(len(comparison.pairings) for comparison in comparisons)
    if not places:
        return "Neither of the two has a claim here."
    paired = sum(comparison.paired for comparison in comparisons)
    differing = sum(len(comparison.differences) for comparison in comparisons)
    return (
        f"{counted(differing, 'difference')} at {counted(places, 'place')} "
        f"in {counted(len(comparisons), 'document')}; both have a claim at {paired:,}."
    )


def stances(project: Project) -> frozenset[Id]:
    """Return the tags of the stance facet."""
    facets = {facet.id for facet in tags.all_facets(project) if facet.key == STANCE}
    return frozenset(tag.id for tag in tags.all_tags(project) if tag.facet in facets)


def _paired(
    project: Project, document: Id, left: Id, right: Id, signs: frozenset[Id], threshold: float
) -> tuple[Pairing, ...]:
    found = claims.of_document(project, document)
    mine = [claim for claim in found if claim.coder == left]
    theirs = [claim for claim in found if claim.coder == right]
    return tuple(pair_claims(mine, theirs, signs, threshold))


def _check(left: Id, right: Id, threshold: float) -> None:
    if left == right:
        raise Invalid("Name two different coders to compare.")
    if not 0 < threshold <= 1:
        raise Invalid("The overlap from which claims are paired must lie between 0 and 100 %.")
