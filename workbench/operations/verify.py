"""Whether the figures of an exported matrix still follow from its project."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from db import claims
from db.errors import Invalid
from db.project import Project
from db.records import Id
from workbench.exporters.matrix_proof import Proof
from workbench.matrix import Context, Entry, Figures, Matrix, Request
from workbench.matrix.difference import difference
from workbench.matrix.result import Difference
from workbench.operations.export_reading import Shown, read_export
from workbench.operations.matrix_source import build_matrix, build_merged


@dataclass(frozen=True, slots=True)
class Verification:
    """What became of an export.

    `altered` are figures of the file that its own proof contradicts, None where a file shows none
    that can be read. `difference` leads from the export to the project as it is; `gone` are claims
    of the export that the project has no longer.
    """

    proof: Proof
    altered: tuple[Shown, ...] | None
    difference: Difference
    gone: frozenset[Id]

    @property
    def holds(self) -> bool:
        """Whether every figure and every claim behind it is as the export says."""
        return not self.altered and not self.difference.changes


def verify_export(projects: Sequence[Project], path: Path) -> Verification:
    """Count an export anew and compare; a matrix of several projects needs all of them.

    Raises Invalid for an export of other projects, `BrokenProof` or `Unreadable` for one that
    cannot be read.
    """
    found = read_export(path)
    proof = found.proof
    several = _in_order(projects, proof)
    now = (
        build_matrix(several[0], found.request)
        if len(several) == 1
        else build_merged(several, found.request)
    )
    before = _matrix(proof, found.request, now.context)
    return Verification(proof, found.altered, difference(before, now), _gone(several, proof))


def _in_order(projects: Sequence[Project], proof: Proof) -> list[Project]:
    """Return the projects in the order of the proof; raises Invalid where they are others."""
    left = list(projects)
    order = []
    for identity, title in proof.projects:
        match = next((one for one in left if one.id == identity), None)
        if match is None:
            raise Invalid(f"This matrix is of the project “{title}”: verify it against that.")
        left.remove(match)
        order.append(match)
    if left or not order:
        names = ", ".join(f"“{title}”" for _identity, title in proof.projects)
        raise Invalid(f"This matrix is of {names} only: verify it against no other project.")
    return order


def _gone(projects: Sequence[Project], proof: Proof) -> frozenset[Id]:
    """Return the claims of an export that its projects have no longer."""
    gone: set[Id] = set()
    for place, project in enumerate(projects):
        told = {claim for at, claim in proof.claims if at == place}
        gone |= told - {claim.id for claim in claims.many(project, told)}
    return frozenset(gone)


def _matrix(proof: Proof, request: Request, context: Context) -> Matrix:
    """Return the matrix that a proof speaks of, as far as a comparison asks."""
    height, width = len(proof.rows), len(proof.columns)
    counts = [
        [len(proof.behind.get((row, column), ())) for column in range(width)]
        for row in range(height)
    ]
    nothing = [[0] * width for _row in range(height)]

    def claims_of(row: int | None, column: int | None) -> list[Id]:
        places = proof.behind.get((row or 0, column or 0), ())
        return sorted(proof.claims[place][1] for place in places)

    return Matrix(
        request=request,
        context=context,
        rows=tuple(Entry(key, name) for key, name in proof.rows),
        columns=tuple(Entry(key, name) for key, name in proof.columns),
        shown=proof.figures,
        claims=Figures(counts, [0] * height, [0] * width, len(proof.claims)),
        supporting=nothing,
        against=nothing,
        contested=frozenset(),
        gaps=(),
        scope=proof.scope,
        _claims_of=claims_of,
    )
