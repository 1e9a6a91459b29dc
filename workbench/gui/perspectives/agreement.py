"""The figures of agreement over the open project: read here, computed by a worker."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event
from time import monotonic

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db.errors import ProjectError
from db.records import Coder, Id
from workbench import operations
from workbench.agreement.confusion import Confusion
from workbench.agreement.pairing import THRESHOLD
from workbench.agreement.report import AgreementReport
from workbench.gui.dialogs.agreement import AgreementDialog, Asked, ConfusedRow
from workbench.gui.session import Session
from workbench.operations.agreement import AgreementRequest, Gathered
from workbench.settings import Settings

#: seconds between two reports of progress
_STEP = 0.05
#: confusions that are listed, the most frequent first
_MOST = 200

AskSave = Callable[[str, str, Callable[[Path], None]], None]


class AgreementFigures(QObject):
    """Opens the dialog, measures what it asks for, and writes what it shows."""

    claim_wanted = Signal(object)
    told = Signal(str)
    _measured = Signal(object, object)
    _told = Signal(object, int, int)

    def __init__(
        self, session: Session, settings: Settings, ask_save: AskSave, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session, self._ask_save, self._parent = session, ask_save, parent
        self._mark: bool = settings["csv_mark"]
        self._dialog: AgreementDialog | None = None
        self._document: Id | None = None
        self._overlap = THRESHOLD
        self._pool = ThreadPoolExecutor(1, "agreement")
        self._found: list[Confusion] = []
        self._stop = Event()
        self._measured.connect(self._show)
        self._told.connect(self._progress)

    def open(
        self,
        coders: Sequence[Coder],
        chosen: Sequence[Id],
        document: Id | None,
        title: str,
        overlap: float,
    ) -> None:
        """Show the figures of these coders, with the chosen ones ticked.

        Claims are paired from the overlap on, a share of their words.
        """
        if self._dialog is not None:
            self._dialog.close()
        self._document, self._overlap = document, overlap
        self._dialog = dialog = AgreementDialog(coders, chosen, title, self._parent)
        dialog.asked.connect(self._ask)
        dialog.claim_wanted.connect(self.claim_wanted)
        dialog.export_wanted.connect(self._export)
        dialog.stopped.connect(lambda: self._stop.set())
        dialog.destroyed.connect(self._forget)
        dialog.show()
        self._ask(dialog.wanted())

    def _forget(self) -> None:
        self._stop.set()
        self._dialog = None

    def close(self) -> None:
        """Stop what is being computed and close the dialog with the project."""
        self._stop.set()
        if self._dialog is not None:
            self._dialog.close()
        self._pool.shutdown(wait=True)

    def _ask(self, asked: Asked) -> None:
        """Read what was judged, and have it measured."""
        if self._dialog is None:
            return
        self._stop.set()
        project = self._session.project
        request = AgreementRequest(
            asked.coders,
            asked.unit,
            documents=(self._document,) if asked.here and self._document else (),
            coded_only=asked.coded_only,
            each_tag=asked.each_tag,
            threshold=self._overlap,
        )
        try:
            gathered = operations.gather_agreement(project, request)
            confused = (
                operations.find_confusions(project, request) if len(asked.coders) == 2 else None
            )
        except ProjectError as error:
            self._dialog.say(str(error))
            return
        self._found = confused or []
        names = [self._session.coders[coder].name for coder in asked.coders]
        self._dialog.show_confused(
            " – ".join(names), self._confused(confused or ()), shown=confused is not None
        )
        self._stop = stop = Event()
        self._pool.submit(self._measure, gathered, stop).add_done_callback(
            lambda done: self._finish(done, stop)
        )

    def _measure(self, gathered: Gathered, stop: Event) -> AgreementReport:
        last = 0.0

        def tell(done: int, total: int) -> None:
            nonlocal last
            if monotonic() - last > _STEP:
                last = monotonic()
                self._told.emit(stop, done, total)

        # The figures are there at once; their intervals take a while.
        self._measured.emit(stop, gathered.measure(cancelled=lambda: True))
        return gathered.measure(progress=tell, cancelled=stop.is_set)

    def _finish(self, done: "Future[AgreementReport]", stop: Event) -> None:
        if not done.cancelled():
            self._measured.emit(stop, done.result())

    def _progress(self, stop: Event, done: int, total: int) -> None:
        if stop is self._stop and self._dialog is not None:
            self._dialog.show_progress(done, total)

    def _show(self, stop: Event, report: AgreementReport) -> None:
        if stop is self._stop and self._dialog is not None:
            self._dialog.show_report(report)

    def _confused(self, found: Sequence[Confusion]) -> list[ConfusedRow]:
        names = {tag.id: tag.name for tag in self._session.book.tags.values()}
        return [
            ConfusedRow(
                f"{names.get(one.left or 0, 'nothing')}  –  {names.get(one.right or 0, 'nothing')}"
                f"   ({one.count})",
                (*one.claims[0][0], *one.claims[0][1]),
            )
            for one in found[:_MOST]
        ]

    # -- writing

    def _export(self) -> None:
        if self._dialog is None or self._dialog.report is None:
            return
        report = self._dialog.report

        def write(path: Path) -> None:
            try:
                operations.export_agreement(
                    self._session.project, path, report, self._found, mark=self._mark
                )
            except ProjectError as error:
                self.told.emit(str(error))
            else:
                self.told.emit(f"The figures were written to {path}.")

        self._ask_save("Export the figures, as CSV or HTML", "agreement.csv", write)
