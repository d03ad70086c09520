"""Reading the ledger: what anybody did, in order, and the proof that it was there."""

import json
from dataclasses import asdict
from pathlib import Path

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from luoshi.files.rules import disposition
from luoshi.kernel import luoshi_verify
from luoshi.kernel.errors import BadInput
from luoshi.ledger import queries
from luoshi.web.http import ActorRequest, number

PAGE = 50
MOST_ON_PAGE = 200_000
"""Entries that are checked while somebody waits; more than that is for the command line."""


def ledger(request: ActorRequest) -> HttpResponse:
    """The head and the newest entries; ``before`` pages back, ``subject`` shows one thing's story."""
    subject = request.GET.get("subject", "").strip()
    before = number(request.GET.get("before", ""))
    entries = queries.recent(subject=subject, before=before, limit=PAGE + 1)
    context = {
        "head": queries.head(),
        "entries": entries[:PAGE],
        "older": entries[PAGE - 1].seq if len(entries) > PAGE else None,
        "subject": subject,
    }
    return render(request, "ledger/list.html", context)


def entry(request: ActorRequest, seq: int) -> HttpResponse:
    """One entry with everything that was hashed."""
    found = queries.entry(seq)
    facts = json.dumps(found.facts(), ensure_ascii=False, indent=2)
    return render(
        request, "ledger/entry.html", {"entry": found, "facts": facts, "proof": queries.inclusion(seq)}
    )


def proof(request: ActorRequest, seq: int) -> HttpResponse:
    """The inclusion proof as a file that ``luoshi ledger`` checks without the database."""
    text = json.dumps(asdict(queries.inclusion(seq)), ensure_ascii=False, indent=2)
    response = HttpResponse(text, content_type="application/json")
    response["Content-Disposition"] = disposition(f"存证证明{seq}.json")
    return response


def verifier(request: ActorRequest) -> HttpResponse:
    """The program that checks proofs and exports without Luoshi."""
    response = HttpResponse(Path(luoshi_verify.__file__).read_bytes(), content_type="text/x-python")
    response["Content-Disposition"] = disposition("luoshi_verify.py")
    return response


@require_POST
def verify(request: ActorRequest) -> HttpResponse:
    """Check every entry and node now."""
    if queries.head().size > MOST_ON_PAGE:
        raise BadInput("ledger-too-long", "存证记录较多，请在服务器上运行 luoshi ledger verify 校验。")
    return render(request, "ledger/verified.html", {"result": queries.verify()})
