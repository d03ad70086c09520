"""The working-day calendar: look up a year, enter one, mark a day."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from luoshi.units import actions
from luoshi.units import queries as units
from luoshi.units.rules.holidays import FIRST_YEAR, LAST_YEAR, Reading, months_of, read_holidays
from luoshi.web.asking import ask, seen, sent
from luoshi.web.http import ActorRequest
from luoshi.web.units.forms import DayForm, HolidaysForm

NEAR_YEARS = 5
"""So many are linked at once, the others are folded away."""


def this_year(request: ActorRequest) -> HttpResponse:
    """The present year."""
    return redirect("calendar_year", request.today.year)


def year(request: ActorRequest, year: int) -> HttpResponse:
    """The twelve sheets of a year."""
    _require(year)
    return _sheets(request, year, DayForm(initial={"mark": "off"}))


def edit(request: ActorRequest, year: int) -> HttpResponseBase:
    """Enter a year: the text is read and shown as sheets before it counts."""
    _require(year)
    page = units.calendar_page(year)
    source = page.source or f"国务院办公厅关于{year}年部分节假日安排的通知"
    form = HolidaysForm(sent(request), initial={"source": source, "text": "\n".join(page.lines)})

    def do() -> HttpResponse:
        said = form.cleaned_data
        reading = read_holidays(said["text"], year=year)
        wrong = not reading.days or bool(reading.problems)
        if wrong or "confirm" not in request.POST:
            return _checked(request, year, form, reading=reading, status=422 if wrong else 200)
        actions.set_calendar_year(
            year,
            by=request.actor,
            at=request.now,
            source=said["source"],
            days=reading.days,
            seen=seen(request),
        )
        messages.success(request, f"{year}年的工作日安排已保存。")
        return redirect("calendar_year", year)

    return ask(request, form, do=do, page=lambda status: _checked(request, year, form, status=status))


def _checked(
    request: ActorRequest, year: int, form: HolidaysForm, *, status: int, reading: Reading | None = None
) -> HttpResponse:
    """The form, with what was read of its text."""
    version = request.POST.get("version", units.calendar_page(year).version)
    context = {"form": form, "year": year, "tab": "calendar", "reading": reading, "version": version}
    if reading:
        context["months"] = months_of(year, {named.day: named for named in reading.days})
    return render(request, "units/calendar_edit.html", context, status=status)


@require_POST
def day(request: ActorRequest, year: int) -> HttpResponseBase:
    """Mark one day, or take its mark away."""
    form = DayForm(request.POST)

    def do() -> HttpResponse:
        said = form.cleaned_data
        is_workday = {"off": False, "work": True, "clear": None}[said["mark"]]
        actions.set_calendar_day(
            said["day"], by=request.actor, at=request.now, is_workday=is_workday, name=said["name"]
        )
        messages.success(request, f"{said['day']:%Y-%m-%d} 已保存。")
        return redirect("calendar_year", said["day"].year)

    return ask(request, form, do=do, page=lambda status: _sheets(request, year, form, status=status))


def _sheets(request: ActorRequest, year: int, form: DayForm, *, status: int = 200) -> HttpResponse:
    page = units.calendar_page(year)
    this = request.today.year
    years = sorted({*page.years, this, this + 1, year}, reverse=True)
    context = {"page": page, "near": years[:NEAR_YEARS], "earlier": years[NEAR_YEARS:], "form": form}
    return render(request, "units/calendar.html", {**context, "tab": "calendar"}, status=status)


def _require(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
