"""A corrected version of a document takes its place; its claims are found again in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from db import claims, documents, unplaced
from db.log import Action
from db.records import Claim, Id, Span, Unplaced
from workbench.operations import hidden_mentions
from workbench.operations.sources import LARGEST_ORIGINAL
from workbench.operations.wording import counted
from workbench.readers.source import Source
from workbench.text.reanchor import Placed, reanchor


@dataclass(frozen=True, slots=True)
class VersionReport:
    """What became of the claims of a document: each is counted once.

    They stood with the same words, were found again with others, or need somebody's look; the
    last are told passage by passage in `doubtful`.
    """

    name: str
    stood: int
    found: int
    doubtful: tuple[Unplaced, ...]
    warnings: tuple[str, ...] = ()

    def sentence(self) -> str:
        """Say in one sentence what became of the claims."""
        look = len({one.claim for one in self.doubtful})
        total = self.stood + self.found + look
        if not total:
            return f"{self.name} has a new version; it had no claims."
        parts = []
        if self.stood:
            parts.append(f"{self.stood:,} as before")
        if self.found:
            parts.append(f"{self.found:,} found again in corrected words")
        if look:
            parts.append(f"{look:,} to be looked at")
        return f"{self.name} has a new version. {counted(total, 'claim')}: {', '.join(parts)}."


def replace_document(
    action: Action,
    document: Id,
    source: Source,
    accept_above: float | None = None,
    largest_original: int = LARGEST_ORIGINAL,
) -> VersionReport:
    """Give a document the text of a file, and every claim its place in that.

    A passage like enough (from `accept_above` of 100 on, or as its length asks for) is taken as
    found. Any other keeps the most likely place and is noted as one to be placed by hand, with
    those that were in doubt before. A file of more bytes than `largest_original` is not kept beside
    its text. Raises Invalid where the text cannot take the place.
    """
    record = documents.get(action.project, document)
    old = documents.text(action.project, record)
    held = claims.of_document(action.project, document)
    before = unplaced.of_document(action.project, document)
    kept = source.original if len(source.original) <= largest_original else None
    documents.replace_text(action, document, source.text, source.styles, kept, source.media_type)
    hidden_mentions.follow_text(action, document, old, source.text)
    passages = [(span.start, span.end) for claim in held for span in claim.spans]
    placed = iter(reanchor(old, source.text, passages, accept_above))
    report = VersionReport(record.name, 0, 0, (), source.warnings)
    for claim in held:
        places = [next(placed) for _ in claim.spans]
        mine = [one for one in before if one.claim == claim.id]
        doubtful = _put(action, old, claim, places, mine)
        same = all(place.how == "exact" for place in places)
        report = replace(
            report,
            stood=report.stood + (not doubtful and same),
            found=report.found + (not doubtful and not same),
            doubtful=report.doubtful + doubtful,
        )
    return report


def _put(
    action: Action,
    old: str,
    claim: Claim,
    places: Sequence[Placed],
    before: Sequence[Unplaced],
) -> tuple[Unplaced, ...]:
    """Put a claim at its new places; returns its passages that are in doubt there."""
    for one in before:
        action.delete("unplaced", one.id)
    claims.set_spans(action, claim.id, [Span(place.start, place.end) for place in places])
    now = claims.get(action.project, claim.id).spans
    former = {one.span: one for one in before}
    doubtful = []
    for span, place in zip(claim.spans, places, strict=True):
        doubt = former.get(span)
        if place.sure and doubt is None:
            continue
        # Passages that came to touch are one now.
        there = next(one for one in now if one.start <= place.start and place.end <= one.end)
        quote = doubt.quote if doubt else old[span.start : span.end]
        score = min(doubt.score, int(place.score)) if doubt else int(place.score)
        row = unplaced.add(action, claim.id, there, quote, score)
        doubtful.append(Unplaced(row, claim.id, there, quote, score))
    return tuple(doubtful)
