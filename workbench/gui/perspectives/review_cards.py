"""From what was reviewed to the cards of the list of differences."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from db.records import Claim, Coder, Comment, Decision, Id, Span
from workbench.agreement.pairing import Kind, Pairing
from workbench.gui.claims.book import CodeBook
from workbench.gui.claims.card import Remark
from workbench.gui.claims.chips import chip_of
from workbench.gui.perspectives.cards import Lines, place_of
from workbench.gui.review.card import VERDICT_WORDS, WAY_WORDS, Choice, DifferenceCard, Side
from workbench.operations.feedback import answered
from workbench.operations.review import Difference, Target, ways
from workbench.text.reflow import one_line

#: characters of a quote that both share, before the middle of it is left out
_SHARED = 60


class Cards:
    """Makes the cards of one document; `shown` is its text as `reflow` shows it."""

    def __init__(
        self,
        book: CodeBook,
        coders: Mapping[Id, Coder],
        pair: tuple[Id, Id],
        me: Id,
        shown: str,
        lines: Lines,
        comments: Mapping[Id, Sequence[Comment]],
    ) -> None:
        self._book, self._coders, self._me = book, coders, me
        self._pair = (_coder(coders, pair[0]), _coder(coders, pair[1]))
        self._shown, self._lines, self._comments = shown, lines, comments

    def card(self, number: int, difference: Difference) -> DifferenceCard:
        """Return the card of a difference."""
        pairing = difference.pairing
        claims = (*pairing.left, *pairing.right)
        left, right = (_first(coder) for coder in self._pair)
        makers = {one.coder for one in difference.standing if one}
        return DifferenceCard(
            key=tuple(claim.id for claim in claims),
            number=number,
            title=title(pairing, left, right),
            place=place_of(min(claims, key=lambda claim: claim.start), self._lines),
            start=pairing.start,
            end=pairing.end,
            sides=(self._side(pairing, 0), self._side(pairing, 1)),
            choices=tuple(
                self._choice(target, one, claims)
                for target, one in zip(difference.targets, difference.standing, strict=True)
            ),
            ways=tuple(
                (way, WAY_WORDS[way].format(left=left, right=right))
                for way in ways(pairing, self._me)
            ),
            reason=difference.reason,
            made_by=" and ".join(sorted(_coder(self._coders, one).name for one in makers)),
            beside=tuple(self._beside(one, claims) for one in difference.beside),
            changed_since=difference.changed_since,
            remarks=self._remarks(claims),
            answered=answered(
                difference.made, [one for c in claims for one in self._comments.get(c.id, ())]
            ),
            kinds=pairing.kinds,
        )

    def _choice(self, target: Target, made: Decision | None, claims: Sequence[Claim]) -> Choice:
        words = self._words(target, claims)
        return Choice(target, words, made.verdict, made.reason) if made else Choice(target, words)

    def _beside(self, made: Decision, claims: Sequence[Claim]) -> str:
        words = self._words(Target(made.claim, made.tag), claims)
        verb = VERDICT_WORDS[made.verdict].lower()
        said = f"{_coder(self._coders, made.coder).name} {verb} {words}"
        return f"{said}: {made.reason}" if made.reason else said

    def _remarks(self, claims: Sequence[Claim]) -> tuple[Remark, ...]:
        said = [one for claim in claims for one in self._comments.get(claim.id, ())]
        return tuple(
            Remark(one.id, _coder(self._coders, one.coder), one.coder == self._me, one.text, one.at)
            for one in sorted(said, key=lambda one: (one.at, one.id))
        )

    def _side(self, pairing: Pairing, number: int) -> Side:
        claims = (pairing.left, pairing.right)[number]
        others = (pairing.right, pairing.left)[number]
        coder = self._pair[number]
        if not claims:
            return Side(coder, number == 0)
        if "boundaries" in pairing.kinds and not pairing.kinds & {"tags", "stance"}:
            return Side(coder, number == 0, words=self._quote(claims, others))
        given = [given for claim in claims for given in self._book.tags_in_order(claim)]
        chips = tuple(dict.fromkeys(chip_of(self._book, one) for one in given))
        if not chips:
            quote = _shorten(one_line(self._shown, claims[0].spans, self._lines.asides))
            return Side(coder, number == 0, words=((f"“{quote}”, without a tag", False),))
        return Side(coder, number == 0, chips=chips)

    def _quote(
        self, claims: Sequence[Claim], others: Sequence[Claim]
    ) -> tuple[tuple[str, bool], ...]:
        """Return a side's words in parts, those that the other side leaves out marked."""
        theirs = [span for claim in others for span in claim.spans]
        parts: list[tuple[str, bool]] = []
        for claim in claims:
            for span in claim.spans:
                for piece, shared in _pieces(span, theirs):
                    words = one_line(self._shown, [piece])
                    if words:
                        words = _shorten(words) if shared else words
                        parts.append((f" {words}" if parts else words, not shared))
        return tuple(parts)

    def _words(self, target: Target, claims: Sequence[Claim]) -> str:
        claim = next(claim for claim in claims if claim.id == target.claim)
        whose = f"{_first(_coder(self._coders, claim.coder))}’s"
        if target.tag is None:
            return f"{whose} claim"
        facet = self._book.facet_of(target.tag).key
        what = "stance" if facet == "stance" else "tag"
        return f"{whose} {what} “{self._book.tags[target.tag].name}”"


def title(pairing: Pairing, left: str, right: str) -> str:
    """Return in words how two sides differ."""
    kinds = pairing.kinds
    if not kinds:
        return "Now the same"
    if "only left" in kinds or "only right" in kinds:
        return f"Passage only by {left if 'only left' in kinds else right}"
    names: dict[Kind, str] = {
        "tags": "tags" if len(pairing.tags) > 1 else "tag", "stance": "stance",
        "boundaries": "ends",
    }  # fmt: skip
    if kinds & {"split", "merge"}:
        whole, pieces = (left, right) if "split" in kinds else (right, left)
        count = max(len(pairing.left), len(pairing.right))
        return f"One passage of {whole}, {count} of {pieces}"
    return "Different " + " and ".join(names[kind] for kind in names if kind in kinds)


def _coder(coders: Mapping[Id, Coder], coder: Id) -> Coder:
    return coders.get(coder, Coder(coder, "Unknown"))


def _first(coder: Coder) -> str:
    return (coder.name.split() or [coder.name])[0]


def _pieces(span: Span, others: Sequence[Span]) -> list[tuple[Span, bool]]:
    """Return a span in pieces, and of each whether one of the others covers it."""
    cuts = {span.start, span.end}
    for other in others:
        cuts |= {cut for cut in (other.start, other.end) if span.start < cut < span.end}
    bounds = sorted(cuts)
    return [
        (Span(a, b), any(other.start <= a and b <= other.end for other in others))
        for a, b in pairwise(bounds)
    ]


def _shorten(words: str) -> str:
    if len(words) <= _SHARED:
        return words
    half = _SHARED // 2
    head, tail = words[:half].rsplit(" ", 1)[0], words[-half:].split(" ", 1)[-1]
    return f"{head} … {tail}"
