"""Doors of this room."""

from django.urls import path

from .pages import keeping, reading

app_name = "directives"
urlpatterns = [
    path("", reading.listing, name="list"),
    path("register/", keeping.register, name="register"),
    path("<int:pk>/", reading.document, name="document"),
    path("<int:pk>/change/", keeping.change, name="change"),
    path("<int:pk>/file/", reading.file, name="file"),
    path("<int:pk>/attach/", keeping.attach, name="attach"),
    path("<int:pk>/link/", keeping.link, name="link"),
    path("<int:pk>/unlink/", keeping.unlink, name="unlink"),
]
