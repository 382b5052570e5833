"""What reflections keep about a person. All of it goes along with its owner, and is erased with what was shared."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from drieslag.development.reflections.looking import Said
from drieslag.development.reflections.models import LookBack, Reflection, ReflectionSetting
from drieslag.development.sharing.actions import forget
from drieslag.library import prompts
from drieslag.privacy.register import Kept, Rows, register


def _notes(key: UUID) -> Rows:
    rows = Reflection.objects.filter(owner=key).order_by("written_on", "pk")
    return [_note(row) for row in rows]


def _note(row: Reflection) -> dict[str, object]:
    marks, prompt = row.marks, prompts.find(row.marks.prompt)
    return {
        "on": row.written_on,
        "prompt": prompt.text.nl if prompt else "",
        "text": row.text,
        "occasion": marks.occasion.value,
        "about": marks.about.words if marks.about else "",
        "tags": list(marks.tags),
    }


def _backs(key: UUID) -> Rows:
    rows = LookBack.objects.filter(owner=key).order_by("begins_on", "span")
    read = [(row, Said.from_text(row.said)) for row in rows]
    return [
        {"span": row.span, "from": row.begins_on, "kept": [words for _key, words in said.kept], "closing": said.closing}
        for row, said in read
    ]


def _settings(key: UUID) -> Rows:
    return [{"asks": row.asks} for row in ReflectionSetting.objects.filter(owner=key)]


def _erase(model: type[Reflection | LookBack], key: UUID) -> int:
    for row in model.objects.filter(owner=key).values_list("pk", flat=True):
        forget(key=row)
    return model.objects.filter(owner=key).delete()[0]


def fill() -> None:
    """Put these kinds of rows in the register."""
    purpose, basis = _("To look back on your own work"), _("What you chose yourself")
    kept, seen = _("Until you erase it"), _("You alone, and whom you share it with")
    notes, backs = _("Your reflections"), _("What you kept when you looked back")
    register(Kept(Reflection, notes, purpose, basis, kept, seen, _notes, lambda key: _erase(Reflection, key)))
    register(Kept(LookBack, backs, purpose, basis, kept, seen, _backs, lambda key: _erase(LookBack, key)))
    register(
        Kept(
            ReflectionSetting, _("Whether Today asks you to reflect"), purpose, basis, kept, _("You alone"), _settings,
            lambda key: ReflectionSetting.objects.filter(owner=key).delete()[0],
        )
    )  # fmt: skip
