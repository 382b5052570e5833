"""A format (werkvorm) as data: what the library loads, the engine runs and a page shows.

Everything is frozen and plain. Texts carry both languages, so the kernel need not know which one is on the screen.
"""

from dataclasses import dataclass, replace
from enum import StrEnum


@dataclass(frozen=True)
class Text:
    """One text in the two languages of the program."""

    nl: str
    en: str

    def get(self, language: str) -> str:
        """Return the text in `language` (a code such as `nl` or `en-gb`); Dutch when it is none of ours."""
        return self.en if language.startswith("en") else self.nl


class StepKind(StrEnum):
    """What people do in a step; the engine and the pages know each by this word."""

    REVIEW = "review"  # try-outs that are due: what did we see?
    CHECK_IN = "check_in"  # a word, a scale or both; kept nowhere per person
    COMPOSE = "compose"  # one person writes
    COLLECT = "collect"  # everyone writes
    ROUND = "round"  # in turns, with pass
    TALK = "talk"  # a timer only
    ASK = "ask"  # open questions only, in turns or freely
    VOTE = "vote"  # dots on earlier contributions, or one answer out of options
    DRAW = "draw"  # one slip, blindly
    GROUPS = "groups"  # pairs and small groups
    DECIDE = "decide"  # try-outs: owner, date, what we expect to see
    HARVEST = "harvest"  # insights, with their loop level
    RATE = "rate"  # one or more scales


class Showing(StrEnum):
    """Who sees a contribution while its step runs."""

    OPEN = "open"  # at once, with the writer's name
    HIDDEN = "hidden"  # closed to all until the facilitator opens; then with names
    ANONYMOUS = "anonymous"  # closed until opened, and never with a name: the mechanism of privacy.anonymous


class Keeps(StrEnum):
    """What remains of a meeting once it is closed."""

    ALL = "all"
    OUTCOMES = "outcomes"  # insights and try-outs; the rest is erased at closing


class Readers(StrEnum):
    """Who may read the report."""

    TEAM = "team"
    PARTICIPANTS = "participants"


class Preference(StrEnum):
    """The five preferred ways of learning of Simons and Ruijters; never a fixed trait of a person."""

    COPYING = "copying"  # kunst afkijken
    PARTICIPATING = "participating"
    ACQUIRING = "acquiring"  # kennis verwerven
    PRACTISING = "practising"  # oefenen
    DISCOVERING = "discovering"  # ontdekken


class Phase(StrEnum):
    """The six knots of a thread, in order."""

    QUESTION = "question"
    EXPLORATION = "exploration"
    INSIGHT = "insight"
    TRY_OUT = "try_out"
    EFFECT = "effect"
    SHARED = "shared"


class LoopLevel(StrEnum):
    """What kind of learning an insight is (Argyris and Schön)."""

    SINGLE = "single"  # do we act differently
    DOUBLE = "double"  # do we think differently
    TRIPLE = "triple"  # do we stand for something else


class LearningFunction(StrEnum):
    """The seven learning functions of a corporate curriculum (Kessels)."""

    SUBJECT = "subject"  # expertise in one's field
    PROBLEM = "problem"  # solving problems
    REFLECTION = "reflection"
    COMMUNICATION = "communication"
    SELF_REGULATION = "self_regulation"  # of motivation and emotions
    CALM = "calm"  # rest and stability
    UNREST = "unrest"  # creative turmoil


class Kolb(StrEnum):
    """The four phases of experiential learning (Kolb)."""

    EXPERIENCE = "experience"
    REFLECT = "reflect"
    THINK = "think"
    DO = "do"


class Use(StrEnum):
    """How a format is used."""

    LIVE = "live"
    LOG = "log"  # held elsewhere, under a trainer of one's own: only that it was held is written down
    CONSENT = "consent"  # its materials are somebody else's, who has to agree first; the script is our own outline


class MaterialKind(StrEnum):
    """What lies on the table."""

    CARDS = "cards"  # to cut out
    SHEET = "sheet"  # to write on


class OriginKind(StrEnum):
    """Where the steps of a format come from."""

    SOURCE = "source"
    FIELD = "field"
    MIX = "mix"


@dataclass(frozen=True)
class Origin:
    """Where a format comes from: `said` is what a source says, `field` what is field knowledge."""

    kind: OriginKind
    said: Text
    field: Text
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Role:
    """A role in a meeting: facilitator, presenter, timekeeper, scribe, participant or one of the format's own."""

    key: str
    name: Text
    task: Text
    rotates: bool = False


