from workbench.readers.html import pieces_of


def take_apart(html: str) -> str:
    return pieces_of(html).result()[0]


def test_tags_that_do_not_match_do_no_harm() -> None:
    assert take_apart("</p><p>a</b><li>b<td>c</p></li>") == "a\n• bc"


def test_an_empty_item_does_not_swallow_the_next() -> None:
    assert take_apart("<ul><li></li><li>b</li></ul>") == "•\n• b"


def test_what_nests_too_deep_is_flattened_and_told() -> None:
    deep = pieces_of("<em>" * 100 + "a")
    assert (deep.result()[0], deep.too_deep) == ("a", False)
    deeper = pieces_of("<em>" * 101 + "a<p>b</p>" + "</em>" * 101 + "<p>c</p>")
    assert (deeper.result()[0], deeper.too_deep) == ("a\n\nb\n\nc", True)
