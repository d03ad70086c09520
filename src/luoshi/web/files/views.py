"""Downloads: never shown in the page, and only for those who may see what the file is attached to."""

from collections.abc import Callable

from django.http import FileResponse

from luoshi.accounts.policy import Actor
from luoshi.directives import queries as directives
from luoshi.files import queries as files
from luoshi.files.rules import disposition
from luoshi.kernel.errors import NotFound
from luoshi.matters import queries as matters
from luoshi.web.http import ActorRequest


def _source_visible(actor: Actor, file_id: int) -> bool:
    return directives.visible(actor).filter(source_id=file_id).exists()


HOLDERS: tuple[Callable[[Actor, int], bool], ...] = (matters.evidence_visible, _source_visible)
"""Each module that attaches files says whether the actor may see a file there."""


def download(request: ActorRequest, file_id: int) -> FileResponse:
    """The file as it was uploaded, for its uploader and for whom one of the holders shows it."""
    stored = files.one(file_id)
    own = stored.uploaded_by_id is not None and stored.uploaded_by_id == request.actor.person_id
    if not own and not any(shown(request.actor, file_id) for shown in HOLDERS):
        raise NotFound("not-found", "没有找到这个文件，或者它不在您的查看范围内。")
    response = FileResponse(files.open_file(stored.blob), content_type=stored.blob.media_type)
    response["Content-Disposition"] = disposition(stored.name)
    response["Content-Length"] = str(stored.blob.size)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
