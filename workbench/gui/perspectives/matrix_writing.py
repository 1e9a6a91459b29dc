"""What of the matrix goes into files and onto the clipboard.

What writes is imported when it is first wanted: the start of the program does not wait for it.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtWidgets import QApplication

from db.errors import ProjectError
from workbench.exporters.matrix_product import Product
from workbench.gui.pictures import save_picture
from workbench.gui.session import Session
from workbench.matrix import Difference
from workbench.settings import Settings

#: asks for a file to write: title, name of the file, and what to do with its path
AskSave = Callable[[str, str, Callable[[Path], None]], None]
#: the formats of a comparison, by how their files end
CHANGES = {".csv": "Changes with their claims (CSV)", ".md": "Changes with quotes (Markdown)"}


class Writing(QObject):
    """Asks where to write, writes, and tells how it went."""

    told = Signal(str)

    def __init__(
        self, session: Session, settings: Settings, ask_save: AskSave, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._settings, self._ask_save = session, settings, ask_save

    @staticmethod
    def formats(*, compared: bool) -> list[tuple[str, str]]:
        """Return the formats of a matrix, or of a comparison, and what they are called."""
        from workbench.operations.matrix_export import FORMATS

        if compared:
            return list(CHANGES.items())
        return [(each.name, each.label) for each in FORMATS.values()]

    def ask_product(self, product: Callable[[], Product], name: str) -> None:
        """Ask for a file, and write a product in a format of `FORMATS`."""
        from workbench.operations.matrix_export import FORMATS

        found = FORMATS[name]
        self._ask(
            f"Export the matrix: {found.label}", f"matrix{found.suffix}",
            lambda path: self.write(product(), path, name),
        )  # fmt: skip

    def ask_picture(self, product: Product, suffix: str) -> None:
        """Ask for a file, and save the picture that a product asks for."""
        name = suffix[1:]
        self._ask(
            "Save the picture", f"matrix{suffix}", lambda path: self.write(product, path, name)
        )

    def ask_changes(self, found: Difference, names: tuple[str, str], suffix: str) -> None:
        """Ask for a file, and write what changed; `names` say what the two matrices are of."""
        from workbench.operations.matrix_export import export_changes

        def write(path: Path) -> None:
            mark = self._settings["csv_mark"]
            export_changes([self._session.project], found, names, path, mark=mark)

        self._ask("Export the changes", f"changes{suffix}", write)

    def write(self, product: Product, path: Path, name: str) -> None:
        """Write a product in a format of `FORMATS`; raises `ProjectError` where it cannot be."""
        from workbench.operations.matrix_export import export_product

        project, bom = self._session.project, self._settings["csv_mark"]
        export_product(project, product, path, name, mark=bom, paint=save_picture)

    def copy(self, product: Product) -> None:
        """Lay a product on the clipboard, as text with tabs and as a table."""
        from workbench.operations.matrix_export import copied

        plain, page = copied(product)
        data = QMimeData()
        data.setText(plain)
        data.setHtml(page)
        QApplication.clipboard().setMimeData(data)

    def _ask(self, title: str, name: str, write: Callable[[Path], None]) -> None:
        def save(path: Path) -> None:
            try:
                write(path)
            except ProjectError as error:
                self._session.failed.emit(str(error))
            else:
                self.told.emit(f"The matrix was written to {path}.")

        self._ask_save(title, name, save)
