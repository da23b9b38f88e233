from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "trienkhai.files"
    default_auto_field = "django.db.models.BigAutoField"
