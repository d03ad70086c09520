"""Circulars, from period and scope to a numbered paper."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from luoshi.bulletins import actions, queries, rules
from luoshi.bulletins.queries.paper import ANNEX_HEADERS
from luoshi.bulletins.terms import BulletinStatus
from luoshi.files import queries as files
from luoshi.files.rules import disposition
from luoshi.files.terms import Kind
from luoshi.kernel.cursor import place
from luoshi.kernel.errors import NotFound
from luoshi.web.asking import ask, seen, sent
from luoshi.web.bulletins import forms, prose
from luoshi.web.http import ActorRequest, number

PAGE = 20


def bulletins(request: ActorRequest) -> HttpResponse:
    """What was published, and for those who write, what is being drafted."""
    found = queries.visible(request.actor).order_by("-year", "-pk")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "bulletins/list.html", {"page": page})


def new(request: ActorRequest) -> HttpResponseBase:
    """Choose period and scope; the draft is written at once."""
    form = forms.DraftForm(request, sent(request))

    def do() -> HttpResponse:
        said = form.cleaned_data
        made = actions.draft(
            said["period_from"], said["period_to"], scope=form.scope(), by=request.actor, at=request.now
        )
        return _done(request, made.pk, "已生成通报初稿。请核对文字，点数据可查看对应事项。")

    def page(status: int) -> HttpResponse:
        return render(request, "bulletins/new.html", {"form": form}, status=status)

    return ask(request, form, do=do, page=page)


def show(request: ActorRequest, bulletin_id: int) -> HttpResponse:
    """The circular as it reads, and the acts that are open now."""
    return _show(request, bulletin_id, forms.ReasonForm())


def _show(
    request: ActorRequest, bulletin_id: int, reason: forms.ReasonForm, *, status: int = 200
) -> HttpResponse:
    bulletin = queries.one(request.actor, bulletin_id)
    context = {
        "bulletin": bulletin,
        "status": BulletinStatus(bulletin.status),
        "scope": queries.scope_label(bulletin.scope),
        "parts": prose.paragraphs(bulletin),
        "headers": ANNEX_HEADERS,
        "rows": prose.annex(bulletin),
        "reason_form": reason,
    }
    return render(request, "bulletins/show.html", context, status=status)


def edit(request: ActorRequest, bulletin_id: int) -> HttpResponseBase:
    """Change the words; figures stay bound to their names."""
    bulletin = queries.one(request.actor, bulletin_id)
    initial = {"title": bulletin.title, "recipients": bulletin.recipients}
    form = forms.WordsForm(bulletin.body, sent(request), initial=initial)

    def do() -> HttpResponse:
        said = form.cleaned_data
        actions.edit(
            bulletin_id,
            title=said["title"],
            recipients=said["recipients"],
            texts=form.texts(),
            by=request.actor,
            at=request.now,
            seen=seen(request),
        )
        return _done(request, bulletin_id, "已保存修改。")

    def page(status: int) -> HttpResponse:
        figures = [(name, one.label, bulletin.figures.get(name, "")) for name, one in rules.FIGURES.items()]
        context = {"bulletin": bulletin, "form": form, "figures": figures}
        return render(request, "bulletins/edit.html", context, status=status)

    return ask(request, form, do=do, page=page)


@require_POST
def refresh(request: ActorRequest, bulletin_id: int) -> HttpResponse:
    """Compose again from today's facts."""
    actions.refresh(bulletin_id, by=request.actor, at=request.now)
    return _done(request, bulletin_id, "已按今天的情况重新生成。")


@require_POST
def approve(request: ActorRequest, bulletin_id: int) -> HttpResponse:
    """Sign; the facts freeze."""
    actions.approve(bulletin_id, by=request.actor, at=request.now, seen=seen(request))
    return _done(request, bulletin_id, "已审签，通报数据已经固定。")


@require_POST
def reopen(request: ActorRequest, bulletin_id: int) -> HttpResponse:
    """Back to the drafter."""
    actions.reopen(bulletin_id, by=request.actor, at=request.now)
    return _done(request, bulletin_id, "已退回起草人修改。")


@require_POST
def publish(request: ActorRequest, bulletin_id: int) -> HttpResponse:
    """Number it and send it out."""
    made = actions.publish(bulletin_id, by=request.actor, at=request.now)
    return _done(request, bulletin_id, f"已印发，编号为{made.year}年第{made.number}期。")


@require_POST
def void(request: ActorRequest, bulletin_id: int) -> HttpResponseBase:
    """Drop a draft."""
    form = forms.ReasonForm(request.POST)

    def do() -> HttpResponse:
        actions.void(bulletin_id, reason=form.cleaned_data["reason"], by=request.actor, at=request.now)
        return _done(request, bulletin_id, "初稿已作废。")

    return ask(request, form, do=do, page=lambda status: _show(request, bulletin_id, form, status=status))


def figure(request: ActorRequest, bulletin_id: int, figure: str) -> HttpResponse:
    """The matters behind one figure: frozen ones once the circular is approved."""
    bulletin = queries.one(request.actor, bulletin_id)
    if figure not in rules.FIGURES:
        raise NotFound("figure-not-found", "没有这个数据项。")
    found = queries.behind(
        request.actor,
        bulletin,
        figure,
        unit_id=number(request.GET.get("unit", "")),
        after=place(request.GET.get("after", "")),
    )
    context = {"bulletin": bulletin, "figure": rules.FIGURES[figure], "found": found}
    return render(request, "bulletins/figure.html", context)


def paper(request: ActorRequest, bulletin_id: int) -> HttpResponse:
    """The Word file; once published, always the same bytes."""
    bulletin = queries.one(request.actor, bulletin_id)
    if bulletin.paper is not None:
        content, name = files.content(bulletin.paper.blob), bulletin.paper.name
    else:
        content, name = queries.bulletin_paper(bulletin), f"{bulletin.title}（未印发）.docx"
    response = HttpResponse(content, content_type=Kind.DOCX.value)
    response["Content-Disposition"] = disposition(name)
    return response


def _done(request: ActorRequest, bulletin_id: int, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("bulletins_show", bulletin_id=bulletin_id)
