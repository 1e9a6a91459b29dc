import pytest

from workbench.readers.html import Pieces, TooDeep


def take_apart(html: str) -> str:
    pieces = Pieces()
    pieces.feed(html)
    pieces.close()
    return pieces.result()[0]


def test_tags_that_do_not_match_do_no_harm() -> None:
    assert take_apart("</p><p>a</b><li>b<td>c</p></li>") == "a\n• bc"


def test_an_empty_item_does_not_swallow_the_next() -> None:
    assert take_apart("<ul><li></li><li>b</li></ul>") == "•\n• b"


def test_depth_is_limited() -> None:
    assert take_apart("<em>" * 100 + "a") == "a"
    with pytest.raises(TooDeep):
        take_apart("<em>" * 101)
