"""Objects of several models from one row of a statement by hand, as the ORM would make them of a join."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Field, Model, QuerySet


def columns(model: type[Model], alias: str) -> str:
    """All columns of a model as a SELECT names them, in the order that `made` takes their values in."""
    return ", ".join(f'{alias}."{field.column}"' for field in model._meta.concrete_fields)


def width(*models: type[Model]) -> int:
    """How many columns all `columns` of these models are."""
    return sum(len(model._meta.concrete_fields) for model in models)


def made[M: Model](model: type[M], row: Sequence[Any], begins: int = 0) -> M:
    """Of a row in which all `columns` of a model begin at a place: an object that stands in the database."""
    names, converted = _fields(model, connection.vendor)
    values = list(row[begins : begins + len(names)])
    for place, field in converted:
        column = field.get_col(model._meta.db_table)
        for convert in connection.ops.get_db_converters(column) + column.get_db_converters(connection):
            values[place] = convert(values[place], column, connection)
    return model.from_db(connection.alias, names, values)


def put_at_hand(owner: Model, name: str, queryset: QuerySet[Any], found: Sequence[Model]) -> None:
    """Let `owner.name.all()` give what was `found` without asking, as after `prefetch_related_objects`."""
    queryset._result_cache = list(found)
    vars(owner).setdefault("_prefetched_objects_cache", {})[name] = queryset


@cache
def _fields(model: type[Model], vendor: str) -> tuple[list[str], list[tuple[int, Field[Any, Any]]]]:
    """The names of a model's columns, and those whose values are not given as Django has them by this database."""
    fields = model._meta.concrete_fields
    converted = []
    for place, field in enumerate(fields):
        column = field.get_col(model._meta.db_table)
        if connection.ops.get_db_converters(column) or column.get_db_converters(connection):
            converted.append((place, field))
    return [field.attname for field in fields], converted
