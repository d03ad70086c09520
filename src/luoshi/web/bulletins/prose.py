"""A circular's text as a page shows it: each figure a link to its matters, each number a link to its matter."""

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from luoshi.bulletins import queries, rules
from luoshi.bulletins.queries import Bulletin
from luoshi.bulletins.queries.paper import ANNEX_FIGURES, annex_rows
from luoshi.bulletins.rules import UnitLine


def paragraphs(bulletin: Bulletin) -> list[dict[str, str | SafeString]]:
    """The body with links in place of tokens."""
    numbers = queries.numbers_of(bulletin.body)
    return [
        {"kind": part["kind"], "html": _linked(part["text"], bulletin, numbers)} for part in bulletin.body
    ]


def figure_url(bulletin_id: int, figure: str) -> str:
    """Where the matters behind a figure are listed."""
    return reverse("bulletins_figure", args=[bulletin_id, rules.based_on(figure)])


def annex(bulletin: Bulletin) -> list[list[SafeString | str]]:
    """The rows of the annex, each count a link to its matters."""
    lines = [UnitLine(**line) for line in bulletin.unit_lines]
    rows = annex_rows(lines)
    for line, row in zip([*lines, None], rows, strict=True):
        asked = f"?unit={line.unit_id}" if line else ""
        for place, figure in enumerate(ANNEX_FIGURES, 2):
            if row[place] != "0":
                url = figure_url(bulletin.pk, figure) + asked
                row[place] = format_html('<a class="figure" href="{}">{}</a>', url, row[place])
    return [list(row) for row in rows]


def _linked(text: str, bulletin: Bulletin, numbers: Mapping[str, str]) -> SafeString:
    pieces: Sequence[str] = rules.TOKEN.split(text)
    shown = []
    for place, piece in enumerate(pieces):
        if place % 2 == 0:
            shown.append(format_html("{}", piece))
        elif piece.startswith("#"):
            url = reverse("matters_show", args=[int(piece[1:])])
            shown.append(format_html('<a href="{}">{}</a>', url, numbers.get(piece, "—")))
        else:
            url = figure_url(bulletin.pk, piece)
            shown.append(
                format_html('<a class="figure" href="{}">{}</a>', url, bulletin.figures.get(piece, "—"))
            )
    return format_html_join("", "{}", ((piece,) for piece in shown))
