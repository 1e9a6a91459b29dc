"""The command that decides on claims and on single tags."""

from pathlib import Path

import click

from db import claims, tags
from db.errors import Invalid
from db.project import Project
from db.records import VERDICTS, Claim, Id, Verdict
from workbench.cli.common import coder_option, opened, project_argument
from workbench.cli.group import main
from workbench.operations.claim_rows import name_of
from workbench.operations.review import Target, decide_on, reopen
from workbench.terminal import examples, say

_DONE: dict[Verdict, str] = {
    "accept": "accepted", "reject": "rejected", "question": "questioned",
}  # fmt: skip


@main.command(
    epilog=examples(
        "workbench decide teshk.workbench MT-04 accept --coder Mira",
        "workbench decide teshk.workbench JV-12 reject --tag 'Arms supply' --reason 'Fuel'",
        "workbench decide teshk.workbench JV-12 reopen",
    )
)
@project_argument
@click.argument("claim")
@click.argument("verdict", type=click.Choice([*VERDICTS, "reopen"]))
@click.option("--tag", default="", help="Decide on this tag of the claim alone.")
@click.option("--reason", default="", help="Why; it is kept with the decision.")
@coder_option
def decide(project: Path, claim: str, verdict: str, tag: str, reason: str, coder: str) -> None:
    """Accept, reject or question CLAIM (its name in the tables), or one tag on it.

    With reopen what you decided is taken back.
    """
    with opened(project, coder) as found:
        target = _find_claim(found, claim)
        carried = _find_tag(found, target, tag) if tag else None
        about = f"“{tag}” on {claim}" if tag else claim
        chosen = [Target(target.id, carried)]
        if verdict == "reopen":
            with found.action(f"Reopen: {about}") as action:
                reopen(action, chosen)
            say(f"{about} is open again.")
            return
        given = next(one for one in VERDICTS if one == verdict)
        with found.action(f"{_DONE[given].capitalize()}: {about}") as action:
            decide_on(action, chosen, given, reason)
    say(f"{about} is {_DONE[given]}.")


def _find_claim(project: Project, name: str) -> Claim:
    found = [claim for claim in claims.all_claims(project) if name_of(claim) == name]
    if len(found) != 1:
        raise Invalid(
            f"The project has {len(found) or 'no'} claims called “{name}”; "
            "workbench claims export tells the names."
        )
    return found[0]


def _find_tag(project: Project, claim: Claim, name: str) -> Id:
    names = {tag.id: tag.name for tag in tags.all_tags(project)}
    carried = [given.tag for given in claim.tags if names[given.tag] == name]
    if len(carried) != 1:
        known = ", ".join(names[given.tag] for given in claim.tags) or "no tags"
        raise Invalid(f"The claim does not carry “{name}” once; it has {known}.")
    return carried[0]
