"""Asking with a form: shown, then done; or shown again with what was typed and what is wrong."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpResponse, HttpResponseBase, QueryDict

from luoshi.kernel.errors import LuoshiError
from luoshi.web.http import ActorRequest, is_htmx, number


def sent(request: ActorRequest) -> QueryDict | None:
    """What was filled in; None when the form is only asked for."""
    return request.POST if request.method == "POST" else None


def seen(request: ActorRequest) -> int | None:
    """The version that the page showed on which the form was filled in."""
    return number(request.POST.get("version", ""))


def ask(
    request: ActorRequest,
    form: BaseForm,
    *,
    do: Callable[[], HttpResponseBase],
    page: Callable[[int], HttpResponse],
    about: str | None = None,
) -> HttpResponseBase:
    """``page`` shows the form under a status; ``do`` acts and answers; ``about`` is the field that refusals
    concern, if it is one. An action is one transaction, so that ``do`` calls no more than one.

    A script that sent the form keeps it in the browser, with the chosen files: it gets the refusal alone.
    """
    if not form.is_bound:
        return page(200)
    if not form.is_valid():
        return page(422)
    try:
        return do()
    except LuoshiError as refusal:
        if is_htmx(request):
            raise
        form.add_error(about, ValidationError(refusal.message, code=refusal.code))
        return page(refusal.status)
