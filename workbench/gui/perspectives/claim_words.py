"""The words of claims, read when a row of the table is looked at."""

from collections import OrderedDict
from dataclasses import dataclass

from db import documents
from db.project import Project
from db.records import Claim, Document, Id
from workbench.gui.perspectives.cards import Lines, place_of, quote_of
from workbench.text.reflow import GAP

#: Texts that are kept at hand: rows beside each other are mostly of one document.
_KEPT = 4


class TextShelf:
    """The texts of a project that were asked for last."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._kept: OrderedDict[Id, tuple[str, Lines]] = OrderedDict()

    def get(self, document: Document) -> tuple[str, Lines]:
        """Return the text of a document and its lines."""
        found = self._kept.get(document.id)
        if found is None:
            text = documents.text(self._project, document)
            styles = documents.styles(self._project, document.id)
            found = self._kept[document.id] = (text, Lines(text, styles))
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(document.id)
        return found


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """The words of the claims of one document; to show them, its whole text is reflowed."""

    shelf: TextShelf
    document: Document

    def raw(self, claim: Claim) -> str:
        """Return the words of its passages as they stand in the text."""
        text, _lines = self.shelf.get(self.document)
        return GAP.join(text[span.start : span.end] for span in claim.spans)

    def quote(self, claim: Claim) -> str:
        """Return its words as one line, as they are shown."""
        _text, lines = self.shelf.get(self.document)
        return quote_of(claim, lines.shown, lines)

    def place(self, claim: Claim) -> str:
        """Return where it stands: "line 214"."""
        return place_of(claim, self.shelf.get(self.document)[1])
