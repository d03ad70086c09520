"""A circular's text as a page shows it: each figure a link to its matters, each number a link to its matter."""

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from luoshi.bulletins import queries, rules
from luoshi.bulletins.queries import Bulletin


def paragraphs(bulletin: Bulletin) -> list[dict[str, str | SafeString]]:
    """The body with links in place of tokens."""
    numbers = queries.numbers_of(bulletin.body)
    return [
        {"kind": part["kind"], "html": _linked(part["text"], bulletin, numbers)} for part in bulletin.body
    ]


def figure_url(bulletin_id: int, figure: str) -> str:
    """Where the matters behind a figure are listed."""
    return reverse("bulletins_figure", args=[bulletin_id, rules.based_on(figure)])


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
