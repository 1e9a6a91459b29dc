"""The frame of an open claim card, and the card of a colleague, which is read and not edited."""

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from db.records import Facet, Id
from workbench.gui import theme
from workbench.gui.admiralty import CREDIBILITY_WORDS, RELIABILITY
from workbench.gui.claims.book import CodeBook
from workbench.gui.claims.card import ClaimCard
from workbench.gui.claims.chip_buttons import ChipButton
from workbench.gui.claims.chips import Chip, chip_of
from workbench.gui.claims.delegate import INSET
from workbench.gui.claims.fields import plain_label
from workbench.gui.claims.growing import GrowingText
from workbench.gui.claims.measure import Ruler
from workbench.gui.claims.remarks import Badge, Remarks
from workbench.gui.claims.rulings import Rulings
from workbench.gui.claims.strokes import paint_edge
from workbench.gui.flow import FlowLayout
from workbench.gui.markdown_label import MarkdownLabel

#: Characters of a quote that a card shows; the text itself shows the rest.
_LONGEST = 1500


_PLAIN = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.KeypadModifier,
)


class OpenCard(QFrame):
    """What open cards share: the accent edge, the hue, the footer, and Esc, which folds."""

    folded = Signal(object)
    height_changed = Signal()
    comment_added = Signal(object, str)
    comment_removed = Signal(object)

    def __init__(
        self, card: ClaimCard, book: CodeBook, me: Id, hidden: frozenset[str] = frozenset()
    ) -> None:
        """Take the claim, the codebook, the coder at the keyboard, the fields to leave out."""
        super().__init__()
        self.card, self.book, self.me = card, book, me
        self.hidden = hidden
        self.small = Ruler(theme.interface_font("small"))
        self.setObjectName("card")
        self.setProperty("card", "open")
        self.setAccessibleName(f"Claim by {card.coder.name}")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAutoFillBackground(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(INSET, 12, INSET - 2, 10)
        whole.setSpacing(8)
        self.column = QVBoxLayout()
        self.column.setSpacing(4)
        whole.addLayout(self.column)
        self.rulings = Rulings()
        whole.addWidget(self.rulings)
        self.rulings.show_rulings(card.rulings)
        self.remarks = Remarks()
        self.remarks.show_remarks(card.remarks)
        self.remarks.added.connect(lambda text: self.comment_added.emit(card.claim.id, text))
        self.remarks.removed.connect(self.comment_removed)
        whole.addWidget(self.remarks)
        if not self.shows("comments", bool(card.remarks)):
            self.remarks.hide()

    def shows(self, field: str, holds: bool) -> bool:
        """Whether a field stands on the card: what holds something always does."""
        return holds or field not in self.hidden

    def first_field(self) -> QWidget:
        """The widget that takes the focus when the card opens."""
        raise NotImplementedError

    def fields_in_order(self) -> list[QWidget]:
        """The widgets that Tab walks through, in their order."""
        raise NotImplementedError

    def refresh(self, card: ClaimCard, book: CodeBook) -> None:
        """Show another state of the same claim."""
        raise NotImplementedError

    def save(self) -> None:
        """Announce whatever was typed and not announced yet."""
        self.remarks.field.save()

    def comment_stops(self) -> list[QWidget]:
        """The widgets of the comments that Tab walks through."""
        return [] if self.remarks.isHidden() else self.remarks.tab_stops()

    @property
    def texts(self) -> dict[str, GrowingText]:
        """The fields for texts, by what they hold."""
        return {"comment": self.remarks.field}

    def drafts(self) -> dict[str, str]:
        """Return what is typed and not saved, by field, for `restore`."""
        return {
            name: field.value for name, field in self.texts.items() if field.document().isModified()
        }

    def restore(self, drafts: dict[str, str]) -> None:
        """Put typed texts back into the fields, still to be saved."""
        for name, field in self.texts.items():
            if name in drafts:
                field.setPlainText(drafts[name])
                field.document().setModified(True)

    def footer(self) -> QHBoxLayout:
        """Return a line with the coder's badge and the place of the claim."""
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(Badge(self.card))
        self.place = plain_label(self.card.place, tone="second", small=True)
        self.place.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.place.setToolTip("")
        line.addWidget(self.place, 1)
        return line

    def chips_of(self, facet: Facet) -> list[Chip]:
        """Return the chips of a facet's tags on the claim."""
        given = self.book.tags_of(self.card.claim, facet.id)
        return [chip_of(self.book, each, self.me) for each in given]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Every key ends here: the list behind must not move, fold or delete while one types.
        event.accept()
        if event.key() == Qt.Key.Key_Escape:
            self.folded.emit(self.card.claim.id)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            # Plain keys belong to the fields: a shortcut such as Delete is for the whole claim.
            if event.modifiers() in _PLAIN and event.key() < Qt.Key.Key_F1:
                event.accept()
            return event.isAccepted()
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.height_changed.emit()
        return done

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        paint_edge(
            painter,
            QRectF(self.rect()),
            self.book.colour_of(self.card.claim),
            dashed=not self.card.mine,
            mirrored=self.isRightToLeft(),
        )
        painter.end()


class ReadCard(OpenCard):
    """A colleague's claim: what its fields hold, to be read, copied and commented."""

    def __init__(
        self, card: ClaimCard, book: CodeBook, me: Id, hidden: frozenset[str] = frozenset()
    ) -> None:
        super().__init__(card, book, me, hidden)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._fill()

    def first_field(self) -> QWidget:
        return self

    def fields_in_order(self) -> list[QWidget]:
        return [self, *self.comment_stops()]

    def refresh(self, card: ClaimCard, book: CodeBook) -> None:
        self.remarks.show_remarks(card.remarks)
        self.rulings.show_rulings(card.rulings)
        if (card, book) == (self.card, self.book):
            return
        self.card, self.book = card, book
        _clear(self.column)
        self._fill()

    def _fill(self) -> None:
        claim = self.card.claim
        words = self._text("statement", self.card.says[:_LONGEST])
        if not claim.statement:
            words.setFont(theme.reading_font(14))
        self.column.addWidget(words)
        for facet in self.book.facets:
            chips = self.chips_of(facet)
            if chips:
                row = QWidget()
                flow = FlowLayout(row)
                for chip in chips:
                    flow.addWidget(ChipButton(self.small, chip, fixed=True, roles=False))
                self._add(facet.name, row)
        credibility = CREDIBILITY_WORDS.get(claim.credibility or 0, "")
        source = RELIABILITY[self.card.reliability] if self.card.reliability else ""
        for name, value in (
            ("Confidence", claim.confidence.capitalize()),
            ("Source", source),
            ("Credibility", credibility),
            ("Speaker", claim.speaker),
        ):
            if value:
                self._add(name, self._text(name.lower(), value))
        if claim.note:
            note = MarkdownLabel("card.note")
            note.show_markdown(claim.note)
            self._add("Note", note)
        self.column.addSpacing(4)
        self.column.addLayout(self.footer())

    def _add(self, name: str, widget: QWidget) -> None:
        self.column.addSpacing(4)
        self.column.addWidget(plain_label(name, tone="second", small=True))
        self.column.addWidget(widget)

    def _text(self, name: str, value: str) -> QLabel:
        label = plain_label(value)
        label.setObjectName(f"card.{name}")
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label


def _clear(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, QHBoxLayout):
            while (part := inner.takeAt(0)) is not None:
                if (each := part.widget()) is not None:
                    each.hide()
                    each.deleteLater()
