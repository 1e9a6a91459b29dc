import pytest
from lxml import etree

from workbench.readers.formula import formula


def letter(name: str) -> str:
    return f"<r><t>{name}</t></r>"


A, B, N = letter("a"), letter("b"), letter("n")
SUM = f'<nary><naryPr><chr val="∑"/></naryPr><sub>{N}</sub><sup>{B}</sup><e>{A}</e></nary>'


@pytest.mark.parametrize(
    ("inner", "line"),
    [
        (f"<f><num>{A}{letter('+')}{B}</num><den>{N}</den></f>", "(a+b)/n"),
        (f"<sSup><e><f><num>{A}</num><den>{B}</den></f></e><sup>{N}</sup></sSup>", "(a/b)^n"),
        (f"<sSub><e>{A}</e><sub>{letter('10')}</sub></sSub>", "a_10"),
        (f"<rad><radPr/><deg/><e>{A}{letter('-')}{B}</e></rad>", "√(a-b)"),
        (SUM, "∑_n^b a"),
        (f"<d><e>{A}</e></d>", "(a)"),
        ("<mfrac><mi>x</mi><mn>2</mn></mfrac>", "x/2"),
        ("<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup><mo> + </mo><msqrt><mi>y</mi></msqrt>",
         "x_i^2+√y"),
        ("<semantics><mi>x</mi><annotation>\\x</annotation></semantics>", "x"),
        ("<msup><mi>x</mi></msup>", "x"),
    ],
)  # fmt: skip
def test_formulas_are_one_line(inner: str, line: str) -> None:
    assert formula(etree.fromstring(f"<math>{inner}</math>")) == line


def test_deep_formulas_end() -> None:
    deep = "<f><num>" * 100 + "x" + "</num></f>" * 100
    assert formula(etree.fromstring(f"<math>{deep}</math>")) == ""
