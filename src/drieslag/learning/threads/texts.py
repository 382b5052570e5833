"""The kind of field in which a text stands that came later than its table."""

from typing import Any

from django.db import models

from drieslag.privacy.fields import EncryptedTextField


class LaterText(EncryptedTextField):
    """A private text that came to a table which had rows already: those hold nothing here, and read as no words."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "null": True})

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        options.pop("null")
        return name, path, args, options

    def get_default(self) -> str:
        return ""

    def from_db_value(self, value: bytes | memoryview | None, *rest: Any) -> Any:
        return "" if value is None else super().from_db_value(value, *rest)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        return super().pre_save(model_instance, add) if getattr(model_instance, self.attname) else None
