"""Doors of this room."""

from django.urls import path

from . import pages

app_name = "people"
urlpatterns = [
    path("sign-in/", pages.sign_in, name="sign_in"),
    path("sign-out/", pages.sign_out, name="sign_out"),
    path("language/", pages.language, name="language"),
    path("profile/", pages.profile, name="profile"),
    path("profile/password/", pages.password, name="password"),
]
