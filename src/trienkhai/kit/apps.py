"""The room kit as a Django app."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "trienkhai.kit"
    label = "kit"
