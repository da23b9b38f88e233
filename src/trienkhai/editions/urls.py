"""Doors of this room."""

from django.urls import path

from . import pages

app_name = "editions"
urlpatterns = [
    path("", pages.editions, name="editions"),
    path("begin/", pages.begin, name="begin"),
    path("<int:pk>/", pages.edition, name="edition"),
    path("<int:pk>/write/", pages.write, name="write"),
    path("<int:pk>/approve/", pages.approve, name="approve"),
    path("<int:pk>/issue/", pages.issue, name="issue"),
    path("<int:pk>/attach-scan/", pages.attach_scan, name="scan"),
    path("<int:pk>/correct/", pages.correct, name="correct"),
    path("<int:pk>/<slug:kind>/", pages.file, name="file"),
]
