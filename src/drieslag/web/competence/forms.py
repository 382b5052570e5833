"""What is filled in about moments, declarations and reserved tasks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from drieslag.development.competence import models
from drieslag.development.competence.actions.moments import Said
from drieslag.development.competence.actions.tasks import Worded
from drieslag.development.competence.enums import FilmPlace, MomentKind
from drieslag.development.competence.queries import EvidenceOffered
from drieslag.development.competence.terms import LONGEST_MONTHS, USUAL_MONTHS
from drieslag.development.sharing.enums import Kind
from drieslag.web.components.dates import long_day
from drieslag.web.components.forms import Words

type Choices = Iterable[tuple[str, str]]


class Day(forms.DateField):
    """A day, by the browser's own picker."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        wrong = {"required": _("Choose a day."), "invalid": _("Write the date like this: 24-11-2026.")}
        super().__init__(**options, error_messages=wrong)


@dataclass(frozen=True, slots=True)
class Asks:
    """One question of a form: how it is put, and the help below it."""

    label: Promise
    help: Promise


# What is asked of a kind in other words than of what somebody does while another looks on.
TASK_ASKS = {
    MomentKind.CASE: Asks(
        _("What is the case about?"),
        _("Nobody can be known by it. For instance: a mother no longer opens the door."),
    ),
    MomentKind.PEER: Asks(
        _("What will you both do?"),
        _("In turn, and the other looks. For instance: we each open a talk about debts."),
    ),
}
BEFORE_ASKS = {
    MomentKind.CASE: Asks(_("What would you do, and why?"), _("What do you do first, and what do you leave?")),
    MomentKind.PEER: Asks(
        _("With which question do you look at each other?"),
        _("The same for both. For instance: how do I let a silence fall?"),
    ),
}
SAW_ASKS = {
    MomentKind.CASE: Asks(
        _("What do you find strong in it?"),
        _("In what your colleague would do, and in the reason for it. There is no right answer."),
    ),
}


def _ask(field: forms.Field, asks: Asks | None) -> None:
    if asks is not None:
        field.label, field.help_text = str(asks.label), str(asks.help)


