"""The text of a document as it is kept: made once, at import, and never changed after."""

import re

_BYTE_ORDER_MARK = "\ufeff"
#: What a line end is turned into stays one character wherever it was one, so that offsets
#: which others counted in the decoded text remain true.
_UNFIT = re.compile("[\x00\x0b\x85\u2029\ufdd0\ufdd1\ud800-\udfff]")
_LINE_ENDS = frozenset("\x0b\x85\u2029")


def canonical(raw: str) -> str:
    r"""Return decoded text in the form that every offset counts in; twice is the same as once.

    Byte order marks at the start go; CR LF and CR become LF, and so do the line tabulation, the
    next-line control and the paragraph separator, which no screen shows as what they are. NUL,
    lone surrogates, and U+FDD0 and U+FDD1 (which Qt takes for ends of paragraphs) become U+FFFD.
    The form feed and U+2028 stay: one marks a page, the other is shown as it should be. Nothing
    is normalised and no hyphen is taken out.
    """
    text = raw.lstrip(_BYTE_ORDER_MARK)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNFIT.sub(_fit, text)


def _fit(match: re.Match[str]) -> str:
    return "\n" if match[0] in _LINE_ENDS else "\ufffd"
