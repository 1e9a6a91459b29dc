"""The Admiralty scale in its own words: two gradings that are never made into one."""

from collections.abc import Mapping

#: how reliable a source is
RELIABILITY: Mapping[str, str] = {
    "": "Not rated",
    "A": "A, reliable",
    "B": "B, usually reliable",
    "C": "C, fairly reliable",
    "D": "D, not usually reliable",
    "E": "E, unreliable",
    "F": "F, cannot be judged",
}
#: how credible a piece of information is
CREDIBILITY_WORDS: Mapping[int, str] = {
    1: "1 confirmed",
    2: "2 probably true",
    3: "3 possibly true",
    4: "4 doubtful",
    5: "5 improbable",
    6: "6 cannot be judged",
}
