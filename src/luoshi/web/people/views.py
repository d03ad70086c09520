"""People: the list, one person, and the forms about a person."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from luoshi.accounts import actions
from luoshi.accounts import queries as accounts
from luoshi.accounts.actions import NewLogin
from luoshi.accounts.policy import Permission
from luoshi.accounts.terms import Role
from luoshi.web.asking import ask, sent
from luoshi.web.forms import Form
from luoshi.web.http import ActorRequest
from luoshi.web.people.forms import FilterForm, NewPersonForm, PersonForm

PAGE_SIZE = 50


def people(request: ActorRequest) -> HttpResponse:
    """Everybody, with the posts of today."""
    form = FilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = accounts.search(
        accounts.listing(request.actor, on=request.today),
        text=wanted.get("q", ""),
        role=wanted.get("role", ""),
        unit_id=wanted.get("unit"),
    )
    if "former" not in request.GET:
        found = found.filter(is_active=True)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "people/people.html", {"page": page, "form": form, "tab": "people"})


def person(request: ActorRequest, person_id: int) -> HttpResponse:
    """One person: posts, portfolio, login."""
    shown = accounts.one(request.actor, person_id)
    posts = list(accounts.post_history(person_id))
    keeper = request.actor.may(Permission.PEOPLE_WRITE)
    context = {
        "person": shown,
        "posts": posts,
        "leads": any(post.role == Role.LEADER and post.valid_to is None for post in posts),
        "charges": accounts.portfolio(person_id, on=request.today),
        "failures": accounts.failed_logins(shown) if keeper else 0,
        "second_step": keeper and accounts.has_second_step(shown),
        "tab": "people",
    }
    return render(request, "people/person.html", context)


def person_new(request: ActorRequest) -> HttpResponseBase:
    """Create a person with a first post; the answer shows the temporary password, once."""
    form = NewPersonForm(sent(request))

    def do() -> HttpResponse:
        said = form.cleaned_data
        login = actions.admit(
            form.facts(),
            by=request.actor,
            at=request.now,
            unit_id=said["unit"],
            role=Role(said["role"]),
            title=said["title"],
        )
        return logins_page(request, [login], title=f"已新增{login.name}")

    submit = "新增并生成临时密码"
    return ask_about(
        request, form, do=do, title="新增人员", submit=submit, cancel=reverse("people"), leaves=True
    )


def person_edit(request: ActorRequest, person_id: int) -> HttpResponseBase:
    """Correct what is said about a person."""
    shown = accounts.one(request.actor, person_id)
    initial = {name: getattr(shown, name) for name in PersonForm.base_fields}
    form = PersonForm(sent(request), initial=initial)

    def do() -> HttpResponse:
        actions.change_person(person_id, by=request.actor, at=request.now, facts=form.facts())
        return _done(request, person_id, "已保存。")

    title = f"修改资料：{shown.name}"
    return ask_about(request, form, do=do, title=title, submit="保存", cancel=_page(person_id))


def person_close(request: ActorRequest, person_id: int) -> HttpResponseBase:
    """The person can no longer log in."""
    shown = accounts.one(request.actor, person_id)

    def do() -> HttpResponse:
        actions.close_person(person_id, by=request.actor, at=request.now)
        return _done(request, person_id, f"{shown.name}的账号已停用，岗位和分管已结束。")

    return ask_about(
        request,
        Form(sent(request)),
        do=do,
        title=f"停用账号：{shown.name}",
        submit="停用",
        cancel=_page(person_id),
        lead="停用后不能再登录，岗位和分管从今天起结束；办理中的事项和以往记录不变，请另行安排人员接手。",
        danger=True,
    )


@require_POST
def person_password(request: ActorRequest, person_id: int) -> HttpResponse:
    """A new temporary password, shown once."""
    shown = accounts.one(request.actor, person_id)
    password = actions.set_password(person_id, by=request.actor, at=request.now)
    login = NewLogin(shown.name, shown.username, password)
    return logins_page(request, [login], title=f"已重置{shown.name}的密码")


@require_POST
def person_unlock(request: ActorRequest, person_id: int) -> HttpResponse:
    """Let the person try to log in again."""
    actions.unlock_login(person_id, by=request.actor, at=request.now)
    return _done(request, person_id, "已解除登录锁定。")


@require_POST
def person_second_step(request: ActorRequest, person_id: int) -> HttpResponse:
    """Let somebody who has lost the device log in with the password again."""
    actions.reset_second_step(person_id, by=request.actor, at=request.now)
    return _done(request, person_id, "已重置两步验证，请本人登录后重新设置。")


def logins_page(request: ActorRequest, logins: list[NewLogin], *, title: str) -> HttpResponse:
    """Login names and temporary passwords: on this page and nowhere else."""
    return render(request, "people/logins.html", {"logins": logins, "title": title, "tab": "people"})


def ask_about(
    request: ActorRequest, form: Form, *, do: Callable[[], HttpResponse], **words: Any
) -> HttpResponseBase:
    """A form about a person on its own page."""
    context = {"form": form, "crumbs": [("人员", reverse("people"))], **words}
    return ask(request, form, do=do, page=lambda status: render(request, "form.html", context, status=status))


def _page(person_id: int) -> str:
    return reverse("person", args=[person_id])


def _done(request: ActorRequest, person_id: int, message: str) -> HttpResponseRedirect:
    messages.success(request, message)
    return redirect("person", person_id)
