"""What the gallery shows its components with."""

from datetime import timedelta
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from drieslag.core import clock
from drieslag.kernel.format import LoopLevel, Phase
from drieslag.web.components.drawings import ICONS, RHYTHM
from drieslag.web.components.trust import SIGNS

FULL: Final = timedelta(minutes=20)


class Sample(forms.Form):
    """A form with each kind of field."""

    title = forms.CharField(label=gettext_lazy("What is it about?"), help_text=gettext_lazy("One sentence."))
    story = forms.CharField(label=gettext_lazy("Your idea"), widget=forms.Textarea(attrs={"rows": 4}))
    team = forms.ChoiceField(label=gettext_lazy("Team"), choices=[("a", "De Linde"), ("b", "Oost")])
    named = forms.ChoiceField(
        label=gettext_lazy("Under which name?"),
        choices=[("yes", gettext_lazy("With my name")), ("no", gettext_lazy("Without name"))],
        widget=forms.RadioSelect,
    )
    agreed = forms.BooleanField(label=gettext_lazy("I look back after six weeks"), required=False)
    since = forms.DateField(label=gettext_lazy("Since"), required=False)


def samples() -> dict[str, Any]:
    """Return rows for every part of the gallery."""
    typed = {"wrong-story": _("Write down together what good enough is."), "wrong-named": "yes", "wrong-team": "b"}
    return {
        "place": "more",
        "phases": list(Phase),
        "levels": list(LoopLevel),
        "moments": list(RHYTHM),
        "sights": list(SIGNS),
        "icons": list(ICONS),
        "form": Sample(),
        "wrong": Sample(typed, prefix="wrong"),
        "knots": ["done", "now", "still", "coming"],
        "ends_at": clock.now() + FULL * 0.6,
        "over_at": clock.now() - timedelta(minutes=1),
        "total": FULL.total_seconds(),
        "between": (3.4, 4.4),
        "scale": (1, 5),
        "skipped": [Phase.QUESTION, Phase.INSIGHT],
    }
