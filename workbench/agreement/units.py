"""What is judged: characters, stretches of text, documents, paired claims, cells of a matrix.

Each function gives blocks: how many units were given which sets of tags by the coders. A block is
what an interval is drawn from; the characters of a paragraph are one, for they are not judged one
by one, and any other unit is a block of its own.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from db.records import Claim, Id, Span
from workbench.agreement.overlap import union
from workbench.agreement.pairing import partners

#: Stands beside the tags of a claim for the claim itself, also where it has no tag that counts.
ANY: Id = 0
Tags = frozenset[Id]
NONE: Tags = frozenset()
#: One set for each coder, None where they did not judge the unit.
Sets = tuple[Tags | None, ...]
Block = dict[Sets, int]
#: a coder's passages in one document, with the tags of the claim that they belong to and ANY
Marks = Sequence[tuple[Sequence[Span], Tags]]


def characters(starts: Sequence[int], length: int, coders: Sequence[Marks]) -> list[Block]:
    """Return the characters of a document, a block for each paragraph.

    `starts` are the offsets at which paragraphs begin, in order; what is before the first belongs
    to it. Where claims of a coder overlap, a character has the tags of all of them.
    """
    carried = [tags for marks in coders for _, tags in marks]
    number = 0
    events: list[tuple[int, int, bool, int]] = [(start, -1, True, 0) for start in starts[1:]]
    for coder, marks in enumerate(coders):
        for spans, _ in marks:
            for span in spans:
                events.append((span.start, coder, True, number))
                events.append((span.end, coder, False, number))
            number += 1
    events.append((length, -1, True, 0))
    events.sort()
    blocks: list[Block] = [{}]
    standing: list[dict[int, Tags]] = [{} for _ in coders]
    sets: list[Tags] = [NONE] * len(coders)
    reached = 0
    for place, coder, begins, number in events:
        if place > reached:
            values = tuple(sets)
            blocks[-1][values] = blocks[-1].get(values, 0) + place - reached
            reached = place
        if coder < 0:
            blocks.append({})
            continue
        if begins:
            standing[coder][number] = carried[number]
        else:
            del standing[coder][number]
        sets[coder] = NONE.union(*standing[coder].values())
    return [block for block in blocks if block]


def stretches(spans: Sequence[Span], coders: Sequence[Marks]) -> list[Block]:
    """Return sentences or paragraphs, in order: a tag is in one if a passage touches it."""
    starts = [span.start for span in spans]
    ends = [span.end for span in spans]
    found: list[list[set[Id]]] = [[set() for _ in coders] for _ in spans]
    for coder, marks in enumerate(coders):
        for passages, tags in marks:
            for passage in passages:
                first = bisect_right(ends, passage.start)
                for place in range(first, bisect_left(starts, passage.end)):
                    found[place][coder] |= tags
    return [{tuple(frozenset(tags) for tags in sets): 1} for sets in found]


def document(coders: Sequence[Marks]) -> Block:
    """Return a document as one unit: a tag is in it if any claim has it."""
    return {tuple(NONE.union(*(tags for _, tags in marks)) for marks in coders): 1}


def cells(
    rows: Sequence[Id], columns: Sequence[Id], coders: Sequence[Iterable[Tags]]
) -> list[Block]:
    """Return the cells of a matrix: whether a coder has a claim that carries both tags."""
    across, down = frozenset(columns), frozenset(rows)
    filled = [
        {(row, column) for tags in claims for row in tags & down for column in tags & across}
        for claims in coders
    ]
    marked = frozenset((ANY,))
    return [
        {tuple(marked if (row, column) in of_coder else NONE for of_coder in filled): 1}
        for row in rows
        for column in columns
    ]


def aligned(coders: Sequence[Sequence[Claim]], threshold: float) -> list[tuple[Claim | None, ...]]:
    """Return the claims of three or more coders in a document that are about the same passage.

    Coder by coder, claims are paired with what the first of those before them marked there; what
    finds no partner begins a new group. So the order of the coders can matter where passages differ
    much.
    """
    groups: list[list[Claim | None]] = []
    for number, claims in enumerate(coders):
        groups.sort(key=lambda group: _first(group).spans)
        ordered = sorted(claims, key=lambda claim: (claim.spans, claim.id))
        found = partners([_first(group) for group in groups], ordered, threshold)
        for group in groups:
            group.append(None)
        for place, other in found.items():
            groups[place][number] = ordered[other]
        taken = set(found.values())
        groups += [
            [None] * number + [claim] for place, claim in enumerate(ordered) if place not in taken
        ]
    return [tuple(group) for group in groups]


def _first(group: Sequence[Claim | None]) -> Claim:
    return next(claim for claim in group if claim is not None)


def coded(blocks: Iterable[Block]) -> list[Block]:
    """Return blocks without the units in which no coder has a claim."""
    kept = ({sets: n for sets, n in block.items() if any(sets)} for block in blocks)
    return [block for block in kept if block]


def passages(marks: Marks, offset: int) -> dict[Id, list[Span]]:
    """Return where a coder has each tag in a document that begins at an offset.

    Passages with the same tag that overlap are one.
    """
    found: defaultdict[Id, list[Span]] = defaultdict(list)
    for spans, tags in marks:
        moved = [Span(span.start + offset, span.end + offset) for span in spans]
        for tag in tags:
            found[tag] += moved
    return {tag: union(spans) for tag, spans in found.items()}
