"""Which tags go with which: counts from which the palette guesses what will be wanted next."""

import json
from collections.abc import Collection

from db.project import Project
from db.records import Id

#: claims that are looked at; the counts need not be exact, but quick
_ENOUGH = 500


def together(project: Project, given: Collection[Id]) -> dict[Id, int]:
    """Return how often other tags stand on claims that carry any of these, by tag.

    Where very many claims do, some of them are counted.
    """
    if not given:
        return {}
    chosen = json.dumps(sorted(given))
    return dict(
        project.query(
            "SELECT tag, count(*) FROM claim_tag WHERE claim IN (SELECT claim FROM claim_tag "
            "WHERE tag IN (SELECT value FROM json_each(?)) LIMIT ?) "
            "AND tag NOT IN (SELECT value FROM json_each(?)) GROUP BY tag",
            (chosen, _ENOUGH, chosen),
        )
    )


def in_document(project: Project, document: Id) -> dict[Id, int]:
    """Return how often tags stand on the claims of a document (on some, where it has many)."""
    return dict(
        project.query(
            "SELECT tag, count(*) FROM claim_tag WHERE claim IN "
            "(SELECT id FROM claim WHERE document = ? LIMIT ?) GROUP BY tag",
            (document, _ENOUGH),
        )
    )
