"""What else there is to say of a tag: aliases, description, the sign of a stance."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QKeySequenceEdit,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db.records import Facet, Tag
from workbench.gui.fields import labelled, text_field, typed
from workbench.gui.markdown_label import MarkdownLabel
from workbench.gui.panes import plain_label

SIGNS = ((-1, "− Against"), (0, "No side, or both"), (1, "+ For"))
# A button group gives out -1 for "no button", so signs are moved up to serve as ids.
OFFSET = 2


class TagDetails(QDialog):
    """A small window beside the work, never in its way; each field is saved on leaving it.

    `saved` carries the tag and only what changed: name, aliases (a tuple), description, sign.
    `key_chosen` carries the tag and a key, or an empty sequence for none.
    """

    saved = Signal(object, dict)
    key_chosen = Signal(object, QKeySequence)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tag.details")
        self.setModal(False)
        self._tag: Tag | None = None
        self._before: dict[str, Any] = {}
        self._name = QLineEdit()
        self._name.setObjectName("tag.details.name")
        self._aliases = text_field("tag.details.aliases")
        self._description = text_field("tag.details.description")
        self._read = MarkdownLabel("tag.details.read")
        self._keys = QKeySequenceEdit()
        self._keys.setObjectName("tag.details.keys")
        self._keys.setMaximumSequenceLength(1)
        self._keys.setClearButtonEnabled(True)
        self._told = plain_label(role="small", tone="no")
        self._told.setObjectName("tag.details.told")
        self._told.setWordWrap(True)
        self._told.hide()
        self._signs = QButtonGroup(self)
        self._sign_row = self._sign_choice()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(labelled("Name", self._name))
        column.addWidget(labelled("Aliases, one on each line", self._aliases))
        column.addWidget(labelled("Description, in Markdown", self._description))
        column.addWidget(self._read)
        column.addWidget(labelled("Key, beside the numbers: Ctrl and a letter", self._keys))
        column.addWidget(self._told)
        column.addWidget(self._sign_row)
        self.resize(360, 380)
        self._name.editingFinished.connect(self.save)
        self._signs.idClicked.connect(self.save)
        self._keys.keySequenceChanged.connect(self._choose_key)
        self._description.textChanged.connect(self._show_description)
        for field in (self._aliases, self._description):
            field.installEventFilter(self)

    def show_tag(self, tag: Tag, facet: Facet, keys: QKeySequence) -> None:
        """Show a tag and its key; what was typed for another one is saved first."""
        self.save()
        self._tag = tag
        self.show_key(keys)
        self.setWindowTitle(f"{facet.key.capitalize()}: {tag.name}")
        self._name.setText(tag.name)
        self._aliases.setPlainText("\n".join(tag.aliases))
        self._description.setPlainText(tag.description)
        self._sign_row.setVisible(facet.key == "stance")
        self._signs.button(tag.sign + OFFSET).setChecked(True)
        self._before = self._written()
        self.show()
        self.raise_()
        self.activateWindow()
        self._name.setFocus()

    def show_key(self, keys: QKeySequence, told: str = "") -> None:
        """Show the key that the tag has now, and why another one was refused."""
        with QSignalBlocker(self._keys):
            self._keys.setKeySequence(keys)
        self._told.setText(told)
        self._told.setVisible(bool(told))

    def _choose_key(self, keys: QKeySequence) -> None:
        if self._tag is not None:
            self.key_chosen.emit(self._tag, keys)

    def _show_description(self) -> None:
        words = typed(self._description)
        self._read.show_markdown(words)
        # Only where it reads otherwise than it is written.
        self._read.setVisible(self._read.text != words.strip() or self._read.is_styled)

    def save(self) -> None:
        """Announce the fields that were changed since the tag was shown or saved."""
        now = self._written()
        # A tag without a name cannot be: an emptied field counts as untouched.
        now["name"] = now["name"] or self._before.get("name", "")
        changes = {name: value for name, value in now.items() if value != self._before.get(name)}
        self._before = now
        if self._tag is not None and changes:
            self.saved.emit(self._tag, changes)

    def done(self, result: int) -> None:
        """Close (also by Esc), saving first: whatever is saved can be undone."""
        self.save()
        super().done(result)

    def _written(self) -> dict[str, Any]:
        lines = (" ".join(line.split()) for line in typed(self._aliases).split("\n"))
        return {
            "name": " ".join(self._name.text().split()),
            "aliases": tuple(dict.fromkeys(line for line in lines if line)),
            "description": typed(self._description).strip(),
            "sign": self._signs.checkedId() - OFFSET,
        }

    def _sign_choice(self) -> QWidget:
        tray = QFrame()
        tray.setProperty("role", "tray")
        row = QHBoxLayout(tray)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        for sign, words in SIGNS:
            button = QToolButton()
            button.setText(words)
            button.setCheckable(True)
            button.setProperty("role", "segment")
            button.setObjectName(f"tag.details.sign.{sign}")
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._signs.addButton(button, sign + OFFSET)
            row.addWidget(button, 1)
        return labelled("Sign, for finding contested cells", tray)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and isinstance(watched, QPlainTextEdit):
            self.save()
        return False
