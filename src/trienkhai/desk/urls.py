"""Doors of this room."""

from django.urls import path

from .pages import desk, totals

app_name = "desk"
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("totals/", totals.totals, name="totals"),
    path("totals/part/", totals.part, name="part"),
]
