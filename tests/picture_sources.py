"""The sources in the pictures of the help: one file of each format, on a river that is made up."""

from pathlib import Path

from pdf_maker import Sheet, make_pdf
from readers.making import docx, epub, odt, p, r

ROWS = (("Gauge", "May", "Note"), ("Halmar", "212", "lowest since 1998"),
        ("Orrel bridge", "187", "read by hand"), ("Morrin", "none", "gauge is dry"))  # fmt: skip


def _word() -> bytes:
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    note = f'<w:footnote w:id="1">{p("", " Interview with an engineer of the authority, May.")}'
    table = "".join(
        f"<w:tr>{''.join(f'<w:tc>{p(cell)}</w:tc>' for cell in row)}</w:tr>" for row in ROWS
    )
    link = f'<w:hyperlink r:id="web">{r("the register of the commission")}</w:hyperlink>'
    bullet = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = (
        p("Water below the Morrin dam", style="Heading1"),
        p("Kelmaria closed the last sluice at Morrin in May. ", r("No notice", "<w:b/>"),
          " was given downstream, although the treaty asks for thirty days.", mark,
          " What was agreed stands in ", link, "."),
        p("What the gauges say", style="Heading2"),
        p("Three of the four gauges stood lower than in any spring since they were set."),
        f"<w:tbl>{table}</w:tbl>",
        p("Who answers for it", style="Heading2"),
        p("Duvania names three who decided:"),
        p("the ministry, which signed the order,", properties=bullet),
        p("the authority, which carried it out,", properties=bullet),
        p("the bank, which paid for the turbines.", properties=bullet),
        p("Nobody has answered since, and the villages below have begun to count for themselves."),
        p("What comes next", style="Heading2"),
        p("The commission meets in the autumn; its chair has asked both sides for their books."),
    )  # fmt: skip
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    target = "https://register.example.org/teshk"
    relation = f'<Relationship Id="web" Type="{kind}" Target="{target}" TargetMode="External"/>'
    levels = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/>'
        "</w:style>"
        for n in (1, 2)
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
        '<w:lvlText w:val="•"/></w:lvl></w:abstractNum><w:num w:numId="1">'
        '<w:abstractNumId w:val="0"/></w:num>'
    )
    core = "<dc:creator>R. Halvor</dc:creator><dc:title>Water below the Morrin dam</dc:title>"
    return docx(
        "".join(body), relation, footnotes=f"{note}</w:footnote>", styles=levels,
        numbering=numbering, header1=p("Field office, for the commission only"), core=core,
    )  # fmt: skip


def _book() -> bytes:
    paragraphs = (
        "قال مهندس من لجنة مياه الحوض إنّ منسوب نهر تيشك لم يعد يكفي لريّ القرى الواقعة أسفل السدّ."
        '<a epub:type="noteref" href="#n1"><sup>1</sup></a>',
        "وأضاف أنّ اللجنة اجتمعت مرّتين ولم تتّفق إلّا على موعد الاجتماع القادم.",
        "أمّا أهل القرى فيقيسون الماء بأنفسهم كلّ صباح، ويكتبون ما قاسوه في دفتر المدرسة.",
    )
    chapter = (
        "<h1>نهر تيشك</h1><h2>ما يقوله المهندسون</h2>"
        + "".join(f"<p>{words}</p>" for words in paragraphs)
        + "<h2>ما يقوله أهل القرى</h2><blockquote><p>الماء لا ينتظر أحداً.</p></blockquote>"
        + "<ul><li>هالمار: لا ماء منذ أيّار.</li><li>أوريل: ماء ليلاً فقط.</li></ul>"
        + '<aside id="n1" epub:type="footnote"><p>مقابلة في هالمار، أيّار.</p></aside>'
    )
    package = "<dc:title>نهر تيشك</dc:title><dc:creator>سلمى حدّاد</dc:creator>"
    return epub({"one.xhtml": f'<div dir="rtl">{chapter}</div>'}, package)


def _page() -> str:
    sentences = (
        "The reservoir above Morrin has been filling since the spring, the ministry says.",
        "Farmers downstream complain that the canals carry a third of what they carried before.",
        "An engineer of the authority, who would not be named, blamed the new turbines for it.",
        "The minister is expected to meet the governor of the province at the end of the month.",
    )
    article = f"<p>{' '.join(sentences[:2])}</p><p>{' '.join(sentences[2:])}</p>"
    return (
        "<!DOCTYPE html><html lang='en'><head><title>The reservoir fills</title>"
        "<meta name='author' content='Lena Orth'><meta property='og:site_name' content='Daily'>"
        "</head><body><nav><ul><li><a href='/a'>Home</a></li><li><a href='/b'>Politics</a></li>"
        f"</ul></nav><article><h1>The reservoir fills</h1>{article}</article><aside><h3>More "
        "stories</h3><ul><li>A cat on a roof</li></ul></aside><footer><p>All rights reserved.</p>"
        "</footer></body></html>"
    )


def _pages() -> bytes:
    lines = [
        "The water office closed the canals in the month after the",
        "harvest, as it had done in every year since the weir was",
        "built. Nobody in the district had been asked, and the",
        "letters that the farmers wrote went unanswered.",
    ]
    second = [
        "They wrote again. The gauge at Halmar was read by hand,",
        "twice a day, by the teacher of the village school and",
        "by her pupils, who kept a book of what they saw.",
    ]
    sheets = [
        Sheet()
        .column(["Water office, yearly report"], 72, 745, 9)
        .column([head], 72, 690, 20)
        .column([*lines, "", *second, "", *lines], 72, 650, 16)
        .column([str(number)], 300, 40, 9)
        for number, head in enumerate(
            ("The closing of the canals", "The gauges", "The letters"), 11
        )
    ]
    outline = [("The closing of the canals", 0), ("The gauges", 1), ("The letters", 2)]
    info = {"Title": "Yearly report", "Author": "Water office"}
    return make_pdf(sheets, info=info, labels="0<</S/D/St 11>>", outline=outline)


def _odt() -> bytes:
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>Minutes of the council, 3 May.</text:p></text:note-body>"
        "</text:note>"
    )
    body = (
        '<text:h text:outline-level="1">Minutes of the council</text:h>'
        f"<text:p>The council of Halmar heard two engineers and the teacher.{note} It asked the "
        "authority for its books, and set a day for the answer.</text:p>"
        "<text:list><text:list-item><text:p>The wells are measured each morning.</text:p>"
        "</text:list-item><text:list-item><text:p>The schoolbook is copied once a week.</text:p>"
        "</text:list-item></text:list>"
    )
    return odt(body)


def _rtf() -> bytes:
    return (
        rb"{\rtf1\ansi{\b A letter from Orrel}\par We write for the third time. The canal below "
        rb"the bridge has carried {\i no} water since the week before Easter, and the wells give "
        rb"what they gave in the dry year.\par We ask who closed the sluice, and by whose order."
        rb"\par For the village of Orrel\par}"
    )


def write_sources(folder: Path) -> list[Path]:
    """Write one file of each format into a folder; returns them."""
    made = {
        "report.docx": _word(), "river.epub": _book(), "page.html": _page().encode(),
        "yearly.pdf": _pages(), "minutes.odt": _odt(), "letter.rtf": _rtf(),
    }  # fmt: skip
    for name, data in made.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in made]
