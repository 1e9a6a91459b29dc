import pytest

from workbench.readers.errors import EncodingDoubt
from workbench.readers.reading import Reading
from workbench.readers.webpage import read_html, read_webpage

SENTENCES = (
    "The reservoir above the town has been filling since the spring, the ministry said.",
    "Farmers downstream complain that the canals carry a third of what they carried before.",
    "An engineer of the authority, who would not be named, blamed the new turbines for it.",
    "The minister is expected to meet the governor of the province at the end of the month.",
)
PAGE = """<!DOCTYPE html><html lang="en"><head><title>The reservoir fills | Daily</title>
<meta name="author" content="Lena Orth"><meta property="article:published_time"
content="2026-03-04T10:00:00Z"><link rel="canonical" href="https://daily.example.org/r"></head>
<body><nav><ul><li><a href="/a">Home</a></li><li><a href="/b">Politics</a></li></ul></nav>
<article><h1>The reservoir fills</h1>{}</article>
<aside><h3>More stories</h3><ul><li><a href="/c">A cat on a roof</a></li></ul></aside>
<footer><p>All rights reserved.</p></footer></body></html>""".format(
    "".join(f"<p>{sentence} {sentence[::-1]}</p>" for sentence in SENTENCES)
)


def styled(reading: Reading, *kinds: str) -> list[tuple[str, str, str]]:
    return [
        (style.kind, reading.text[style.start : style.end], style.value)
        for style in reading.styles
        if style.kind in kinds
    ]


def test_the_whole_page_is_kept_and_the_scraps_are_set_aside() -> None:
    reading = read_webpage(PAGE.encode())
    assert reading.text.startswith("• Home\n• Politics\n\nThe reservoir fills\n\nThe reservoir ab")
    assert reading.text.endswith("More stories\n\n• A cat on a roof\n\nAll rights reserved.")
    assert [words for _, words, _ in styled(reading, "scrap")] == [
        "• Home\n• Politics",
        "More stories\n\n• A cat on a roof\n\nAll rights reserved.",
    ]
    assert (reading.title, reading.author, reading.published_on, reading.language) == (
        "The reservoir fills", "Lena Orth", "2026-03-04", "en",
    )  # fmt: skip
    assert reading.url == "https://daily.example.org/r"
    assert reading.warnings == ()


def test_pictures_and_notes_of_the_article_are_no_scraps() -> None:
    mark = '<sup><a href="#n1">[1]</a></sup>'
    words = "The town <img alt='of Orrel' src='x.png'> below the dam waits"
    page = PAGE.replace(
        "</article>", f"<p>{words} for rain, as all its neighbours do.{mark}</p></article>"
    ).replace("<footer>", '<ol><li id="n1">As the governor said.</li></ol><footer>')
    reading = read_webpage(page.encode())
    assert [words for _, words, _ in styled(reading, "image", "note")] == [
        "[image: of Orrel]", "1. As the governor said.",
    ]  # fmt: skip
    assert [words for _, words, _ in styled(reading, "scrap")] == [
        "• Home\n• Politics",
        "More stories\n\n• A cat on a roof",
        "All rights reserved.",
    ]


def test_a_page_without_an_article_is_taken_whole_and_told() -> None:
    reading = read_html("<p>Short.</p>")
    assert (reading.text, styled(reading, "scrap")) == ("Short.", [])
    assert reading.warnings == ("No main article was found in the page; all of it was taken.",)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a<p>b<ul><li>c<li>d</ul>", "a\n\nb\n\n• c\n• d"),
        ("<div>a</div><div>b <span>c</span></div>", "a\nb c"),
        ("a<script>x</script><style>y</style><template>z</template>b", "ab"),
        ("<p hidden>x</p><p style='display: none'>y</p><p>a</p>", "a"),
        ("<table><tr><th>a<th>b<tr><td>c<td>d</table>", "a\tb\nc\td"),
        ("<table><tr><td><table><tr><td>a<td>b</table><td>c</table>", "a\tb\n\nc"),
        ("<p>a<img src=x alt='A map'><img alt=''><img src=y width=1></p>", "a[image: A map]"),
        ("<q>a</q> x<sup>2</sup>", "“a” x2"),
        ("<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math>", "a/b"),
        ("<pre>  a\n   b</pre>", "  a\n   b"),
        ("a&nbsp;b&shy;c&#0;d", "a\u00a0b\u00adc\ufffdd"),
        ("<p>a\n b\t c</p>", "a b c"),
    ],
)
def test_pages_read_as_they_look(html: str, text: str) -> None:
    assert read_html(f"<html><body>{html}</body></html>").text == text


def test_paragraphs_know_their_direction() -> None:
    reading = read_html("<body dir=rtl><p>نهر<p dir=ltr>river<div>السد</div>")
    assert [words for _, words, _ in styled(reading, "rtl")] == ["نهر"]


def test_notes_are_linked() -> None:
    html = '<p>a<sup><a href="#n">[1]</a></sup></p><ol><li id="n">Source <a href="#b">↑</a></ol>'
    assert styled(read_html(html), "noteref", "note") == [
        ("noteref", "[1]", "1"), ("note", "1. Source ↑", "1"),
    ]  # fmt: skip


def test_notes_in_brackets_need_not_be_raised_and_links_back_are_none() -> None:
    html = (
        '<p>a<a id="b" href="#n">[1]</a> <a href="#b">2</a></p>'
        '<article id="n"><p><a href="#b">[1]</a> Source</p></article><article>Other</article>'
    )
    reading = read_html(html)
    assert styled(reading, "noteref", "note") == [
        ("noteref", "[1]", "1"), ("note", "[1] Source", "1"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "codec"),
    [
        ('<meta charset="windows-1251">', "cp1251"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', "koi8_r"),
        ("", "utf-8"),
        ("", "utf-16"),
        ('<meta charset="iso-8859-1">', "cp1252"),
        ('<meta charset="no such">', "utf-8"),
        ('<meta charset="utf-16">', "utf-8"),
    ],
)
def test_the_encoding_is_the_declared_one_where_it_fits(head: str, codec: str) -> None:
    words = "Zürich – “now”" if codec == "cp1252" else "Плотина наполняется"
    page = f"<html><head>{head}</head><body><p>{words}</p></body></html>"
    assert read_webpage(page.encode(codec)).text == words


def test_an_undeclared_encoding_is_asked_about() -> None:
    page = "<p>Zürich, Genève</p>".encode("cp1252")
    with pytest.raises(EncodingDoubt):
        read_webpage(page, "a.html")
    assert read_webpage(page, "a.html", "cp1252").text == "Zürich, Genève"


def test_pages_that_nest_without_end_keep_their_words() -> None:
    reading = read_html("<b>" * 50_000 + "x" + "</b>" * 50_000)
    assert reading.text == "x"
    assert "It nests deeper" in reading.warnings[0]


def test_where_a_page_was_saved_from_is_its_address() -> None:
    page = b"<!-- saved from url=(0024)https://example.org/a --><p>x</p>"
    assert read_webpage(page).url == "https://example.org/a"
    assert read_webpage(b"<!-- saved from url=(0014)file:///etc/a --><p>x</p>").url == ""
