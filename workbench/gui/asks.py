"""Questions that need the system's file dialogs; none of them blocks the program."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from db.project import SUFFIX
from workbench.settings import Settings

_FOLDER = "folder"


class Asks:
    """File dialogs over a window that begin where the last one ended."""

    def __init__(self, window: QWidget, settings: Settings) -> None:
        self._window = window
        self._settings = settings

    def open_file(self, title: str, suffixes: Sequence[str], then: Callable[[Path], None]) -> None:
        """Ask for a file that exists."""
        self._ask(title, QFileDialog.FileMode.ExistingFile, lambda found: then(found[0]), suffixes)

    def open_files(
        self, title: str, suffixes: Sequence[str], then: Callable[[list[Path]], None]
    ) -> None:
        """Ask for files that exist."""
        self._ask(title, QFileDialog.FileMode.ExistingFiles, then, suffixes)

    def folder(self, title: str, then: Callable[[Path], None]) -> None:
        """Ask for a folder."""
        self._ask(title, QFileDialog.FileMode.Directory, lambda found: then(found[0]))

    def save(self, title: str, name: str, then: Callable[[Path], None]) -> None:
        """Ask for a file to write; the system asks before one is replaced."""
        self._ask(title, QFileDialog.FileMode.AnyFile, lambda found: then(found[0]), name=name)

    def _ask(
        self,
        title: str,
        mode: QFileDialog.FileMode,
        then: Callable[[list[Path]], None],
        suffixes: Sequence[str] = (),
        name: str = "",
    ) -> None:
        # What is written seldom belongs where the last source was found.
        place = f"{_FOLDER}:save" if name else _FOLDER
        start = self._settings.place(place) or self._settings.place(_FOLDER)
        dialog = QFileDialog(self._window, title, start if isinstance(start, str) else "")
        dialog.setObjectName("ask.file")
        dialog.setFileMode(mode)
        if suffixes:
            patterns = " ".join(f"*{suffix}" for suffix in suffixes)
            dialog.setNameFilters([f"{title} ({patterns})", "All files (*)"])
        if name:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
            dialog.selectFile(name)
            # A project is never replaced: the program says so itself.
            if name.endswith(SUFFIX):
                dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)

        def take(files: list[str]) -> None:
            self._settings.remember({place: str(Path(files[0]).parent)})
            then([Path(file) for file in files])

        dialog.filesSelected.connect(take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
