"""The list of documents, a document as it reads, its face, its file and its breakdown table."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from luoshi.directives import actions, queries
from luoshi.directives.queries import COUNT_CAP, Directive, Progress
from luoshi.directives.terms import DirectiveKind, DirectiveStatus
from luoshi.files import queries as files
from luoshi.files.rules import disposition
from luoshi.files.terms import Kind
from luoshi.kernel.cursor import place
from luoshi.kernel.errors import LuoshiError
from luoshi.web.directives import breakdown as tables
from luoshi.web.directives.forms import DescribeForm, SearchForm
from luoshi.web.directives.sheet import sheet_of
from luoshi.web.http import ActorRequest

_TABLES = {
    "docx": (tables.as_word, Kind.DOCX.value),
    "xlsx": (tables.as_sheet, Kind.XLSX.value),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the list."""

    directive: Directive
    progress: Progress


@require_GET
def listing(request: ActorRequest) -> HttpResponse:
    """All documents, newest first."""
    form = SearchForm(request.GET)
    found = queries.search(request.actor, _search(form), after=place(request.GET.get("after", "")))
    counts = queries.progress_of([row.pk for row in found.rows])
    shown = {
        "form": form,
        "found": found,
        "cap": COUNT_CAP,
        "lines": [Line(row, counts[row.pk]) for row in found.rows],
        "narrowed": any(request.GET.get(name) for name in ("q", "kind", "status")),
    }
    return render(request, "directives/list.html", shown)


@require_GET
def page(request: ActorRequest, directive_id: int) -> HttpResponse:
    """The document as it reads; beside each clause the matters that come from it."""
    directive = queries.one(request.actor, directive_id)
    sheet = sheet_of(directive, today=request.today)
    return render(request, "directives/page.html", {"directive": directive, "sheet": sheet})


@require_http_methods(["GET", "POST"])
def describe(request: ActorRequest, directive_id: int) -> HttpResponseBase:
    """Put title, kind, number, issuer and date right."""
    directive = queries.one(request.actor, directive_id)
    names = ("title", "kind", "number", "issuer", "dated_on", "version")
    form = DescribeForm(request.POST or None, initial={name: getattr(directive, name) for name in names})
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            version = form.cleaned_data["version"]
            actions.describe(directive.pk, form.face(), by=request.actor, at=request.now, version=version)
        except LuoshiError as refusal:
            form.add_error(None, refusal.message)
            status = refusal.status
        else:
            messages.success(request, "文件信息已更新。")
            return redirect("directive_page", directive.pk)
    return render(request, "directives/describe.html", {"directive": directive, "form": form}, status=status)


@require_GET
def source(request: ActorRequest, directive_id: int) -> HttpResponseBase:
    """The file as it came in, or the pasted text."""
    directive = queries.one(request.actor, directive_id)
    if directive.source is None:
        words = HttpResponse(directive.text, content_type="text/plain; charset=utf-8")
        return _download(words, f"{directive.title}.txt")
    blob = files.one(directive.source.pk).blob
    opened = FileResponse(files.open_file(blob), content_type=blob.media_type)
    return _download(opened, directive.source.name)


@require_GET
def breakdown(request: ActorRequest, directive_id: int, form: str) -> HttpResponseBase:
    """The 任务分解表 as docx or xlsx."""
    directive = queries.one(request.actor, directive_id)
    if form not in _TABLES:
        raise Http404
    write, kind = _TABLES[form]
    content = write(directive, list(queries.drafts(directive.pk)))
    return _download(HttpResponse(content, content_type=kind), f"{directive.title}-任务分解表.{form}")


def _download(response: HttpResponseBase, name: str) -> HttpResponseBase:
    response.headers["Content-Disposition"] = disposition(name.replace("\n", " "))
    return response


def _search(form: SearchForm) -> queries.Search:
    """Choices that do not exist narrow nothing."""
    form.is_valid()
    data = form.cleaned_data
    return queries.Search(
        words=data.get("q", ""),
        kind=DirectiveKind(data["kind"]) if data.get("kind") else None,
        status=DirectiveStatus(data["status"]) if data.get("status") else None,
    )
