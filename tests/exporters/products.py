"""Products made by hand, counted here in the plainest way."""

import random
from collections.abc import Iterable, Sequence

from db.records import HUES, Facet
from workbench.exporters.matrix_product import Origin, Passage, Product
from workbench.matrix import Context, Entry, Figures, Gap, Matrix, Request

#: of a claim: rows and columns it stands in, sign of its stance, its quote
Told = tuple[Sequence[int], Sequence[int], int, str]
ORIGIN = Origin(
    ((0x1234, "Upper Teshk water"),),
    "2026-11-22T11:12:00+00:00",
    "Workbench 0.1.0",
    '{"version":1}',
    "Counting claims by both coders in all 8 documents.",
)


def entries(names: Iterable[str | tuple[str, str]]) -> tuple[Entry, ...]:
    """Entries by name, or by name and group."""
    made = []
    for at, one in enumerate(names):
        name, group = one if isinstance(one, tuple) else (one, "")
        made.append(Entry(f"t{at + 1}", name, at + 1, HUES[at % 12], group))
    return tuple(made)


def counted(
    rows: tuple[Entry, ...],
    columns: tuple[Entry, ...],
    claims: Sequence[Told],
    unread: Iterable[tuple[int, int]] = (),
    request: Request | None = None,
) -> Matrix:
    """Count claims, whose ids are their places from 1 on."""
    behind: dict[tuple[int, int], list[int]] = {}
    for number, (of_rows, of_columns, _sign, _quote) in enumerate(claims, 1):
        for cell in {(r, c) for r in of_rows for c in of_columns}:
            behind.setdefault(cell, []).append(number)

    def of(row: int | None, column: int | None) -> list[int]:
        if row is not None and column is not None:
            return behind.get((row, column), [])
        found = {
            claim
            for (r, c), some in behind.items()
            if row in (None, r) and column in (None, c)
            for claim in some
        }
        return sorted(found)

    def signs(sign: int) -> list[list[int]]:
        return [
            [sum(claims[n - 1][2] == sign for n in behind.get((r, c), ())) for c in width]
            for r in height
        ]

    height, width = range(len(rows)), range(len(columns))
    figures = Figures(
        [[len(behind.get((r, c), ())) for c in width] for r in height],
        [len(of(r, None)) for r in height],
        [len(of(None, c)) for c in width],
        len(of(None, None)),
    )
    unread = set(unread)
    plus, minus = signs(1), signs(-1)
    return Matrix(
        request or Request(),
        Context(
            facets=(
                Facet(1, "actor", "Actors", False, 0), Facet(2, "concern", "Concerns", False, 1),
            ),
        ),
        rows, columns, figures, figures, plus, minus,
        frozenset((r, c) for r in height for c in width if plus[r][c] and minus[r][c]),
        [
            [
                Gap.FILLED if (r, c) in behind
                else Gap.UNREAD if (r, c) in unread else Gap.NOTHING
                for c in width
            ]
            for r in height
        ],
        len(claims),
        _claims_of=of,
    )  # fmt: skip


def product(matrix: Matrix, claims: Sequence[Told], origin: Origin = ORIGIN) -> Product:
    """Put passages behind a matrix."""
    passages = {
        (0, number): Passage(
            number, number, f"claim-{number}", f"doc-{number % 7}.txt",
            f"Document {number % 7}", f"line {number}", " ".join(quote.split()), quote,
            source="The Post", published="2026-05-01",
            statement=f"Statement {number}", speaker="", coder="MT",
            stance={1: "For", -1: "Against", 0: ""}[sign], sign=sign,
            decision=("", "accepted", "question")[number % 3],
        )
        for number, (_rows, _columns, sign, quote) in enumerate(claims, 1)
    }  # fmt: skip
    return Product(matrix, origin, passages)


def small() -> Product:
    """Groups of rows, a contested cell, some not read, Arabic names, signs of all kinds."""
    rows = entries([
        ("Kelmaria", "States"), ("Duvania <b>", "States"), ("جبهة الفانوس", "Armed groups"),
        ("=SUM(A1)", ""),
    ])  # fmt: skip
    columns = entries(
        [("Dam filling", "Water"), ("Canal | diversion", "Water"), ("Raids & arms", "")]
    )
    claims: list[Told] = [
        ([0], [0], 1, "The dam\nfills."),
        ([0], [0], -1, "It does not </script><script>alert(1)</script>."),
        ([0, 1], [0, 1], 0, "عبر مقاتلو جبهة الفانوس القناة الجافة مرتين"),
        ([2], [2], 1, '=HYPERLINK("http://x")'),
        ([3], [1], -1, "-2+3 & so on — “quoted”"),
    ]
    return product(counted(rows, columns, claims, [(2, 0), (1, 2)]), claims)


def large(height: int, width: int, number: int, seed: int = 1) -> Product:
    """Many claims at random, Latin and Arabic, rows in groups of seven."""
    chance = random.Random(seed)
    words = [
        "water",
        "dam",
        "border",
        "raid",
        "grain",
        "price",
        "canal",
        "council",
        "upstream",
        "treaty",
        "winter",
        "road",
    ]
    arabic = ["الماء", "السد", "الحدود", "القناة", "الحبوب", "المجلس", "الشتاء", "الطريق"]

    def name(at: int) -> str:
        if at % 9 == 5:
            return " ".join(chance.sample(arabic, 2))
        if at % 11 == 7:
            return "Joint commission for the waters of the upper and the lower Teshk basin"
        return " ".join(chance.sample(words, 1 + at % 2)).capitalize()

    rows = entries([(name(at), f"Group {at // 7}") for at in range(height)])
    columns = entries([(name(at), f"Theme {at // 5}") for at in range(width)])
    weights = [1 / (1 + at) for at in range(height)]
    claims: list[Told] = [
        (
            chance.choices(range(height), weights, k=1 + (n % 4 == 0)),
            chance.choices(range(width), k=1 + (n % 3 == 0)),
            chance.choice((1, 0, 0, -1)),
            " ".join(chance.choices(arabic if n % 13 == 0 else words, k=24)).capitalize() + ".",
        )
        for n in range(number)
    ]
    unread = [(r, c) for r in range(height) for c in range(width) if (r * 7 + c * 3) % 10 == 0]
    return product(counted(rows, columns, claims, unread), claims)
