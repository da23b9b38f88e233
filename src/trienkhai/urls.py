"""Doors of the pages, room by room."""

from django.urls import include, path

urlpatterns = [
    path("", include("trienkhai.desk.urls")),
    path("", include("trienkhai.people.urls")),
    path("kit/", include("trienkhai.kit.urls")),
    path("units/", include("trienkhai.units.urls")),
    path("indicators/", include("trienkhai.indicators.urls")),
    path("documents/", include("trienkhai.directives.urls")),
    path("", include("trienkhai.collection.urls")),
    path("editions/", include("trienkhai.editions.urls")),
    path("demo/", include("trienkhai.demo.urls")),
]

handler400 = "trienkhai.kit.pages.bad_request"
handler403 = "trienkhai.kit.pages.forbidden"
handler404 = "trienkhai.kit.pages.not_found"
handler500 = "trienkhai.kit.pages.server_error"
