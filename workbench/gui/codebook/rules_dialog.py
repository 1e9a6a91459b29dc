"""A small window for what the aliases of an actor ask of the words around them."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from db.records import ALIAS_KINDS, Alias, AliasKind, Tag
from workbench.gui.fields import labelled, text_field, typed
from workbench.gui.panes import plain_label

_KINDS: dict[AliasKind, str] = {
    "auto": "As the program knows it",
    "name": "A name, wherever it stands",
    "capital": "A capital: often only the city",
}


class RulesDialog(QDialog):
    """Lists the aliases of a tag with their rules beside; each field is saved on leaving it.

    `saved` carries the tag and an `Alias` whose rules were changed.
    """

    saved = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rules")
        self.setModal(False)
        self._tag: Tag | None = None
        self._aliases: list[Alias] = []
        self._now = -1
        self._list = QListWidget()
        self._list.setObjectName("rules.aliases")
        self._needs = text_field("rules.needs")
        self._unless = text_field("rules.unless")
        self._kind = QComboBox()
        self._kind.setObjectName("rules.kind")
        for kind, words in _KINDS.items():
            self._kind.addItem(words, kind)
        self._lay_out()
        self._list.currentRowChanged.connect(self._choose)
        self._kind.activated.connect(self.save)
        for field in (self._needs, self._unless):
            field.installEventFilter(self)

    def _lay_out(self) -> None:
        rules = QVBoxLayout()
        rules.setSpacing(12)
        rules.addWidget(labelled("No mention in these phrases, one on each line", self._unless), 1)
        rules.addWidget(labelled("Needs one of these in its sentence", self._needs), 1)
        rules.addWidget(labelled("What it is", self._kind))
        hint = plain_label("* allows any ending: politician*", "small", "third")
        rules.addWidget(hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 16)
        row.setSpacing(16)
        row.addWidget(labelled("Aliases", self._list), 2)
        row.addLayout(rules, 3)
        self.resize(620, 420)

    def show_tag(self, tag: Tag, aliases: Sequence[Alias]) -> None:
        """Show the aliases of a tag; what was typed for another one is saved first."""
        self.save()
        self._tag, self._aliases, self._now = tag, list(aliases), -1
        self.setWindowTitle(f"Rules for the aliases of {tag.name}")
        with QSignalBlocker(self._list):
            self._list.clear()
            self._list.addItems([_row(alias) for alias in self._aliases])
            self._list.setCurrentRow(0)
        self._choose(0)
        self.show()
        self.raise_()
        self.activateWindow()
        self._list.setFocus()

    def _choose(self, row: int) -> None:
        self.save()
        self._now = row
        if 0 <= row < len(self._aliases):
            alias = self._aliases[row]
            self._needs.setPlainText("\n".join(alias.needs))
            self._unless.setPlainText("\n".join(alias.unless))
            self._kind.setCurrentIndex(ALIAS_KINDS.index(alias.kind))

    def save(self) -> None:
        """Announce the rules of the alias at hand, if they were changed."""
        if self._tag is None or not 0 <= self._now < len(self._aliases):
            return
        before = self._aliases[self._now]
        after = replace(
            before,
            needs=_lines(typed(self._needs)),
            unless=_lines(typed(self._unless)),
            kind=ALIAS_KINDS[self._kind.currentIndex()],
        )
        if after != before:
            self._aliases[self._now] = after
            item = self._list.item(self._now)
            item.setText(_row(after))
            self.saved.emit(self._tag, after)

    def done(self, result: int) -> None:
        """Close (also by Esc), saving first: whatever is saved can be undone."""
        self.save()
        super().done(result)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save a field on leaving it."""
        if event.type() == QEvent.Type.FocusOut and watched in (self._needs, self._unless):
            self.save()
        return False


def _row(alias: Alias) -> str:
    """Return an alias as it stands in the list, with a sign where it has rules."""
    ruled = alias.needs or alias.unless or alias.kind != "auto"
    return f"{alias.name}  •" if ruled else alias.name


def _lines(words: str) -> tuple[str, ...]:
    found = (" ".join(line.split()) for line in words.split("\n"))
    return tuple(dict.fromkeys(line for line in found if line))
