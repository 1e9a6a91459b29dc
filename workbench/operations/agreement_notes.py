"""How an agreement was measured, in sentences."""

from workbench.agreement.report import Unit
from workbench.agreement.rows import FEWEST
from workbench.operations.agreement_units import Judged
from workbench.operations.wording import counted

_UNITS: dict[Unit, str] = {
    "characters": "The unit is the character, and each paragraph is drawn whole for the intervals.",
    "sentences": "The unit is the sentence; a tag is in it if a passage touches it.",
    "paragraphs": "The unit is the paragraph; a tag is in it if a passage touches it.",
    "documents": "The unit is the document; a tag is in it if a claim has it.",
    "claims": "The unit is a passage that at least two coders made a claim of.",
    "cells": "The unit is the cell of the matrix; it is filled if a claim carries both tags.",
}


def notes(
    unit: Unit, coded_only: bool, roll_up: bool, threshold: float, resamples: int, judged: Judged
) -> tuple[str, ...]:
    """Return what a reader must know to understand, and to repeat, the measurement."""
    found = [_UNITS[unit]]
    if unit == "claims":
        found.append(
            f"Claims are paired from an overlap of {threshold:.0%} on; {judged.paired or 0:,} of "
            f"{counted(judged.places or 0, 'place')} have claims of two coders.".replace("%", " %")
        )
    if coded_only:
        found.append("Units in which none of the coders has a claim are left out.")
    if roll_up:
        found.append("Each tag counts for its topmost group.")
    blocks = len(judged.blocks)
    if resamples:
        found.append(
            f"Intervals are the middle 95 % of {counted(resamples, 'sample')} drawn with "
            f"replacement from {counted(blocks, 'block')}."
        )
    elif blocks < FEWEST:
        found.append(f"There are no intervals, for {counted(blocks, 'block')} cannot be sampled.")
    else:
        found.append("No intervals were computed.")
    return tuple(found)