class MomentForm(forms.Form):
    """A formative moment: first what one tries and expects; afterwards how it went, for oneself. The questions fit its
    kind.
    """

    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    task = Words(
        limit=models.LINE_MAX,
        rows=2,
        label=_("What will you do?"),
        help_text=_("Something that somebody can see. For instance: I open a talk about debts."),
        error_messages={"required": _("Write what you will do.")},
    )
    prediction = Words(
        limit=models.WORDS_MAX, rows=2, required=False, label=_("What do you expect of yourself?"),
        help_text=_("What goes well, and where does it get hard?"),
    )  # fmt: skip
    film = forms.ChoiceField(
        label=_("Where is the film?"),
        help_text=_("The program keeps no film. A link is kept closed, and forgotten after fourteen days."),
        widget=forms.RadioSelect,
        choices=FilmPlace.choices,
        initial=FilmPlace.PHONE,
    )
    link = Words(limit=models.LINK_MAX, required=False, label=_("The link"), help_text=_("It begins with https://"))
    all_agreed = forms.BooleanField(
        required=False,
        label=_("Everybody in the picture agreed"),
        help_text=_(
            "A resident says yes in writing. No minors, unless parents and child both agree. Three minutes at most."
        ),
    )
    tried_on = Day(label=_("On which day did you try it?"), required=False)
    next = Words(limit=models.WORDS_MAX, rows=2, required=False, label=_("What do you do next?"))
    note = Words(
        limit=models.WORDS_MAX, rows=3, required=False, label=_("For yourself"), help_text=_("Nobody else reads this.")
    )
    goal = forms.ChoiceField(label=_("With which goal does it go?"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)

    def __init__(
        self, *args: Any, kind: MomentKind, goals: Choices, themes: Choices, is_new: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        for name, rows in (("goal", goals), ("theme", themes)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("none")), *rows]
        _ask(self.fields["task"], TASK_ASKS.get(kind))
        _ask(self.fields["prediction"], BEFORE_ASKS.get(kind))
        if kind == MomentKind.CASE:
            self.fields["task"].error_messages["required"] = str(_("Write what the case is about."))
        if kind != MomentKind.FILM:
            for name in ("film", "link", "all_agreed"):
                del self.fields[name]
        if is_new:
            for name in ("tried_on", "next", "note"):
                del self.fields[name]

    def said(self) -> Said:
        """Return what was filled in."""
        given = self.cleaned_data
        return Said(
            task=given["task"],
            prediction=given["prediction"],
            tried_on=given.get("tried_on"),
            next=given.get("next", ""),
            note=given.get("note", ""),
            goal_id=UUID(given["goal"]) if given["goal"] else None,
            theme=given["theme"],
            film=given.get("film", ""),
            link=given.get("link", ""),
            all_agreed=given.get("all_agreed", False),
        )


class FeedbackForm(forms.Form):
    """What a colleague saw; no mark. In a case nothing was done yet, so what it did with the other is not asked."""

    saw = Words(
        limit=models.WORDS_MAX, rows=3, label=_("What did you see work?"),
        help_text=_("What you saw or heard, not what you think of it."),
        error_messages={"required": _("Write what you saw.")},
    )  # fmt: skip
    effect = Words(limit=models.WORDS_MAX, rows=2, required=False, label=_("What did it do with the other?"))
    idea = Words(limit=models.WORDS_MAX, rows=2, required=False, label=_("What could be tried next time?"))
    may_show = forms.BooleanField(
        required=False, label=_("My colleague may show this in a portfolio, with my name"),
        help_text=_(
            "Others read it then, also outside the organisation. You can undo that here; what was printed stays."
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, kind: MomentKind, **options: Any) -> None:
        super().__init__(*args, **options)
        _ask(self.fields["saw"], SAW_ASKS.get(kind))
        if kind == MomentKind.CASE:
            del self.fields["effect"]


class DeclarationForm(forms.Form):
    """“I declare that I can …, because …”."""

    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    can = Words(
        limit=models.LINE_MAX, rows=2, label=_("I declare that I can …"),
        error_messages={"required": _("Write what you can do.")},
    )  # fmt: skip
    because = Words(
        limit=models.WORDS_MAX, rows=4, label=_("because …"),
        help_text=_("What did you do, how often, and who saw it?"),
        error_messages={"required": _("Write what shows it.")},
    )  # fmt: skip
    about = forms.ChoiceField(label=_("Does it go with a reserved task or a theme?"), required=False)
    until_on = Day(label=_("Until which day does it hold?"), help_text=_("24 months at most. Then you look again."))

    def __init__(self, *args: Any, about: Choices | None, **options: Any) -> None:
        super().__init__(*args, **options)
        if about is None:
            del self.fields["about"]
            return
        field = self.fields["about"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("none")), *about]


class ViewForm(forms.Form):
    """What a colleague saw of what somebody declares."""

    words = Words(
        limit=models.WORDS_MAX,
        rows=3,
        label=_("What did you see of it?"),
        help_text=_("A moment that you saw yourself."),
        error_messages={"required": _("Write what you saw.")},
    )


class EvidenceForm(forms.Form):
    """Which of one's own things are evidence."""

    says_optional = False

    def __init__(self, *args: Any, offered: Mapping[Kind, list[EvidenceOffered]], **options: Any) -> None:
        first = {kind.value: [str(one.told.id) for one in rows if one.is_chosen] for kind, rows in offered.items()}
        super().__init__(*args, **{"initial": first, **options})
        for kind, rows in offered.items():
            label = str(kind.label)
            self.fields[kind.value] = forms.MultipleChoiceField(
                label=label[:1].upper() + label[1:],
                choices=[(str(one.told.id), f"{one.told.title} ({long_day(one.told.on)})") for one in rows],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    @property
    def chosen(self) -> dict[UUID, Kind]:
        """The keys that were ticked, with their kinds."""
        return {UUID(key): Kind(name) for name in self.fields for key in self.cleaned_data[name]}


class TaskForm(forms.Form):
    """A reserved task, as the learning adviser words it."""

    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    name = Words(
        limit=models.NAME_MAX, label=_("What is the task?"), error_messages={"required": _("Write what the task is.")}
    )
    why = Words(
        limit=models.WORDS_MAX, rows=2, label=_("Why is it reserved?"),
        error_messages={"required": _("Write why not everybody may do it.")},
    )  # fmt: skip
    qualifies = Words(
        limit=models.WORDS_MAX, rows=2, label=_("What makes somebody qualified?"),
        help_text=_("A diploma, a registration, a course. It says nothing about how well somebody does it."),
        error_messages={"required": _("Write what makes somebody qualified.")},
    )  # fmt: skip
    qualified_months = forms.IntegerField(
        label=_("Qualified: for how many months?"), help_text=_("Empty: without end."), min_value=1,
        max_value=models.MOST_MONTHS, required=False,
    )  # fmt: skip
    competent_months = forms.IntegerField(
        label=_("Competent: for how many months?"), min_value=1, max_value=LONGEST_MONTHS, initial=USUAL_MONTHS
    )
    deployable_months = forms.IntegerField(
        label=_("Deployable: for how many months?"), min_value=1, max_value=models.MOST_MONTHS, initial=USUAL_MONTHS
    )

    def said(self) -> Worded:
        """Return what was filled in."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "client_key"}
        return Worded(**given)


class QualificationForm(forms.Form):
    """That one is qualified, and by what."""

    evidence = Words(
        limit=models.LINE_MAX, label=_("Which diploma, registration or course?"),
        help_text=_("The paper itself stays with you."),
        error_messages={"required": _("Write what makes you qualified.")},
    )  # fmt: skip
    number = Words(limit=models.NUMBER_MAX, required=False, label=_("Number of the registration"))
    from_on = Day(label=_("Since which day?"))
    until_on = Day(label=_("Until which day?"), required=False, help_text=_("Empty: without end."))


class DeployableForm(forms.Form):
    """That somebody is deployable, with a sentence for that person."""

    from_on = Day(label=_("From which day?"))
    until_on = Day(label=_("Until which day?"))
    sentence = Words(
        limit=models.LINE_MAX, rows=2, label=_("What do you base it on?"),
        error_messages={"required": _("Write one sentence.")},
    )  # fmt: skip


class ReasonForm(forms.Form):
    """Why it is taken back."""

    reason = Words(
        limit=models.LINE_MAX, rows=2, label=_("Why do you take it back?"),
        error_messages={"required": _("Write one sentence.")},
    )  # fmt: skip
