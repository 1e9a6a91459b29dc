"""Mentions in the Read perspective: shown, counted, walked, and swept."""

from collections.abc import Collection

from PySide6.QtCore import QObject, QTimer, Signal

from db.errors import ProjectError
from db.records import Changes, Id
from workbench.gui.perspectives.mention_source import MentionSource
from workbench.gui.perspectives.open_document import OpenDocument
from workbench.gui.perspectives.readers import Readers
from workbench.gui.perspectives.sweep import Sweep
from workbench.gui.perspectives.tagging import Tagging
from workbench.gui.session import Session
from workbench.settings import Settings
from workbench.text.mentions import passage_of


class Mentions(QObject):
    """Keeps what the readers show of mentions in step with the project."""

    #: a sentence for the notice line, and one for the status line while it holds
    told = Signal(str)
    hinted = Signal(str)
    #: a sweep made this claim
    claimed = Signal(object)
    #: a document, and how many mentions it has in words
    described = Signal(object, str)

    def __init__(
        self, session: Session, settings: Settings, readers: Readers, tagging: Tagging
    ) -> None:
        super().__init__(readers)
        self._session, self._settings, self._readers = session, settings, readers
        self._source = MentionSource(session, self)
        self.sweep = Sweep(session, self._source, tagging, self)
        self.sweep.claimed.connect(self.claimed)
        self._source.found.connect(self.show_all)
        self._source.found.connect(lambda: self.describe(self._asked))
        self._asked: Id | None = None
        self._walked: OpenDocument | None = None
        self._closed = False
        readers.moved.connect(self._leave_walk)

    def close(self) -> None:
        """Leave the sweep and wait for the worker."""
        self._closed = True
        self.sweep.end()
        self._source.close()

    # -- what is shown

    def turn(self) -> None:
        """Follow a change of the open documents."""
        if self.sweep.document not in (None, self._readers.active):
            self.sweep.end()
        self._walked = None
        # After the text was painted: to search a report takes longer than to show it.
        QTimer.singleShot(0, self, self.show_all)

    def follow(self, changes: Changes) -> None:
        """Show what an action changed; the readers have followed it already."""
        self._source.follow(changes)
        names = changes.touches("tag", "alias", "facet", "hidden_mention", "document")
        if names or changes.claims:
            self.show_all()
            self.sweep.refresh()

    def show_all(self) -> None:
        """Show the mentions of all open documents, and how many there are."""
        if self._closed:
            return
        for opened in self._readers.opened:
            found = self._source.all_of(opened)
            pane = opened.pane
            if found is None:
                pane.header.set_mention_words("finding mentions…")
                continue
            shown = [(one.start, one.end) for one in found] if self._settings["mentions"] else []
            pane.area.set_mentions(shown)
            left = self._source.open_of(opened) or []
            pane.header.set_mention_words(_words(len(found), len(left)))

    def describe(self, document: Id | None) -> None:
        """Say by `described` how many mentions a document has, as soon as that is known."""
        if document is None or self._closed:
            return
        self._asked = document
        try:
            counts = self._source.count(document)
        except ProjectError:
            return  # removed meanwhile
        if counts is not None:
            self._asked = None
            self.described.emit(document, _words(*counts))
        elif self._asked is not None:  # or it was found at once
            self.described.emit(document, "Counting mentions…")

    def toggle(self) -> None:
        """Show the mentions in the text, or not."""
        self._settings["mentions"] = not self._settings["mentions"]
        self.show_all()

    # -- walking

    def step(self, step: int) -> None:
        """Go to the next (1) or former (-1) mention of any actor, around the ends of the text."""
        opened = self._readers.active
        found = self._source.all_of(opened) if opened is not None else ()
        if opened is None or not found:
            words = "No actor is named in this document."
            self.told.emit("The mentions are still being found." if found is None else words)
            return
        area = opened.pane.area
        start, end = area.outlined or (area.caret(), area.caret())
        if step > 0:
            number = next((n for n, one in enumerate(found) if one.start >= end), 0)
        else:
            before = [n for n, one in enumerate(found) if one.start < start]
            number = before[-1] if before else len(found) - 1
        mention = found[number]
        passage = passage_of(opened.text, mention)
        self._walked = None  # while the selection moves
        area.select(*passage)
        area.outline((mention.start, mention.end))
        area.show_offset(*passage, flash=False)
        self._walked = opened
        name = self._session.book.tags[mention.tag].name
        self.hinted.emit(f"Mention {number + 1:,} of {len(found):,}: {name}")

    def _leave_walk(self) -> None:
        """Let the mention go when something else is selected."""
        walked, self._walked = self._walked, None
        if walked is not None and self.sweep.document is not walked:
            walked.pane.area.outline(None)
            self.hinted.emit("")

    # -- sweeping

    def begin_sweep(self, wanted: Collection[Id] | None = None, whose: str = "") -> None:
        """Sweep the active document for all actors, or for some, who are called `whose`."""
        opened = self._readers.active
        if opened is not None:
            self._walked = None
            self.hinted.emit("")
            self.sweep.begin(opened, wanted, whose)


def _words(count: int, left: int) -> str:
    if not count:
        return ""
    return f"{count:,} mention{'s' * (count != 1)}, {left:,} not yet covered"
