from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.exporters.marked import escape_markdown, html_of, markdown_of
from workbench.readers.markdown import read_markdown

RICH = """# Head

Two *very* **old _wells_** and `code<x>`, see [the map](https://example.org/?a=1&b=2).

> said <b>so</b>

- one
- two

![pic](http://example.org/x.png) <script>alert(1)</script> [trap](javascript:x)
"""


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def parsed(html):
    tags = Tags()
    tags.feed(html)
    tags.close()
    assert tags.open == []
    return tags.seen


def test_html_holds_only_our_own_tags_and_safe_addresses():
    read = read_markdown(RICH)
    html = html_of(read.text, read.styles)
    seen = parsed(html)
    assert {tag for tag, _ in seen} <= {"p", "blockquote", "pre", "a", "strong", "em", "code"}
    addresses = [attrs["href"] for tag, attrs in seen if tag == "a"]
    assert addresses == ["https://example.org/?a=1&b=2"]
    assert "<strong>old </strong><strong><em>wells</em></strong>" in html
    assert "&lt;script&gt;" in html


@given(st.text(alphabet="ab *_`<>[]()!#-\n&\\1.", max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_markdown_gives_balanced_html_that_says_the_same(source):
    read = read_markdown(source)
    seen = parsed(html_of(read.text, read.styles))
    assert {tag for tag, _ in seen} <= {"p", "blockquote", "pre", "a", "strong", "em", "code"}


def test_markdown_comes_back_as_what_it_said():
    read = read_markdown(RICH)
    again = read_markdown(markdown_of(read.text, read.styles))
    assert again.text.split() == read.text.split()
    kinds = {(again.text[s.start : s.end], s.kind) for s in again.styles}
    assert {("very", "em"), ("the map", "link"), ("code<x>", "code")} <= kinds
    assert not any(s.kind.startswith("h") for s in again.styles)


@pytest.mark.parametrize(
    "words", ["1. no list", "- none", "# head", "*a* _b_ `c`", "<b>", "![x](y)", "a|b", "A & B"]
)
def test_words_that_look_like_signs_stay_words(words):
    assert read_markdown(f"**{escape_markdown(words)}**").text == words
    assert read_markdown(markdown_of(words, ())).text == words
