"""Which two coders are compared, from which overlap on, and how much is left in each document."""

from collections.abc import Iterable, Mapping

from db import claims
from db.records import Coder, Id
from workbench.agreement.pairing import THRESHOLD
from workbench.gui.review.side import OVERLAPS
from workbench.gui.session import Session
from workbench.operations.blind import curtain
from workbench.operations.review import Reviewed, review_document
from workbench.settings import Settings


class Compared:
    """Remembers the choice by project; `pair` is None while there is nobody to compare with.

    `counts` says of the documents that were looked at how many differences are decided, of how
    many.
    """

    def __init__(self, session: Session, settings: Settings) -> None:
        self._session, self._settings = session, settings
        self.place = f"review:{session.project.path}"
        self.pair: tuple[Id, Id] | None = None
        overlap = settings.place(f"{self.place}:overlap")
        self.overlap: float = overlap if overlap in OVERLAPS else THRESHOLD
        self.counts: dict[Id, tuple[int, int]] = {}

    # -- who

    @property
    def people(self) -> Mapping[Id, Coder]:
        """Everybody by id; under names that tell nothing where names are hidden."""
        coders = self._session.coders
        if not self._settings["hide_names"]:
            return coders
        letters = (f"Coder {chr(65 + number % 26)}" for number in range(len(coders)))
        return {coder: Coder(coder, name) for coder, name in zip(coders, letters, strict=True)}

    def coders(self) -> list[Coder]:
        """Return those who have claims, oneself first."""
        counts = claims.counts_by_coder(self._session.project)
        me = self._session.me.id
        found = [coder for coder in self.people.values() if counts.get(coder.id)]
        return sorted(found, key=lambda coder: (coder.id != me, coder.name))

    def choose(self, coders: list[Coder]) -> None:
        """Keep the pair, or the one remembered, if both are there; else take the first two."""
        known = {coder.id for coder in coders}
        match self.pair or self._settings.place(self.place):
            case (int(left), int(right)) | [int(left), int(right)] if {
                left,
                right,
            } <= known and left != right:
                self.pair = (left, right)
            case _:
                self.pair = (coders[0].id, coders[1].id) if len(coders) > 1 else None

    def take(self, left: Id, right: Id) -> None:
        """Compare these two; where one is named twice, whoever was there changes sides."""
        former, self.pair = self.pair, (left, right)
        if left == right and former is not None:
            other = former[0] if former[1] == right else former[1]
            self.pair = (left, other) if former[0] != left else (other, right)
        self._settings.remember({self.place: list(self.pair)})
        self.counts.clear()

    def pair_from(self, overlap: float) -> None:
        """Pair claims from this share of their words in common on, one of `OVERLAPS`."""
        self.overlap = overlap
        self._settings.remember({f"{self.place}:overlap": overlap})
        self.counts.clear()

    # -- what

    def review(self, document: Id) -> Reviewed:
        """Return the differences in a document; none where others' work is hidden."""
        project = self._session.project
        if self.pair is None or curtain(project).hides(document):
            found = Reviewed((), ())
        else:
            found = review_document(project, document, *self.pair, self.overlap)
        self.counts[document] = (found.decided, len(found.differences))
        return found

    def count(self, document: Id) -> tuple[int, int]:
        """Return how many differences of a document are decided, of how many."""
        if document not in self.counts:
            self.review(document)
        return self.counts[document]

    def forget(self, documents: Iterable[Id]) -> None:
        """Count documents anew, all of them if none are named, when they are asked for."""
        for document in tuple(documents) or tuple(self.counts):
            self.counts.pop(document, None)
