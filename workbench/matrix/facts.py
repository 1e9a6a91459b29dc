"""The table of facts that matrices are counted from: a number for each claim, and who carries what.

Claims are numbered from 0, in the order of their ids as they were first read and then as they come;
what is said of a claim stands at its number in an array, and each tag has the sorted numbers of the
claims that carry it. So a matrix is counted without touching the project, and one changed claim
costs a few array look-ups.
"""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field

import numpy as np

from db.records import Id, Verdict
from workbench.matrix.arrays import (
    EMPTY,
    NONE,
    Keys,
    Mask,
    Numbers,
    keys_of,
    moved,
    paired,
    retag,
    tags_below,
)
from workbench.matrix.context import Context

#: a verdict as a number; 0 is none
VERDICT: dict[Verdict | None, int] = {None: 0, "accept": 1, "reject": 2, "question": 3}
ACCEPTED, REJECTED = VERDICT["accept"], VERDICT["reject"]


@dataclass(frozen=True, slots=True)
class Fact:
    """What the table says of one claim; `tags` come with whether the claim is about them."""

    document: Id
    tags: tuple[tuple[Id, bool], ...] = ()
    columns: Mapping[str, int] = field(default_factory=dict)
    verdicts: Mapping[Id, Verdict] = field(default_factory=dict)
    texts: frozenset[str] = frozenset()


