"""The open project as the window sees it: one door for writes, and THE signal that says so."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from PySide6.QtCore import QObject, Signal

from db import coders, tags
from db.errors import ProjectError
from db.project import Project
from db.records import Changes, Coder, Facet, Id, Tag
from workbench.gui.claims.book import CodeBook


class Session(QObject):
    """An open project that announces what each action touched; every view refreshes from that."""

    changed = Signal(object)  # Changes
    failed = Signal(str)

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project = project

    def do(self, label: str, operation: Callable[..., Any], *args: Any, **named: Any) -> Any:
        """Run `operation(action, ...)` as one undoable step and announce what it changed.

        Returns what the operation returns, or None where it was refused (`failed` says why).
        """
        try:
            with self.project.action(label) as action:
                result = operation(action, *args, **named)
        except ProjectError as error:
            self.failed.emit(str(error))
            return None
        self.announce(action.changes)
        return result

    def undo(self) -> Changes | None:
        """Take back the last step."""
        return self._replay(self.project.log.undo)

    def redo(self) -> Changes | None:
        """Do again what was taken back last."""
        return self._replay(self.project.log.redo)

    def _replay(self, step: Callable[[], Changes | None]) -> Changes | None:
        try:
            changes = step()
        except ProjectError as error:
            self.failed.emit(str(error))
            return None
        self.announce(changes)
        return changes

    def announce(self, changes: Changes | None) -> None:
        """Tell every view what an action changed; nothing is told where it changed nothing."""
        if changes is None or not changes.rows:
            return
        if changes.touches("tag", "alias", "facet"):
            self.__dict__.pop("book", None)
        if changes.touches("coder"):
            self.__dict__.pop("coders", None)
            self.project.refresh_coder()
        self.changed.emit(changes)

    @cached_property
    def book(self) -> CodeBook:
        """The codebook as it stands now."""
        facets = tuple(tags.all_facets(self.project))
        return CodeBook(facets, {tag.id: tag for tag in tags.all_tags(self.project)})

    @cached_property
    def coders(self) -> dict[Id, Coder]:
        """Everybody who coded in the project."""
        me = self.project.coder
        return {me.id: me} | {coder.id: coder for coder in coders.all_coders(self.project)}

    @property
    def me(self) -> Coder:
        """The coder at the keyboard."""
        return self.project.coder

    def facet(self, key: str) -> Facet | None:
        """Return the facet of a key, or None."""
        return self.book.facet(key)

    def codebook(self) -> list[Tag]:
        """Return all tags in codebook order."""
        return list(self.book.tags.values())
