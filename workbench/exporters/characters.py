"""Characters that files cannot hold, made into the one that says so."""

import re

_SIGN = "\ufffd"
#: what UTF-8 cannot hold, and NUL
UNFIT = {0: _SIGN, **dict.fromkeys(range(0xD800, 0xE000), _SIGN)}
#: what XML 1.0 cannot hold: control characters but for tab and line ends, and two that are none
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xml_text(text: str) -> str:
    """Return a text as XML can hold it."""
    return _NOT_XML.sub(_SIGN, text)


def line(text: str) -> str:
    """Return a text in one line, blanks as single spaces."""
    return " ".join(text.split())
