"""HTML taken apart into pieces of text, without rendering or fetching anything."""

from html.parser import HTMLParser

from workbench.readers.pieces import Pieces


def pieces_of(html: str) -> Pieces:
    """Return the pieces of a fragment of HTML that a program wrote: its tags are all closed."""
    tags = _Tags()
    tags.feed(html)
    tags.close()
    return tags.pieces


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces = Pieces()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.pieces.start(tag, {name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        self.pieces.end(tag)

    def handle_data(self, data: str) -> None:
        self.pieces.words(data)
