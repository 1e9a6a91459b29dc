"""From a selected passage to a tagged claim: the tag palette and what its answers do."""

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from db import claims, likely, regions, tags
from db.log import Action
from db.records import Id, Region, Role, Span
from workbench.gui.claims.likely import first_tags
from workbench.gui.claims.palette import TagPalette
from workbench.gui.perspectives.open_document import OpenDocument
from workbench.gui.session import Session
from workbench.gui.tag_keys import TagKeys
from workbench.operations import own_claims

RECENT = 8


class Tagging(QObject):
    """Opens the tag palette at a passage or at a card and writes what is chosen there."""

    #: a passage became this claim, and nothing more is to be tagged
    claimed = Signal(object)
    #: page furniture or footnotes were left out: the claim, and the passage with them in it
    left_out = Signal(object, object)
    #: the palette closed
    ended = Signal()

    def __init__(self, session: Session, keys: TagKeys, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._keys = keys
        self._palette = TagPalette(window)
        self._palette.tagged.connect(self._tag)
        self._palette.new_tag.connect(self._new_tag)
        self._palette.closed.connect(self._close)
        self._opened: OpenDocument | None = None
        self._span: Span | None = None
        self._region: Region | None = None
        self._claim: Id | None = None

    def at_passage(self, opened: OpenDocument) -> None:
        """Offer tags for the selected passage; the first one chosen makes it a claim."""
        self._opened, self._span, self._claim = opened, opened.passage(), None
        self._region = opened.region()
        if self._span is not None:
            rect = opened.pane.area.selection_rect_bottom()
            self._open(rect, opened.pane.area.selection_rect(), None, [])

    def at_claim(self, claim: Id, facet: str | None, rect: QRect) -> None:
        """Offer the tags of one facet, or of all, for a claim that is there."""
        record = claims.get(self._session.project, claim)
        self._opened, self._span, self._claim = None, None, claim
        self._open(rect, rect, facet, [tag.tag for tag in record.tags])

    def more_of(self, opened: OpenDocument, claim: Id) -> None:
        """Offer more tags of any facet for a claim whose passage is selected."""
        record = claims.get(self._session.project, claim)
        self._opened, self._span, self._claim = None, None, claim
        area = opened.pane.area
        rect, whole = area.selection_rect_bottom(), area.selection_rect()
        self._open(rect, whole, None, [tag.tag for tag in record.tags])

    def with_tag(self, opened: OpenDocument, tag: Id) -> None:
        """Tag the selected passage of a document at once, or else its selected claim."""
        self._opened, self._span, self._claim = opened, opened.passage(), None
        self._region = opened.region()
        if self._span is not None:
            self._tag(tag, more=False)

    def _open(self, rect: QRect, avoid: QRect, facet: str | None, chosen: list[Id]) -> None:
        book = self._session.book
        first = self._first(chosen)
        self._palette.open_at(rect, avoid, book, first, chosen, facet, self._keys.by_tag(book))

    def _first(self, chosen: list[Id]) -> list[Id]:
        """Return the tags to offer first, given those that are on the claim."""
        session = self._session
        document = self._opened.id if self._opened else None
        if document is None and self._claim is not None:
            document = claims.get(session.project, self._claim).document
        return first_tags(
            claims.recent_tags(session.project, session.me.id, RECENT),
            likely.together(session.project, chosen),
            likely.in_document(session.project, document) if document is not None else {},
        )

    def _tag(self, tag: Id, more: bool) -> None:
        self._write(tag, "", "", more)

    def _new_tag(self, facet: str, name: str, more: bool) -> None:
        self._write(None, facet, name, more)

    def _write(self, tag: Id | None, facet: str, name: str, more: bool) -> None:
        """Put a tag on the claim at hand, making tag and claim where they are new: one step."""
        spans = self._opened.without_asides(self._span) if self._opened and self._span else []
        label = name or (self._session.book.tags[tag].name if tag is not None else "")
        made = self._session.do(
            f"{'Tag' if self._claim else 'Claim'}: {label}",
            _tag_passage,
            self._claim,
            (self._opened.id, spans) if self._opened and spans else None,
            self._region,
            tag if tag is not None else (facet, name),
        )
        if made is not None and self._claim is None and len(spans) > 1:
            self.left_out.emit(made, self._span)
        if made is not None:
            self._claim = made
        if more and self._claim is not None:
            record = claims.get(self._session.project, self._claim)
            chosen = [given.tag for given in record.tags]
            self._palette.show_state(self._session.book, chosen, self._first(chosen))
        else:
            self._finish()

    def _finish(self) -> None:
        claim, self._claim, self._span = self._claim, None, None
        if self._opened is not None and claim is not None:
            area = self._opened.pane.area
            area.select(area.selection()[1], area.selection()[1])
            self.claimed.emit(claim)

    def _close(self) -> None:
        if self._opened is not None:
            self._opened.pane.area.setFocus()
        if self._claim is not None:
            self._finish()
        self.ended.emit()


def _tag_passage(
    action: Action,
    claim: Id | None,
    passage: tuple[Id, list[Span]] | None,
    region: Region | None,
    tag: Id | tuple[str, str],
) -> Id | None:
    """Put a tag on a claim, or on a passage that becomes one; returns the claim."""
    if isinstance(tag, tuple):
        key, name = tag
        facet = next(f for f in tags.all_facets(action.project) if f.key == key)
        tag = tags.add(action, facet.id, name)
    if claim is None and passage is not None:
        role: Role = "holder"
        made = claims.add(action, *passage, tags=[(tag, role)])
        if region is not None:
            regions.set_regions(action, made, [region])
        return made
    if claim is not None:
        own_claims.tag_claim(action, claim, tag)
    return claim
