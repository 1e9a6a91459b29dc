"""Menu View: perspectives, panes and the look."""

from workbench.commands.command import (
    NO_DOCUMENT,
    NO_PROJECT,
    Command,
    in_document,
    in_project,
    reading,
)
from workbench.desk import Desk


def _read(desk: Desk) -> None:
    """Read and mark the sources."""
    desk.show_view("read")


def _claims(desk: Desk) -> None:
    """See every claim in one table, filter and change many at once."""
    desk.show_view("claims")


def _matrix(desk: Desk) -> None:
    """See which actors meet which concerns."""
    desk.show_view("matrix")


def _review(desk: Desk) -> None:
    """Compare two coders and decide where they differ."""
    desk.show_view("review")


def _sidebar(desk: Desk) -> None:
    """Show or hide library and codebook, or in the Review who is compared."""
    if desk.perspective == "review" and desk.reviewing is not None:
        desk.reviewing.toggle_side()
    else:
        reading(desk).toggle_sidebar()


def _panel(desk: Desk) -> None:
    """Show or hide the claims beside the text, or in the Review the differences."""
    if desk.perspective == "review" and desk.reviewing is not None:
        desk.reviewing.toggle_differences()
    else:
        reading(desk).toggle_panel()


def _next_pane(desk: Desk) -> None:
    """Move the keyboard to the next part of the window."""
    desk.next_pane(1)


def _previous_pane(desk: Desk) -> None:
    """Move the keyboard to the part of the window before."""
    desk.next_pane(-1)


def _beside(desk: Desk) -> None:
    """Show two documents side by side, or one again."""
    reading(desk).toggle_beside()


def _in_step(desk: Desk) -> None:
    """Let two documents side by side scroll in step, or each by itself."""
    reading(desk).toggle_step()


def _outline(desk: Desk) -> None:
    """Show the headings beside the text and go there, or hide them."""
    reading(desk).toggle_outline()


def _asides(desk: Desk) -> None:
    """Show running heads, page numbers and what surrounds an article, or leave them out."""
    reading(desk).toggle_aside()


def _pages(desk: Desk) -> None:
    """Show a PDF as its text instead of its pages, or the other way round."""
    reading(desk).toggle_pages()


def _reflow(desk: Desk) -> None:
    """Show hard-wrapped text as paragraphs, or line by line as it is."""
    reading(desk).toggle_reflow()


def _mentions(desk: Desk) -> None:
    """Show by faint dots where actors are named, or not."""
    reading(desk).toggle_mentions()


def _larger(desk: Desk) -> None:
    """Make the text of the reader larger."""
    reading(desk).zoom(1)


def _smaller(desk: Desk) -> None:
    """Make the text of the reader smaller."""
    reading(desk).zoom(-1)


def _normal(desk: Desk) -> None:
    """Give the text of the reader its usual size."""
    reading(desk).zoom(0)


def _light(desk: Desk) -> None:
    """Use the light colours."""
    desk.set_theme("light")


def _dark(desk: Desk) -> None:
    """Use the dark colours."""
    desk.set_theme("dark")


def _system(desk: Desk) -> None:
    """Use the colours that the system uses."""
    desk.set_theme("system")


COMMANDS: tuple[Command, ...] = (
    Command("view.read", "&View", "&Read", _read, "Ctrl+1", in_project, NO_PROJECT),
    Command("view.claims", "&View", "Cla&ims", _claims, "Ctrl+2", in_project, NO_PROJECT),
    Command("view.matrix", "&View", "&Matrix", _matrix, "Ctrl+3", in_project, NO_PROJECT),
    Command("view.review", "&View", "R&eview", _review, "Ctrl+4", in_project, NO_PROJECT),
    Command("view.sidebar", "&View", "&Sidebar", _sidebar, "F9", in_project, NO_PROJECT,
            section=True),
    Command("view.panel", "&View", "&Claims panel", _panel, "Shift+F9", in_project, NO_PROJECT),
    Command("view.beside", "&View", "T&wo documents side by side", _beside, "F8",
            in_document, NO_DOCUMENT),
    Command("view.step", "&View", "&Keep both in step", _in_step, "Shift+F8",
            in_document, NO_DOCUMENT),
    Command("view.outline", "&View", "Outline of &headings", _outline, "Ctrl+F9",
            in_document, NO_DOCUMENT),
    Command("view.next_pane", "&View", "&Next part of the window", _next_pane, "F6",
            in_project, NO_PROJECT),
    Command("view.previous_pane", "&View", "&Previous part of the window", _previous_pane,
            "Shift+F6", in_project, NO_PROJECT),
    Command("view.pages", "&View", "Pages &or text", _pages, "Ctrl+Shift+P",
            in_document, NO_DOCUMENT, section=True),
    Command("view.reflow", "&View", "&Flowing paragraphs", _reflow, "Ctrl+Shift+L",
            in_document, NO_DOCUMENT),
    Command("view.aside", "&View", "Page furniture and we&b scraps", _asides, "Ctrl+Shift+V",
            in_document, NO_DOCUMENT),
    Command("view.mentions", "&View", "Show men&tions", _mentions, "Ctrl+Shift+M",
            in_document, NO_DOCUMENT),
    Command("view.larger", "&View", "&Larger text", _larger, "Ctrl++", in_project,
            NO_PROJECT),
    Command("view.smaller", "&View", "Smaller te&xt", _smaller, "Ctrl+-", in_project,
            NO_PROJECT),
    Command("view.normal", "&View", "&Usual text size", _normal, "Ctrl+0", in_project,
            NO_PROJECT),
    Command("view.light", "&View", "Li&ght", _light, section=True),
    Command("view.dark", "&View", "&Dark", _dark),
    Command("view.system", "&View", "&As the system", _system),
)  # fmt: skip
