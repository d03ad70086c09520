"""Circulars, from period and scope to a numbered paper."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from luoshi.bulletins import actions, queries, rules
from luoshi.bulletins.queries.facts import Span
from luoshi.bulletins.queries.paper import ANNEX_HEADERS
from luoshi.bulletins.terms import BulletinStatus
from luoshi.files import queries as files
from luoshi.files.rules import disposition
from luoshi.kernel.errors import NotFound
from luoshi.matters import queries as matters
from luoshi.web.bulletins import forms, prose
from luoshi.web.http import ActorRequest

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PAGE = 20


def bulletins(request: ActorRequest) -> HttpResponse:
    """What was published, and for those who write, what is being drafted."""
    found = queries.visible(request.actor).order_by("-year", "-pk")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "bulletins/list.html", {"page": page})


def new(request: ActorRequest) -> HttpResponse:
    """Choose period and scope; the draft is written at once."""
    form = forms.DraftForm(request, request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        made = actions.draft(
            said["period_from"], said["period_to"], scope=form.scope(), by=request.actor, at=timezone.now()
        )
        messages.success(request, "已生成通报初稿。请核对文字，点数据可查看对应事项。")
        return redirect("bulletins_show", bulletin_id=made.pk)
    return render(request, "bulletins/new.html", {"form": form})


def show(request: ActorRequest, bulletin_id: int) -> HttpResponse:
    """The circular as it reads, and the acts that are open now."""
    bulletin = queries.one(request.actor, bulletin_id)
    context = {
        "bulletin": bulletin,
        "status": BulletinStatus(bulletin.status),
        "scope": queries.scope_label(bulletin.scope),
        "parts": prose.paragraphs(bulletin),
        "headers": ANNEX_HEADERS,
        "rows": prose.annex(bulletin),
        "reason_form": forms.ReasonForm(),
    }
    return render(request, "bulletins/show.html", context)


def edit(request: ActorRequest, bulletin_id: int) -> HttpResponse:
    """Change the words; figures stay bound to their names."""
    bulletin = queries.one(request.actor, bulletin_id)
    initial = {"title": bulletin.title, "recipients": bulletin.recipients}
    form = forms.WordsForm(bulletin.body, request.POST or None, initial=initial)
    if form.is_valid():
        said = form.cleaned_data
        actions.edit(
            bulletin_id,
            title=said["title"],
            recipients=said["recipients"],
            texts=form.texts(),
            by=request.actor,
            at=timezone.now(),
            seen=_seen(request),
        )
        messages.success(request, "已保存修改。")
        return redirect("bulletins_show", bulletin_id=bulletin_id)
    figures = [(name, figure.label, bulletin.figures.get(name, "")) for name, figure in rules.FIGURES.items()]
    return render(request, "bulletins/edit.html", {"bulletin": bulletin, "form": form, "figures": figures})


@require_POST
def refresh(request: ActorRequest, bulletin_id: int) -> HttpResponse:
    """Compose again from today's facts."""
    actions.refresh(bulletin_id, by=request.actor, at=timezone.now())
    return _done(request, bulletin_id, "已按今天的情况重新生成。")


@require_POST
def approve(request: ActorRequest, bulletin_id: int) -> HttpResponse:
    """Sign; the facts freeze."""
    actions.approve(bulletin_id, by=request.actor, at=timezone.now(), seen=_seen(request))
    return _done(request, bulletin_id, "已审签，通报数据已经固定。")


@require_POST
def reopen(request: ActorRequest, bulletin_id: int) -> HttpResponse:
    """Back to the drafter."""
    actions.reopen(bulletin_id, by=request.actor, at=timezone.now())
    return _done(request, bulletin_id, "已退回起草人修改。")


@require_POST
def publish(request: ActorRequest, bulletin_id: int) -> HttpResponse:
    """Number it and send it out."""
    made = actions.publish(bulletin_id, by=request.actor, at=timezone.now())
    return _done(request, bulletin_id, f"已印发，编号为{made.year}年第{made.number}期。")


@require_POST
def void(request: ActorRequest, bulletin_id: int) -> HttpResponse:
    """Drop a draft."""
    actions.void(bulletin_id, reason=request.POST.get("reason", ""), by=request.actor, at=timezone.now())
    return _done(request, bulletin_id, "初稿已作废。")


def figure(request: ActorRequest, bulletin_id: int, figure: str) -> HttpResponse:
    """The matters behind one figure: frozen ones once the circular is approved."""
    bulletin = queries.one(request.actor, bulletin_id)
    if figure not in rules.FIGURES:
        raise NotFound("figure-not-found", "没有这个数据项。")
    is_frozen = bulletin.status in {BulletinStatus.APPROVED, BulletinStatus.PUBLISHED}
    asked = request.GET.get("unit", "")
    unit_id = int(asked) if asked.isdecimal() and len(asked) < 19 else None
    if is_frozen:
        rows: Any = queries.frozen_behind(bulletin, figure, unit_id=unit_id)
        every = rows.count()
        if not request.actor.sees_all:
            rows = rows.filter(matter_id__in=matters.visible(request.actor).values("pk"))
    else:
        span = Span(bulletin.period_from, bulletin.period_to, bulletin.as_of)
        rows = queries.matters_behind(request.actor, span, bulletin.scope, figure=figure, unit_id=unit_id)
        every = rows.count()
    page = Paginator(rows, 100).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "bulletin": bulletin,
        "figure": rules.FIGURES[figure],
        "is_frozen": is_frozen,
        "page": page,
        "every": every,
        "hidden": every - page.paginator.count,
    }
    return render(request, "bulletins/figure.html", context)


def paper(request: ActorRequest, bulletin_id: int) -> HttpResponse:
    """The Word file; once published, always the same bytes."""
    bulletin = queries.one(request.actor, bulletin_id)
    if bulletin.paper is not None:
        content, name = files.content(bulletin.paper.blob), bulletin.paper.name
    else:
        content, name = queries.bulletin_paper(bulletin), f"{bulletin.title}（未印发）.docx"
    response = HttpResponse(content, content_type=WORD)
    response["Content-Disposition"] = disposition(name)
    return response


def _seen(request: ActorRequest) -> int | None:
    """The version that the page showed."""
    said = request.POST.get("version", "")
    return int(said) if said.isdecimal() and len(said) < 10 else None


def _done(request: ActorRequest, bulletin_id: int, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("bulletins_show", bulletin_id=bulletin_id)
