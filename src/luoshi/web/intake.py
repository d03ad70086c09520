"""Taking in a list: upload, preview, confirm. The file is kept between the steps, so nothing is chosen twice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse

from luoshi.documents.tables import Table, read_table, write_table
from luoshi.files import actions as files
from luoshi.files import queries as stored_files
from luoshi.files.rules import disposition
from luoshi.files.terms import Kind
from luoshi.units.rules.importing import RowPlan, Step, check_headers, fingerprint, tally
from luoshi.web.asking import ask, sent
from luoshi.web.forms import Form
from luoshi.web.http import ActorRequest

ROW_LIMIT = 5_000


class UploadForm(Form):
    """A list to import."""

    file = forms.FileField(
        label="表格文件",
        widget=forms.ClearableFileInput({"accept": ".xlsx,.xls,.csv,.et"}),
        help_text="Excel（.xlsx、.xls）或 CSV 文件。",
    )


class ConfirmForm(Form):
    """The preview that was seen, and whether its wrong rows are left out."""

    expected = forms.CharField(required=False, widget=forms.HiddenInput)
    skip_errors = forms.BooleanField(required=False)


class Confirmed(Protocol):
    """What is done with a list that has been confirmed, and the answer to it."""

    def __call__(
        self, request: ActorRequest, table: Table, *, skip_errors: bool, expected: str
    ) -> HttpResponse: ...


@dataclass(frozen=True, slots=True)
class Intake:
    """One kind of list. ``pages`` is the name of its own page, with which the names of these begin."""

    what: str
    pages: str
    headers: Sequence[str]
    required: Sequence[str]
    examples: Sequence[Sequence[str]]
    plan: Callable[..., Sequence[RowPlan]]
    confirmed: Confirmed

    def urls(self) -> list[URLPattern]:
        """The three pages."""
        return [
            path("import/", self.upload, name=f"{self.pages}_import"),
            path("import/template.xlsx", self.template, name=f"{self.pages}_template"),
            path("import/<int:file_id>/", self.preview, name=f"{self.pages}_preview"),
        ]

    def template(self, request: HttpRequest) -> HttpResponse:
        """A workbook with the headers and examples to write over."""
        marked = [f"{header}*" if header in self.required else header for header in self.headers]
        content = write_table(marked, self.examples, sheet=self.what)
        response = HttpResponse(content, content_type=Kind.XLSX.value)
        response["Content-Disposition"] = disposition(f"{self.what}导入模板.xlsx")
        return response

    def upload(self, request: ActorRequest) -> HttpResponseBase:
        """Choose the file."""
        form = UploadForm(sent(request), request.FILES or None)

        def do() -> HttpResponse:
            given = form.cleaned_data["file"]
            content = given.read()
            self._read(content, given.name)
            stored = files.store(content, name=given.name, by=request.actor, at=request.now)
            return redirect(f"{self.pages}_preview", stored.pk)

        def page(status: int) -> HttpResponse:
            context = {"form": form, "intake": self, "template": reverse(f"{self.pages}_template")}
            return render(request, "intake/upload.html", context, status=status)

        return ask(request, form, do=do, page=page, about="file")

    def preview(self, request: ActorRequest, file_id: int) -> HttpResponseBase:
        """What each row would do; on confirmation, do it."""
        stored = stored_files.own(request.actor, file_id)
        table = self._read(stored_files.content(stored.blob), stored.name)
        form = ConfirmForm(sent(request))
        return ask(
            request,
            form,
            do=lambda: self.confirmed(request, table, **form.cleaned_data),
            page=lambda status: self._preview(request, form, table, status=status),
        )

    def _preview(
        self, request: ActorRequest, form: ConfirmForm, table: Table, *, status: int
    ) -> HttpResponse:
        plan = self.plan(table, on=request.today)
        context = {
            "form": form,
            "intake": self,
            "notes": table.notes,
            "count": tally(plan),
            "expected": fingerprint(plan),
            "groups": [(step, [row for row in plan if row.step is step]) for step in _SHOWN],
        }
        return render(request, "intake/preview.html", context, status=status)

    def _read(self, content: bytes, name: str) -> Table:
        table = read_table(content, filename=name, expected=self.required, limit=ROW_LIMIT)
        check_headers(table.headers, self.required)
        return table


_SHOWN = (Step.ERROR, Step.CREATE, Step.UPDATE, Step.SAME)
