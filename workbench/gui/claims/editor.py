"""The open card of one's own claim: every field is edited in place and saved on leaving it."""

from PySide6.QtCore import QRect, QStringListModel, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QPushButton,
    QWidget,
)

from db.records import Facet, Id
from workbench.gui import theme
from workbench.gui.claims.book import CodeBook
from workbench.gui.claims.card import ClaimCard
from workbench.gui.claims.card_fields import facet_field
from workbench.gui.claims.doubts import Doubts
from workbench.gui.claims.facet_row import FacetRow
from workbench.gui.claims.fields import ChoiceField, field_label
from workbench.gui.claims.growing import GrowingText
from workbench.gui.claims.judgement import Judgement
from workbench.gui.claims.open_card import OpenCard
from workbench.gui.flow import FlowLayout


class EditCard(OpenCard):
    """The fields of a claim; it announces each change and shows what it is given back."""

    field_edited = Signal(object, str, object)
    tag_added = Signal(object, object)
    tag_removed = Signal(object, object)
    role_changed = Signal(object, object, str)
    tag_wanted = Signal(object, str, QRect)
    passage_wanted = Signal(object)
    split_wanted = Signal(object)
    delete_wanted = Signal(object)
    #: a passage in doubt stands where it belongs; those in doubt are to be listed
    place_accepted = Signal(object)
    placing_wanted = Signal(object)

    def __init__(
        self,
        card: ClaimCard,
        book: CodeBook,
        me: Id,
        speakers: QStringListModel,
        hidden: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(card, book, me, hidden)
        self.statement = GrowingText("card.statement", least=1, most=4, one_line=True)
        self.statement.setAccessibleName("Statement")
        self.statement.setPlaceholderText("What is claimed, in one sentence")
        self.statement.saved.connect(lambda text: self._edit("statement", text))
        self.column.addWidget(self.statement)
        self.doubts = Doubts()
        self.doubts.accepted.connect(self.place_accepted)
        self.doubts.wanted.connect(lambda: self._ask(self.placing_wanted))
        self.column.addWidget(self.doubts)
        self._left_out: set[QWidget] = set()
        self.rows: list[FacetRow] = []
        self.choices: dict[Id, ChoiceField] = {}
        for facet in book.facets:
            self._add_facet(facet)
        self._add_judgement()
        self._add_words(speakers)
        self.column.addSpacing(4)
        self.column.addLayout(self.footer())
        self.column.addLayout(self._add_buttons())
        self._show()

    # --- making the fields

    def _add(self, name: str, widget: QWidget, shown: bool) -> None:
        if not shown:
            self._leave_out(widget)
            return
        self.column.addSpacing(4)
        self.column.addWidget(field_label(name, widget))
        self.column.addWidget(widget)

    def _leave_out(self, widget: QWidget) -> None:
        """Keep a field of the card that the template hides."""
        widget.setParent(self)
        widget.hide()
        self._left_out.add(widget)

    def _add_facet(self, facet: Facet) -> None:
        holds = bool(self.book.tags_of(self.card.claim, facet.id))
        shown = self.shows(facet_field(facet), holds)
        if not facet.exclusive:
            row = FacetRow(facet, self.small)
            row.removed.connect(self._take_off)
            row.role_chosen.connect(self._choose_role)
            row.wanted.connect(self._ask_tag)
            self.rows.append(row)
            self._add(facet.name, row, shown)
            return
        given = {each.tag for each in self.card.claim.tags}
        tags = [t for t in self.book.in_order(facet.id) if not t.archived or t.id in given]
        options = [(None, "None"), *((tag.id, self.book.label(tag.id)) for tag in tags)]
        choice = ChoiceField(f"card.{facet.key}", options)
        choice.taken.connect(lambda tag: self._choose(facet.id, tag))
        self.choices[facet.id] = choice
        self._add(facet.name, choice, shown)

    def _add_judgement(self) -> None:
        claim = self.card.claim
        graded = self.shows("credibility", claim.credibility is not None)
        self.judgement = Judgement(
            confidence=self.shows("confidence", bool(claim.confidence)),
            credibility=graded,
            source=graded and bool(self.card.reliability),
        )
        self.judgement.taken.connect(self._edit)
        self.column.addWidget(self.judgement)

    def _add_words(self, speakers: QStringListModel) -> None:
        self.speaker = QLineEdit()
        self.speaker.setObjectName("card.speaker")
        completer = QCompleter(speakers, self.speaker)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.speaker.setCompleter(completer)
        self.speaker.editingFinished.connect(self._save_speaker)
        claim = self.card.claim
        self._add("Speaker", self.speaker, self.shows("speaker", bool(claim.speaker)))
        self.note = GrowingText("card.note", least=2, most=8, one_line=False)
        self.note.saved.connect(lambda text: self._edit("note", text))
        self._add("Note", self.note, self.shows("note", bool(claim.note)))

    def _add_buttons(self) -> FlowLayout:
        line = FlowLayout(gap=6)
        self.buttons: list[QPushButton] = []
        for name, words, signal, tip in (
            ("passage", "Add passage", self.passage_wanted, "Add another passage to this claim"),
            ("split", "Split", self.split_wanted, "Make two claims of this one"),
            ("delete", "Delete", self.delete_wanted, "Delete this claim; it can be undone"),
        ):
            button = QPushButton(words)
            button.setObjectName(f"card.{name}")
            button.setProperty("role", "small")
            button.setFont(theme.interface_font("small"))
            button.setToolTip(tip)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, signal=signal: self._ask(signal))
            self.buttons.append(button)
            line.addWidget(button)
        return line

    # --- showing and saving

    def first_field(self) -> QWidget:
        return self.statement

    def fields_in_order(self) -> list[QWidget]:
        fields: list[QWidget] = [self.statement, *self.doubts.buttons]
        rows = {row.facet.id: row for row in self.rows}
        stops: list[tuple[QWidget, list[QWidget]]] = []
        for facet in self.book.facets:
            if facet.id in rows:
                row = rows[facet.id]
                stops.append((row, [*row.chips, row.add]))
            elif facet.id in self.choices:
                choice = self.choices[facet.id]
                stops.append((choice, choice.tab_stops()))
        stops.append((self.judgement, self.judgement.tab_stops()))
        stops += [(self.speaker, [self.speaker]), (self.note, [self.note])]
        for field, widgets in stops:
            fields += widgets if field not in self._left_out else []
        return [*fields, *self.buttons, *self.comment_stops()]

    def refresh(self, card: ClaimCard, book: CodeBook) -> None:
        self.card, self.book = card, book
        self.remarks.show_remarks(card.remarks)
        self.rulings.show_rulings(card.rulings)
        self._show()
        self.update()

    def _show(self) -> None:
        claim = self.card.claim
        self.doubts.show_doubts(self.card.doubts)
        self.statement.load(claim.statement)
        self.note.load(claim.note)
        if not self.speaker.isModified():
            self.speaker.setText(claim.speaker)
            self.speaker.setCursorPosition(0)
        self.judgement.show_card(self.card)
        self.place.setText(self.card.place)
        for row in self.rows:
            row.show_chips(self.chips_of(row.facet))
        for facet, choice in self.choices.items():
            given = self.book.tags_of(claim, facet)
            choice.set_value(given[0].tag if given else None)

    def save(self) -> None:
        self.statement.save()
        self._save_speaker()
        self.note.save()
        super().save()

    @property
    def texts(self) -> dict[str, GrowingText]:
        return super().texts | {"statement": self.statement, "note": self.note}

    def drafts(self) -> dict[str, str]:
        speaker = {"speaker": self.speaker.text()} if self.speaker.isModified() else {}
        return super().drafts() | speaker

    def restore(self, drafts: dict[str, str]) -> None:
        super().restore(drafts)
        if "speaker" in drafts:
            self.speaker.setText(drafts["speaker"])
            self.speaker.setModified(True)

    def _save_speaker(self) -> None:
        if self.speaker.isModified():
            self.speaker.setModified(False)
            text = self.speaker.text().strip()
            if text != self.card.claim.speaker:
                self._edit("speaker", text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
        super().keyPressEvent(event)

    # --- telling

    def _edit(self, field: str, value: object) -> None:
        self.field_edited.emit(self.card.claim.id, field, value)

    def _ask(self, signal: SignalInstance) -> None:
        self.save()
        signal.emit(self.card.claim.id)

    def _ask_tag(self, facet: str, place: QRect) -> None:
        self.save()
        self.tag_wanted.emit(self.card.claim.id, facet, place)

    def _take_off(self, tag: Id) -> None:
        self.tag_removed.emit(self.card.claim.id, tag)

    def _choose_role(self, tag: Id, role: str) -> None:
        self.role_changed.emit(self.card.claim.id, tag, role)

    def _choose(self, facet: Id, tag: Id | None) -> None:
        if tag is not None:
            self.tag_added.emit(self.card.claim.id, tag)
            return
        for given in self.book.tags_of(self.card.claim, facet):
            self.tag_removed.emit(self.card.claim.id, given.tag)
