"""What bringing in a teammate's file would do, before anything is done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from db.conflicts import Conflict
from db.records import Id
from workbench.operations.wording import counted

#: for each doubtful row of the other file (its id): the row here that is the same, None if none is
Answers = Mapping[Id, Id | None]


@dataclass(frozen=True, slots=True)
class Share:
    """What comes of one coder's work: new rows by kind, and rows of mine changed or deleted."""

    coder: str
    claims: int = 0
    tags: int = 0
    documents: int = 0
    comments: int = 0
    decisions: int = 0
    changes: int = 0
    deletions: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """A row of mine that would be changed or deleted: its name, by whom, when.

    `fields` has what changes as (field, mine, theirs) in words; it is empty for a deletion.
    """

    table: str
    row: Id
    name: str
    coder: str
    at: str
    fields: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row here that may be the same as one of the other file, and why it may."""

    id: Id
    name: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A tag, document or coder of the other file of which it is to be said whether it is here.

    `note` says more of it, such as its facet. What is `proposed` is taken if there is no answer.
    """

    table: Literal["tag", "document", "coder"]
    id: Id
    name: str
    note: str
    candidates: tuple[Candidate, ...]
    proposed: Id | None = None


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What bringing in a file would do.

    Kinds: `history`, a copy of this project; `apart`, a project of its own; `claims`, a table of
    claims. `conflicts` are those that would be new; `already` counts the other file's claims that
    are here. `material` is what `merge` works with.
    """

    path: Path
    kind: Literal["history", "apart", "claims"]
    title: str
    shares: tuple[Share, ...] = ()
    changes: tuple[Difference, ...] = ()
    deletions: tuple[Difference, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    already: int = 0
    doubtful: tuple[Doubt, ...] = ()
    warnings: tuple[str, ...] = ()
    nothing_new: bool = False
    material: object = field(default=None, repr=False, compare=False)

    @property
    def totals(self) -> Share:
        """The shares of all coders together."""
        names = [name for name in Share.__dataclass_fields__ if name != "coder"]
        sums = {name: sum(getattr(one, name) for one in self.shares) for name in names}
        return Share(", ".join(one.coder for one in self.shares), **sums)

    def sentence(self) -> str:
        """Say in one sentence what would come."""
        if self.nothing_new:
            return f"There is nothing new in {self.path.name}."
        all_of_it = self.totals
        parts = [
            counted(number, word)
            for number, word in (
                (all_of_it.claims, "new claim"),
                (all_of_it.tags, "new tag"),
                (all_of_it.documents, "new document"),
                (all_of_it.comments, "comment"),
                (all_of_it.decisions, "decision"),
                (all_of_it.changes, "change"),
                (all_of_it.deletions, "deletion"),
                (len(self.conflicts), "conflict"),
            )
            if number
        ]
        return f"{self.path.name} brings {', '.join(parts) or 'nothing that shows'}."
