"""Records that are kept as they were written: added, never changed, deleted only with the question they belong to.

Migration 0004 says the same to the database, so that what goes past these classes is refused as well.
docs/decisions/0010 tells why.
"""

from typing import Any, ClassVar, Never

from django.db import models


class Unchangeable(Exception):
    """Raised on an attempt to change or delete a record that is kept as it was written."""


class UnchangeableQuerySet[M: models.Model](models.QuerySet[M]):
    """Refuses what would change or delete rows without asking the model; new rows are welcome.

    Deleting a question passes by here: the database then decides, and keeps every question that was asked.
    """

    def _refuse(self) -> Never:
        raise Unchangeable(f"A {self.model._meta.verbose_name} is kept as it was written. Make a new version instead.")

    def update(self, **_values: Any) -> int:
        self._refuse()

    def bulk_update(self, *_args: Any, **_kwargs: Any) -> int:
        self._refuse()

    def delete(self) -> tuple[int, dict[str, int]]:
        self._refuse()


class Immutable(models.Model):
    """A record that can be added, never changed."""

    objects: ClassVar[models.Manager[Any]] = UnchangeableQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Unchangeable(f"This {self._meta.verbose_name} is kept as it was written. Make a new version instead.")
        self.render()
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> tuple[int, dict[str, int]]:
        raise Unchangeable(f"This {self._meta.verbose_name} is kept; only deleting its whole question removes it.")

    def render(self) -> None:
        """Fill the HTML fields from the Markdown ones."""
        raise NotImplementedError
