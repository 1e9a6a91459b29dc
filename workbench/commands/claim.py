"""Menu Claim: claims and mentions."""

from workbench.commands.command import (
    NO_CLAIM,
    NO_DOCUMENT,
    NO_PASSAGE,
    NO_PROJECT,
    THEIRS,
    Command,
    in_document,
    in_project,
    on_claim,
    on_mine,
    on_passage,
    reading,
)
from workbench.desk import Desk
from workbench.operations import own_claims


def _tag(desk: Desk) -> None:
    """Tag the selected passage: it becomes a claim."""
    reading(desk).tag_passage()


def _extend(desk: Desk) -> None:
    """Select the sentence at the caret, or take one more into the selection."""
    reading(desk).extend(1)


def _shorten(desk: Desk) -> None:
    """Leave the last sentence out of the selection."""
    reading(desk).extend(-1)


def _next_claim(desk: Desk) -> None:
    """Go to the next claim in the text."""
    reading(desk).step_claim(1)


def _previous_claim(desk: Desk) -> None:
    """Go to the claim before in the text."""
    reading(desk).step_claim(-1)


def _sweep(desk: Desk) -> None:
    """Walk the mentions of actors that no claim covers, a key for each."""
    reading(desk).sweep()


def _next_mention(desk: Desk) -> None:
    """Go to the next place where an actor is named; in the text M does it too."""
    reading(desk).step_mention(1)


def _previous_mention(desk: Desk) -> None:
    """Go to the place before where an actor is named; in the text Shift and M do it too."""
    reading(desk).step_mention(-1)


def _hidden_mentions(desk: Desk) -> None:
    """List the mentions that a sweep hid, to count some of them again."""
    reading(desk).list_hidden_mentions()


def _card(desk: Desk) -> None:
    """Open the card of the claim to edit its fields."""
    reading(desk).open_card()


def _start(desk: Desk) -> None:
    """Move the start of the claim with the arrow keys."""
    reading(desk).choose_bound("start")


def _end(desk: Desk) -> None:
    """Move the end of the claim with the arrow keys."""
    reading(desk).choose_bound("end")


def _add_passage(desk: Desk) -> None:
    """Add the selected passage to the claim."""
    reading(desk).add_passage()


def _split(desk: Desk) -> None:
    """Split the claim where the caret stands."""
    reading(desk).split()


def _delete(desk: Desk) -> None:
    """Delete the claim; undo brings it back."""
    desk.do("Delete claim", own_claims.remove_claim, reading(desk).claim)


COMMANDS: tuple[Command, ...] = (
    Command("claim.tag", "&Claim", "&Tag the passage", _tag, "Ctrl+T", on_passage, NO_PASSAGE),
    Command("claim.extend", "&Claim", "Select a sentence mo&re", _extend, "F11",
            in_document, NO_DOCUMENT),
    Command("claim.shorten", "&Claim", "Select a senten&ce less", _shorten, "Shift+F11",
            on_passage, NO_PASSAGE),
    Command("claim.next", "&Claim", "&Next claim", _next_claim, "Alt+Down",
            in_document, NO_DOCUMENT, section=True),
    Command("claim.previous", "&Claim", "&Previous claim", _previous_claim, "Alt+Up",
            in_document, NO_DOCUMENT),
    Command("claim.sweep", "&Claim", "S&weep mentions", _sweep, "Ctrl+M",
            in_document, NO_DOCUMENT, section=True),
    Command("claim.next_mention", "&Claim", "Next &mention", _next_mention, "",
            in_document, NO_DOCUMENT),
    Command("claim.previous_mention", "&Claim", "Pre&vious mention", _previous_mention, "",
            in_document, NO_DOCUMENT),
    Command("mentions.hidden", "&Claim", "&Hidden mentions…", _hidden_mentions, "",
            in_project, NO_PROJECT),
    Command("claim.card", "&Claim", "&Open the card", _card, "Alt+Return", on_claim, NO_CLAIM),
    Command("claim.start", "&Claim", "Move its &start", _start, "Alt+Home", on_mine, THEIRS,
            section=True),
    Command("claim.end", "&Claim", "Move its &end", _end, "Alt+End", on_mine, THEIRS),
    Command("claim.passage", "&Claim", "&Add the selected passage", _add_passage,
            "Ctrl+Shift+T", on_mine, THEIRS),
    Command("claim.split", "&Claim", "Sp&lit at the caret", _split, "Ctrl+Shift+X", on_mine,
            THEIRS),
    Command("claim.delete", "&Claim", "&Delete", _delete, "Ctrl+Shift+Del", on_mine, THEIRS,
            section=True),
)  # fmt: skip
