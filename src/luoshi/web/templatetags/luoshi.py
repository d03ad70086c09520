"""Template filters and tags of all pages; a builtin library, so templates need no ``load``.

Text:   ``{{ due|day }}`` ``{{ filed_at|moment }}`` ``{{ due|days_from }}``
Chips:  ``{{ matter.status|status_chip }}`` ``{{ draft.status|status_chip:"draft" }}`` ``{{ light|light_chip }}``
        ``{% chip "特急" "bad" %}``
Bars:   ``{{ matter.percent|percent_bar }}``
Forms:  ``{% field form.name %}``
Links:  ``{% qs page=2 sort=None %}``
Acts:   ``{% if actor|may:"matter:issue" %}`` ``{{ entry.tag|act_words }}`` ``{{ entry.subject|subject_words }}``
"""

from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput
from django.template.defaulttags import querystring
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from luoshi.accounts.policy import Actor
from luoshi.web.chips import LIGHT_LOOKS, MARKS, Look, look_of
from luoshi.web.tags import act_words, subject_words

register = template.Library()
register.simple_tag(querystring, name="qs", takes_context=True)
register.filter(act_words)
register.filter(subject_words)


@register.filter
def may(actor: Actor | None, permission: str) -> bool:
    """Whether to offer an act."""
    return actor is not None and permission in actor.permissions


@register.filter
def day(value: date | datetime | None) -> str:
    """6月30日 in this year, 2025年6月30日 in another; nothing for no date."""
    if value is None:
        return ""
    on = _date(value)
    words = f"{on.month}月{on.day}日"
    return words if on.year == timezone.localdate().year else f"{on.year}年{words}"


@register.filter
def moment(value: datetime | None) -> str:
    """The day with hour and minute in the place's time zone."""
    if value is None:
        return ""
    here = timezone.localtime(value)
    return f"{day(here.date())} {here.hour:02}:{here.minute:02}"


@register.filter
def days_from(due: date | None, today: date | None = None) -> str:
    """How far a due date is away, in calendar days: 还有3天, 今天到期, 已超期5天."""
    if due is None:
        return ""
    left = (due - (today or timezone.localdate())).days
    if left == 0:
        return "今天到期"
    return f"还有{left}天" if left > 0 else f"已超期{-left}天"


@register.filter
def status_chip(code: str, vocabulary: str = "matter") -> SafeString:
    """A status as a chip. ``vocabulary``: matter, directive, draft or bulletin."""
    return _chip(look_of(code, vocabulary))


@register.filter
def light_chip(code: str) -> SafeString:
    """How a matter stands, as mark and word."""
    return _chip(LIGHT_LOOKS[code])


@register.simple_tag
def chip(label: str, tone: str = "quiet") -> SafeString:
    """Any word as a chip. ``tone``: quiet, info, review, good, warn or bad."""
    return _chip(Look(label, tone))


@register.filter
def percent_bar(percent: int | None) -> SafeString:
    """Progress from 0 to 100 as a bar with its number; 进度未填 when nothing was said."""
    if percent is None:
        return format_html('<span class="muted">{}</span>', "进度未填")
    return format_html(
        '<span class="percent"><progress max="100" value="{0}" aria-label="进度">{0}%</progress> {0}%</span>',
        percent,
    )


@register.inclusion_tag("_field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """A form field with its label, help and errors tied to the control."""
    return {"field": bound, "tick": isinstance(bound.field.widget, CheckboxInput)}


@register.filter
def focus_id(bound: BoundField) -> str:
    """The id of the control to jump to: of the first choice for a group of radio buttons or boxes."""
    return bound.id_for_label or f"{bound.auto_id}_0"


def _date(value: date | datetime) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


def _chip(look: Look) -> SafeString:
    return format_html(
        '<span class="chip chip-{}"><span class="chip-mark" aria-hidden="true">{}</span>{}</span>',
        look.tone,
        look.mark or MARKS[look.tone],
        look.label,
    )
