"""Menu Review: the differences between coders."""

from db.project import SUFFIX
from workbench.commands.command import NO_PROJECT, Command, in_project
from workbench.desk import Desk, Reviewing
from workbench.operations.blind import is_blind, set_blind

_NO_DIFFERENCE = "Open a difference in the Review first."


def _reviewing(desk: Desk) -> Reviewing:
    assert desk.reviewing is not None
    return desk.reviewing


def _in_review(desk: Desk) -> bool:
    return desk.perspective == "review" and desk.reviewing is not None


def _on_difference(desk: Desk) -> bool:
    return _in_review(desk) and _reviewing(desk).current is not None


def _bring_in(desk: Desk) -> None:
    """Bring in a teammate's file: see first what would come, then take it as one step."""
    desk.ask_open("Bring in a file", (SUFFIX, ".csv"), desk.bring_in)


def _next(desk: Desk) -> None:
    """Go to the next difference; in the list J does it too."""
    _reviewing(desk).step(1)


def _previous(desk: Desk) -> None:
    """Go to the difference before; in the list K does it too."""
    _reviewing(desk).step(-1)


def _next_document(desk: Desk) -> None:
    """Go to the next document with something left to decide."""
    _reviewing(desk).next_document()


def _accept(desk: Desk) -> None:
    """Accept what is open; in the list A does it too."""
    _reviewing(desk).decide("accept")


def _reject(desk: Desk) -> None:
    """Reject what is open; in the list R does it too."""
    _reviewing(desk).decide("reject")


def _question(desk: Desk) -> None:
    """Question what is open; in the list Q does it too."""
    _reviewing(desk).decide("question")


def _agreement(desk: Desk) -> None:
    """See how far coders agree: coefficients with intervals, and which tags are confused."""
    desk.show_view("review")
    _reviewing(desk).show_agreement()


def _matrix(desk: Desk) -> None:
    """See what the matrix would change if the other coder's claims were accepted."""
    _reviewing(desk).show_in_matrix()


def _conflicts(desk: Desk) -> None:
    """See what two people wrote without having seen each other, and which of it stands."""
    _reviewing(desk).show_conflicts()


def _feedback(desk: Desk) -> None:
    """See what others decided on your claims, and answer their questions."""
    _reviewing(desk).show_feedback()


def _blind(desk: Desk) -> None:
    """Hide the others' claims in documents not yet marked as done, or show them again."""
    assert desk.project is not None
    on = not is_blind(desk.project)
    if desk.do("Blind coding on" if on else "Blind coding off", set_blind, on):
        desk.notify(
            "Blind coding is on: others’ claims show in documents that you marked as done."
            if on
            else "Blind coding is off: everybody’s claims are shown."
        )


def _names(desk: Desk) -> None:
    """Hide the coders' names in the review, or show them again."""
    _reviewing(desk).toggle_names()


COMMANDS: tuple[Command, ...] = (
    Command("review.bring_in", "&Review", "Bring &in a teammate’s file…", _bring_in,
            "Ctrl+Shift+I", in_project, NO_PROJECT),
    Command("review.next", "&Review", "&Next difference", _next, "Ctrl+J",
            _on_difference, _NO_DIFFERENCE, section=True),
    Command("review.previous", "&Review", "&Previous difference", _previous, "Ctrl+Shift+J",
            _on_difference, _NO_DIFFERENCE),
    Command("review.next_document", "&Review", "Next &document", _next_document, "",
            _in_review, "Open the Review first."),
    Command("review.accept", "&Review", "&Accept", _accept, "", _on_difference, _NO_DIFFERENCE,
            section=True),
    Command("review.reject", "&Review", "&Reject", _reject, "", _on_difference, _NO_DIFFERENCE),
    Command("review.question", "&Review", "&Question", _question, "", _on_difference,
            _NO_DIFFERENCE),
    Command("review.agreement", "&Review", "A&greement…", _agreement, "Ctrl+Shift+G", in_project,
            NO_PROJECT, section=True),
    Command("review.matrix", "&Review", "Matri&x with and without their claims", _matrix, "",
            _in_review, "Open the Review first."),
    Command("review.feedback", "&Review", "&What was decided on my claims…", _feedback, "Shift+F4",
            in_project, NO_PROJECT),
    Command("review.conflicts", "&Review", "&Conflicts…", _conflicts, "", in_project, NO_PROJECT),
    Command("review.blind", "&Review", "&Blind coding on or off", _blind, "", in_project,
            NO_PROJECT),
    Command("review.names", "&Review", "Hide na&mes or show them", _names, "", _in_review,
            "Open the Review first."),
)  # fmt: skip
