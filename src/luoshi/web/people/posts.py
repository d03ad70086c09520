"""Posts given and ended, and what a leader is in charge of."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from luoshi.accounts import actions
from luoshi.accounts import queries as accounts
from luoshi.accounts.terms import Role
from luoshi.units import queries as units
from luoshi.web.http import ActorRequest
from luoshi.web.people.forms import GivePostForm, PortfolioForm


def post_give(request: ActorRequest, person_id: int) -> HttpResponse:
    """Give a person a role in a unit."""
    shown = accounts.one(request.actor, person_id)
    form = GivePostForm(request.POST or None)
    if form.is_valid():
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
    context = {
        "form": form,
        "title": f"任用岗位：{shown.name}",
        "submit": "任用",
        "cancel": reverse("person", args=[person_id]),
        "crumbs": [("人员", reverse("people"))],
        "boost": True,
    }
    return render(request, "people/form.html", context)


@require_POST
def post_end(request: ActorRequest, post_id: int) -> HttpResponse:
    """The post is no longer held from today."""
    post = actions.end_post(post_id, by=request.actor, at=request.now)
    messages.success(request, "岗位已结束。")
    return redirect("person", post.person_id)


def portfolio(request: ActorRequest, person_id: int) -> HttpResponse:
    """What a leader is in charge of from today."""
    shown = accounts.one(request.actor, person_id)
    fields = {held.unit_id: held.field for held in accounts.portfolio(person_id, on=request.today)}
    form = PortfolioForm(request.POST or None, initial={"units": list(fields)})
    if request.method == "POST" and form.is_valid():
        chosen = {unit_id: request.POST.get(f"field_{unit_id}", "") for unit_id in form.cleaned_data["units"]}
        actions.set_portfolio(person_id, by=request.actor, at=request.now, units=chosen)
        messages.success(request, f"{shown.name}的分管已保存。")
        return redirect("person", person_id)
    rows = [(value, label, value in fields, fields.get(value, "")) for value, label in units.choices()]
    return render(request, "people/portfolio.html", {"person": shown, "rows": rows, "form": form})
