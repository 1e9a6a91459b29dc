"""Plain text: the words as they stand, and modest guesses at title and date."""

import re

from workbench.readers.reading import Reading
from workbench.text.extracted import wrapped_styles

_LONGEST_TITLE = 120
#: A longer first line that runs straight on into a second one is a paragraph, not a heading.
_LONGEST_HEADING_IN_BLOCK = 60
_LINES_LOOKED_AT = 40
#: A date so far down is rather one of those that the text speaks of.
_LINES_BEFORE_DATE = 6
_LONGEST_BANNER = 30
#: What web pages leave above the text proper, and pictures.
_SCRAP = re.compile(
    r"(?:back|skip|jump|return) to\b|(?:home|menu|share|search|print)$|\[image\b", re.I
)
_UNFINISHED = tuple(".,;:-–—")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>" + "|".join(_MONTHS) + r")[a-z]*\.?"
_DATES = tuple(
    re.compile(rf"(?:\w+day,? )?{form}(?: at .{{1,12}})?", re.I)
    for form in (
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH},? (?P<year>\d{{4}})",
        rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})",
        r"(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)",
    )
)


def read_plain(text: str) -> Reading:
    """Return canonical `text` unchanged, with title and date if its first lines look like them.

    Page furniture and footnotes of hard-wrapped text are told by styles.
    """
    styles = tuple(wrapped_styles(text))
    return Reading(text, styles, title=guess_title(text), published_on=guess_date(text))


def guess_title(text: str) -> str:
    """Return the first line that says something if it looks like a title, else an empty string.

    The name of a series in capitals gives way to a title below it.
    """
    lines = _head(text)
    spoken = [
        number
        for number, line in enumerate(lines)
        if any(letter.isalnum() for letter in line) and not _SCRAP.match(line)
    ]
    for number in spoken[:1]:
        line = lines[number]
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if _is_banner(line) and (below := _below(lines, spoken[1:4])):
            return below
        return " ".join(line.split()) if _is_title(line, following) else ""
    return ""


def guess_date(text: str) -> str:
    """Return the day that stands on a line of its own near the start, as in ISO 8601."""
    spoken = [line for line in _head(text) if line]
    for line in spoken[:_LINES_BEFORE_DATE]:
        for form in _DATES:
            if match := form.fullmatch(line):
                found = match.groupdict()
                month = found.get("number") or f"{_MONTHS.index(found['month'][:3].lower()) + 1}"
                if 1 <= int(month) <= 12 and 1 <= int(found["day"]) <= 31:
                    return f"{found['year']}-{int(month):02}-{int(found['day']):02}"
    return ""


def _head(text: str) -> list[str]:
    # Only the head is split, however long the text is.
    return [line.strip() for line in text[:20_000].split("\n", _LINES_LOOKED_AT)]


def _is_banner(line: str) -> bool:
    return len(line) <= _LONGEST_BANNER and line.isupper() and len(line.split()) <= 2


def _below(lines: list[str], places: list[int]) -> str:
    """Return the line below a banner that is a title: not a date, of some words, not a sentence."""
    for place in places:
        line = lines[place]
        if guess_date(line):
            continue
        fits = len(line) <= _LONGEST_TITLE and not line.endswith(_UNFINISHED)
        fits = fits and line[0].isalnum() and len(line.split()) >= 3
        return " ".join(line.split()) if fits else ""
    return ""


def _is_title(line: str, following: str) -> bool:
    if len(line) > _LONGEST_TITLE or line.endswith(_UNFINISHED):
        return False
    if not following:
        return True
    return len(line) <= _LONGEST_HEADING_IN_BLOCK and not following[0].islower()
