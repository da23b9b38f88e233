"""Doors of this room."""

from django.urls import path

from . import pages

app_name = "demo"
urlpatterns = [
    path("", pages.cast, name="cast"),
    path("start/", pages.start, name="start"),
    path("play/", pages.play, name="play"),
]
