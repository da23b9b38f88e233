"""Doors of this room."""

from django.urls import URLPattern, URLResolver

app_name = "editions"
urlpatterns: list[URLPattern | URLResolver] = []
