"""What is filled in for a portfolio."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from drieslag.core import clock
from drieslag.development.portfolio.models import CAPTION_MAX, FOR_MAX, STORY_MAX, TITLE_MAX
from drieslag.development.portfolio.rules import USUAL
from drieslag.web.components.forms import Words

MONTH = timedelta(days=31)


class TitleForm(forms.Form):
    """What a new portfolio is called."""

    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    title = Words(
        limit=TITLE_MAX,
        label=_("What do you call it?"),
        help_text=_("For instance: my year in the neighbourhood team."),
        error_messages={"required": _("Give it a name.")},
    )


class StoryForm(forms.Form):
    """The title, and the story around the parts."""

    title = Words(limit=TITLE_MAX, label=_("What do you call it?"), error_messages={"required": _("Give it a name.")})
    story = Words(
        limit=STORY_MAX,
        rows=8,
        required=False,
        label=_("Your story"),
        help_text=_("What did you want, what did you do, what changed, and for whom?"),
    )


class WordsForm(forms.Form):
    """Words of one's own between the parts."""

    caption = Words(
        limit=CAPTION_MAX,
        rows=4,
        label=_("Your own words"),
        error_messages={"required": _("There are no words in it yet.")},
    )


class CaptionForm(forms.Form):
    """What one says about a part."""

    caption = Words(limit=CAPTION_MAX, rows=4, required=False, label=_("What do you say about it?"))


class LinkForm(forms.Form):
    """Until when an address works, and for whom it is."""

    until = forms.DateField(
        label=_("Until which day does it work?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        initial=lambda: clock.today() + USUAL,
        error_messages={"required": _("Choose a day."), "invalid": _("Write the date like this: 24-11-2026.")},
    )
    whom = Words(
        limit=FOR_MAX,
        required=False,
        label=_("For whom is it?"),
        help_text=_("For yourself, to tell the addresses apart."),
    )
