"""What the list of differences shows of each place where two coders differ."""

from dataclasses import dataclass

from db.records import Coder, Id, Verdict
from workbench.agreement.pairing import Kind
from workbench.gui.claims.card import Remark
from workbench.gui.claims.chips import Chip
from workbench.operations.review import Target, Way

#: how a verdict reads, its icon and its colour
VERDICT_WORDS: dict[Verdict, str] = {
    "accept": "Accepted", "reject": "Rejected", "question": "Questioned",
}  # fmt: skip
VERDICT_TONES: dict[Verdict, str] = {"accept": "ok", "reject": "no", "question": "ask"}
VERDICT_ICONS: dict[Verdict, str] = {"accept": "check", "reject": "cross", "question": "question"}
WAY_WORDS: dict[Way, str] = {
    "keep mine": "Keep {left}’s",
    "take theirs": "Take {right}’s",
    "keep both": "Keep both",
    "combine tags": "Combine the tags",
    "take boundaries": "Take {right}’s ends",
}


@dataclass(frozen=True, slots=True)
class Side:
    """What one coder made of a place; `words` are parts of a quote, those that differ marked."""

    coder: Coder
    mine: bool
    chips: tuple[Chip, ...] = ()
    words: tuple[tuple[str, bool], ...] = ()

    @property
    def spoken(self) -> str:
        said = ", ".join(chip.spoken for chip in self.chips) or "".join(w for w, _ in self.words)
        return f"{self.coder.name}: {said or 'no claim here'}"


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to decide on, in words ("Joren’s tag “Arms supply”"), its verdict and reason."""

    target: Target
    words: str
    verdict: Verdict | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DifferenceCard:
    """A place where two coders differ, or did; `number` counts from 1 in its document.

    `key` names it by its claims, so that it is found again after a change. `made_by` says whose
    decision stands, `kinds` how the two differ.
    """

    key: tuple[Id, ...]
    number: int
    title: str
    place: str
    start: int
    end: int
    sides: tuple[Side, Side]
    choices: tuple[Choice, ...]
    ways: tuple[tuple[Way, str], ...]
    reason: str = ""
    made_by: str = ""
    #: what was decided on the side that is not to be decided on, a line each
    beside: tuple[str, ...] = ()
    changed_since: bool = False
    #: what was said about its claims, and whether that answers a question that stands
    remarks: tuple[Remark, ...] = ()
    answered: bool = False
    kinds: frozenset[Kind] = frozenset()

    @property
    def decided(self) -> bool:
        """Whether there is nothing left to decide."""
        return all(choice.verdict for choice in self.choices)

    @property
    def verdict(self) -> Verdict | None:
        """The verdict on all of it, None where it is open or not the same on all."""
        found = {choice.verdict for choice in self.choices}
        return found.pop() if len(found) == 1 else None

    @property
    def outcome(self) -> str:
        """What was decided, in words; empty while it is open."""
        if not self.decided:
            return ""
        if self.verdict:
            return VERDICT_WORDS[self.verdict]
        return ", ".join(
            f"{choice.words} {VERDICT_WORDS[choice.verdict].lower()}"
            for choice in self.choices
            if choice.verdict
        )

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        state = self.outcome or ("changed since it was decided" if self.changed_since else "open")
        parts = [f"Difference {self.number}: {self.title}", *(side.spoken for side in self.sides)]
        more = [self.reason, "answered" if self.answered else ""]
        return "; ".join([*parts, self.place, state, *filter(None, more)])
