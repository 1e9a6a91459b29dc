"""What the words of a rich text file stand for: encodings, characters, groups without text."""

import re

from workbench.readers.pieces import names

CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "cp936",
    136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256",
    186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
CHARACTERS = {
    "tab": "\t", "line": "\n", "lbr": "\n", "emdash": "—", "endash": "–", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": "\u2003",
    "enspace": "\u2002", "qmspace": "\u2005", "zwj": "\u200d", "zwnj": "\u200c",
    "ltrmark": "\u200e", "rtlmark": "\u200f", "zwbo": "\u200b", "zwnbo": "\u2060",
}  # fmt: skip
SIGNS = {"~": "\u00a0", "_": "\u2011", "-": "\u00ad"}
#: Groups with nothing to read in them.
UNSEEN = names(
    """colortbl filetbl listtable listoverridetable revtbl rsidtbl generator xe tc tcn rxe txe
    bkmkstart bkmkend private pgdsctbl themedata colorschememapping datastore latentstyles objdata
    objclass objname sp shprslt nonesttables ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn pn
    pnseclvl atnid atnauthor atntime atndate atnref atnicn atnparent xmlnstbl wgrffmtfilter
    mmathPr panose falt keywords subject operator comment doccomm hlinkbase userprops
    fldtype datafield formfield picprop blipuid do listpicture upr list listoverride nonshppict"""
)
#: Groups that begin with an asterisk, as what not every program knows, and that are read here.
KNOWN = frozenset(
    {"fldinst", "shppict", "shpinst", "ud", "annotation", "footnote", "nesttableprops"}
)
INFO = frozenset({"title", "author", "company"})
HEADS = frozenset({"header", "headerl", "headerr", "headerf"})
FEET = frozenset({"footer", "footerl", "footerr", "footerf"})
#: What fonts of symbols show as a bullet.
BULLETS = frozenset("·o§ØüŸ\uf0b7\uf0a7")
LINK = re.compile(r'\s*HYPERLINK\s+(?:\\[a-z]\s+)*"?([^"\s]+)', re.I)
HEADING = re.compile(r"\s*(?:heading|überschrift|titre|título|titolo)\s*([1-6])\b", re.I)
QUOTES = frozenset({"quote", "intense quote", "block text"})


def known_codec(codec: str, other: str) -> str:
    """Return an encoding if Python knows it, else the other one."""
    try:
        "".encode(codec)
    except LookupError:
        return "utf-8" if codec == "cp65001" else other
    return codec
