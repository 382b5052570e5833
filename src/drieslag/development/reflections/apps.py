"""The app of reflections."""

from django.apps import AppConfig


class ReflectionsConfig(AppConfig):
    """Short notes to oneself, and looking back on them."""

    name = "drieslag.development.reflections"
    label = "reflections"

    def ready(self) -> None:
        from drieslag.development.reflections import privacy, telling
        from drieslag.development.sharing import things
        from drieslag.development.sharing.enums import Kind

        privacy.fill()
        things.register(Kind.REFLECTION, telling.reflections)
        things.register(Kind.LOOK_BACK, telling.look_backs)
