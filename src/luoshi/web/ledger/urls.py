"""The ledger: its head, its entries, a proof of each."""

from django.urls import path

from luoshi.web.ledger import views

urlpatterns = [
    path("", views.ledger, name="ledger"),
    path("verify/", views.verify, name="ledger_verify"),
    path("verifier/", views.verifier, name="ledger_verifier"),
    path("<int:seq>/", views.entry, name="ledger_entry"),
    path("<int:seq>/proof/", views.proof, name="ledger_proof"),
]
