"""What a matrix means, said the slow way: over claims and tags, one cell at a time."""

import math
from collections.abc import Iterable

from db.records import CONFIDENCES, Document, Tag
from workbench.matrix import Axis, Gap, Request

from .world import PlainClaim, World

Claims = list[PlainClaim]


class Definition:
    def __init__(self, world: World, request: Request) -> None:
        self.context, self.request = world.context, request
        self.tags = {tag.id: tag for tag in world.context.tags}
        self.all = world.claims
        self.documents = [one for one in self.context.documents if self._document_passes(one)]
        self.claims = [claim for claim in world.claims if self._passes(claim)]

    # -- the filter

    def _document_passes(self, document: Document) -> bool:
        wanted = self.request.filter
        if wanted.documents and document.id not in wanted.documents:
            return False
        if wanted.groups and self.context.groups.get(document.id, "") not in wanted.groups:
            return False
        if wanted.languages and document.language not in wanted.languages:
            return False
        if wanted.reliability:
            good = "ABCDE"["ABCDE".index(wanted.reliability) :] if wanted.reliability != "F" else ""
            if document.reliability not in tuple("ABCDE") or document.reliability in good[1:]:
                return False
        date = document.published_on
        if wanted.since or wanted.until:
            if not date:
                return False
            if wanted.since and date + "-99-99" < wanted.since:
                return False
            if wanted.until and date > wanted.until + "-99-99":
                return False
        return True

    def below(self, tag: int) -> set[int]:
        return {tag} | {
            other for one in self.tags.values() if one.parent == tag for other in self.below(one.id)
        }

    def carried(self, claim: PlainClaim, role: str = "") -> set[int]:
        """The tags of a claim that count, by role and by what was decided."""
        return {
            tag
            for tag, about in claim.tags.items()
            if role in ("", "about" if about else "holder") and self._tag_counts(claim, tag)
        }

    def _tag_counts(self, claim: PlainClaim, tag: int) -> bool:
        verdict = claim.verdicts.get(tag) or claim.verdict
        match self.request.filter.decisions:
            case "":
                return True
            case "accepted":
                return verdict == "accept"
        return verdict != "reject"

    def _passes(self, claim: PlainClaim) -> bool:
        wanted = self.request.filter
        if claim.document not in self.documents:
            return False
        if wanted.coders and claim.coder.id not in wanted.coders:
            return False
        if wanted.confidence:
            least = CONFIDENCES.index(wanted.confidence)
            if claim.confidence not in CONFIDENCES[least:]:
                return False
        if wanted.credibility == 6 and not claim.credibility:
            return False
        least = wanted.credibility or 6
        if least < 6 and not 1 <= claim.credibility <= least:
            return False
        if wanted.text and not claim.matches:
            return False
        accepted = [tag for tag, verdict in claim.verdicts.items() if verdict == "accept"]
        match wanted.decisions:
            case "accepted":
                if claim.verdict != "accept" and (claim.verdict or not accepted):
                    return False
            case "not rejected":
                if claim.verdict == "reject":
                    return False
            case "open":
                if claim.verdict:
                    return False
        return self._tags_pass(claim)

    def _tags_pass(self, claim: PlainClaim) -> bool:
        wanted = self.request.filter
        in_role = self.carried(claim, wanted.role)
        if wanted.role and not wanted.tags and not in_role:
            return False
        for facet in {self.tags[tag].facet for tag in wanted.tags}:
            some = [self.below(tag) for tag in wanted.tags if self.tags[tag].facet == facet]
            if not in_role & set().union(*some):
                return False
        return not any(self.below(tag) & self.carried(claim) for tag in wanted.without)

    # -- the axes

    def entries(self, axis: Axis) -> list[str]:
        """The keys of an axis, in codebook order."""
        if not axis.field:
            return self._tag_entries(axis)
        if axis.field == "coder":
            wanted = self.request.filter.coders
            return [f"c{one.id}" for one in self.context.coders if not wanted or one.id in wanted]
        if axis.field == "document":
            return [f"d{one.id}" for one in self.documents]
        values = {self._value(one, axis.field) for one in self.documents}
        return [f"={value}" for value in sorted(values, key=lambda v: (v == "", v.casefold(), v))]

    def _value(self, document: Document, field: str) -> str:
        if field == "group":
            return self.context.groups.get(document.id, "")
        if field in ("day", "week", "month", "year"):
            return time(document.published_on, field)
        return " ".join(getattr(document, field).split())

    def top(self, tag: Tag) -> Tag:
        return tag if tag.parent is None else self.top(self.tags[tag.parent])

    def _tag_entries(self, axis: Axis) -> list[str]:
        facet = next(one.id for one in self.context.facets if one.key == axis.of)
        some = [one for one in self.context.tags if one.facet == facet]
        groups = {one.parent for one in some}
        used = {tag for claim in self.all for tag in claim.tags}
        found = []
        for one in some:
            is_top = one.parent is None
            shown = one.id in used or (one.id not in groups and not one.archived)
            if axis.levels == "groups":
                found += [f"g{one.id}"] * is_top
            elif axis.levels == "tags":
                found += [f"t{one.id}"] * shown
            else:
                in_group = not is_top or one.id in groups
                found += [f"g{one.id}"] * (is_top and one.id in groups)
                hidden = in_group and self.top(one).id in axis.collapsed
                kept = f"t{one.id}" in axis.pinned
                found += [f"t{one.id}"] * (shown and (not hidden or kept))
        return found

    def stands(self, claim: PlainClaim, axis: Axis, key: str) -> bool:
        if axis.field == "coder":
            return key == f"c{claim.coder.id}"
        if axis.field == "document":
            return key == f"d{claim.document.id}"
        if axis.field:
            return key == f"={self._value(claim.document, axis.field)}"
        members = self.below(int(key[1:])) if key[0] == "g" else {int(key[1:])}
        return bool(members & self.carried(claim, axis.role))

    def within(self, row: str | None = None, column: str | None = None) -> Claims:
        """The claims of a cell, row or column, or of all cells."""
        rows = self.entries(self.request.rows) if row is None else [row]
        columns = self.entries(self.request.columns) if column is None else [column]
        return [
            claim
            for claim in self.claims
            if any(self.stands(claim, self.request.rows, key) for key in rows)
            and any(self.stands(claim, self.request.columns, key) for key in columns)
        ]

    def carrying(self, axis: Axis, key: str) -> Claims:
        return [claim for claim in self.claims if self.stands(claim, axis, key)]

    # -- the figures

    def count(self, some: Iterable[PlainClaim]) -> int:
        return len({self.unit(claim) for claim in some})

    def unit(self, claim: PlainClaim) -> object:
        match self.request.once:
            case "claim":
                return claim.id
            case "document":
                return claim.document.id
        return time(claim.document.published_on, self.request.once)

    def signs(self, claim: PlainClaim) -> set[int]:
        return {self.tags[tag].sign for tag in self.carried(claim)}

    def measure(self, some: Claims) -> float | None:
        plus = self.count(claim for claim in some if 1 in self.signs(claim))
        minus = self.count(claim for claim in some if -1 in self.signs(claim))
        grades = [CONFIDENCES.index(one.confidence) + 1 for one in some if one.confidence]
        match self.request.measure:
            case "claims":
                return self.count(some)
            case "documents":
                return len({claim.document.id for claim in some})
            case "coders":
                return len({claim.coder.id for claim in some})
            case "sources":
                return len({source(claim.document) for claim in some})
            case "words":
                return sum(claim.words for claim in some)
            case "presence":
                return int(bool(some))
            case "balance":
                return plus - minus if plus + minus else None
            case "split":
                return plus / (plus + minus) if plus + minus else None
            case "confidence":
                return sum(grades) / len(grades) if grades else None
        raise AssertionError(self.request.measure)

    def association(self, row: str, column: str) -> float | None:
        both = self.within(row, column)
        ones = self.carrying(self.request.rows, row)
        others = self.carrying(self.request.columns, column)
        n, r, c, total = (
            self.count(some)
            for some in (both, self.within(row), self.within(None, column), self.within())
        )
        match self.request.measure:
            case "c-coefficient":
                either = len(ones) + len(others) - len(both)
                return len(both) / either if either else None
            case "jaccard":
                left, right = ({self.unit(one) for one in some} for some in (ones, others))
                return len(left & right) / len(left | right) if left | right else None
            case "expected":
                return r * c / total if total else None
        spread = r * c / total * (1 - r / total) * (1 - c / total) if total else 0
        return (n - r * c / total) / math.sqrt(spread) if spread > 1e-12 else None

    def unsure(self, row: str, column: str) -> bool:
        r, c, total = (
            self.count(some)
            for some in (self.within(row), self.within(None, column), self.within())
        )
        four = [a * b for a in (r, total - r) for b in (c, total - c)]
        return min(four) < 5 * total

    # -- gaps

    def gap(self, row: str, column: str) -> Gap:
        if self.within(row, column):
            return Gap.FILLED
        axes = ((self.request.rows, row), (self.request.columns, column))
        possible = [
            one
            for one in self.documents
            if all(self._can_fill(one, axis, key) for axis, key in axes)
        ]
        if not possible:
            return Gap.NO_DOCUMENT
        return Gap.UNREAD if self.unread(row, column) else Gap.NOTHING

    def unread(self, row: str, column: str) -> int:
        """How many documents that could fill a cell are not yet read."""
        axes = ((self.request.rows, row), (self.request.columns, column))
        readers = [[int(key[1:])] for axis, key in axes if axis.field == "coder"]
        wanted = self.request.filter.coders
        everybody = [coder.id for coder in self.context.coders]
        found = 0
        for one in self.documents:
            if not all(self._can_fill(one, axis, key) for axis, key in axes):
                continue
            if readers:
                # One of two different coders has nothing to read that the other has.
                read = any(all(self._read(one, who) for who in some) for some in readers)
            elif wanted:
                read = all(self._read(one, who) for who in wanted)
            else:
                read = any(self._read(one, who) for who in everybody)
            found += not read
        return found

    def _can_fill(self, document: Document, axis: Axis, key: str) -> bool:
        if axis.field == "document":
            return key == f"d{document.id}"
        if axis.field and axis.field != "coder":
            return key == f"={self._value(document, axis.field)}"
        return True

    def _read(self, document: Document, coder: int) -> bool:
        return self.context.readings.get((document.id, coder)) == "done"


def source(document: Document) -> str:
    names = [" ".join(name.casefold().split()) for name in (document.publisher, document.author)]
    return names[0] or names[1] or f"document {document.id}"


def time(date: str, kind: str) -> str:
    """Written out for the dates of the random projects."""
    known = {"2024-05-31": "2024-W22", "2024-06-03": "2024-W23", "2025-01-01": "2025-W01"}
    match kind:
        case "year":
            return date[:4]
        case "month":
            return date[:7] if len(date) >= 7 else ""
        case "week":
            return known.get(date, "")
    return date if len(date) == 10 else ""
