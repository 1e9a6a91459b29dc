"""The Review perspective: two coders' work in one document, difference by difference."""

from time import monotonic

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from db import claims, comments, decisions, documents
from db.records import Changes, Document, Id, Verdict
from workbench.gui.actions import native_keys
from workbench.gui.matrix.comparing import Comparison, Side
from workbench.gui.panes import EmptyState
from workbench.gui.perspectives.cards import Lines, marks_of
from workbench.gui.perspectives.review_cards import Cards
from workbench.gui.perspectives.review_compared import Compared
from workbench.gui.perspectives.review_deciding import Deciding
from workbench.gui.perspectives.review_summary import at_once, figures
from workbench.gui.reader.marks import Mark
from workbench.gui.review.card import DifferenceCard
from workbench.gui.review.differences import DifferencesPane
from workbench.gui.review.documents import DocumentRow
from workbench.gui.review.side import ReviewSide
from workbench.gui.review.texts import SHOWS, ReviewTexts, Show
from workbench.gui.session import Session
from workbench.gui.splitter import Splitter
from workbench.gui.words import counted
from workbench.operations.blind import curtain
from workbench.operations.feedback import answered_questions
from workbench.settings import Settings

#: seconds for which other documents are counted before anything else has its turn
_TURN = 0.03
_HIDDEN = "Blind coding: others’ claims show when you have marked the document as done."
NARROW, WIDE = 1200, 1440  # window widths at which the sides change (pixels)
#: what an action must touch to change who coded what here, or anything that is shown
_CODED = (
    "claim", "span", "claim_tag", "tag", "facet", "document", "reading", "setting", "coder",
)  # fmt: skip
_SHOWN = (*_CODED, "decision", "comment")


