"""Doors of this room. A code of a unit never begins with `-`, so `-/…` is free for what is no unit."""

from django.urls import path

from trienkhai.people.gates import open_without_post

from .pages import lines, people, posts, reorganisations, steps, units

app_name = "units"
urlpatterns = [
    path("", units.tree, name="units"),
    path("-/list/", units.units, name="list"),
    path("-/add/", units.add, name="add"),
    path("-/post/", open_without_post(posts.choose_post), name="choose_post"),
    path("-/people/", people.people, name="people"),
    path("-/people/add/", people.add_person, name="add_person"),
    path("-/people/<int:pk>/", people.person, name="person"),
    path("-/people/<int:pk>/change/", people.change_person, name="change_person"),
    path("-/people/<int:pk>/password/", people.reset_password, name="reset_password"),
    path("-/people/<int:pk>/active/", people.set_active, name="set_active"),
    path("-/people/<int:pk>/post/", posts.give_post, name="give_post"),
    path("-/posts/<int:pk>/end/", posts.end_post, name="end_post"),
    path("-/lines/", lines.lines, name="lines"),
    path("-/reorganisations/", reorganisations.reorganisations, name="reorganisations"),
    path("-/reorganisations/add/", reorganisations.prepare, name="prepare_reorganisation"),
    path("-/reorganisations/<int:pk>/", reorganisations.reorganisation, name="reorganisation"),
    path("-/reorganisations/<int:pk>/change/", reorganisations.change, name="change_reorganisation"),
    path("-/reorganisations/<int:pk>/discard/", reorganisations.discard, name="discard_reorganisation"),
    path("-/reorganisations/<int:pk>/apply/", reorganisations.apply, name="apply_reorganisation"),
    path("-/reorganisations/<int:pk>/take-back/", reorganisations.take_back, name="take_back_reorganisation"),
    path("-/reorganisations/<int:pk>/import/", steps.import_steps, name="import_steps"),
    path("-/reorganisations/<int:pk>/steps/<str:verb>/", steps.add_step, name="add_step"),
    path("-/reorganisations/<int:pk>/step/<int:position>/", steps.change_step, name="change_step"),
    path("-/reorganisations/<int:pk>/step/<int:position>/drop/", steps.drop_step, name="drop_step"),
    path("<slug:code>/", units.unit, name="unit"),
    path("<slug:code>/rename/", units.rename, name="rename"),
    path("<slug:code>/move/", units.move, name="move"),
    path("<slug:code>/line/", lines.place_in_line, name="place_in_line"),
    path("<slug:code>/end/", units.end, name="end"),
]
