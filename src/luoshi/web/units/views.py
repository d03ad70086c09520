"""Units: the tree, one unit through the years, and its forms."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse

from luoshi.accounts import queries as accounts
from luoshi.units import actions
from luoshi.units import queries as unit_queries
from luoshi.units.terms import UnitKind
from luoshi.web.asking import ask, sent
from luoshi.web.forms import Form
from luoshi.web.http import ActorRequest
from luoshi.web.units import forms


def units(request: ActorRequest) -> HttpResponse:
    """The tree of units, with how many people serve in each."""
    with_closed = "closed" in request.GET
    wanted = request.GET.get("q", "").strip()
    branches = unit_queries.tree(request.actor, with_closed=with_closed)
    headcounts = accounts.headcounts(on=request.today)
    shown = [branch for branch in branches if wanted in branch.written] if wanted else branches
    context = {
        "rows": [(branch, headcounts.get(branch.unit.pk, 0)) for branch in shown],
        "total": len(branches),
        "wanted": wanted,
        "with_closed": with_closed,
        "tab": "units",
    }
    return render(request, "units/units.html", context)


def unit(request: ActorRequest, unit_id: int) -> HttpResponse:
    """One unit: its names over time, its people, who is in charge of it."""
    shown = unit_queries.one(request.actor, unit_id)
    context = {
        "unit": shown,
        "kind": UnitKind(shown.kind).label,
        "aliases": [alias.alias for alias in shown.aliases.all()],
        "versions": unit_queries.versions(shown),
        "children": unit_queries.children(shown),
        "people": accounts.people_of(unit_id, on=request.today),
        "charges": accounts.portfolio_leaders(unit_id, on=request.today),
        "tab": "units",
    }
    return render(request, "units/unit.html", context)


def unit_new(request: ActorRequest) -> HttpResponseBase:
    """Create a unit."""
    form = forms.NewUnitForm(sent(request), initial={"kind": UnitKind.DEPARTMENT})

    def do() -> HttpResponse:
        made = actions.create_unit(form.facts(), by=request.actor, at=request.now)
        return _done(request, made.pk, f"已新增单位“{made.name}”。")

    return _ask(request, form, do=do, title="新增单位", submit="新增", cancel=reverse("units"))


def unit_rename(request: ActorRequest, unit_id: int) -> HttpResponseBase:
    """New names or another parent, from a day on."""
    shown = unit_queries.one(request.actor, unit_id)
    initial = {"name": shown.name, "short": shown.short, "parent": shown.parent_id, "on": request.today}
    form = forms.RenameForm(sent(request), initial=initial)

    def do() -> HttpResponse:
        said = form.cleaned_data
        actions.rename_unit(
            unit_id,
            by=request.actor,
            at=request.now,
            name=said["name"],
            short=said["short"],
            parent_id=said["parent"],
            on=said["on"],
        )
        return _done(request, unit_id, "已更新单位名称，原名称保留在沿革中。")

    title = f"更名或调整隶属：{shown.name}"
    return _ask(request, form, do=do, title=title, submit="保存", cancel=_page(unit_id))


def unit_edit(request: ActorRequest, unit_id: int) -> HttpResponseBase:
    """Kind, place in lists, aliases, duties."""
    shown = unit_queries.one(request.actor, unit_id)
    aliases = "、".join(alias.alias for alias in shown.aliases.all())
    duties = "\n".join(unit_queries.duties().get(unit_id, ()))
    initial = {"kind": shown.kind, "position": shown.position, "aliases": aliases, "duties": duties}
    form = forms.EditForm(sent(request), initial=initial)

    def do() -> HttpResponse:
        said = form.cleaned_data
        actions.edit_unit(
            unit_id,
            by=request.actor,
            at=request.now,
            kind=UnitKind(said["kind"]),
            position=shown.position if said["position"] is None else said["position"],
            aliases=said["aliases"],
            duties=said["duties"],
        )
        return _done(request, unit_id, "已保存。")

    title = f"修改资料：{shown.name}"
    return _ask(request, form, do=do, title=title, submit="保存", cancel=_page(unit_id))


def unit_close(request: ActorRequest, unit_id: int) -> HttpResponseBase:
    """The unit exists no more from a day on."""
    shown = unit_queries.one(request.actor, unit_id)
    form = forms.CloseForm(sent(request), initial={"on": request.today})

    def do() -> HttpResponse:
        actions.close_unit(unit_id, by=request.actor, at=request.now, on=form.cleaned_data["on"])
        return _done(request, unit_id, f"“{shown.name}”已撤销。")

    return _ask(
        request,
        form,
        do=do,
        title=f"撤销单位：{shown.name}",
        submit="撤销",
        cancel=_page(unit_id),
        lead="撤销后该单位不再出现在交办名单中；它的名称、人员记录和已交办的事项都保留。",
        danger=True,
    )


def _page(unit_id: int) -> str:
    return reverse("unit", args=[unit_id])


def _done(request: ActorRequest, unit_id: int, message: str) -> HttpResponseRedirect:
    messages.success(request, message)
    return redirect("unit", unit_id)


def _ask(
    request: ActorRequest, form: Form, *, do: Callable[[], HttpResponse], **words: Any
) -> HttpResponseBase:
    context = {"form": form, "crumbs": [("单位", reverse("units"))], **words}
    return ask(request, form, do=do, page=lambda status: render(request, "form.html", context, status=status))
