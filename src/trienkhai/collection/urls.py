"""Doors of this room."""

from django.urls import path

from .pages import figures, narratives, rounds, submissions

app_name = "collection"
urlpatterns = [
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/prepare/", rounds.prepare, name="prepare"),
    path("rounds/<slug:code>/", rounds.round_page, name="round"),
    path("rounds/<slug:code>/change/", rounds.change, name="change"),
    path("rounds/<slug:code>/open/", rounds.open_round, name="open"),
    path("rounds/<slug:code>/close/", rounds.close_round, name="close"),
    path("rounds/<slug:code>/begin/", rounds.begin, name="begin"),
    path("submissions/<int:pk>/", submissions.submission, name="submission"),
    path("submissions/<int:pk>/enter/", submissions.enter, name="enter"),
    path("submissions/<int:pk>/upload/", submissions.upload, name="upload"),
    path("submissions/<int:pk>/check/", submissions.check, name="check"),
    path("submissions/<int:pk>/accept/", submissions.accept, name="accept"),
    path("submissions/<int:pk>/send-back/", submissions.send_back, name="send_back"),
    path("narratives/<int:pk>/", narratives.narrative, name="narrative"),
    path("narratives/<int:pk>/file/", narratives.file, name="narrative_file"),
    path("narratives/<int:pk>/cite/", narratives.cite, name="cite"),
    path("proposals/<int:pk>/decide/", narratives.decide, name="decide"),
    path("figures/<int:pk>/", figures.figure, name="figure"),
]
