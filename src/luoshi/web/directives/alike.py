"""What a clerk says of two orders that ask much the same, and looking again."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from luoshi.directives import actions as drafting
from luoshi.directives import queries
from luoshi.kernel.errors import BadInput
from luoshi.precedents import actions
from luoshi.precedents import queries as precedents
from luoshi.web.directives.answers import changed, or_fresh_card, or_fresh_sheet, redrawn
from luoshi.web.directives.drafting import marked
from luoshi.web.http import ActorRequest, number


@require_POST
def apart(request: ActorRequest, alike_id: int) -> HttpResponseBase:
    """The two are handled each for itself."""
    draft_id = precedents.one_alike(request.actor, alike_id).draft_id

    def run() -> HttpResponseBase:
        alike = actions.keep_apart(alike_id, by=request.actor, at=request.now)
        ids = [pk for pk in (alike.draft_id, alike.other_id) if pk]
        return redrawn(request, alike.draft.directive_id, verb="apart", ids=ids)

    return or_fresh_card(request, draft_id, run)


@require_POST
def join(request: ActorRequest, alike_id: int) -> HttpResponseBase:
    """The matter in work takes the draft in."""
    draft_id = precedents.one_alike(request.actor, alike_id).draft_id

    def run() -> HttpResponseBase:
        actions.join(alike_id, by=request.actor, at=request.now, version=_version(request))
        return changed(request, queries.one_draft(request.actor, draft_id), verb="join")

    return or_fresh_card(request, draft_id, run)


@require_POST
def merge(request: ActorRequest, alike_id: int) -> HttpResponseBase:
    """Two drafts of the document become one."""
    directive_id = precedents.one_alike(request.actor, alike_id).draft.directive_id

    def run() -> HttpResponseBase:
        versions = marked(request.POST.get("pair", "").split())
        made = drafting.merge(directive_id, by=request.actor, at=request.now, versions=versions)
        actions.advise(directive_id, by=request.actor, only=[made.pk])
        return redrawn(request, directive_id, verb="merge", ids=[made.pk])

    return or_fresh_sheet(request, directive_id, run)


@require_POST
def part(request: ActorRequest, draft_id: int) -> HttpResponseBase:
    """A joined draft is open again."""

    def run() -> HttpResponseBase:
        draft = actions.part(draft_id, by=request.actor, at=request.now, version=_version(request))
        return changed(request, draft, verb="part")

    return or_fresh_card(request, draft_id, run)


@require_POST
def look_again(request: ActorRequest, directive_id: int) -> HttpResponseBase:
    """Compare the open drafts with what there is now."""
    actions.advise(directive_id, by=request.actor)
    messages.success(request, "已按最新情况重新比对在办事项、更新牵头单位建议。")
    return redirect("directive_drafts", directive_id)


def _version(request: ActorRequest) -> int:
    version = number(request.POST.get("version", ""))
    if version is None:
        raise BadInput("bad-request", "请求不完整，操作没有生效。请刷新页面后重试。")
    return version
