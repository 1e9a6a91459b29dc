"""The open difference: what each coder says, the verdicts, and the reason."""

from functools import partial

from PySide6.QtCore import QEvent, QPointF, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db.comments import LONGEST
from db.records import VERDICTS, Verdict
from workbench.gui import theme
from workbench.gui.claims.segments import Segments
from workbench.gui.labels import ElidedLabel
from workbench.gui.panes import plain_label, strong_font
from workbench.gui.reader.numbers import BUBBLE, paint_number
from workbench.gui.review.card import VERDICT_ICONS, DifferenceCard, Side
from workbench.gui.review.painting import Rulers, lay_out_side, paint_side

_TITLES: dict[Verdict, str] = {"accept": "Accept", "reject": "Reject", "question": "Question"}
_KEYS: dict[Verdict, str] = {"accept": "A", "reject": "R", "question": "Q"}
#: comments that are shown, the latest
_MOST = 3
#: the width (pixels) from which on the keys are told at the foot
_HINT_FITS = 340


class SideView(QWidget):
    """One coder's side of a difference."""

    def __init__(self, side: Side) -> None:
        super().__init__()
        self._rulers = Rulers()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_side(side)

    def show_side(self, side: Side) -> None:
        """Show what a coder made."""
        self._side = side
        self.setAccessibleName(side.spoken)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return lay_out_side(self._rulers, self._side, width).height

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(200, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.setMinimumHeight(self.heightForWidth(self.width()))
        super().resizeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        layout = lay_out_side(self._rulers, self._side, self.width())
        paint_side(painter, self._rulers, self._side, layout, QPointF(0, 0))


class _Number(QWidget):
    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self.setFixedSize(BUBBLE + 2, BUBBLE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        middle = QPointF(self.width() / 2, self.height() / 2)
        font = theme.interface_font("badge")
        paint_number(QPainter(self), font, self.number, middle, current=True)


class OpenDifference(QFrame):
    """The difference that is being decided; every decision is announced at once.

    `decided` carries the number of the choice, the verdict and the reason, `commented` that number
    and what is said.
    """

    decided = Signal(int, str, str)
    reopened = Signal()
    way_chosen = Signal(str, str)
    next_wanted = Signal()
    commented = Signal(int, str)
    claim_wanted = Signal(object)
    height_changed = Signal()
    folded = Signal()

    def __init__(self, card: DifferenceCard, reasons: QStringListModel) -> None:
        super().__init__()
        self.card = card
        self.setObjectName("review.open")
        self.setProperty("card", "open")
        self.setAccessibleName(card.spoken)
        self._target = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        column.addLayout(self._head())
        self._sides = [SideView(side) for side in card.sides]
        for side in self._sides:
            column.addWidget(side)
        self._said = plain_label("", "small")
        self._said.setObjectName("review.said")
        self._said.setWordWrap(True)
        column.addWidget(self._said)
        self._about = plain_label("", "small", "second")
        self._about.setWordWrap(True)
        column.addWidget(self._about)
        self._choices = self._make_choices()
        column.addWidget(self._choices)
        column.addLayout(self._verdicts())
        label = plain_label("Reason, kept with the decision", "small", "second")
        column.addWidget(label)
        self.reason = QLineEdit()
        self.reason.setObjectName("review.reason")
        self.reason.setAccessibleName("Reason")
        self.reason.setMaxLength(2000)
        completer = QCompleter(reasons, self.reason)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.reason.setCompleter(completer)
        self.reason.editingFinished.connect(self._keep_reason)
        label.setBuddy(self.reason)
        column.addWidget(self.reason)
        self.comment = QLineEdit()
        self.comment.setObjectName("review.comment")
        self.comment.setAccessibleName("Comment")
        self.comment.setPlaceholderText("Say something about it; Enter keeps it")
        self.comment.setMaxLength(LONGEST)
        self.comment.hide()
        column.addWidget(self.comment)
        column.addLayout(self._foot())
        self.show_card(card)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        self._number = _Number(self.card.number)
        self._title = ElidedLabel("body")
        self._title.setFont(strong_font())
        self._place = plain_label("", "small", "second")
        row.addWidget(self._number)
        row.addWidget(self._title, 1)
        row.addWidget(self._place)
        return row

    def _make_choices(self) -> Segments:
        options = [(number, one.words) for number, one in enumerate(self.card.choices)]
        choices = Segments("review.choices", options)
        choices.setAccessibleName("What to decide on")
        choices.taken.connect(self._take)
        choices.setVisible(len(options) > 1)
        return choices

    def _verdicts(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        self._buttons: dict[Verdict, QPushButton] = {}
        for verdict in VERDICTS:
            button = QPushButton(_TITLES[verdict])
            button.setObjectName(f"review.{verdict}")
            button.setCheckable(True)
            button.setProperty("verdict", verdict)
            button.setToolTip(f"{_TITLES[verdict]} ({_KEYS[verdict]})")
            button.clicked.connect(partial(self._press, verdict))
            row.addWidget(button, 1)
            self._buttons[verdict] = button
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        more = QToolButton()
        more.setObjectName("review.more")
        more.setProperty("role", "small")
        more.setText("More ways")
        more.setFont(theme.interface_font("small"))
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        more.setAccessibleName("More ways to settle this")
        self._menu = QMenu(more)
        more.setMenu(self._menu)
        self._hint = plain_label("A R Q decide · J K next", "small", "third")
        save = QPushButton("Save, next")
        save.setObjectName("review.next")
        save.setProperty("role", "primary")
        save.setToolTip("Keep the reason and go to the next difference (Ctrl+Return)")
        save.clicked.connect(self.finish)
        row.addWidget(more)
        row.addWidget(self._hint)
        row.addStretch(1)
        row.addWidget(save)
        return row

    # -- what is shown

    def show_card(self, card: DifferenceCard) -> None:
        """Show a difference as it stands now; what is typed stays."""
        self.card = card
        self._number.number = card.number
        self._title.set_text(card.title)
        self._place.setText(card.place)
        for view, side in zip(self._sides, card.sides, strict=True):
            view.show_side(side)
        said = [f"{one.coder.name}: {one.text}" for one in card.remarks[-_MOST:]]
        said = [*card.beside, *said]
        self._said.setText("\n".join(said))
        self._said.setVisible(bool(said))
        self.choose(min(self._target, max(0, len(card.choices) - 1)))
        self._fill_menu()

    def choose(self, number: int) -> None:
        """Turn to one of the things to decide on."""
        self._target = number
        self._choices.set_value(number)
        choice = self.card.choices[number]
        again = "It changed since it was decided. " if self.card.changed_since else ""
        self._about.setText(f"{again}Decide on {choice.words}")
        if not self.reason.isModified():
            self.reason.setText(choice.reason)
            self.reason.setCursorPosition(0)
        now = theme.tokens()
        for verdict, button in self._buttons.items():
            on = choice.verdict == verdict
            button.setChecked(on)
            tones = {"accept": now.ok, "reject": now.no, "question": now.ask}
            button.setIcon(theme.icon(VERDICT_ICONS[verdict], tones[verdict] if on else ""))
            chosen = ", chosen" if on else ""
            button.setAccessibleName(f"{_TITLES[verdict]} {choice.words}{chosen}")

    def _fill_menu(self) -> None:
        self._menu.clear()
        for way, words in self.card.ways:
            self._menu.addAction(words, partial(self._settle, way))
        self._menu.addSeparator()
        self._menu.addAction("Comment (C)", self.begin_comment)
        self._menu.addAction("Show in Read", self._show_claim)
        reopen = self._menu.addAction("Reopen: decide anew", self.reopened.emit)
        reopen.setEnabled(any(choice.verdict for choice in self.card.choices))

    def _take(self, number: int) -> None:
        self._keep_reason()
        self.choose(number)

    # -- deciding

    def decide(self, verdict: Verdict) -> None:
        """Decide on what is chosen and turn to what is open beside it."""
        number, before = self._target, self.card.choices[self._target].verdict
        # What was asked is no reason for what is decided when the answer has come.
        asked = before == "question" != verdict and not self.reason.isModified()
        reason = "" if asked else self.reason.text().strip()
        self.reason.setModified(False)
        self.decided.emit(number, verdict, reason)
        left = [n for n, one in enumerate(self.card.choices) if not one.verdict and n != number]
        if left:
            self.choose(left[0])

    def _press(self, verdict: Verdict, _on: bool = False) -> None:
        self.decide(verdict)

    def _settle(self, way: str) -> None:
        self.reason.setModified(False)
        self.way_chosen.emit(way, self.reason.text().strip())

    def _keep_reason(self) -> None:
        """Keep a reason that was typed after the verdict."""
        verdict = self.card.choices[self._target].verdict
        if self.reason.isModified() and verdict:
            self.reason.setModified(False)
            self.decided.emit(self._target, verdict, self.reason.text().strip())

    def begin_comment(self) -> None:
        """Let something be said about what is chosen."""
        self.comment.show()
        self.height_changed.emit()
        self.comment.setFocus(Qt.FocusReason.TabFocusReason)

    def _end_comment(self) -> None:
        """Say what was typed, and go back to the list."""
        words = self.comment.text().strip()
        self.comment.clear()
        self._hide_comment()
        self.folded.emit()
        if words:
            self.commented.emit(self._target, words)

    def _hide_comment(self) -> None:
        self.comment.hide()
        self.height_changed.emit()

    def _show_claim(self) -> None:
        self.claim_wanted.emit(self.card.choices[self._target].target.claim)

    def finish(self) -> None:
        """Keep the reason and go on."""
        self._keep_reason()
        self.next_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.comment.hasFocus():
            self._end_comment()
        elif enter and (control or self.reason.hasFocus()):
            self.finish()
        elif event.key() == Qt.Key.Key_Escape:
            self._keep_reason()
            self._hide_comment()
            self.folded.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hint.setVisible(self.width() >= _HINT_FITS)
        self.height_changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.choose(self._target)  # the signs take the colours of the new mode
        super().changeEvent(event)
