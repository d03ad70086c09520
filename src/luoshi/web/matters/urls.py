"""The register and its matters."""

from django.urls import path

from luoshi.web.matters import acting, bulk, imports, proposing, register, show, substance
from luoshi.web.matters.acts import ACTS

urlpatterns = [
    path("", register.register, name="matters"),
    path("paper/", register.paper, name="matters_paper"),
    path("export/", register.export, name="matters_export"),
    path("views/save/", register.view_save, name="matters_view_save"),
    path("views/<int:view_id>/drop/", register.view_drop, name="matters_view_drop"),
    path("new/", proposing.new, name="matters_new"),
    *imports.INTAKE.urls(),
    path("propose/<int:directive_id>/", proposing.propose, name="matters_propose"),
    path("docket/", bulk.together, {"verb": "docket"}, name="matters_docket_many"),
    path("issue/", bulk.together, {"verb": "issue"}, name="matters_issue_many"),
    path("<int:matter_id>/", show.show, name="matters_show"),
    path("<int:matter_id>/notice/", show.notice, name="matters_notice"),
    path("<int:matter_id>/edit/", proposing.edit, name="matters_edit"),
    *(path(f"<int:matter_id>/{verb}/", acting.act, {"verb": verb}, name=f"matters_{verb}") for verb in ACTS),
    *(
        path(f"<int:matter_id>/{verb}/look/", substance.look, {"verb": verb}, name=f"matters_{verb}_look")
        for verb in substance.READ
    ),
]
