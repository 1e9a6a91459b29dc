"""Characters that files cannot hold, made into the one that says so."""

_SIGN = "\ufffd"
#: what UTF-8 cannot hold, and NUL
UNFIT = {0: _SIGN, **dict.fromkeys(range(0xD800, 0xE000), _SIGN)}
#: what XML 1.0 cannot hold: control characters but for tab and line ends, and two that are none
_NOT_XML = {
    **dict.fromkeys([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0xFFFE, 0xFFFF], _SIGN),
    **UNFIT,
}


def xml_text(text: str) -> str:
    """Return a text as XML can hold it."""
    return text.translate(_NOT_XML)


def line(text: str) -> str:
    """Return a text in one line, blanks as single spaces."""
    return " ".join(text.split())
