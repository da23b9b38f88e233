"""Doors of this room."""

from django.urls import path

from . import pages

app_name = "indicators"
urlpatterns = [
    path("", pages.listing, name="list"),
    path("forms/", pages.forms, name="forms"),
    path("forms/<slug:code>/", pages.form, name="form"),
    path("regimes/", pages.regimes, name="regimes"),
    path("targets/", pages.targets, name="targets"),
    path("<slug:code>/", pages.indicator, name="indicator"),
]
