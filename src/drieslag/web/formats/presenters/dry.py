"""A dry run as a page: what each of three screens shows, step by step, in words."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from drieslag.kernel.format import Format, StepKind, Text
from drieslag.kernel.visibility import Seeing, Viewer
from drieslag.learning.formats.rehearsal import BEGIN, Rehearsal, Scene, Snag, rehearse
from drieslag.web.formats import words

LANGUAGE = "nl"
# Made up: no real colleague stands in a dry run.
NAMES = ("Noor", "Sam", "Fatima", "Joris", "Lies", "Daan", "Imane", "Ruud", "Tess", "Wouter", "Zeynep", "Piet")
WARNINGS = {
    Snag.ROLE_OF_NOBODY: gettext_lazy("Nobody in this group has the role that is asked here. Then anyone can write."),
    Snag.NOBODY_CAN: gettext_lazy("Nobody can do what is asked here. Look at who writes."),
    Snag.TOO_FEW_FOR_NO_NAMES: gettext_lazy(
        "Without names needs five people. Make the smallest group five, or choose cards that open with names."
    ),
    Snag.NOTHING_TO_CHOOSE: gettext_lazy("There is nothing to choose from: nobody wrote in the step that it is about."),
    Snag.HURRIED: gettext_lazy("Each person has less than half a minute. Give it more time."),
    Snag.NOT_ALL_FIT: gettext_lazy("Not everyone can write: the limit is lower than the number of people."),
    Snag.ONE_GROUP: gettext_lazy("With this many people it is one group."),
    Snag.NO_OUTCOME: gettext_lazy("Nothing is agreed on or learned in it. That may be so; then little remains."),
    Snag.NO_BREAK: gettext_lazy("It takes more than two hours without a moment of talk or rest."),
}


@dataclass(frozen=True)
class SceneRow:
    """One step of the dry run."""

    number: int
    title: str
    kind: str | Promise
    at: str
    minutes: int
    who: str
    say: str
    ask: str
    participant: tuple[str, ...]
    facilitator: tuple[str, ...]
    screen: tuple[str, ...]
    warnings: tuple[str | Promise, ...]


@dataclass(frozen=True)
class DryRun:
    """The page."""

    name: str
    people: tuple[tuple[str, str], ...]  # name, role
    scenes: tuple[SceneRow, ...]
    minutes: int
    until: str
    warnings: tuple[str | Promise, ...]
    sitting: int
    sittings: int


def dry_run(format_: Format, *, people: int, sitting: int) -> DryRun:
    """Return the page of one meeting of a format."""
    part = format_.one_sitting(sitting) if format_.sittings > 1 else format_
    played = rehearse(part, people)
    roles = {role.key: say(role.name) for role in format_.roles}
    return DryRun(
        name=say(format_.name),
        people=tuple((name_of(one.number), roles.get(one.role, "")) for one in played.people),
        scenes=tuple(_row(at, scene, played, roles) for at, scene in enumerate(played.scenes, start=1)),
        minutes=played.minutes,
        until=_clock(played.minutes),
        warnings=tuple(WARNINGS[warning] for warning in played.warnings),
        sitting=sitting,
        sittings=format_.sittings,
    )


def say(text: Text) -> str:
    """Return the text in the reader's language."""
    return text.get(get_language() or LANGUAGE)


def name_of(number: int) -> str:
    """Return what a made-up person is called."""
    again = number // len(NAMES)
    return NAMES[number % len(NAMES)] + (f" {again + 1}" if again else "")


def _clock(minutes: int) -> str:
    return (BEGIN + timedelta(minutes=minutes)).strftime("%H.%M")


def _row(number: int, scene: Scene, played: Rehearsal, roles: dict[str, str]) -> SceneRow:
    step = scene.step
    return SceneRow(
        number=number,
        title=say(step.title),
        kind=words.KINDS[step.kind],
        at=_clock(scene.from_minute),
        minutes=step.minutes,
        who=_who(scene, played, roles),
        say=say(step.say),
        ask=say(step.ask),
        participant=tuple(_participant(scene)),
        facilitator=tuple(_facilitator(scene)),
        screen=tuple(_screen(scene)),
        warnings=tuple(WARNINGS[warning] for warning in scene.warnings),
    )


def _who(scene: Scene, played: Rehearsal, roles: dict[str, str]) -> str:
    step = scene.step
    if scene.turns:
        return _("In turns: %(names)s") % {"names": ", ".join(map(name_of, scene.turns))}
    if scene.groups:
        groups = " | ".join(", ".join(map(name_of, group)) for group in scene.groups)
        return _("In groups: %(names)s") % {"names": groups}
    if step.speaks in roles:
        held = [name_of(one.number) for one in played.people if one.role == step.speaks]
        return f"{roles[step.speaks]}: {', '.join(held)}" if held else roles[step.speaks]
    return str(words.SPEAKERS.get(step.speaks, ""))


ACTS = {
    StepKind.REVIEW: gettext_lazy("Their due try-outs, with three answers: it worked, a bit, it did not work."),
    StepKind.TALK: gettext_lazy("The title and the time. There is nothing to press."),
    StepKind.GROUPS: gettext_lazy("With whom they sit."),
    StepKind.DRAW: gettext_lazy("A button that draws, then the slip that came up."),
    StepKind.VOTE: gettext_lazy("What there is to choose, and their dots."),
    StepKind.RATE: gettext_lazy("The scales."),
    StepKind.CHECK_IN: gettext_lazy("A box for a word, the scale if there is one, and ‘pass’."),
    StepKind.DECIDE: gettext_lazy("Boxes for a try-out: what, who, when, what one expects."),
    StepKind.HARVEST: gettext_lazy("A box for an insight, with its loop."),
}


def _participant(scene: Scene) -> list[str]:
    step = scene.step
    if step.kind in ACTS:
        doing = str(ACTS[step.kind])
    elif len(scene.writers) == 1:
        doing = _("%(name)s has a box to write in; the others read.") % {"name": name_of(scene.writers[0])}
    else:
        doing = _("A box to write in.")
    return [doing, *_of_others(scene, Viewer.PARTICIPANT)]


def _facilitator(scene: Scene) -> list[str]:
    lines = [_("What to say, the questions that help on, and the time.")]
    if scene.step.opens:
        lines.append(_("A button that opens all at once."))
    return [*lines, *_of_others(scene, Viewer.FACILITATOR)]


def _screen(scene: Scene) -> list[str]:
    return [_("The title, the question and the time, large."), *_of_others(scene, Viewer.SCREEN)]


def _of_others(scene: Scene, viewer: Viewer) -> list[str]:
    """Say what this screen shows of what somebody else wrote, before and after the cards turn."""
    if scene.step.kind in {StepKind.TALK, StepKind.GROUPS, StepKind.REVIEW}:
        return []
    before, after = scene.before[viewer], scene.after[viewer]
    if before == after:
        return [_("Of others: %(what)s.") % {"what": _seeing(before)}]
    return [
        _("Of others, before it opens: %(what)s.") % {"what": _seeing(before)},
        _("Afterwards: %(what)s.") % {"what": _seeing(after)},
    ]


def _seeing(what: Seeing) -> str:
    if what.text:
        return _("the words with the name") if what.author else _("the words, without a name")
    return _("a closed card") if what.exists else _("nothing")
