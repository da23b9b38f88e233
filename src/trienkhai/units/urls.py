"""Doors of this room. A code of a unit never begins with `-`, so `-/…` is free for what is no unit."""

from django.urls import path

from trienkhai.people.gates import open_without_post

from .pages import people, posts, units

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
    path("<slug:code>/", units.unit, name="unit"),
    path("<slug:code>/rename/", units.rename, name="rename"),
    path("<slug:code>/move/", units.move, name="move"),
    path("<slug:code>/end/", units.end, name="end"),
]
