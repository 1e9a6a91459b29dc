"""Passages of claims where people moved them, or changed the text, without having seen each other.

Those of one claim that came to overlap are made one. A passage that was marked in another version
of the text stands where its words stand once; otherwise it is noted as one to be placed by hand.
"""

from collections.abc import Callable, Iterable

from db.merging.rows import FIELDS, Row
from db.records import Id
from db.schema import derived_id

_PLACE = FIELDS["span"]["start"]
_TEXT = FIELDS["document"]["text"]


class Passages:
    """Puts the passages of claims in order; see `Mending`."""

    def __init__(
        self,
        tables: dict[str, dict[Id, Row]],
        has_seen: Callable[[int, int], bool],
        text: Callable[[str], str],
        children: Callable[[Row, str], list[Row]],
    ) -> None:
        self._tables = tables
        self._has_seen = has_seen
        self._text = text
        self._of = children
        #: by document: the actions that gave it a text, and the hashes of these, in their order
        self._texts: dict[Id, list[tuple[int, str]]] = {}

    def note_text(self, number: int, row: Row) -> None:
        """Take note of a text that an action gave to a document."""
        self._texts.setdefault(row.values["id"], []).append((number, row.values["text"]))

    def mend(self, number: int, touched: list[Row], index: Callable[[Iterable[Row]], None]) -> None:
        """Put the passages in order of all claims that are concerned by the rows touched."""
        for claim in self._claims(number, touched):
            spans = [span for span in self._of(claim, "span") if span.alive]
            if not spans:
                spans = self._last_ones(claim)
            if len(self._texts.get(claim.values["document"], ())) > 1:
                for span in spans:
                    made = self._follow_text(number, claim, span)
                    index([made] if made else ())
                    touched += [made] if made else []
            self._tidy(claim, spans)

    def _claims(self, number: int, touched: list[Row]) -> list[Row]:
        found: dict[Id, Row] = {}
        for row in touched:
            if row.table == "claim":
                found[row.values["id"]] = row
            elif row.table in ("span", "unplaced"):
                claim = self._tables["claim"][row.values["claim"]]
                found[row.values["claim"]] = claim
            elif row.table == "document" and row.alive and row.writer(_TEXT) == number:
                found.update((one.values["id"], one) for one in self._of(row, "claim"))
        return [claim for claim in found.values() if claim.alive]

    def _last_ones(self, claim: Row) -> list[Row]:
        """Bring back what passages a claim had last: it cannot be without."""
        spans = self._of(claim, "span")
        last = max((span.killer or 0 for span in spans), default=0)
        found = [span for span in spans if (span.killer or 0) == last]
        for span in found:
            span.alive = True
        return found

    # -- the text

    def _follow_text(self, number: int, claim: Row, span: Row) -> Row | None:
        """Give a passage its place in the text as it is now; returns a note that it is in doubt."""
        document = self._tables["document"][claim.values["document"]]
        now = document.values["text"]
        basis = span.basis or self._basis(span, document)
        if basis == now:
            return None
        old, new = self._text(basis), self._text(now)
        start, end = span.values["start"], span.values["end"]
        quote = old[start:end]
        place, sure = _place(quote, start, new)
        span.values |= {"start": place, "end": min(place + len(quote), len(new))}
        span.basis = now
        if sure:
            return None
        key = derived_id("unplaced", span.values["id"], now)
        values = {
            "id": key, "claim": claim.values["id"], "start": span.values["start"],
            "end": span.values["end"], "quote": quote, "score": 0,
        }  # fmt: skip
        note = self._tables["unplaced"][key] = Row("unplaced", values, (number,))
        return note

    def _basis(self, span: Row, document: Row) -> str:
        """Return the hash of the text that the writer of a passage had before them."""
        writer = span.writer(_PLACE)
        found = [
            text
            for action, text in self._texts[document.values["id"]]
            if action == writer or self._has_seen(writer, action)
        ]
        return found[-1] if found else str(document.values["text"])

    # -- their order

    def _tidy(self, claim: Row, spans: list[Row]) -> None:
        spans.sort(key=lambda span: (span.values["start"], span.values["end"], span.values["id"]))
        kept: list[Row] = []
        for span in spans:
            if kept and span.values["start"] <= kept[-1].values["end"]:
                kept[-1].values["end"] = max(kept[-1].values["end"], span.values["end"])
                span.alive, span.killer = False, None
            else:
                kept.append(span)
        for position, span in enumerate(kept):
            span.values["position"] = position
        for note in self._of(claim, "unplaced"):
            if note.alive:
                _match(note, kept)


def _place(quote: str, start: int, text: str) -> tuple[int, bool]:
    """Return where words stand in a text, and whether that is sure: once, or where they stood."""
    if text[start : start + len(quote)] == quote:
        return start, True
    first = text.find(quote)
    if first >= 0 and text.find(quote, first + 1) < 0:
        return first, True
    if first >= 0:  # several: the nearest
        near = text.rfind(quote, 0, start + len(quote))
        return near if near >= 0 else first, False
    return max(0, min(start, len(text) - max(1, len(quote)))), False


def _match(note: Row, spans: list[Row]) -> None:
    """Let a note of doubt speak of one of the claim's passages; without one it goes."""
    for span in spans:
        if span.values["start"] <= note.values["start"] < span.values["end"]:
            note.values |= {"start": span.values["start"], "end": span.values["end"]}
            return
    note.alive = False
