"""Pages of this area."""

from django.urls import path

from luoshi.web.directives import advising, alike, drafting, intake, quality, reading

urlpatterns = [
    path("", reading.listing, name="directive_list"),
    path("new/", intake.new, name="directive_new"),
    path("<int:directive_id>/", reading.page, name="directive_page"),
    path("<int:directive_id>/describe/", reading.describe, name="directive_describe"),
    path("<int:directive_id>/source/", reading.source, name="directive_source"),
    path("<int:directive_id>/breakdown/<slug:form>/", reading.breakdown, name="directive_breakdown"),
    path("<int:directive_id>/drafts/", drafting.page, name="directive_drafts"),
    path("<int:directive_id>/drafts/add/", drafting.add, name="drafts_add"),
    path("<int:directive_id>/drafts/merge/", drafting.merge, name="drafts_merge"),
    path("<int:directive_id>/drafts/all/<slug:verb>/", drafting.decide_many, name="drafts_decide"),
    path("<int:directive_id>/second/", advising.begin, name="second_begin"),
    path("second/<int:reading_id>/", advising.go_on, name="second_on"),
    path("second/<int:reading_id>/pass/", advising.pass_over, name="second_pass"),
    path("drafts/<int:draft_id>/second/<int:opinion_id>/<slug:field>/", advising.take, name="draft_second"),
    path("<int:directive_id>/advise/", alike.look_again, name="drafts_advise"),
    path("quality/", quality.page, name="reading_quality"),
    path("alike/<int:alike_id>/apart/", alike.apart, name="draft_apart"),
    path("alike/<int:alike_id>/merge/", alike.merge, name="draft_merge"),
    path("alike/<int:alike_id>/join/", alike.join, name="draft_join"),
    path("drafts/<int:draft_id>/part/", alike.part, name="draft_part"),
    path("drafts/<int:draft_id>/", drafting.card, name="draft_card"),
    path("drafts/<int:draft_id>/edit/", drafting.edit, name="draft_edit"),
    path("drafts/<int:draft_id>/lead/<int:unit_id>/", drafting.lead, name="draft_lead"),
    path("drafts/<int:draft_id>/split/", drafting.split, name="draft_split"),
    path("drafts/<int:draft_id>/undo/", drafting.undo, name="draft_undo"),
    path("drafts/<int:draft_id>/<slug:verb>/", drafting.decide, name="draft_decide"),
]