@dataclass(frozen=True)
class Scale:
    """One scale of a check-in or rating: whole numbers from `low` to `high`, with words at both ends."""

    key: str
    title: Text
    low: int
    high: int
    low_word: Text
    high_word: Text


@dataclass(frozen=True)
class Option:
    """One answer that can be chosen."""

    key: str
    name: Text


@dataclass(frozen=True)
class Field:
    """One named box of a step that asks for more than one thing (facts, assumptions, unknowns)."""

    key: str
    name: Text


@dataclass(frozen=True)
class Tip:
    """What a facilitator can say when something happens."""

    when: Text
    say: Text


@dataclass(frozen=True)
class Milestone:
    """What happens in which week of a format that takes longer than its meetings."""

    week: int
    what: Text


@dataclass(frozen=True)
class Material:
    """Something to print: cards to cut out, or a sheet with a line to write on under each item."""

    key: str
    kind: MaterialKind
    title: Text
    items: tuple[Text, ...]


@dataclass(frozen=True)
class Guard:
    """What a step holds back. A guard advises: it never blocks speech."""

    open_questions: bool = False  # a closed or leading question gets a friendly hint
    # Key of the step in which ideas and advice are welcome; until then the writer's own device keeps them.
    advice_held_until: str = ""


@dataclass(frozen=True)
class Step:
    """One step of a script. `speaks` is `all`, `turns`, `nobody` or the key of a role."""

    key: str
    kind: StepKind
    title: Text
    say: Text  # what the facilitator can say now
    minutes: int
    ask: Text = Text("", "")  # the question on everybody's screen
    prompts: tuple[Text, ...] = ()
    silence: Text = Text("", "")  # what to do if silence falls
    tips: tuple[Tip, ...] = ()
    speaks: str = "all"
    showing: Showing = Showing.OPEN
    fields: tuple[Field, ...] = ()
    scales: tuple[Scale, ...] = ()
    options: tuple[Option, ...] = ()
    dots: int = 1
    source: str = ""  # vote, draw: key of an earlier step, or `jar`
    group_size: int = 0  # groups
    max_each: int = 0  # contributions a person; 0 is no limit
    max_all: int = 0  # contributions in all; 0 is no limit
    max_length: int = 2000
    max_words: int = 0  # compose, collect, harvest; 0 is no limit
    quiet_seconds: int = 0  # silence that the step asks for
    due_within_days: int = 0  # decide: latest date of a try-out; 0 is free
    sitting: int = 0  # in which of several meetings; 0 in a format of one
    guard: Guard = Guard()

    @property
    def is_anonymous(self) -> bool:
        """Whether names never show in this step, not even afterwards."""
        return self.showing is Showing.ANONYMOUS

    @property
    def opens(self) -> bool:
        """Whether what is written stays closed until the facilitator opens it."""
        return self.showing is not Showing.OPEN


@dataclass(frozen=True)
class Format:
    """A way of working together. Steps' minutes sum to `minutes` (± 5; exactly when `exact`)."""

    code: str
    slug: str
    version: int
    name: Text
    purpose: Text
    origin: Origin
    minutes: int
    group_min: int
    group_max: int
    steps: tuple[Step, ...]
    roles: tuple[Role, ...]
    exact: bool = False
    rhythm: Text = Text("", "")
    levels: tuple[str, ...] = ("team",)  # person, pair, team, organisation, chain
    conditions: tuple[Text, ...] = ()  # the pre-flight list
    preferences: tuple[Preference, ...] = ()
    needs: tuple[Phase, ...] = ()  # phases of a thread in which this format helps
    purposes: tuple[str, ...] = ()  # keys of the kinds of question that it fits (library.formats.PURPOSES)
    keeps: Keeps = Keeps.ALL
    readers: Readers = Readers.TEAM
    variant_of: str = ""
    use: Use = Use.LIVE
    functions: tuple[LearningFunction, ...] = ()  # which learning functions it feeds
    kolb: tuple[Kolb, ...] = ()  # which phases of learning from experience it passes through
    course: tuple[Milestone, ...] = ()  # what happens in the weeks around the meetings
    materials: tuple[Material, ...] = ()

    @property
    def sittings(self) -> int:
        """In how many meetings the steps are done."""
        return max(step.sitting for step in self.steps) or 1

    def one_sitting(self, number: int) -> "Format":
        """Return the script of one of the meetings, as a format of its own."""
        steps = tuple(replace(step, sitting=0) for step in self.steps if step.sitting in {0, number})
        return replace(self, steps=steps, minutes=sum(step.minutes for step in steps))

    def step(self, key: str) -> Step:
        """Return the step with this key. Raises KeyError."""
        for step in self.steps:
            if step.key == key:
                return step
        raise KeyError(key)
