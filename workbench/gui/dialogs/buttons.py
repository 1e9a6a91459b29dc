"""The rows of buttons at the feet of dialogs."""

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox


def close_row(dialog: QDialog, *, by_enter: bool = True) -> QDialogButtonBox:
    """Return a row with the button that closes a dialog, named after it.

    Enter closes the dialog too, but for one in which Enter does something else (`by_enter`).
    """
    row = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    row.rejected.connect(dialog.close)
    button = row.button(QDialogButtonBox.StandardButton.Close)
    button.setIcon(QIcon())  # the style's own icons are none of ours
    button.setObjectName(f"{dialog.objectName()}.close")
    button.setAutoDefault(by_enter)
    return row


def make_row(dialog: QDialog, words: str) -> QDialogButtonBox:
    """Return a row with the button that does what a dialog is for, and Cancel."""
    kinds = QDialogButtonBox.StandardButton
    row = QDialogButtonBox(kinds.Ok | kinds.Cancel)
    row.accepted.connect(dialog.accept)
    row.rejected.connect(dialog.reject)
    for kind, name in ((kinds.Ok, "accept"), (kinds.Cancel, "cancel")):
        button = row.button(kind)
        button.setIcon(QIcon())
        button.setObjectName(f"{dialog.objectName()}.{name}")
    row.button(kinds.Ok).setText(words)
    row.button(kinds.Ok).setProperty("role", "primary")
    return row