class ReviewPerspective(QWidget):
    """Reads the project when it is looked at, and turns what is decided into actions."""

    claim_wanted = Signal(object)
    merge_wanted = Signal()
    conflicts_wanted = Signal()
    feedback_wanted = Signal()
    #: what the matrix would change with a coder's claims beside those of another
    difference_wanted = Signal(object)
    #: coders who can be compared, those who are, the document and its title, the overlap
    agreement_wanted = Signal(list, tuple, object, str, float)
    told = Signal(str)
    moved = Signal()

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self._session, self._settings = session, settings
        self._stale = True
        self.document: Id | None = None
        self._shown_text = ""
        self.compared = Compared(session, settings)
        self.side, self.texts, self.pane = ReviewSide(), ReviewTexts(), DifferencesPane()
        self._deciding = Deciding(session, self.pane, self)
        self._empty = EmptyState("review.alone")
        self._lay_out()
        self._connect()
        # Counting the other documents waits until nothing else is to be done.
        self._counting = QTimer(self, interval=0)
        self._counting.timeout.connect(self._count_more)
        session.changed.connect(self._follow)

    def _lay_out(self) -> None:
        self._whole = Splitter(Qt.Orientation.Horizontal, (268, 752, 420))
        self._whole.setObjectName("review.whole")
        for part in (self.side, self.texts, self.pane):
            self._whole.addWidget(part)
        self._whole.setStretchFactor(1, 1)
        self._whole.setCollapsible(1, False)
        self._empty.setContentsMargins(32, 0, 32, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._whole)
        column.addWidget(self._empty)

    def _connect(self) -> None:
        side, texts, pane = self.side, self.texts, self.pane
        side.coders_chosen.connect(self.compare)
        side.overlap_chosen.connect(self.pair_from)
        side.document_chosen.connect(self.open)
        side.list_left.connect(lambda: pane.list.setFocus(Qt.FocusReason.TabFocusReason))
        side.agreement_wanted.connect(self.show_agreement)
        texts.show_chosen.connect(self._set_show)
        texts.claim_pressed.connect(pane.go_to_claim)
        texts.number_pressed.connect(self._go_to_number)
        pane.turned.connect(self._turn)
        pane.claim_wanted.connect(self.claim_wanted)
        pane.next_document_wanted.connect(self.next_document)
        pane.bulk_menu.aboutToShow.connect(self._fill_bulk)
        self._empty.wanted.connect(self.merge_wanted)

    def fit(self, width: int) -> None:
        """Give the sides the widths that suit a window of this width (pixels)."""
        side, pane = (268, 420) if width >= WIDE else (232, 372) if width >= NARROW else (0, 316)
        self.side.setVisible(bool(side))
        self._whole.set_default_sizes([side or 232, max(400, width - side - pane), pane])
        self._whole.reset()

    def toggle_side(self) -> None:
        """Show or hide who is compared and the documents; the differences keep the keyboard."""
        self._toggle(self.side, self.pane.list)

    def toggle_differences(self) -> None:
        """Show or hide the differences."""
        self._toggle(self.pane, self.texts.first)

    def _toggle(self, part: QWidget, heir: QWidget) -> None:
        focus = QApplication.focusWidget()
        had_focus = focus is not None and part.isAncestorOf(focus)
        part.setVisible(part.isHidden())
        if had_focus and part.isHidden():
            heir.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- as a perspective

    def enter(self) -> None:
        """Bring what is compared up to date, now that it is looked at."""
        if self._stale:
            self._read()
        (self.pane.list if self.compared.pair else self._empty.button).setFocus()

    def status(self) -> str:
        """Return how far the review of the document is, in a few words."""
        total = len(self._deciding.reviewed.differences)
        if self.compared.pair is None or not total:
            return ""
        return f"{self._deciding.reviewed.decided} of {counted(total, 'difference')} decided"

    def panes(self) -> list[QWidget]:
        """Return the parts that the keyboard can go to."""
        return [self.side.list, *self.texts.panes(), self.pane.list]

    # -- what is compared

    def toggle_names(self) -> None:
        """Hide the coders' names, or show them again."""
        self._settings["hide_names"] = not self._settings["hide_names"]
        self._read()

    def compare(self, left: Id, right: Id) -> None:
        """Compare these two coders from now on."""
        self.compared.take(left, right)
        self._read()

    def pair_from(self, overlap: float) -> None:
        """Pair claims from this share of their words in common on, one of `OVERLAPS`."""
        self.compared.pair_from(overlap)
        self._read()

    def _read(self) -> None:
        """Show everything as the project has it now."""
        self._stale = False
        people = self.compared.coders()
        self.compared.choose(people)
        pair = self.compared.pair
        self._whole.setVisible(pair is not None)
        self._empty.setVisible(pair is None)
        if pair is None:
            self._empty.say(
                "There is one coder here. Bring in a teammate’s file to see where you differ.",
                "Bring in a file",
                native_keys("review.bring_in"),
            )
            return
        self.side.set_coders(people, *pair)
        self.side.set_overlap(self.compared.overlap)
        self.texts.set_coders(*(self.compared.people[coder] for coder in pair))
        records = documents.all_documents(self._session.project)
        if self.document not in {record.id for record in records}:
            place = self._settings.place(f"{self.compared.place}:document")
            ids = [record.id for record in records]
            self.document = place if place in ids else next(iter(ids), None)
        self._show_document()
        self._counting.start()

    def open(self, document: Id) -> None:
        """Compare in another document."""
        if document != self.document:
            self.document = document
            self._settings.remember({f"{self.compared.place}:document": document})
            self._show_document()

    def next_document(self) -> None:
        """Go to the next document with something left to decide."""
        ids = [row.document.id for row in self.side.model.rows]
        at = ids.index(self.document) if self.document in ids else -1
        for document in (*ids[at + 1 :], *ids[: max(at, 0)]):
            decided, total = self.compared.count(document)
            if decided < total:
                self.open(document)
                self.pane.list.setFocus()
                return
        self.told.emit("Every difference between these two is decided.")

    def _show_document(self) -> None:
        self._shown_text = ""
        self._show_differences()

    def _show_differences(self, *, same_claims: bool = False) -> None:
        """Show text, marks and differences of the document.

        With `same_claims` only decisions changed: marks and agreement stay as they are.
        """
        pair = self.compared.pair
        if self.document is None or pair is None:
            self._show_documents()
            return
        project = self._session.project
        record = documents.get(project, self.document)
        text = documents.text(project, record)
        if self._shown_text != record.text_sha256:
            styles = documents.styles(project, record.id)
            reflow, aside = self._settings["reflow"], self._settings["aside"]
            self.texts.set_document(record, text, styles, reflow=reflow, aside=aside)
            self._shown_text = record.text_sha256
        self._deciding.reviewed = self.compared.review(record.id)
        if not same_claims:
            self._show_marks(record, *pair)
            self._show_agreement()
        lines = Lines(text, documents.styles(project, record.id))
        made = Cards(
            self._session.book, self.compared.people, pair, self._session.me.id,
            lines.shown, lines,
            comments.of_document(project, record.id),
        )  # fmt: skip
        cards = [
            made.card(number, difference)
            for number, difference in enumerate(self._deciding.reviewed.differences, 1)
        ]
        self.pane.set_cards(cards, decisions.reasons(project), self._nothing(record.id))
        self._say_progress()
        self._show_documents()
        self.moved.emit()

    def _nothing(self, document: Id) -> str:
        """Return why a document has no differences, if it has none."""
        if curtain(self._session.project).hides(document):
            return _HIDDEN
        if not self._deciding.reviewed.agreed:
            return "Neither of the two has a claim here."
        return "The two coders agree in this document."

    def _show_marks(self, record: Document, left: Id, right: Id) -> None:
        session, people = self._session, self.compared.people
        sides: dict[Id, list[Mark]] = {left: [], right: []}
        found = claims.of_document(session.project, record.id)
        for claim in curtain(session.project).show(found):
            if claim.coder in sides:
                sides[claim.coder] += marks_of(claim, session.book, people, left)
        self.texts.set_marks(sides[left], sides[right])

    def _say_progress(self) -> None:
        if self.document is not None and curtain(self._session.project).hides(self.document):
            self.texts.set_about(_HIDDEN)
            return
        total = len(self._deciding.reviewed.differences)
        left = total - self._deciding.reviewed.decided
        both = counted(len(self._deciding.reviewed.agreed), "passage")
        said = f"{counted(left, 'difference')} left of {total}" if total else "No differences"
        self.texts.set_about(f"{said} · {both} said alike by both")

    # -- how many are left

    def _count_more(self) -> None:
        """Count the differences of some more documents; others wait for their turn."""
        rows, until = self.side.model.rows, monotonic() + _TURN
        open_yet = [row for row in rows if row.document.id not in self.compared.counts]
        if not open_yet or self.compared.pair is None or not self.isVisible():
            self._counting.stop()
            return
        for row in open_yet:
            self.compared.count(row.document.id)
            if monotonic() > until:
                break
        self._show_documents()

    def _show_documents(self) -> None:
        project = self._session.project
        states = documents.reading_states(project, self._session.me.id)
        counts = self.compared.counts
        self.side.set_documents(
            [
                DocumentRow(
                    record, states.get(record.id, "unread"), *counts.get(record.id, (None, 0))
                )
                for record in documents.all_documents(project)
            ]
        )
        self.side.set_current(self.document)

    # -- agreement

    def _show_agreement(self) -> None:
        """Show the agreement in the open document; the intervals are with all the figures."""
        project, pair = self._session.project, self.compared.pair
        if pair is not None and self.document is not None:
            self.side.set_figures(figures(project, pair, self.document, self.compared.overlap))

    def show_conflicts(self) -> None:
        """List what two people wrote without having seen each other."""
        self.conflicts_wanted.emit()

    def show_feedback(self) -> None:
        """List what others decided on one's own claims."""
        self.feedback_wanted.emit()

    def show_in_matrix(self) -> None:
        """See what the matrix would change if the other coder's claims were accepted."""
        if self.compared.pair is not None:
            left, right = (self.compared.people[coder] for coder in self.compared.pair)
            self.difference_wanted.emit(
                Comparison(
                    Side(left.name, {"coders": frozenset({left.id})}),
                    Side(f"with {right.name}", {"coders": frozenset({left.id, right.id})}),
                )
            )

    def show_answers(self) -> None:
        """Go to the first of one's questions that was answered, and show only such."""
        found = answered_questions(self._session.project, self._session.me.id)
        if not found:
            return
        first = found[0]
        if self.compared.pair is not None and first.coder not in self.compared.pair:
            self.compare(self._session.me.id, first.coder)
        self.open(first.document)
        self.pane.show_only("all")
        self.pane.go_to_claim(first.id)
        self.pane.show_only("answered")
        self.pane.list.setFocus()

    def show_agreement(self) -> None:
        """Open all figures of agreement."""
        compared = self.compared
        if compared.pair is not None:
            rows = self.side.model.rows
            title = next((r.document.title for r in rows if r.document.id == self.document), "")
            self.agreement_wanted.emit(
                compared.coders(), compared.pair, self.document, title, compared.overlap
            )

    # -- the current difference

    def _turn(self, card: DifferenceCard | None) -> None:
        numbers = [
            (one.pairing.start, number)
            for number, one in enumerate(self._deciding.reviewed.differences, 1)
            if not one.decided or (card is not None and card.number == number)
        ]
        self.texts.set_numbers(numbers, card.number if card else 0)
        if card is not None:
            self.texts.turn_to(card.start, card.end, card.key)

    def _go_to_number(self, number: int) -> None:
        one = self._deciding.reviewed.differences[number - 1].pairing
        self.pane.go_to_claim((*one.left, *one.right)[0].id)

    def _set_show(self, show: str) -> None:
        chosen: Show = next(one for one in SHOWS if one == show)
        self.texts.set_show(chosen)

    def step(self, step: int) -> None:
        """Go to the next or previous difference."""
        self.pane.step(step)

    @property
    def current(self) -> DifferenceCard | None:
        """The difference that is open."""
        return self.pane.current if self.compared.pair else None

    # -- deciding

    def decide(self, verdict: Verdict) -> None:
        """Decide on what is open."""
        self.pane.decide(verdict)

    def _fill_bulk(self) -> None:
        """Offer what can be accepted at once, and what the matrix would make of it."""
        pair, card, reviewed = self.compared.pair, self.current, self._deciding.reviewed
        if pair is None or self.document is None:
            return
        tag = card.choices[0].target.tag if card and card.choices else None
        theirs = self.compared.people[pair[1]]
        self._deciding.offer(at_once(self._session, reviewed, theirs, self.document, tag))
        self.pane.bulk_menu.addSeparator()
        self.pane.bulk_menu.addAction("What that would change in the matrix", self.show_in_matrix)

    # -- following the project

    def _follow(self, changes: Changes) -> None:
        if not changes.touches(*_SHOWN):
            return
        everywhere = changes.touches("tag", "facet", "coder", "setting")
        self.compared.forget(() if everywhere else changes.documents)
        if not self.isVisible():
            self._stale = True
        elif changes.touches("document", "coder", "setting") or self.compared.pair is None:
            self._read()
        else:
            self._show_differences(same_claims=not changes.touches(*_CODED))
            self._counting.start()
