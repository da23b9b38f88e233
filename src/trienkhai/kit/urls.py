"""The door of the gallery."""

from django.urls import path

from trienkhai.kit import gallery

app_name = "kit"
urlpatterns = [
    path("", gallery.gallery, name="gallery"),
    path("confirm/", gallery.confirm, name="confirm"),
    path("problem/<int:status>/", gallery.problem, name="problem"),
]
