"""Files of other word processors are kept too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial")]

    KINDS = ["docx", "doc", "odt", "rtf", "xlsx", "pdf", "html", "txt", "png", "jpg", "json", "parquet"]

    operations = [
        migrations.RemoveConstraint(model_name="storedfile", name="file_is_of_a_known_kind"),
        migrations.AlterField(
            model_name="storedfile",
            name="kind",
            field=models.CharField(choices=[(kind, kind) for kind in KINDS], max_length=8),
        ),
        migrations.AddConstraint(
            model_name="storedfile",
            constraint=models.CheckConstraint(condition=models.Q(("kind__in", KINDS)), name="file_is_of_a_known_kind"),
        ),
    ]
