"""Texts of several scripts, and the annotated sources where they are at hand."""

import csv
from functools import cache
from pathlib import Path

import pytest
from hypothesis import strategies as st

SHARED = Path(__file__).parents[2] / ".." / "shared"

#: What makes offsets go wrong: marks, joiners, ligatures, other scripts, breaks and blanks.
PIECES = [
    "Taliban", "IS-KP", "co-operation", "cooperation", "en-\ngagement", "Indian-\nadministered",
    "2021-\n2023", "U.S.-\nbacked", "a\u00adb", "soft\u00ad\nhyphen", "– and", "—", "--", "- ", "-",
    " ", "  ", "\n", " \n ", "\n\n", "\t", "\u00a0", "\u2028", "\u200b", "\u200c", "\ufeff",
    "caf\u00e9", "cafe\u0301", "İstanbul", "ß", "ﬁne", "½", "Ⅷ", "’s", "“q”", "«g»", "'", '"',
    "😀", "👩\u200d🔬", "👍🏽", "🇫🇷🇩🇪", "𐍈", "محمد", "مُحَمَّد", "كتـــاب", "می\u200cروم", "؟", "۔",
    "हिन्दी", "ไทย", "中文", "。", ". ", "? ", "e.g. ", "No. 5 ", "x", "Z", "7", "region.117 The",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=25).map("".join)


@cache
def sources() -> dict[str, str]:
    """The annotated sources by file name, read as they are."""
    folder = SHARED / "sources"
    if not folder.is_dir():
        pytest.skip("the annotated sources are not at hand")
    return {path.name: path.read_bytes().decode() for path in sorted(folder.glob("*.txt"))}


@cache
def claims() -> list[dict[str, str]]:
    """The rows of the annotation of these sources."""
    path = SHARED / "gold" / "claims.csv"
    if not path.is_file():
        pytest.skip("the annotation of the sources is not at hand")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
