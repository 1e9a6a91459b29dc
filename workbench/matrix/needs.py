"""What has to be read of a project before a request can be counted."""

from db.records import Id
from workbench.matrix.context import Context
from workbench.matrix.request import Request

#: the name under which the claims that the last merge brought are kept
MERGED = "merged"


def tags_needed(request: Request, context: Context) -> list[Id]:
    """Return the tags whose claims are needed: of the facets and the filter, and signed ones.

    Of a filter that names tags of another project all tags are needed, for any may be the same.
    """
    keys, asked = (request.rows.of, request.columns.of), request.filter
    facets = {facet.id for facet in context.facets if facet.key in keys}
    facets |= {tag.facet for tag in context.tags if tag.id in asked.tags | asked.without}
    known = {tag.id for tag in context.tags}
    every = bool(asked.role and not asked.tags) or asked.decisions == "accepted"
    every |= not asked.tags | asked.without <= known
    return [tag.id for tag in context.tags if every or tag.sign or tag.facet in facets]


def needs(request: Request) -> frozenset[str]:
    """Return what is needed of claims beyond their documents and tags.

    Names of columns (coder, confidence, credibility, words, verdict), `about` for the roles,
    `MERGED`, and `text:` with the words that are searched.
    """
    asked, axes = request.filter, (request.rows, request.columns)
    measure = request.measure
    text = " ".join(asked.text.split())
    wanted = {
        "coder": asked.coders or measure == "coders" or ":coder" in [axis.of for axis in axes],
        "confidence": asked.confidence or measure == "confidence",
        "credibility": asked.credibility,
        "words": measure == "words",
        "verdict": asked.decisions,
        "about": asked.role or any(axis.role for axis in axes),
        MERGED: asked.before_merge,
        text_key(text): text,
    }
    return frozenset(name for name, is_needed in wanted.items() if is_needed)


def text_key(text: str) -> str:
    """Return the name under which the claims that match a text are kept."""
    return f"text:{' '.join(text.split())}"
