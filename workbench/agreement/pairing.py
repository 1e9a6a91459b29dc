"""The claims of two coders in one document, paired, and how each pair differs.

Claims are paired one to one by the overlap of their passages, so that the sum over all pairs is
the greatest; tags and statements decide between claims that cover the same words. What is left is
a piece of a split or a merge where it lies in a claim of the other coder, and else stands alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from db.records import Claim, Id, Role
from workbench.agreement.assignment import assign
from workbench.agreement.overlap import length, meetings, overlap, shared, union

#: How two sides can differ. Of `tags`, `boundaries`, `stance`, `split` and `merge` several can hold
#: at once. Split: a claim on the left meets several on the right; merge: the other way round.
Kind = Literal["only left", "only right", "split", "merge", "tags", "boundaries", "stance"]
KINDS: tuple[Kind, ...] = (
    "only left", "only right", "split", "merge", "tags", "boundaries", "stance",
)  # fmt: skip

#: Claims with less than this of their words in common are not paired. A quarter finds what a
#: careful annotation calls the same claim, down to half a sentence against two whole ones.
THRESHOLD = 0.25
#: A piece lies in a claim of the other coder with at least so much of it.
_INSIDE = 0.5
#: What an overlap, the same tags and the same statement are worth when partners are chosen.
_OVERLAP, _TAGS, _STATEMENT = 1_000_000, 100_000, 1_000
#: So many partners of a claim are weighed, the likeliest; nobody but a mischief has more.
_MOST = 24
#: the claims of each of two coders that go together; see `Pairing`
Sides = tuple[tuple[Claim, ...], tuple[Claim, ...]]
_FIELDS = ("statement", "speaker", "confidence", "credibility", "note")


@dataclass(frozen=True, slots=True)
class TagDifference:
    """A tag that the two sides do not share: the role that each gives it, None without the tag."""

    tag: Id
    left: Role | None
    right: Role | None


@dataclass(frozen=True, slots=True)
class Pairing:
    """What two coders made of one place of a document; every claim of both is in exactly one.

    `left` and `right` have one claim each in a pair, one and none where only one coder has a
    claim, one and several in a split or a merge; several are in the order of the text.
    """

    document: Id
    left: tuple[Claim, ...]
    right: tuple[Claim, ...]
    #: in how far the passages are the same, from 0 (only one side) to 1
    overlap: float
    #: empty where both say the same
    kinds: frozenset[Kind]
    #: the tags that differ, stances among them, in the order of the left side
    tags: tuple[TagDifference, ...] = ()
    #: the plain fields that differ between the two claims of a pair; no kind of its own
    fields: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        """Whether both say the same: passages, tags and stance."""
        return not self.kinds

    @property
    def paired(self) -> bool:
        """Whether both coders have a claim here."""
        return bool(self.left and self.right)

    @property
    def start(self) -> int:
        """Where the first passage of either side begins, in code points."""
        return min(claim.start for claim in (*self.left, *self.right))

    @property
    def end(self) -> int:
        """Where the last passage of either side ends."""
        return max(claim.end for claim in (*self.left, *self.right))


def pair_claims(
    left: Iterable[Claim],
    right: Iterable[Claim],
    stances: frozenset[Id] = frozenset(),
    threshold: float = THRESHOLD,
) -> list[Pairing]:
    """Pair the claims of two coders in one document, in the order of its text.

    `stances` are the tags that count as stance and not as other tags. Claims whose passages
    overlap by less than `threshold` (above 0, up to 1) are not paired.
    """
    return [_compared(*sides, stances) for sides in grouped(left, right, threshold)]


def grouped(
    left: Iterable[Claim], right: Iterable[Claim], threshold: float = THRESHOLD
) -> list[Sides]:
    """Return the sides of the pairings that `pair_claims` makes, in the order of the text."""
    return sorted(_Groups(left, right, threshold).all(), key=_place)


def _place(sides: Sides) -> tuple[int, int, list[Id]]:
    claims = [*sides[0], *sides[1]]
    return (
        min([claim.spans[0].start for claim in claims]),
        max([claim.spans[-1].end for claim in claims]),
        [claim.id for claim in claims],
    )


def partners(
    left: Sequence[Claim], right: Sequence[Claim], threshold: float = THRESHOLD
) -> dict[int, int]:
    """Return the places of the right claims that go with left ones, both in text order."""
    return _partners(left, right, meetings(left, right), threshold)


def _partners(
    left: Sequence[Claim],
    right: Sequence[Claim],
    meeting: Iterable[tuple[int, int]],
    threshold: float,
) -> dict[int, int]:
    weights: list[dict[int, int]] = [{} for _ in left]
    for a, b in meeting:
        alike = overlap(left[a].spans, right[b].spans)
        if alike >= threshold and alike > 0:
            weights[a][b] = _weight(left[a], right[b], alike)
    return assign([_best(row, a) for a, row in enumerate(weights)])


def _best(row: dict[int, int], place: int) -> dict[int, int]:
    if len(row) <= _MOST:
        return row
    chosen = sorted(row, key=lambda b: (-row[b], abs(b - place), b))[:_MOST]
    return {b: row[b] for b in chosen}


def _weight(left: Claim, right: Claim, alike: float) -> int:
    mine = {(tag.tag, tag.role) for tag in left.tags}
    theirs = {(tag.tag, tag.role) for tag in right.tags}
    either = len(mine | theirs)
    same_tags = len(mine & theirs) * _TAGS // either if either else _TAGS
    return round(alike * _OVERLAP) + same_tags + (left.statement == right.statement) * _STATEMENT


class _Groups:
    """The claims that go together: pairs, and then the pieces of splits and merges."""

    def __init__(self, left: Iterable[Claim], right: Iterable[Claim], threshold: float) -> None:
        self._left, self._right = sorted(left, key=_order), sorted(right, key=_order)
        meeting = list(meetings(self._left, self._right))
        self._pairs = _partners(self._left, self._right, meeting, threshold)
        self._splits = self._covered(self._left, self._right, self._pairs, meeting)
        taken = {b for pieces in self._splits.values() for b in pieces}
        self._pairs = {
            a: b for a, b in self._pairs.items() if a not in self._splits and b not in taken
        }
        turned = {b: a for a, b in self._pairs.items()}
        free = [(b, a) for a, b in meeting if a not in self._splits and b not in taken]
        self._merges = self._covered(self._right, self._left, turned, free)
        self._pairs = {a: b for a, b in self._pairs.items() if b not in self._merges}

    @staticmethod
    def _covered(
        wholes: Sequence[Claim],
        pieces: Sequence[Claim],
        pairs: dict[int, int],
        meeting: Sequence[tuple[int, int]],
    ) -> dict[int, list[int]]:
        """Return the places of wholes that cover several pieces, with those of the pieces.

        A whole's own partner is one of them if it lies inside; the others have none.
        """
        paired = {piece: whole for whole, piece in pairs.items()}
        best: dict[int, tuple[int, int]] = {}
        for whole, piece in meeting:
            inside = shared(wholes[whole].spans, pieces[piece].spans)
            if inside < _INSIDE * length(pieces[piece].spans) or paired.get(piece, whole) != whole:
                continue
            best[piece] = max(best.get(piece, (0, 0)), (inside, -whole))
        found: dict[int, list[int]] = {}
        for piece in sorted(best, key=lambda piece: (piece not in paired, piece)):
            others = found.setdefault(-best[piece][1], [])
            if all(_apart(pieces[piece], pieces[other]) for other in others):
                others.append(piece)
        return {
            whole: sorted(inside)
            for whole, inside in found.items()
            if len(inside) > 1 and (whole not in pairs or pairs[whole] in inside)
        }

    def all(self) -> Iterable[Sides]:
        """Yield the left and the right side of each group, the claims that stand alone too."""
        groups = [([a], [b]) for a, b in self._pairs.items()]
        groups += [([a], pieces) for a, pieces in self._splits.items()]
        groups += [(pieces, [b]) for b, pieces in self._merges.items()]
        grouped_left = {a for lefts, _ in groups for a in lefts}
        grouped_right = {b for _, rights in groups for b in rights}
        groups += [([a], []) for a in range(len(self._left)) if a not in grouped_left]
        groups += [([], [b]) for b in range(len(self._right)) if b not in grouped_right]
        for lefts, rights in groups:
            yield tuple(self._left[a] for a in lefts), tuple(self._right[b] for b in rights)


def _order(claim: Claim) -> tuple[int, int, Id]:
    return claim.start, claim.end, claim.id


def _apart(one: Claim, other: Claim) -> bool:
    """Whether two claims are about different words, and not twice about the same."""
    smaller = min(length(one.spans), length(other.spans))
    return shared(one.spans, other.spans) < _INSIDE * smaller


def _compared(left: tuple[Claim, ...], right: tuple[Claim, ...], stances: frozenset[Id]) -> Pairing:
    document = (*left, *right)[0].document
    if not right:
        return Pairing(document, left, right, 0.0, frozenset[Kind](("only left",)))
    if not left:
        return Pairing(document, left, right, 0.0, frozenset[Kind](("only right",)))
    words = [union(span for claim in side for span in claim.spans) for side in (left, right)]
    differing = _tag_differences(left, right)
    kinds: list[tuple[Kind, bool]] = [
        ("split", len(right) > 1),
        ("merge", len(left) > 1),
        ("tags", any(one.tag not in stances for one in differing)),
        ("boundaries", words[0] != words[1]),
        ("stance", any(one.tag in stances for one in differing)),
    ]
    alone = len(left) == len(right) == 1
    return Pairing(
        document,
        left,
        right,
        overlap(words[0], words[1]),
        frozenset(kind for kind, holds in kinds if holds),
        differing,
        tuple(f for f in _FIELDS if alone and getattr(left[0], f) != getattr(right[0], f)),
    )


def _tag_differences(
    left: tuple[Claim, ...], right: tuple[Claim, ...]
) -> tuple[TagDifference, ...]:
    mine: dict[Id, Role] = {tag.tag: tag.role for claim in left for tag in claim.tags}
    theirs: dict[Id, Role] = {tag.tag: tag.role for claim in right for tag in claim.tags}
    return tuple(
        TagDifference(tag, mine.get(tag), theirs.get(tag))
        for tag in {**mine, **theirs}
        if mine.get(tag) != theirs.get(tag)
    )
