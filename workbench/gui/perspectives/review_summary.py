"""What the review says of a whole document: agreement in short, and what can be done at once."""

from db.errors import ProjectError
from db.project import Project
from db.records import Coder, Id
from workbench.agreement.report import AgreementRow
from workbench.gui.session import Session
from workbench.operations import review
from workbench.operations.agreement import AgreementRequest, measure_agreement
from workbench.operations.blind import curtain
from workbench.operations.review import Reviewed, Target

#: words, figure, and whether the line is of the first rank
Line = tuple[str, str, bool]


def figures(project: Project, pair: tuple[Id, Id], document: Id, threshold: float) -> list[Line]:
    """Return the agreement of two coders in a document in a few lines, without intervals."""
    if curtain(project).hides(document):
        return []
    request = AgreementRequest(
        pair, documents=(document,), each_tag=False, threshold=threshold, resamples=0
    )
    try:
        report = measure_agreement(project, request)
    except ProjectError:  # there is nothing in this document to measure
        return []
    lines: list[Line] = []
    if report.places:
        lines.append(("Passages found by both", f"{report.paired} of {report.places}", True))
    for row in report.rows:
        if row.kind == "each" and row.facet:
            lines.append(_line(row))
            prevalence = "" if row.prevalence is None else f", prevalence {row.prevalence:.2f}"
            lines.append((f"n = {row.n:,}{prevalence}", "", False))
    return lines


def _line(row: AgreementRow) -> Line:
    one = row["alpha"]
    value = "undefined" if one.value is None else f"{one.value:.2f}"
    return f"{row.label.split(',')[0]}, Krippendorff’s α", value, True


def at_once(
    session: Session, reviewed: Reviewed, coder: Coder, document: Id, tag: Id | None
) -> list[tuple[str, list[Target]]]:
    """Return what can be accepted at once, in words: where both agree, a tag, all of a coder."""
    project, name = session.project, coder.name
    offers = [("Where both say the same", review.agreed_targets(reviewed))]
    if tag is not None:
        words = f"“{session.book.tags[tag].name}” wherever {name} gave it"
        offers.append((words, review.targets_of(project, coder.id, tag=tag)))
    offers += [
        (f"All of {name} in this document", review.targets_of(project, coder.id, document)),
        (f"All of {name} in all documents", review.targets_of(project, coder.id)),
    ]
    return offers
