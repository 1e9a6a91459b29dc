"""A document that is open in a reader: its text, its claims, and how both follow the project."""

from collections.abc import Iterable
from functools import cached_property

from db import claims, comments, decisions, documents, regions, unplaced
from db.errors import ProjectError
from db.records import Changes, Claim, Comment, Decision, Id, Region, Span, Unplaced
from workbench.gui.claims.card import ClaimCard
from workbench.gui.pages.area import PageArea
from workbench.gui.perspectives.cards import Lines, card_of, marks_of, rulings_of
from workbench.gui.reader.marks import Mark
from workbench.gui.reader.pane import ReaderPane
from workbench.gui.session import Session
from workbench.operations.blind import curtain
from workbench.readers.formats import PDF


class OpenDocument:
    """Keeps one reader pane and the claims of its document as the project has them."""

    def __init__(self, session: Session, pane: ReaderPane, document: Id, *, reflow: bool) -> None:
        self._session = session
        self.pane = pane
        self.record = documents.get(session.project, document)
        self.claims: dict[Id, Claim] = {}
        self._comments: dict[Id, list[Comment]] = {}
        self._decisions: dict[Id, list[Decision]] = {}
        self._doubts: dict[Id, list[Unplaced]] = {}
        self._cards: dict[Id, ClaimCard] = {}
        self._show(reflow=reflow)

    def _show(self, *, reflow: bool) -> None:
        """Show the text as the project has it now."""
        project = self._session.project
        self._shows = self.record.text_sha256
        self.text = documents.text(project, self.record)
        self.__dict__.pop("_shown", None)
        styles = documents.styles(project, self.id)
        self._lines = Lines(self.text, styles)
        self.pane.show_document(self.record, self.text, styles, reflow=reflow)
        if self.record.media_type == PDF.media_type and documents.has_original(project, self.id):
            self.pane.offer_pages(lambda: documents.original(project, self.id))
        self.reload()

    @property
    def id(self) -> Id:
        """The document."""
        return self.record.id

    @cached_property
    def _shown(self) -> str:
        return self._lines.shown

    def reload(self) -> None:
        """Read all claims again."""
        project = self._session.project
        found = curtain(project).show(claims.of_document(project, self.id))
        self.claims = {claim.id: claim for claim in found}
        self._comments = comments.of_document(self._session.project, self.id)
        self._decisions = self._seen(decisions.of_document(project, self.id))
        self._doubts = self._read_doubts()
        self._cards.clear()
        self.pane.area.set_marks(self._marks(found))
        self._show_regions()

    def _show_regions(self) -> None:
        found = regions.of_document(self._session.project, self.id)
        shown = {claim: its for claim, its in found.items() if claim in self.claims}
        self.pane.pages.area.set_regions(shown)

    def _read_doubts(self) -> dict[Id, list[Unplaced]]:
        """Return what is to be placed by hand, by claim."""
        found: dict[Id, list[Unplaced]] = {}
        for one in unplaced.of_document(self._session.project, self.id):
            found.setdefault(one.claim, []).append(one)
        return found

    def _seen(self, made: dict[Id, list[Decision]]) -> dict[Id, list[Decision]]:
        """Return decisions as one may see them: in a document coded blind only one's own."""
        if not curtain(self._session.project).hides(self.id):
            return made
        me = self._session.me.id
        return {claim: [one for one in found if one.coder == me] for claim, found in made.items()}

    def follow(self, changes: Changes) -> bool:
        """Take over what an action changed here; returns whether cards must be shown anew.

        Only the claims concerned are read, so that one more among thousands costs little.
        """
        if changes.touches("document") and self.id in changes.rows["document"]:
            try:
                self.record = documents.get(self._session.project, self.id)
            except ProjectError:
                return False  # removed; the perspective closes it
            if self.record.text_sha256 != self._shows:
                view, place = self.pane.view, self.pane.area.place()
                self._show(reflow=self.pane.text_area.reflowed)
                self.pane.set_view(view)
                self.pane.area.restore_place(min(place, self.record.length))
                return True
            self.pane.set_details(self.record)
            self._cards.clear()  # they tell the reliability of the source
        if changes.touches("setting") or self._unveiled(changes):
            self.reload()
            return True
        if changes.touches("tag"):
            self.pane.area.set_marks(self._marks(self.claims.values()))
        project = self._session.project
        concerned = [
            claim
            for claim in changes.claims
            if claim in self.claims or self.id in changes.documents
        ]
        if len(concerned) > 500:
            self.reload()
            return True
        found = [
            claim
            for claim in curtain(project).show(claims.many(project, concerned))
            if claim.document == self.id
        ]
        for claim in concerned:
            self.claims.pop(claim, None)
            self._cards.pop(claim, None)
            self._decisions.pop(claim, None)
        self.claims.update((claim.id, claim) for claim in found)
        self._decisions.update(self._seen(decisions.of_claims(project, concerned)))
        if changes.touches("unplaced"):
            self._doubts = self._read_doubts()
        if changes.touches("comment"):
            self._comments = comments.of_document(self._session.project, self.id)
        self.pane.area.update_claims(concerned, self._marks(found))
        if changes.touches("claim", "region"):
            self._show_regions()
        return bool(concerned) or changes.touches("tag", "alias", "facet", "document")

    def _unveiled(self, changes: Changes) -> bool:
        """Whether a change of the reading state shows or hides what others made."""
        known = self.id in changes.documents and changes.touches("reading")
        return known and curtain(self._session.project).drawn

    def _marks(self, found: Iterable[Claim]) -> list[Mark]:
        session = self._session
        return [
            mark
            for claim in found
            for mark in marks_of(claim, session.book, session.coders, session.me.id)
        ]

    def in_order(self) -> list[Claim]:
        """Return the claims in the order of the text."""
        return sorted(self.claims.values(), key=lambda claim: (claim.spans, claim.id))

    def cards(self) -> list[ClaimCard]:
        """Return the cards of all claims in the order of the text."""
        return [self._cards.get(claim.id) or self._make_card(claim) for claim in self.in_order()]

    def _make_card(self, claim: Claim) -> ClaimCard:
        session = self._session
        card = card_of(
            claim,
            self._shown,
            self._lines,
            session.coders,
            session.me.id,
            self._comments.get(claim.id, ()),
            self.record.reliability,
            self._doubts.get(claim.id, ()),
            rulings_of(self._decisions.get(claim.id, ()), session.book, session.coders),
        )
        self._cards[claim.id] = card
        return card

    def region(self) -> Region | None:
        """Return the rectangle that was drawn on a page and is not yet part of a claim."""
        area = self.pane.area
        return area.region if isinstance(area, PageArea) else None

    def without_asides(self, span: Span) -> list[Span]:
        """Return a passage without the page furniture and footnotes in the middle of it."""
        return self._lines.asides.leave_out(self.text, span)

    def passage(self) -> Span | None:
        """Return the selected passage without the white space around it, or None."""
        start, end = self.pane.area.selection()
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        return Span(start, end) if start < end else None
