"""The Review perspective: two coders' work in one document, difference by difference."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from db import claims, comments, decisions, documents
from db.records import Changes, Coder, Document, Id, Verdict
from workbench.agreement.pairing import THRESHOLD
from workbench.gui.matrix.comparing import Comparison, Side
from workbench.gui.panes import EmptyState
from workbench.gui.perspectives.cards import Lines, marks_of
from workbench.gui.perspectives.review_cards import Cards
from workbench.gui.perspectives.review_summary import at_once, figures
from workbench.gui.reader.marks import Mark
from workbench.gui.review.card import VERDICT_WORDS, DifferenceCard
from workbench.gui.review.differences import DifferencesPane
from workbench.gui.review.side import OVERLAPS, DocumentRow, ReviewSide
from workbench.gui.review.texts import SHOWS, ReviewTexts, Show
from workbench.gui.session import Session
from workbench.gui.splitter import Splitter
from workbench.gui.words import counted
from workbench.operations import review
from workbench.operations.blind import curtain
from workbench.operations.feedback import answered_questions
from workbench.operations.review import Reviewed, Target, Way
from workbench.settings import Settings

NARROW, WIDE = 1200, 1440  # window widths at which the sides change (pixels)
#: what an action must touch to change what is shown here
_SHOWN = (
    "claim", "span", "claim_tag", "tag", "facet", "decision", "comment", "document", "reading",
    "setting",
)  # fmt: skip


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
        self._place = f"review:{session.project.path}"
        self._stale = True
        self.document: Id | None = None
        self._shown_text = ""
        self._pair: tuple[Id, Id] | None = None
        overlap = settings.place(f"{self._place}:overlap")
        self._overlap: float = overlap if overlap in OVERLAPS else THRESHOLD
        self._reviewed = Reviewed((), ())
        self._counts: dict[Id, tuple[int, int]] = {}
        self.side, self.texts, self.pane = ReviewSide(), ReviewTexts(), DifferencesPane()
        self._empty = EmptyState("review.alone")
        self._lay_out()
        self._connect()
        # Counting the other documents waits until nothing else is to be done.
        self._counting = QTimer(self, interval=0)
        self._counting.timeout.connect(self._count_one)
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
        pane.decided.connect(self._decide)
        pane.reopened.connect(self._reopen)
        pane.way_chosen.connect(self._settle)
        pane.comment_wanted.connect(lambda card: self.claim_wanted.emit(card.key[-1]))
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
        (self.pane.list if self._pair else self._empty.button).setFocus()

    def status(self) -> str:
        """Return how far the review of the document is, in a few words."""
        total = len(self._reviewed.differences)
        if self._pair is None or not total:
            return ""
        return f"{self._reviewed.decided} of {counted(total, 'difference')} decided"

    def panes(self) -> list[QWidget]:
        """Return the parts that the keyboard can go to."""
        return [self.side.list, *self.texts.panes(), self.pane.list]

    # -- what is compared

    @property
    def _people(self) -> Mapping[Id, Coder]:
        """Everybody by id; under names that tell nothing where names are hidden."""
        coders = self._session.coders
        if not self._settings["hide_names"]:
            return coders
        letters = (f"Coder {chr(65 + number % 26)}" for number in range(len(coders)))
        return {coder: Coder(coder, name) for coder, name in zip(coders, letters, strict=True)}

    def toggle_names(self) -> None:
        """Hide the coders' names, or show them again."""
        self._settings["hide_names"] = not self._settings["hide_names"]
        self._read()

    def _coders(self) -> list[Coder]:
        """Return those who have claims, oneself first."""
        counts = claims.counts_by_coder(self._session.project)
        me = self._session.me.id
        found = [coder for coder in self._people.values() if counts.get(coder.id)]
        return sorted(found, key=lambda coder: (coder.id != me, coder.name))

    def compare(self, left: Id, right: Id) -> None:
        """Compare these two coders from now on."""
        former, self._pair = self._pair, (left, right)
        if left == right and former is not None:  # whoever was there changes sides
            other = former[0] if former[1] == right else former[1]
            self._pair = (left, other) if former[0] != left else (other, right)
        self._settings.remember({self._place: list(self._pair)})
        self._counts.clear()
        self._read()

    def pair_from(self, overlap: float) -> None:
        """Pair claims from this share of their words in common on, one of `OVERLAPS`."""
        self._overlap = overlap
        self._settings.remember({f"{self._place}:overlap": overlap})
        self._counts.clear()
        self._read()

    def _choose_pair(self, people: list[Coder]) -> None:
        known = {coder.id for coder in people}
        wanted = self._pair or self._settings.place(self._place)
        match wanted:
            case (int(left), int(right)) | [int(left), int(right)] if {
                left,
                right,
            } <= known and left != right:
                self._pair = (left, right)
            case _:
                self._pair = (people[0].id, people[1].id)

    def _read(self) -> None:
        """Show everything as the project has it now."""
        self._stale = False
        people = self._coders()
        alone = len(people) < 2
        self._whole.setVisible(not alone)
        self._empty.setVisible(alone)
        if alone:
            self._pair = None
            self._empty.say(
                "There is one coder here. Bring in a teammate’s file to see where you differ.",
                "Bring in a file",
            )
            return
        self._choose_pair(people)
        assert self._pair is not None
        left, right = self._pair
        self.side.set_coders(people, left, right)
        self.side.set_overlap(self._overlap)
        coders = self._people
        self.texts.set_coders(coders[left], coders[right])
        records = documents.all_documents(self._session.project)
        if self.document not in {record.id for record in records}:
            place = self._settings.place(f"{self._place}:document")
            ids = [record.id for record in records]
            self.document = place if place in ids else next(iter(ids), None)
        self._show_document()
        self._counting.start()

    def open(self, document: Id) -> None:
        """Compare in another document."""
        if document != self.document:
            self.document = document
            self._settings.remember({f"{self._place}:document": document})
            self._show_document()

    def next_document(self) -> None:
        """Go to the next document with something left to decide."""
        ids = [row.document.id for row in self.side.model.rows]
        at = ids.index(self.document) if self.document in ids else -1
        for document in (*ids[at + 1 :], *ids[: max(at, 0)]):
            decided, total = self._count(document)
            if decided < total:
                self.open(document)
                self.pane.list.setFocus()
                return
        self.told.emit("Every difference between these two is decided.")

    def _show_document(self) -> None:
        self._shown_text = ""
        self._show_differences()

    def _show_differences(self) -> None:
        """Show text, marks and differences of the document."""
        if self.document is None or self._pair is None:
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
        hidden = curtain(project).hides(record.id)
        self._reviewed = Reviewed((), ()) if hidden else self._review(record.id, *self._pair)
        self._count_of(self._reviewed)
        self._show_marks(record)
        lines = Lines(text, documents.styles(project, record.id))
        made = Cards(
            self._session.book, self._people, self._pair, self._session.me.id,
            lines.shown, lines,
            comments.of_document(project, record.id),
        )  # fmt: skip
        cards = [
            made.card(number, difference)
            for number, difference in enumerate(self._reviewed.differences, 1)
        ]
        self.pane.set_cards(cards, decisions.reasons(project))
        self._say_progress()
        self._show_documents()
        self._show_agreement()
        self.moved.emit()

    def _review(self, document: Id, left: Id, right: Id) -> Reviewed:
        return review.review_document(self._session.project, document, left, right, self._overlap)

    def _show_marks(self, record: Document) -> None:
        assert self._pair is not None
        session, (left, right) = self._session, self._pair
        sides: dict[Id, list[Mark]] = {left: [], right: []}
        found, people = claims.of_document(session.project, record.id), self._people
        for claim in curtain(session.project).show(found):
            if claim.coder in sides:
                sides[claim.coder] += marks_of(claim, session.book, people, left)
        self.texts.set_marks(sides[left], sides[right])

    def _say_progress(self) -> None:
        if self.document is not None and curtain(self._session.project).hides(self.document):
            self.texts.set_about(
                "Blind coding: mark the document as done to see the others’ claims"
            )
            return
        total = len(self._reviewed.differences)
        left = total - self._reviewed.decided
        both = counted(len(self._reviewed.agreed), "passage")
        said = f"{counted(left, 'difference')} left of {total}" if total else "No differences"
        self.texts.set_about(f"{said} · {both} said alike by both")

    # -- how many are left

    def _count_of(self, reviewed: Reviewed) -> None:
        if self.document is not None:
            self._counts[self.document] = (reviewed.decided, len(reviewed.differences))

    def _count(self, document: Id) -> tuple[int, int]:
        if curtain(self._session.project).hides(document):
            self._counts[document] = (0, 0)
        elif document not in self._counts and self._pair is not None:
            found = self._review(document, *self._pair)
            self._counts[document] = (found.decided, len(found.differences))
        return self._counts.get(document, (0, 0))

    def _count_one(self) -> None:
        """Count the differences of one more document; others wait for their turn."""
        open_yet = [row for row in self.side.model.rows if row.document.id not in self._counts]
        if not open_yet or self._pair is None or not self.isVisible():
            self._counting.stop()
            return
        self._count(open_yet[0].document.id)
        self._show_documents()

    def _show_documents(self) -> None:
        project = self._session.project
        states = documents.reading_states(project, self._session.me.id)
        self.side.set_documents(
            [
                DocumentRow(
                    record, states.get(record.id, "unread"), *self._counts.get(record.id, (None, 0))
                )
                for record in documents.all_documents(project)
            ]
        )
        self.side.set_current(self.document)

    # -- agreement

    def _show_agreement(self) -> None:
        """Show the agreement in the open document; the intervals are with all the figures."""
        if self._pair is not None and self.document is not None:
            found = figures(self._session.project, self._pair, self.document, self._overlap)
            self.side.set_figures(found)

    def show_conflicts(self) -> None:
        """List what two people wrote without having seen each other."""
        self.conflicts_wanted.emit()

    def show_feedback(self) -> None:
        """List what others decided on one's own claims."""
        self.feedback_wanted.emit()

    def show_in_matrix(self) -> None:
        """See what the matrix would change if the other coder's claims were accepted."""
        if self._pair is not None:
            left, right = (self._people[coder] for coder in self._pair)
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
        if self._pair is not None and first.coder not in self._pair:
            self.compare(self._session.me.id, first.coder)
        self.open(first.document)
        self.pane.show_only("all")
        self.pane.go_to_claim(first.id)
        self.pane.show_only("answered")
        self.pane.list.setFocus()

    def show_agreement(self) -> None:
        """Open all figures of agreement."""
        if self._pair is not None:
            rows = self.side.model.rows
            title = next((r.document.title for r in rows if r.document.id == self.document), "")
            self.agreement_wanted.emit(
                self._coders(), self._pair, self.document, title, self._overlap
            )

    # -- the current difference

    def _turn(self, card: DifferenceCard | None) -> None:
        numbers = [
            (one.pairing.start, number)
            for number, one in enumerate(self._reviewed.differences, 1)
            if not one.decided or (card is not None and card.number == number)
        ]
        self.texts.set_numbers(numbers, card.number if card else 0)
        if card is not None:
            self.texts.turn_to(card.start, card.end, card.key)

    def _go_to_number(self, number: int) -> None:
        one = self._reviewed.differences[number - 1].pairing
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
        return self.pane.current if self._pair else None

    # -- deciding

    def decide(self, verdict: Verdict) -> None:
        """Decide on what is open."""
        self.pane.decide(verdict)

    def _decide(self, card: DifferenceCard, number: int, verdict: Verdict, reason: str) -> None:
        choice = card.choices[number]
        label = f"{VERDICT_WORDS[verdict]}: {choice.words}"
        self._session.do(label, review.decide_on, [choice.target], verdict, reason)

    def _reopen(self, card: DifferenceCard) -> None:
        targets = [Target(claim) for claim in card.key] + [one.target for one in card.choices]
        self._session.do("Reopen a decision", review.reopen, list(dict.fromkeys(targets)))

    def _settle(self, card: DifferenceCard, way: Way, reason: str) -> None:
        pairing = self._reviewed.differences[card.number - 1].pairing
        words = dict(card.ways)[way]
        self._session.do(words, review.settle, pairing, way, reason)

    def _fill_bulk(self) -> None:
        """Offer what can be accepted at once, with how much each is."""
        menu = self.pane.bulk_menu
        menu.clear()
        if self._pair is None or self.document is None:
            return
        card = self.current
        tag = card.choices[0].target.tag if card and card.choices else None
        theirs = self._people[self._pair[1]]
        offers = at_once(self._session, self._reviewed, theirs, self.document, tag)
        for words, targets in offers:
            action = menu.addAction(f"{words} ({len(targets):,})".replace("&", "&&"))
            action.setEnabled(bool(targets))
            action.triggered.connect(partial(self._accept_all, words, targets))
        menu.addSeparator()
        menu.addAction("What that would change in the matrix", self.show_in_matrix)

    def _accept_all(self, words: str, targets: list[Target], _on: bool = False) -> None:
        self._session.do(f"Accept: {words}", review.decide_on, targets, "accept")

    # -- following the project

    def _follow(self, changes: Changes) -> None:
        if not changes.touches(*_SHOWN):
            return
        for document in changes.documents or tuple(self._counts):
            self._counts.pop(document, None)
        if changes.touches("tag", "facet", "coder", "setting"):
            self._counts.clear()
        if not self.isVisible():
            self._stale = True
        elif changes.touches("document", "coder", "setting") or self._pair is None:
            self._read()
        else:
            self._show_differences()
            self._counting.start()
