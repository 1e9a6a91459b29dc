"""Menu Document: the document that is read."""

from db import documents
from workbench import operations
from workbench.commands.command import (
    NO_DOCUMENT,
    NO_PROJECT,
    Command,
    in_document,
    in_project,
    reading,
)
from workbench.desk import Desk


def _details(desk: Desk) -> None:
    """Correct title, author, publisher, date, link and source reliability."""
    reading(desk).edit_document()


def _new_version(desk: Desk) -> None:
    """Put a corrected file in the place of the text; its claims are found again in it."""
    desk.ask_open("Open the new version", operations.SUFFIXES, reading(desk).new_version)


def _place_passages(desk: Desk) -> None:
    """List the passages that a new version left to be placed by hand."""
    reading(desk).place_passages()


def _remove_document(desk: Desk) -> None:
    """Remove the document and its claims from the project; undo brings them back."""
    desk.do("Remove document", documents.remove, desk.document)


def _done(desk: Desk) -> None:
    """Mark the document as read and open the next one."""
    reading(desk).set_reading("done", go_on=True)


def _being_read(desk: Desk) -> None:
    """Mark the document as being read."""
    reading(desk).set_reading("reading", go_on=False)


def _unread(desk: Desk) -> None:
    """Mark the document as not yet read."""
    reading(desk).set_reading("unread", go_on=False)


def _next_document(desk: Desk) -> None:
    """Open the next document of the library."""
    reading(desk).step_document(1)


def _previous_document(desk: Desk) -> None:
    """Open the document before in the library."""
    reading(desk).step_document(-1)


def _go_to_page(desk: Desk) -> None:
    """Show the pages of a PDF and go to one by its number."""
    reading(desk).go_to_page()


def _next_page(desk: Desk) -> None:
    """Go to the beginning of the next page."""
    reading(desk).step_page(1)


def _previous_page(desk: Desk) -> None:
    """Go to the beginning of the page before."""
    reading(desk).step_page(-1)


def _follow(desk: Desk) -> None:
    """Go from the mark of a note to the note, or back; a link asks before it opens."""
    reading(desk).follow_reference()


def _back(desk: Desk) -> None:
    """Go back to where you were before a heading, a note, a claim or a search took you on."""
    reading(desk).go_back()


def _search_library(desk: Desk) -> None:
    """Search the titles of the library."""
    reading(desk).search_library()


COMMANDS: tuple[Command, ...] = (
    Command("document.details", "&Document", "&Details…", _details, "F4",
            in_document, NO_DOCUMENT),
    Command("document.done", "&Document", "D&one, next document", _done, "Ctrl+Shift+D",
            in_document, NO_DOCUMENT, section=True),
    Command("document.reading", "&Document", "&Being read", _being_read, "",
            in_document, NO_DOCUMENT),
    Command("document.unread", "&Document", "&Unread", _unread, "", in_document, NO_DOCUMENT),
    Command("document.next", "&Document", "&Next document", _next_document, "Ctrl+PgDown",
            in_document, NO_DOCUMENT, section=True),
    Command("document.previous", "&Document", "&Previous document", _previous_document,
            "Ctrl+PgUp", in_document, NO_DOCUMENT),
    Command("document.page", "&Document", "&Go to page…", _go_to_page, "Ctrl+G",
            in_document, NO_DOCUMENT),
    Command("document.next_page", "&Document", "Ne&xt page", _next_page, "Ctrl+Shift+PgDown",
            in_document, NO_DOCUMENT),
    Command("document.previous_page", "&Document", "Previous p&age", _previous_page,
            "Ctrl+Shift+PgUp", in_document, NO_DOCUMENT),
    Command("document.follow", "&Document", "&Follow the link or note", _follow, "F12",
            in_document, NO_DOCUMENT),
    Command("document.back", "&Document", "Back to where you &were", _back, "Shift+F12",
            in_document, NO_DOCUMENT),
    Command("document.search", "&Document", "&Search the library", _search_library,
            "Ctrl+Shift+O", in_project, NO_PROJECT),
    Command("document.version", "&Document", "New &version…", _new_version, "",
            in_document, NO_DOCUMENT, section=True),
    Command("document.place", "&Document", "Passages to p&lace…", _place_passages, "",
            in_document, NO_DOCUMENT),
    Command("document.remove", "&Document", "&Remove from the project", _remove_document, "",
            in_document, NO_DOCUMENT, section=True),
)  # fmt: skip
