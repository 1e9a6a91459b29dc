"""The row of buttons at the foot of a dialog."""

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox


def close_row(dialog: QDialog) -> QDialogButtonBox:
    """Return a row with the button that closes a dialog, named after it."""
    row = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    row.rejected.connect(dialog.close)
    button = row.button(QDialogButtonBox.StandardButton.Close)
    button.setIcon(QIcon())  # the style's own icons are none of ours
    button.setObjectName(f"{dialog.objectName()}.close")
    return row
