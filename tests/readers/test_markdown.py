import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.readers.markdown import read_markdown
from workbench.readers.reading import Reading
from workbench.text.canonical import canonical


def styled(reading: Reading) -> list[tuple[str, str]]:
    return [(style.kind, reading.text[style.start : style.end]) for style in reading.styles]


def test_paragraphs_headings_and_words() -> None:
    reading = read_markdown(
        "# The *Keld* brief\n\nSome **strong** and\nsoft `code`.\n\nNext  \nline\n\n### Deep\n"
    )
    assert reading.text == "The Keld brief\n\nSome strong and soft code.\n\nNext\nline\n\nDeep"
    assert styled(reading) == [
        ("h1", "The Keld brief"), ("em", "Keld"), ("strong", "strong"), ("code", "code"),
        ("h3", "Deep"),
    ]  # fmt: skip
    assert reading.title == "The Keld brief"


def test_lists_have_marks_and_lines_of_their_own() -> None:
    reading = read_markdown("Before\n\n- one\n- two\n    3. three\n    4. four\n- five\n\nAfter")
    assert reading.text == "Before\n\n• one\n• two\n  3. three\n  4. four\n• five\n\nAfter"
    assert [words for kind, words in styled(reading) if kind == "item"] == [
        "• one", "• two", "3. three", "4. four", "• five",
    ]  # fmt: skip


def test_items_of_several_paragraphs_keep_to_their_lines() -> None:
    assert read_markdown("* a\n\n    b\n\n* c\n").text == "• a\nb\n• c"


def test_tables_are_rows_of_cells() -> None:
    reading = read_markdown("Who | What\n--- | ---\nKeld | *water*\n | x\n\nAfter")
    assert reading.text == "Who\tWhat\nKeld\twater\n\tx\n\nAfter"
    assert styled(reading) == [
        ("table", "Who\tWhat\nKeld\twater\n\tx"), ("row", "Who\tWhat"), ("cell", "Who"),
        ("cell", "What"), ("row", "Keld\twater"), ("cell", "Keld"), ("cell", "water"),
        ("em", "water"), ("cell", "x"), ("row", "x"),
    ]  # fmt: skip


def test_quotes_and_code_blocks() -> None:
    reading = read_markdown("> one\n>\n> two\n\n```python\ndef f():\n\n    return '<b>'\n```\n")
    assert reading.text == "one\n\ntwo\n\ndef f():\n\n    return '<b>'"
    assert styled(reading) == [("quote", "one\n\ntwo"), ("pre", "def f():\n\n    return '<b>'")]


def test_links_keep_web_and_mail_addresses_only() -> None:
    reading = read_markdown(
        "[a](https://example.org/x) <who@example.org> [b](javascript:alert) [c](file:///etc/x)"
    )
    assert reading.text == "a who@example.org b c"
    assert [(style.kind, style.value) for style in reading.styles] == [
        ("link", "https://example.org/x"), ("link", "mailto:who@example.org"),
    ]  # fmt: skip


def test_pictures_are_their_descriptions_and_raw_html_is_words() -> None:
    reading = read_markdown("![a map](x.png) ![](y.png)\n\n<script>alert(1)</script> a<br>b")
    assert reading.text == "[image: a map] [image]\n\n<script>alert(1)</script> a<br>b"
    assert [(style.kind, style.value) for style in reading.styles] == [
        ("image", "a map"), ("image", ""),
    ]  # fmt: skip


def test_entities_cannot_bring_in_what_canonical_text_has_not() -> None:
    reading = read_markdown("&#65279;a&#13;b&#0;c &amp; &#8233;\n\n`&#13;`")
    assert canonical(reading.text) == reading.text
    assert reading.text.startswith("a b\ufffdc &")


def test_the_head_says_who_and_when() -> None:
    reading = read_markdown(
        '---\ntitle: "The Keld"\nauthor: A. Writer\ndate: 2021-08-27T10:00\nlang: en\n'
        "tags:\n  - x\n---\n\n# Other\n\nText"
    )
    assert reading.text == "Other\n\nText"
    assert (reading.title, reading.author) == ("The Keld", "A. Writer")
    assert (reading.published_on, reading.language) == ("2021-08-27", "en")


def test_a_rule_at_the_top_is_no_head() -> None:
    assert read_markdown("---\n\nFirst: a sentence and\nmore\n\n---\n\nText").text == (
        "First: a sentence and more\n\nText"
    )


def test_what_says_nothing_laid_out_is_read_as_plain_text() -> None:
    assert read_markdown("[a]: https://example.org\n").text == "[a]: https://example.org\n"


@given(st.text(alphabet="#*_`>-+1. \n\t[]()!|&;<ab\\~:\ufeff\xa0ع😀", max_size=60) | st.text())
@settings(deadline=None, max_examples=200)
def test_any_markdown_becomes_canonical_text_with_styles_inside(raw: str) -> None:
    reading = read_markdown(canonical(raw))
    assert canonical(reading.text) == reading.text
    for style in reading.styles:
        words = reading.text[style.start : style.end]
        assert words
        assert style.kind in {"pre", "item"} or words == words.strip(" \n")


DENSE = {
    "quotes": ">" * 5000 + "x",
    "brackets": "[" * 50_000,
    "pictures": "![a](" * 4_000,
    "fences": "```\n" * 300_000,
    "bars": "a|b\n-|-\n" + "a|b\n" * 500_000,
    "long": "word *em* word.\n\n" * 200_000,
    "lists": "\n".join("    " * depth + "- a" for depth in range(200)),
}


@pytest.mark.parametrize("case", DENSE)
def test_what_is_too_dense_or_deep_is_read_as_plain_text(case: str) -> None:
    # Without the limits these take minutes.
    reading = read_markdown(DENSE[case])
    assert reading.text == DENSE[case]
    assert reading.styles == ()
    assert len(reading.warnings) == 1


def test_a_long_ordinary_text_is_laid_out() -> None:
    paragraph = "Some *words* with a [link](https://example.org/a) and `code`. " * 20
    reading = read_markdown((paragraph + "\n\n") * 100)
    assert reading.warnings == ()
    assert len(reading.styles) == 3 * 20 * 100
