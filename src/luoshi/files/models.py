"""Evidence and source files, kept by digest; the same bytes are kept once."""

from django.db import models

from luoshi.accounts.models import Person


class Blob(models.Model):
    """The bytes themselves, on disk under files/<first two>/<digest>; ``digest`` is SHA-256 in hex."""

    digest = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)


class StoredFile(models.Model):
    """One upload: whose, when, under which name."""

    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="uploads")
    name = models.CharField(max_length=255)
    uploaded_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
