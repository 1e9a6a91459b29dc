"""The program with a window: fonts, colours, and what happens when something goes wrong."""

import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from resources import resource
from workbench import __version__
from workbench.gui import theme
from workbench.gui.window import Window
from workbench.settings import Settings


def make_app(arguments: list[str] | None = None) -> QApplication:
    """Return the application, styled; there is one in a process."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    app = QApplication(arguments or ["workbench"])
    app.setApplicationName("Workbench")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("workbench")
    theme.set_interface_font(app, sys.platform)
    picture = QPixmap()
    picture.loadFromData(resource("icons", "app.svg").read_bytes())
    app.setWindowIcon(QIcon(picture))
    return app


def wants_dark(app: QApplication, chosen: str) -> bool:
    """Return whether a theme setting means dark colours now."""
    if chosen == "system":
        return app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return chosen == "dark"


def make_window(app: QApplication, settings: Settings) -> Window:
    """Return the window in the colours of the settings."""

    def restyle(chosen: str) -> None:
        theme.apply(app, dark=wants_dark(app, chosen))

    restyle(settings["theme"])
    window = Window(settings, restyle)
    app.styleHints().colorSchemeChanged.connect(lambda _scheme: restyle(settings["theme"]))
    return window


def run(project: Path | None, coder: str = "") -> int:
    """Open the window, with a project if one is named; returns the exit code."""
    app = make_app(sys.argv[:1])
    window = make_window(app, Settings())

    def complain(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Report what nobody expected; all that was done is saved, so work can go on."""
        report = "".join(traceback.format_exception(kind, error, trace))
        sys.stderr.write(report)
        window.report_fault(f"{kind.__name__}: {error}", report)

    sys.excepthook = complain
    window.show()
    if project is not None:
        window.open_project(project, coder)
    return app.exec()
