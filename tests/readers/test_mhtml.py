import pytest

from workbench.readers.errors import Unreadable
from workbench.readers.mhtml import read_mhtml

SAVED = """From: <Saved by Blink>
Snapshot-Content-Location: https://example.org/a
Subject: =?utf-8?Q?The=20d=C3=A4m?=
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="x"

--x
Content-Type: image/png
Content-Transfer-Encoding: base64

AAAA
--x
Content-Type: text/html; charset={}
Content-Transfer-Encoding: quoted-printable
Content-Location: https://example.org/a

<p>Z=FCrich is =
far</p>
--x--
"""


def test_the_page_in_the_file_is_read() -> None:
    reading = read_mhtml(SAVED.format("windows-1252").encode())
    assert reading.text == "Zürich is far"
    assert (reading.title, reading.url) == ("The däm", "https://example.org/a")


def test_a_file_without_a_page_is_refused() -> None:
    for data in (b"", b"words", SAVED.replace("text/html; charset", "text/css; charset").encode()):
        with pytest.raises(Unreadable, match="no web page"):
            read_mhtml(data)
    with pytest.raises(Unreadable, match="more parts"):
        read_mhtml(b"\n--x" * 30_000)


def test_broken_heads_do_no_harm() -> None:
    broken = "Subject: =?utf-8?B?////?= \xff\nContent-Type: text/html\n\n<p>a</p>"
    assert read_mhtml(broken.encode("latin-1")).text == "a"
