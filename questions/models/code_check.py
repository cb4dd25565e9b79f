from django.db import models


class CodeCheck(models.Model):
    """A code task, by the digest of all its code, whose solution passed its tests in a curator's browser."""

    digest = models.CharField(max_length=64, unique=True)
    checked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.digest[:12]}, {self.checked_at:%d %B %Y}"
