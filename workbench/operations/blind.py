"""Blind coding: what others made of a document stays hidden until one has marked it as read."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from db import documents, switches
from db.log import Action
from db.project import Project
from db.records import Claim, Id


@dataclass(frozen=True, slots=True)
class Curtain:
    """What is hidden from a coder: the others' claims and tags outside the documents `done`."""

    drawn: bool
    coder: Id
    done: frozenset[Id]

    def hides(self, document: Id) -> bool:
        """Whether others' work in a document is hidden."""
        return self.drawn and document not in self.done

    def show(self, found: Iterable[Claim]) -> list[Claim]:
        """Return the claims as the coder may see them: one's own, with one's own tags."""
        if not self.drawn:
            return list(found)
        return [
            self._bare(claim) if self.hides(claim.document) else claim
            for claim in found
            if claim.coder == self.coder or not self.hides(claim.document)
        ]

    def _bare(self, claim: Claim) -> Claim:
        return replace(claim, tags=tuple(tag for tag in claim.tags if tag.coder == self.coder))


def curtain(project: Project) -> Curtain:
    """Return what is hidden from the acting coder as the project stands now."""
    drawn = switches.is_on(project, switches.BLIND)
    states = documents.reading_states(project, project.coder.id) if drawn else {}
    done = frozenset(document for document, state in states.items() if state == "done")
    return Curtain(drawn, project.coder.id, done)


def set_blind(action: Action, on: bool) -> bool:
    """Turn blind coding on or off for everybody; returns whether that changed anything."""
    return switches.turn(action, switches.BLIND, on)


def is_blind(project: Project) -> bool:
    """Whether blind coding is on."""
    return switches.is_on(project, switches.BLIND)
