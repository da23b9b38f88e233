"""Doors of this room."""

from django.urls import path

from .pages import desk, exports, part, reorganisations, totals

app_name = "desk"
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("totals/", totals.totals, name="totals"),
    path("totals/part/", part.part, name="part"),
    path("totals/export/", exports.export, name="export"),
    path("totals/figures/", exports.figures, name="export_figures"),
    path(
        "units/-/reorganisations/<int:pk>/effects/",
        reorganisations.reorganisation_effects,
        name="reorganisation_effects",
    ),
]
