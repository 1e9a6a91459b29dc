"""Rectangles on pages that claims are about, where a page is a picture without text."""

from collections.abc import Sequence
from dataclasses import asdict

from db.errors import Invalid
from db.log import Action
from db.project import Project
from db.records import Id, Region

#: what the width and the height of a page are divided into
SCALE = 100_000


def of_document(project: Project, document: Id) -> dict[Id, list[Region]]:
    """Return the regions of the claims of a document, by claim, from the top of each page."""
    found: dict[Id, list[Region]] = {}
    for claim, *place in project.query(
        'SELECT region.claim, page, "left", top, "right", bottom FROM region '
        "JOIN claim ON claim.id = region.claim WHERE document = ? "
        'ORDER BY page, top, "left", region.id',
        (document,),
    ):
        found.setdefault(claim, []).append(Region(*place))
    return found


def set_regions(action: Action, claim: Id, regions: Sequence[Region]) -> None:
    """Give a claim these regions in the place of those it has.

    Raises Invalid for one without area or beyond its page, or where the claim is gone.
    """
    if action.row("claim", claim) is None:
        raise Invalid("This claim is no longer in the project.")
    for one in regions:
        inside = 0 <= one.left < one.right <= SCALE and 0 <= one.top < one.bottom <= SCALE
        if not inside or one.page < 0:
            raise Invalid("A region must lie on its page and have some width and height.")
    for (row,) in action.project.query("SELECT id FROM region WHERE claim = ?", (claim,)):
        action.delete("region", row)
    for one in regions:
        action.insert("region", {"claim": claim} | asdict(one))
