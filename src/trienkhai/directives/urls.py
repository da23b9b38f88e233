"""Doors of this room."""

from django.urls import URLPattern, URLResolver

app_name = "directives"
urlpatterns: list[URLPattern | URLResolver] = []
