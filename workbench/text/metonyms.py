"""A capital in a text: the city, or the government that sits there.

The words right beside it tell. A capital in, near or to which something is or goes, with an
airport, an embassy or a date, is the city; one that demands, fears or refuses, has a policy of its
own, or with which others talk, is the government. Where nothing tells it is the government, as
whoever gave the alias meant. The rules are for English.
"""

import re

from workbench.text.city_words import (
    BACKED,
    DEED,
    HELPING,
    KIND_OF_PLACE,
    MINDED,
    MONTH,
    NEAREST,
    PART_OF_CITY,
    PLACE_NOUN,
    PLACED,
    PLACING,
    RULERS,
    TALKS,
    UNUSUAL,
    USUALLY_CITY,
)

#: How many characters on either side are looked at.
_REACH = 120
_MONTHS = rf"{MONTH}(?:(?: and | to |-){MONTH})?"
_DATE = rf"(?i:(?:early |late |mid-)?(?:\d{{1,2}} )?(?:{_MONTHS},? )?(?:19|20)\d\d\b)"
_NAME = r"[A-Z][\w'.-]*"

_AFTER_PLACE = re.compile(
    rf"(?: |-|'s? )(?:{KIND_OF_PLACE} ){{0,2}}(?:{PLACE_NOUN}|{TALKS})\b|-{PLACED}\b|, ?{_DATE}",
    re.IGNORECASE,
)
_AFTER_RULE = re.compile(rf"'s\b| {RULERS}\b|-{BACKED}\b", re.IGNORECASE)
_AFTER_DEED = re.compile(rf",? (?:(?:{HELPING}|\w+ly) ){{0,4}}{DEED}\b", re.IGNORECASE)
#: `Kabul and Dushanbe, 2022`
_LISTED_DATE = re.compile(rf"(?:(?:,| and|, and|/) ?{_NAME}(?: {_NAME})*)+, {_DATE}")
#: `Kabul/Brussels, 30 January 2024`, `KABUL, Aug 5`, `Kabul (Reuters) –`
_DATELINE = re.compile(
    rf"(?:/{_NAME})*, (?:{_DATE}|{MONTH} \d{{1,2}}\b)| ?\([A-Z][^)]{{1,40}}\) ?[-–—]",
    re.IGNORECASE,
)
_DASH = re.compile(r" ?[–—-] ")
_LINE_START = re.compile(r"\n[ \t]*\Z|\A\s*\Z")
#: `Kabul Municipality`
_LONGER_NAME = re.compile(r" [A-Z][a-z]")
_PREPOSITION = re.compile(
    r"(?:\b([\w']+(?: [\w'’-]+){0,3}) )?\b(in|to|from|of|on|towards?|between|for|over) "
    rf"(?:{PART_OF_CITY} )?\Z",
    re.IGNORECASE,
)
_PLACING = re.compile(rf"\b{PLACING} (?:{PART_OF_CITY} )?\Z", re.IGNORECASE)
_MINDED = re.compile(rf"\b{MINDED} \Z", re.IGNORECASE)
#: The items of a list before its last one.
_ITEMS = re.compile(rf"(?:{_NAME}(?: {_NAME}){{0,2}}(?:, and |, or | and | or |, |/))+\Z")
_LIST_GOES_ON = re.compile(r"(?:,|,? and|,? or|/) ?[A-Z]")
_BROKEN = re.compile(r"[-\u2010\u00ad][ \t]*\n[ \t]*(?=[a-z])")
_BLANKS = re.compile(r"\s+")


def is_city(text: str, start: int, end: int) -> bool:
    """Whether a capital's name at a place of a text means the city (offsets are code points)."""
    raw_before = text[max(0, start - _REACH) : start]
    before, after = _plain(raw_before), _plain(text[end : end + _REACH])
    if _LINE_START.search(raw_before) and (
        _DATELINE.match(after) or (text[start:end].isupper() and _DASH.match(after))
    ):
        return True
    if _AFTER_PLACE.match(after):
        return True
    if _AFTER_RULE.match(after):
        return False
    told = _told_by(before)
    if told is None and _LISTED_DATE.match(after):
        return True
    if told is None and _AFTER_DEED.match(after):
        return False
    if told is None:
        told = _told_by_list(before, after)
    return _LONGER_NAME.match(after) is not None if told is None else told


def _told_by(before: str) -> bool | None:
    """Whether the words before a name make it a city; None if they do not tell."""
    if _MINDED.search(before):
        return False
    if _PLACING.search(before):
        return True
    found = _PREPOSITION.search(before)
    if found is None:
        return None
    preposition = found[2].lower().removesuffix("s")
    words = (found[1] or "").split()
    near = " ".join(words[-1:] if preposition in NEAREST else words)
    unusual = re.search(rf"\b{UNUSUAL[preposition]}\b", near, re.IGNORECASE) is not None
    return (preposition in USUALLY_CITY) is not unusual


def _told_by_list(before: str, after: str) -> bool | None:
    """Whether the words before the list that a name stands in make its items cities."""
    head = _ITEMS.sub("", before)
    if head == before or (before.endswith(", ") and not _LIST_GOES_ON.match(after)):
        return None
    return _told_by(head)


def _plain(text: str) -> str:
    """Return a stretch of text on one line, its words whole and its apostrophes straight."""
    return _BLANKS.sub(" ", _BROKEN.sub("", text).replace("’", "'"))
