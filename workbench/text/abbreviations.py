"""Full stops that belong to an abbreviation, an initial or the number of an item."""

import re


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


#: Never the last word of a sentence.
_ALWAYS = _words(
    "mr mrs ms mx messrs dr prof hon rev fr st gen col lt maj capt cpt sgt cpl adm cdr gov sen rep "
    "pres amb insp supt brig eds trans cf viz e.g i.e op vs v ca approx esp incl resp"
)
#: Abbreviations only before a number.
_COUNTING = _words(
    "no nos nr vol vols fig figs art arts sec secs ch chs chap para paras pp p pt pts eq c n"
)
#: The last word of a sentence if what follows can only begin another.
_EITHER = _words(
    "etc al ibid id inc ltd co corp bros jr sr dept univ assn govt ed est ph.d "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun "
    "ave blvd rd ft mt"
)
_OPENERS = _words(
    "A An The This That These Those It Its He His She Her We Our They Their There I You In On At "
    "But And Or Yet So If As When While Since After Before However Although Though Meanwhile "
    "Moreover For From To By With Such Some Many Most Both Each Another Other See"
)
_TOKEN = re.compile(r"[^\s(\[“‘\"'«—–/]*+\Z")
_LETTERED = re.compile(r"[^\W\d_](?:\.[^\W\d_])+\Z")
_ITEM = re.compile(r"(?:\d{1,3}|[A-Za-z]|[IVXLC]+)(?:\.\d+)*\Z")
_NUMERAL = re.compile(r"(?:\d|[IVXLC]+\Z)")
_REACH = 40


def is_abbreviation(text: str, stop: int, following: str) -> bool:
    """Whether the full stop at `stop` ends no sentence, given the word that follows it."""
    token = _TOKEN.search(text, max(0, stop - _REACH), stop)
    if token is None or not token[0]:
        return False
    word = token[0].lower()
    if word in _ALWAYS or (word in _COUNTING and _NUMERAL.match(following)):
        return True
    if _ITEM.match(token[0]) and _begins_line(text, token.start()):
        return True
    if word in _EITHER or _LETTERED.match(token[0]) or _is_initial(token[0]):
        return bool(following) and following not in _OPENERS
    return False


def _is_initial(token: str) -> bool:
    return len(token) == 1 and token.isupper()


def _begins_line(text: str, place: int) -> bool:
    return not text[text.rfind("\n", max(0, place - _REACH), place) + 1 : place].strip()
