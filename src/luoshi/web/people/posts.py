"""Posts given and ended, and what a leader is in charge of."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from luoshi.accounts import actions
from luoshi.accounts import queries as accounts
from luoshi.accounts.terms import Role
from luoshi.web.asking import ask, sent
from luoshi.web.http import ActorRequest
from luoshi.web.people.forms import GivePostForm, PortfolioForm
from luoshi.web.people.views import ask_about


def post_give(request: ActorRequest, person_id: int) -> HttpResponseBase:
    """Give a person a role in a unit."""
    shown = accounts.one(request.actor, person_id)
    form = GivePostForm(sent(request))

    def do() -> HttpResponse:
        said = form.cleaned_data
        actions.give_post(
            person_id,
            by=request.actor,
            at=request.now,
            unit_id=said["unit"],
            role=Role(said["role"]),
            title=said["title"],
            on=said["on"],
        )
        messages.success(request, f"已任用{shown.name}。")
        return redirect("person", person_id)

    cancel = reverse("person", args=[person_id])
    return ask_about(request, form, do=do, title=f"任用岗位：{shown.name}", submit="任用", cancel=cancel)


@require_POST
def post_end(request: ActorRequest, post_id: int) -> HttpResponse:
    """The post is no longer held from today."""
    post = actions.end_post(post_id, by=request.actor, at=request.now)
    messages.success(request, "岗位已结束。")
    return redirect("person", post.person_id)


def portfolio(request: ActorRequest, person_id: int) -> HttpResponseBase:
    """What a leader is in charge of from today."""
    shown = accounts.one(request.actor, person_id)
    held = {charge.unit_id: charge.field for charge in accounts.portfolio(person_id, on=request.today)}
    form = PortfolioForm(sent(request), initial=held)

    def do() -> HttpResponse:
        actions.set_portfolio(person_id, by=request.actor, at=request.now, units=form.fields_by_unit())
        messages.success(request, f"{shown.name}的分管已保存。")
        return redirect("person", person_id)

    def page(status: int) -> HttpResponse:
        return render(request, "people/portfolio.html", {"person": shown, "form": form}, status=status)

    return ask(request, form, do=do, page=page)