class Facts:
    """All claims of a project, with what was asked of them so far (`given`)."""

    def __init__(self, context: Context, claims: Iterable[tuple[Id, Iterable[int]]]) -> None:
        """Number the claims, which come by document; those of unknown documents are left out."""
        place = {document.id: at for at, document in enumerate(context.documents)}
        known = [(place[document], keys_of(some)) for document, some in claims if document in place]
        ids = np.concatenate([some for _at, some in known] or [keys_of(())])
        document = np.repeat([at for at, _some in known], [len(some) for _at, some in known])
        order = np.argsort(ids)
        self.context = context
        #: each tag with all that stand below it, itself first
        self.below = tags_below(context)
        self.ids: Keys = ids[order]
        #: the place of each claim's document in the context; NONE for a claim that is gone
        self.document: Numbers = document.astype(np.int32)[order]
        self.columns: dict[str, Numbers] = {}
        #: the claims that match a text, by `text_key`, and those of the last merge, by `MERGED`
        self.texts: dict[str, Mask] = {}
        #: the place of each claim's project in the context
        self.project: Numbers = np.zeros(len(ids), np.int32)
        self._tags: dict[Id, Numbers] = {}
        self._about: dict[Id, Numbers] | None = None
        self._verdicts: dict[Id, tuple[Numbers, Numbers]] = {}
        self._used: frozenset[Id] | None = None  # unless it is said by whom this is a part of
        self._sorted = len(ids)  # claims after these came later
        self._later: dict[Id, int] = {}

    def __len__(self) -> int:
        """How many numbers were given; some of the claims may be gone."""
        return len(self.ids)

    # -- reading in

    def numbers(self, claims: Iterable[int]) -> Numbers:
        """Return the numbers of claims, NONE for unknown ones."""
        wanted, ids = keys_of(claims), self.ids[: self._sorted]
        if not len(ids):
            found = np.full(len(wanted), NONE, np.int32)
        else:
            place = np.minimum(np.searchsorted(ids, wanted), len(ids) - 1)
            found = np.where(ids[place] == wanted, place, NONE).astype(np.int32)
        if self._later:
            for at in np.flatnonzero(found == NONE):
                found[at] = self._later.get(int(wanted[at]), NONE)
        return found

    def _known(self, claims: Iterable[int]) -> Numbers:
        numbers = self.numbers(claims)
        found: Numbers = np.sort(numbers[numbers != NONE])
        return found

    def give_tag(self, tag: Id, claims: Iterable[int]) -> None:
        """Say which claims carry a tag."""
        self._tags[tag] = self._known(claims)

    def give_about(self, claims: Iterable[tuple[Id, Iterable[int]]]) -> None:
        """Say which claims carry a tag in the role of whom they are about."""
        self._about = {tag: self._known(some) for tag, some in claims}

    def give_column(self, name: str, claims: Iterable[int], values: Iterable[int]) -> None:
        """Say a number of each claim (for `coder` an id); those that are not named have 0."""
        numbers = self.numbers(claims)
        known = numbers != NONE
        filled = np.zeros(len(self), np.int32)
        filled[numbers[known]] = self._kept(name, keys_of(values)[known])
        self.columns[name] = filled

    def _kept(self, name: str, values: Keys) -> Numbers:
        """Return values as they are kept: of coders their places in the context."""
        if name != "coder":
            return values.astype(np.int32)
        ids = np.array([coder.id for coder in self.context.coders], np.int64)
        order = np.argsort(ids)
        if not len(ids):
            return np.full(len(values), NONE, np.int32)
        place = order[np.minimum(np.searchsorted(ids[order], values), len(ids) - 1)]
        # A damaged project may name a coder that it does not have.
        return np.where(ids[place] == values, place, NONE).astype(np.int32)

    def give_verdicts(
        self, claims: Mapping[Id, Verdict], tags: Mapping[tuple[Id, Id], Verdict]
    ) -> None:
        """Say what was decided, of claims and of (claim, tag)."""
        self.give_column("verdict", claims, [VERDICT[one] for one in claims.values()])
        by_tag: dict[Id, list[tuple[int, int]]] = {}
        for (claim, tag), number in zip(
            tags, self.numbers(claim for claim, _tag in tags), strict=True
        ):
            if number != NONE:
                by_tag.setdefault(tag, []).append((int(number), VERDICT[tags[claim, tag]]))
        self._verdicts = {tag: paired(sorted(some)) for tag, some in by_tag.items()}

    def give_text(self, key: str, claims: Iterable[int]) -> None:
        """Say which claims match a text, or came with the last merge."""
        found = np.zeros(len(self), np.bool_)
        found[self._known(claims)] = True
        self.texts[key] = found

    def marked(self, key: str, among: Sequence[Id]) -> frozenset[Id]:
        """Return which of some claims match a text that was read in; none for another."""
        if key not in self.texts:
            return frozenset()
        found, numbers = self.texts[key], self.numbers(among)
        return frozenset(
            claim for claim, at in zip(among, numbers, strict=True) if at != NONE and found[at]
        )

    @property
    def given(self) -> frozenset[str]:
        """What was read in of that which `needs` names."""
        about = () if self._about is None else ("about",)
        return frozenset((*self.columns, *self.texts, *about))

    # -- asking

    @property
    def used(self) -> frozenset[Id]:
        """The tags that some claim of the project carries, of those that were read in."""
        if self._used is not None:
            return self._used
        return frozenset(tag for tag, some in self._tags.items() if len(some))

    @property
    def tags(self) -> frozenset[Id]:
        """The tags that were read in."""
        return frozenset(self._tags)

    def carrying(self, tag: Id, role: str = "") -> Numbers:
        """Return the claims that carry a tag, in a role if one is given."""
        found = self._tags.get(tag, EMPTY)
        if not role:
            return found
        about = (self._about or {}).get(tag, EMPTY)
        return about if role == "about" else np.setdiff1d(found, about, assume_unique=True)

    def verdicts(self, tag: Id, claims: Numbers) -> Numbers:
        """Return the verdict on a tag of claims that carry it: its own, else the claim's."""
        found = self.columns["verdict"][claims]
        numbers, own = self._verdicts.get(tag, (EMPTY, EMPTY))
        if len(numbers) and len(claims):
            place = np.minimum(np.searchsorted(numbers, claims), len(numbers) - 1)
            found = np.where(numbers[place] == claims, own[place], found)
        return found

    # -- parts and wholes

    def join(self, parts: Sequence["Facts"], starts: Sequence[int], same: Mapping[Id, Id]) -> None:
        """Take the tags of several tables, whose numbers start at some; `same` renames tags."""
        tags: dict[Id, list[Numbers]] = {}
        about: dict[Id, list[Numbers]] = {}
        verdicts: dict[Id, list[tuple[Numbers, Numbers]]] = {}
        for part, start in zip(parts, starts, strict=True):
            first = np.int32(start)
            for tag, some in part._tags.items():
                tags.setdefault(same[tag], []).append(some + first)
            for tag, some in (part._about or {}).items():
                about.setdefault(same[tag], []).append(some + first)
            for tag, (some, values) in part._verdicts.items():
                verdicts.setdefault(same[tag], []).append((some + first, values))
        # A claim may carry two tags that became one.
        self._tags = {tag: np.unique(np.concatenate(some)) for tag, some in tags.items()}
        if self._about is not None:
            self._about = {tag: np.unique(np.concatenate(some)) for tag, some in about.items()}
        self._verdicts = {
            tag: (np.concatenate([one for one, _v in some]), np.concatenate([v for _n, v in some]))
            for tag, some in verdicts.items()
        }

    def only(self, claims: Iterable[Id]) -> "Facts":
        """Return the same facts of some claims alone, numbered anew, with the same tags in use."""
        numbers = self._known(claims)
        inside = np.zeros(len(self), np.bool_)
        inside[numbers] = True

        def among(some: Numbers) -> Numbers:
            hit = inside[some]
            if not np.count_nonzero(hit):
                return EMPTY
            return np.searchsorted(numbers, some[hit]).astype(np.int32)

        found = copy(self)
        found.ids, found.document = self.ids[numbers], self.document[numbers]
        found.project = self.project[numbers]
        found.columns = {name: values[numbers] for name, values in self.columns.items()}
        found.texts = {key: values[numbers] for key, values in self.texts.items()}
        found._used = self.used
        found._tags = {tag: among(some) for tag, some in self._tags.items()}
        if self._about is not None:
            found._about = {tag: among(some) for tag, some in self._about.items()}
        found._verdicts = {
            tag: (among(some), verdicts[inside[some]])
            for tag, (some, verdicts) in self._verdicts.items()
        }
        return found

    # -- following the project

    def snapshot(self) -> "Facts":
        """Return the facts as they are now, whatever becomes of these."""
        found = copy(self)
        found.columns, found.texts = dict(self.columns), dict(self.texts)
        found._tags, found._verdicts = dict(self._tags), dict(self._verdicts)
        found._about = None if self._about is None else dict(self._about)
        found._later = dict(self._later)
        return found

    def set_names(self, context: Context) -> None:
        """Go by another context whose documents and coders stand at the same places."""
        self.context, self.below = context, tags_below(context)

    def set_context(self, context: Context) -> None:
        """Go on with other documents, coders or tags; claims of documents that went are gone."""
        self.document = moved(self.document, self.context.documents, context.documents)
        if "coder" in self.columns:
            coder = moved(self.columns["coder"], self.context.coders, context.coders)
            self.columns["coder"] = coder
        there = {tag.id for tag in context.tags}
        self._tags = {tag: some for tag, some in self._tags.items() if tag in there}
        self.set_names(context)

    def update(self, facts: Mapping[Id, Fact | None]) -> None:
        """Replace what is known of some claims; None for those that are gone.

        Arrays that were handed out stay as they were.
        """
        numbers = self._number_all(facts)
        place = {document.id: at for at, document in enumerate(self.context.documents)}
        self.document = self.document.copy()
        self.columns = {name: values.copy() for name, values in self.columns.items()}
        self.texts = {key: found.copy() for key, found in self.texts.items()}
        for number, fact in numbers.items():
            self.document[number] = place.get(fact.document, NONE) if fact else NONE
            for name, values in self.columns.items():
                values[number] = self._kept(name, keys_of([fact.columns[name]]))[0] if fact else 0
            for key, found in self.texts.items():
                found[number] = fact is not None and key in fact.texts
        self._retag(numbers)

    def _number_all(self, facts: Mapping[Id, Fact | None]) -> dict[int, Fact | None]:
        """Return the facts by number; new claims get the next ones."""
        found = dict(zip(facts, self.numbers(facts).tolist(), strict=True))
        new = [claim for claim, number in found.items() if number == NONE and facts[claim]]
        for number, claim in enumerate(new, len(self)):
            found[claim] = self._later[claim] = number
        if new:
            self._grow(new)
        return {number: facts[claim] for claim, number in found.items() if number != NONE}

    def _grow(self, new: list[Id]) -> None:
        more = len(new)
        self.ids = np.concatenate((self.ids, keys_of(new)))
        self.document = np.concatenate((self.document, np.full(more, NONE, np.int32)))
        self.project = np.concatenate((self.project, np.zeros(more, np.int32)))
        for name, values in self.columns.items():
            self.columns[name] = np.concatenate((values, np.zeros(more, np.int32)))
        for key, found in self.texts.items():
            self.texts[key] = np.concatenate((found, np.zeros(more, np.bool_)))

    def _retag(self, facts: Mapping[int, Fact | None]) -> None:
        changed = np.zeros(len(self), np.bool_)
        changed[list(facts)] = True
        tags: dict[Id, list[int]] = {}
        about: dict[Id, list[int]] = {}
        verdicts: dict[Id, list[tuple[int, int]]] = {}
        for number, fact in facts.items():
            for tag, is_about in fact.tags if fact else ():
                tags.setdefault(tag, []).append(number)
                if is_about:
                    about.setdefault(tag, []).append(number)
            for tag, verdict in fact.verdicts.items() if fact else ():
                verdicts.setdefault(tag, []).append((number, VERDICT[verdict]))
        retag(self._tags, changed, tags, self._tags.keys())
        if self._about is not None:
            retag(self._about, changed, about, about.keys())
        for tag in {*verdicts, *self._verdicts}:
            old = zip(
                *(part.tolist() for part in self._verdicts.get(tag, (EMPTY, EMPTY))), strict=True
            )
            kept = [pair for pair in old if not changed[pair[0]]]
            self._verdicts[tag] = paired(sorted(kept + verdicts.get(tag, [])))
