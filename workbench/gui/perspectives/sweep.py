"""A sweep: from one mention that no claim covers to the next, a key for each."""

from collections.abc import Collection

from PySide6.QtCore import QObject, Signal

from db import aliases, claims
from db.records import Id, Span
from workbench.gui.perspectives.mention_source import MentionSource
from workbench.gui.perspectives.open_document import OpenDocument
from workbench.gui.perspectives.tagging import Tagging
from workbench.gui.reader.sweepbar import SweepBar
from workbench.gui.session import Session
from workbench.gui.words import counted
from workbench.text.mentions import Mention, passage_of

Key = tuple[int, Id]


def _key(mention: Mention) -> Key:
    return mention.start, mention.tag


class Sweep(QObject):
    """Walks the open mentions of one document; each claim it makes is one step.

    The sentence of the mention is selected and the mention outlined. What claims cover leaves the
    walk by itself, and what an undo uncovers is the next mention again.
    """

    #: a claim was made
    claimed = Signal(object)

    def __init__(
        self, session: Session, source: MentionSource, tagging: Tagging, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._source, self._tagging = session, source, tagging
        self._opened: OpenDocument | None = None
        self._bar: SweepBar | None = None
        self._wanted: Collection[Id] | None = None
        self._whose = ""
        self._left: list[Mention] = []
        self._now: Mention | None = None
        self._at = 0
        self._skipped: list[Key] = []
        self._made: list[Id] = []
        #: tags are being added to a claim: the walk waits
        self._tagging_more = False
        source.found.connect(self.refresh)
        tagging.ended.connect(self._go_on)

    @property
    def document(self) -> OpenDocument | None:
        """The document that is being swept."""
        return self._opened

    def begin(
        self, opened: OpenDocument, wanted: Collection[Id] | None = None, whose: str = ""
    ) -> None:
        """Sweep a document from where it is read: all actors, or some, who are called `whose`.

        A sweep of the same that is on goes on.
        """
        if self._opened is opened and (wanted, whose) == (self._wanted, self._whose):
            opened.pane.sweep_bar.take_keys()
            return
        self.end()
        self._opened, self._wanted, self._whose = opened, wanted, whose
        self._bar = opened.pane.sweep_bar
        self._bar.wished.connect(self._do)
        start, end = opened.pane.area.selection()
        self._at = min(start, opened.pane.area.place()) if start == end else start
        self._left, self._now, self._skipped, self._made = [], None, [], []
        self._bar.take_keys()
        self.refresh()

    def end(self) -> None:
        """Hide the bar and go on in the text, where the sweep was."""
        if self._opened is None or self._bar is None:
            return
        opened, bar = self._opened, self._bar
        self._opened = self._bar = None
        self._tagging_more = False
        typed_here = bar.hasFocus()
        bar.wished.disconnect(self._do)
        bar.hide()
        opened.pane.area.outline(None)
        if typed_here:
            opened.pane.area.setFocus()

    def refresh(self) -> None:
        """Take the mentions as they are open now, and show the one that is next."""
        if self._opened is None or self._tagging_more:
            return
        left = self._source.open_of(self._opened, self._wanted)
        if left is None:
            self._say("Finding mentions… Esc leaves it.", at_mention=False)
            return
        before, self._left = {_key(one) for one in self._left}, left
        back = [one for one in left if before and _key(one) not in before]
        if back:
            self._show(back[0])
        elif self._now in left:
            self._show(self._now)
        else:
            self._show(self._after(self._at))

    def _after(self, offset: int) -> Mention | None:
        """Return the next mention that was not skipped, around the end of the text."""
        ahead = [one for one in self._left if _key(one) not in self._skipped]
        return next((one for one in ahead if one.start >= offset), next(iter(ahead), None))

    def _show(self, mention: Mention | None) -> None:
        assert self._opened is not None
        area, self._now = self._opened.pane.area, mention
        if mention is None:
            area.outline(None)
            self._say(self._summary(), at_mention=False)
            return
        self._at = mention.start
        passage = passage_of(self._opened.text, mention)
        area.select(*passage)
        area.outline((mention.start, mention.end))
        area.show_offset(*passage, flash=False)
        name = self._session.book.tags[mention.tag].name
        number = self._left.index(mention) + 1
        self._say(f"Mention {number:,} of {len(self._left):,}: {name}", at_mention=True)

    def _summary(self) -> str:
        of = f" of {self._whose}" if self._whose else ""
        if not self._left and not self._made:
            return f"No mention{of} is left without a claim here. Esc ends."
        assert self._opened is not None
        count = sum(claim in self._opened.claims for claim in self._made)
        made = f"{counted(count, 'claim')} made"
        skipped = len({_key(one) for one in self._left} & set(self._skipped))
        more = f", {skipped:,} skipped (Left goes back)" if skipped else ""
        return f"That was the last mention{of}: {made}{more}. Esc ends."

    def _say(self, words: str, *, at_mention: bool) -> None:
        if self._bar is not None:
            self._bar.say(words, at_mention=at_mention)

    # -- what the keys do

    def _do(self, wish: str) -> None:
        if wish == "end":
            self.end()
        elif wish == "back":
            self._back()
        elif self._now is not None and not self._tagging_more:
            if wish == "skip":
                self._skipped.append(_key(self._now))
                self._show(self._after(self._now.end))
            elif wish == "hide":
                self._hide(self._now)
            else:
                self._claim(self._now, more=wish == "more")

    def _back(self) -> None:
        """Go to the mention that was skipped last, else to the one before in the text."""
        here = {_key(one): one for one in self._left}
        while self._skipped:
            mention = here.get(self._skipped.pop())
            if mention is not None:
                self._show(mention)
                return
        before = [one for one in self._left if one.start < self._at]
        if before:
            self._show(before[-1])

    def _hide(self, mention: Mention) -> None:
        assert self._opened is not None
        self._session.do(
            f"Hide mention: {mention.text}", aliases.hide, self._opened.id, mention.tag,
            Span(mention.start, mention.end),
        )  # fmt: skip

    def _claim(self, mention: Mention, *, more: bool) -> None:
        """Make the claim of the passage: the sentence, or what was selected around the mention."""
        assert self._opened is not None
        chosen = self._opened.passage()
        if chosen is None or chosen.start >= mention.end or chosen.end <= mention.start:
            chosen = Span(*passage_of(self._opened.text, mention))
        self._tagging_more = more
        name = self._session.book.tags[mention.tag].name
        made = self._session.do(
            f"Claim: {name}", claims.add, self._opened.id, [chosen], tags=[(mention.tag, "holder")]
        )
        if made is None:
            self._tagging_more = False
            return
        self._made.append(made)
        self.claimed.emit(made)
        if self._now is None:
            self._show(None)  # it counts this one now
        if more:
            self._tagging.more_of(self._opened, made)

    def _go_on(self) -> None:
        """Go on after tags were added."""
        if self._tagging_more and self._bar is not None:
            self._tagging_more = False
            self._bar.take_keys()
            self.refresh()
