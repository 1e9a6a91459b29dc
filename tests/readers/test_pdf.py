"""PDF: text in the order of reading, with styles, from files made here and from the samples."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from workbench.readers.errors import PasswordNeeded, Unreadable
from workbench.readers.pdf import read_pdf
from workbench.text.canonical import canonical

from ..pdf_maker import Sheet, make_pdf  # noqa: TID252

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
PASSWORDS = {
    "pdfminer-aes-128.pdf": "foo",
    "pdfminer-aes-256-m.pdf": "foo",
    "pdfminer-aes-256-r6.pdf": "usersecret",
    "pdfminer-rc4-128.pdf": "foo",
    "pdfminer-rc4-40.pdf": "foo",
    "pypdf-libreoffice-writer-password.pdf": "openpassword",
}
LEFT = [
    "Rivers that rise in the hills carry",
    "silt to the plain in every spring, and",
    "what they leave behind feeds the fields",
    "of three districts until the dry season",
    "begins in the month after the harvest,",
    "when the canals are closed by order of",
    "the water office in the capital.",
]
RIGHT = [
    "Farmers downstream call the order unjust",
    "since it takes the last water from them",
    "in the very weeks in which melons need",
    "it most, while the cotton estates above",
    "the weir are allowed to go on as before",
    "under contracts that nobody has seen.",
    "The office says they are old rights.",
]


def of_kind(reading, kind):
    return [
        (reading.text[style.start : style.end], style.value)
        for style in reading.styles
        if style.kind == kind
    ]


def test_lines_stay_lines_and_a_wider_gap_parts_paragraphs():
    first, second = LEFT[:4], RIGHT[:4]
    sheet = Sheet().column(first, 72, 700).column(second, 72, 700 - 4 * 12 - 10)
    text = read_pdf(make_pdf([sheet])).text
    assert text == "\n".join(first) + "\n\n" + "\n".join(second)


def test_an_indented_first_line_begins_a_paragraph():
    sheet = Sheet().column(LEFT[:3], 72, 700)
    sheet.words.append((90, 700 - 36, 10, RIGHT[0]))
    sheet.column(RIGHT[1:3], 72, 700 - 48)
    assert "\n".join(LEFT[:3]) + "\n\n" + RIGHT[0] in read_pdf(make_pdf([sheet])).text


def test_a_hyphen_at_a_lines_end_stays_and_so_does_the_line_end():
    sheet = Sheet().column(
        ["The water office has no say in the degra-", "dation of its canals"], 72, 700
    )
    assert "degra-\ndation" in read_pdf(make_pdf([sheet])).text


@pytest.mark.parametrize("apart", [300.0, 330.0])
def test_columns_that_are_drawn_row_by_row_are_read_one_after_the_other(apart):
    sheet = Sheet(
        words=[(72, 740, 14, "On the water of the plain and who may take of it, a report")]
    )
    for number, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        sheet.words += [(72, 700 - 12 * number, 10, left), (apart, 700 - 12 * number, 10, right)]
    text = read_pdf(make_pdf([sheet])).text
    assert text.startswith("On the water of the plain")
    assert "\n".join(LEFT) in text
    assert "\n".join(RIGHT) in text
    assert text.index(LEFT[-1]) < text.index(RIGHT[0])


def test_columns_that_are_drawn_one_after_the_other_stay_so():
    sheet = Sheet().column(LEFT, 72, 700).column(RIGHT, 320, 700)
    text = read_pdf(make_pdf([sheet])).text
    assert text == "\n".join(LEFT) + "\n" + "\n".join(RIGHT)


@pytest.mark.parametrize("head", [[], [(72, 760, 10, "A speech")]])
def test_a_foot_that_is_drawn_first_is_read_last(head):
    foot = [(72, 52, 8, "Kept by the basin board"), (300, 40, 10, "3")]
    sheet = Sheet(words=[*head, *foot]).column(LEFT, 72, 700)
    lines = read_pdf(make_pdf([sheet])).text.split()
    said = " ".join([*(words for *_, words in head), *LEFT, *(words for *_, words in foot)])
    assert " ".join(lines) == said


def test_a_table_is_read_row_by_row():
    rows = [
        ("Kelmar", "1,204", "rising"),
        ("Sarand", "980", "falling"),
        ("Oruk", "77", "rising"),
    ] * 3
    sheet = Sheet()
    for number, cells in enumerate(rows):
        for x, cell in zip((72, 250, 400), cells, strict=True):
            sheet.words.append((x, 700 - 14 * number, 10, cell))
    lines = read_pdf(make_pdf([sheet])).text.split("\n")
    assert "Kelmar" in lines[0]
    assert " ".join(" ".join(lines).split()).startswith("Kelmar 1,204 rising Sarand 980 falling")


def test_a_raised_number_stays_on_its_line():
    sheet = Sheet(
        words=[(72, 700, 10, "bolts of No. 6 up to 1"), (172, 704, 6, "4"), (176, 700, 10, "inch")]
    )
    assert "\n" not in read_pdf(make_pdf([sheet])).text


def test_a_page_is_read_the_way_its_writing_runs(tmp_path):
    upright, turned = (
        read_pdf(make_pdf([Sheet(rotate=angle).column(LEFT, 72, 700)])) for angle in (0, 90)
    )
    assert turned.text == upright.text


def test_letters_of_one_glyph_and_right_to_left_stand_in_order():
    data = make_pdf(
        [Sheet().column(["CBA"], 72, 700)], glyphs={"A": "س", "B": "\u0644\u0627", "C": "م"}
    )
    # The file draws from left to right what is read from right to left: س لا م.
    assert read_pdf(data).text == "س\u0644\u0627م"


def test_characters_beyond_the_first_plane_are_whole():
    data = make_pdf([Sheet().column(["bAb"], 72, 700)], glyphs={"A": "\U0001f600"})
    assert read_pdf(data).text == "b\U0001f600b"


def test_pages_carry_their_labels_and_cover_the_text():
    pages = [Sheet().column(LEFT, 72, 700), Sheet().column(RIGHT, 72, 700)]
    reading = read_pdf(make_pdf(pages, labels="0<</S/r>>1<</S/D/St 7>>"))
    assert of_kind(reading, "page") == [("\n".join(LEFT), "i"), ("\n".join(RIGHT), "7")]
    assert reading.text == "\n".join(LEFT) + "\n\f" + "\n".join(RIGHT)


def test_a_page_without_text_leaves_a_line_to_hang_claims_on():
    reading = read_pdf(make_pdf([Sheet().column(LEFT, 72, 700), Sheet()]))
    assert of_kind(reading, "image") == [("[Page 2 has no text]", "Page 2 has no text")]
    assert reading.warnings == (
        "Page 2 without text: claims there are made by drawing a rectangle.",
    )
    assert "scan" in read_pdf(make_pdf([Sheet()])).warnings[0]


def test_heads_numbers_and_footnotes_are_told_from_the_text():
    sheets = []
    for number in range(1, 5):
        sheet = Sheet().column([f"The Water Report {number}"], 72, 760)
        sheet.column([*LEFT[:-1], f"the water office in the capital.{number} And"], 72, 640)
        sheet.column([f"{number} Interview with an official,", "Kelmar, 2021."], 72, 120, 7)
        sheets.append(sheet.column([str(number)], 300, 30))
    reading = read_pdf(make_pdf(sheets))
    furniture = [words for words, _ in of_kind(reading, "furniture")]
    assert furniture == [line for n in range(1, 5) for line in (f"The Water Report {n}", str(n))]
    assert of_kind(reading, "note")[1] == ("2 Interview with an official,\nKelmar, 2021.", "2")
    marks = [style for style in reading.styles if style.kind == "noteref"]
    assert [style.value for style in marks] == ["1", "2", "3", "4"]
    assert all(reading.text[mark.start - 8 : mark.start] == "capital." for mark in marks)


def test_outline_links_and_what_the_file_says_of_itself():
    sheet = Sheet(links=[(70, 695, 200, 712, "https://example.org/a")])
    sheet.column(["1 The Dry Season"], 72, 700, 14).column(LEFT, 72, 660)
    data = make_pdf(
        [sheet],
        info={"Title": "Water", "Author": "A. Writer", "CreationDate": "D:20210827120000Z"},
        language="en-GB",
        outline=[("The Dry Season", 0), ("Not there", 0)],
    )
    reading = read_pdf(data)
    assert of_kind(reading, "h1") == [("1 The Dry Season", "")]
    assert of_kind(reading, "link") == [("1 The Dry Season", "https://example.org/a")]
    assert (reading.title, reading.author) == ("Water", "A. Writer")
    assert (reading.published_on, reading.language) == ("2021-08-27", "en-GB")
    assert reading.original is None


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 and no more", b"<html>no pdf</html>"])
def test_what_is_no_pdf_is_refused_in_a_sentence(data):
    with pytest.raises(Unreadable, match="no PDF"):
        read_pdf(data)


def samples():
    return sorted((SHARED / "samples" / "pdf").glob("*.pdf"))


needs_samples = pytest.mark.skipif(not samples(), reason="no ../shared/samples/pdf here")


@needs_samples
@pytest.mark.parametrize("path", samples(), ids=lambda path: path.stem)
def test_every_sample_gives_canonical_text_and_styles_inside_it(path):
    reading = read_pdf(path.read_bytes(), PASSWORDS.get(path.name))
    assert reading.text.strip()
    assert canonical(reading.text) == reading.text
    assert all(0 <= style.start < style.end <= len(reading.text) for style in reading.styles)
    pages = [style for style in reading.styles if style.kind == "page"]
    assert [page.end + 2 for page in pages[:-1]] == [page.start for page in pages[1:]]
    again = read_pdf(path.read_bytes(), PASSWORDS.get(path.name))
    assert replace(again, original=None) == replace(reading, original=None)


@needs_samples
@pytest.mark.parametrize("name", PASSWORDS)
def test_a_password_is_asked_for_and_the_copy_that_is_kept_needs_none(name):
    data = (SHARED / "samples" / "pdf" / name).read_bytes()
    with pytest.raises(PasswordNeeded) as missing:
        read_pdf(data)
    with pytest.raises(PasswordNeeded) as wrong:
        read_pdf(data, "not it")
    assert (missing.value.wrong, wrong.value.wrong) == (False, True)
    reading = read_pdf(data, PASSWORDS[name])
    assert read_pdf(reading.original).text == reading.text


@needs_samples
def test_what_is_known_of_the_samples_is_in_their_text():
    def read(name):
        return read_pdf((SHARED / "samples" / "pdf" / name).read_bytes())

    handbook = read("docling-amt_handbook_sample.pdf").text
    assert handbook.index("reused without impairing") < handbook.index(
        "Stainless Steel Self-Locking"
    )
    assert "No. 6 up to 1⁄4 inch, the\nRol-top" in handbook
    speech = read("tika-testPDF_protected.pdf")
    assert "degradation of eco-\nsystems, the spread" in speech.text
    assert len(of_kind(speech, "furniture")) == 40
    assert read("pypdf-habibi.pdf").text.startswith("حَبيبي")
    assert len(of_kind(read("pypdf-libre-office-link.pdf"), "link")) == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    "path", sorted((SHARED / "hostile" / "pdf").glob("*.pdf")), ids=lambda path: path.stem
)
def test_hostile_files_end_in_text_or_a_sentence_or_with_their_own_process(path):
    # One of them aborts PDFium by design: that is what the box is for.
    program = (
        "import sys, resource\n"
        "resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000,) * 2)\n"
        "resource.setrlimit(resource.RLIMIT_CORE, (0, 0))\n"
        "from db.errors import ProjectError\nfrom workbench.readers.pdf import read_pdf\n"
        "try: print(len(read_pdf(open(sys.argv[1], 'rb').read()).text))\n"
        "except ProjectError as error: print(error)\n"
    )
    if sys.platform == "win32":
        pytest.skip("no limits of memory here")
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], cwd=ROOT, capture_output=True, timeout=20
    )
    assert b"Traceback" not in done.stderr
    assert done.stdout.strip() or path.stem == "form_bomb"
