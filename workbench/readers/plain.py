"""Plain text: the words as they stand, and a modest guess at the title."""

import re

from workbench.readers.reading import Reading

_LONGEST_TITLE = 120
#: A longer first line that runs straight on into a second one is a paragraph, not a heading.
_LONGEST_HEADING_IN_BLOCK = 60
_LINES_LOOKED_AT = 40
#: What web pages leave above the text proper, and pictures.
_SCRAP = re.compile(
    r"(?:back|skip|jump|return) to\b|(?:home|menu|share|search|print)$|\[image\b", re.I
)
_UNFINISHED = tuple(".,;:-–—")


def read_plain(text: str) -> Reading:
    """Return canonical `text` unchanged, with the title if the first line looks like one."""
    return Reading(text, title=guess_title(text))


def guess_title(text: str) -> str:
    """Return the first line that says something if it looks like a title, else an empty string."""
    # Only the head is split, however long the text is.
    lines = [line.strip() for line in text[:20_000].split("\n", _LINES_LOOKED_AT)]
    for number, line in enumerate(lines):
        if not any(letter.isalnum() for letter in line) or _SCRAP.match(line):
            continue
        following = lines[number + 1] if number + 1 < len(lines) else ""
        return " ".join(line.split()) if _is_title(line, following) else ""
    return ""


def _is_title(line: str, following: str) -> bool:
    if len(line) > _LONGEST_TITLE or line.endswith(_UNFINISHED):
        return False
    if not following:
        return True
    return len(line) <= _LONGEST_HEADING_IN_BLOCK and not following[0].islower()
