"""What an action had seen of the others: a clock per session, read off the log.

An action has seen all earlier ones of its session, and what its parents had seen: the action that
was the last in the file when the session began, and at a merge the last one of the other file.
Where a merge was undone, what had come with it counts as not seen, until it is done again.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from db.records import Id

#: the last tick seen of each session
Seen = Mapping[Id, int]
#: an action, 0 for its own file or 1 for one brought in, and the last action of that
Parent = tuple[Id, int, Id]


@dataclass(frozen=True, slots=True)
class Entry:
    """An action of the log, without its changes."""

    id: Id
    session: Id
    lamport: int
    coder: Id
    at: str
    label: str
    kind: str
    undoes: Id | None
    hash: str

    @property
    def place(self) -> tuple[int, Id]:
        """Where the action stands in the one order that all copies agree on."""
        return self.lamport, self.session


class Lineage:
    """Answers whether one action had seen another."""

    def __init__(self, entries: Iterable[Entry], parents: Iterable[Parent]) -> None:
        """Read a log: its actions in order, and their parents."""
        #: by session: ticks at which it came to know more, and what it knew from then on
        self._known: dict[Id, tuple[list[int], list[Seen]]] = {}
        self._merges: dict[Id, tuple[Seen, Seen]] = {}  # what the file knew before and after
        of_action: dict[Id, dict[int, Id]] = {}
        for action, position, parent in parents:
            of_action.setdefault(action, {})[position] = parent
        by_id: dict[Id, Entry] = {}
        for entry in entries:
            by_id[entry.id] = entry
            found = of_action.get(entry.id, {})
            if found or entry.undoes in self._merges:
                self._learn(entry, by_id.get(found.get(0, 0)), by_id.get(found.get(1, 0)))

    def has_seen(self, one: Entry, other: Entry) -> bool:
        """Whether an action was made in a file that had another action in it."""
        if one.session == other.session:
            return other.lamport <= one.lamport
        return self._at(one.session, one.lamport).get(other.session, 0) >= other.lamport

    def _learn(self, entry: Entry, last: Entry | None, brought: Entry | None) -> None:
        seen = dict(self._at(entry.session, entry.lamport))
        if last is not None:
            self._take(seen, last)
        if entry.kind == "merge":
            before = dict(seen)
            if brought is not None:
                self._take(seen, brought)
            self._merges[entry.id] = before, seen
        elif entry.undoes in self._merges:
            _turn(seen, entry.kind, *self._merges[entry.undoes])
        ticks, known = self._known.setdefault(entry.session, ([], []))
        ticks.append(entry.lamport)
        known.append(seen)

    def _take(self, seen: dict[Id, int], parent: Entry) -> None:
        _raise(seen, self._at(parent.session, parent.lamport))
        _raise(seen, {parent.session: parent.lamport})

    def _at(self, session: Id, lamport: int) -> Seen:
        """Return what a session knew of others at a tick."""
        ticks, known = self._known.get(session, ([], []))
        place = bisect_right(ticks, lamport)
        return known[place - 1] if place else {}


def _raise(seen: dict[Id, int], more: Seen) -> None:
    for session, tick in more.items():
        if tick > seen.get(session, 0):
            seen[session] = tick


def _turn(seen: dict[Id, int], kind: str, before: Seen, after: Seen) -> None:
    """Forget what came with a merge that is undone; know it again where it is done again."""
    if kind == "redo":
        _raise(seen, after)
        return
    for session, tick in after.items():
        former = before.get(session, 0)
        if seen.get(session) == tick != former:
            seen[session] = former
