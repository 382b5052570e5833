"""Which keys a format's file has. The meaning of each is told in docs/write-a-format.md."""

from drieslag.kernel.format import (
    Field,
    Format,
    Guard,
    Keeps,
    Kolb,
    LearningFunction,
    Material,
    MaterialKind,
    Milestone,
    Option,
    Origin,
    OriginKind,
    Phase,
    Preference,
    Readers,
    Role,
    Scale,
    Showing,
    Step,
    StepKind,
    Text,
    Tip,
    Use,
)
from drieslag.library import words
from drieslag.library.reading import (
    Key,
    both_languages,
    line_of_text,
    many,
    matching,
    may,
    must,
    number,
    one_of,
    shape,
    word_of,
    yes_no,
)

NOTHING = Text("", "")
MOST_LISTED = 100  # steps that are read at all; how many make sense is in sense.py
LEVELS = frozenset({"person", "pair", "team", "organisation", "chain"})

key = matching(r"[a-z][a-z0-9_]{0,39}", words.NEEDS_KEY)
code = matching(r"[A-Z][A-Za-z0-9-]{1,15}", words.NEEDS_CODE)
slug = matching(r"[a-z0-9]+(-[a-z0-9]+)*", words.NEEDS_SLUG)
text = both_languages


def make_origin(
    *, kind: OriginKind, said: Text = NOTHING, field: Text = NOTHING, sources: tuple[str, ...] = ()
) -> Origin:
    return Origin(kind, said, field, sources)


ORIGIN = {
    "kind": must(one_of(OriginKind)),
    "said": may(text),
    "field": may(text),
    "sources": may(many(line_of_text)),
}
ROLE = {"key": must(key), "name": must(text), "task": must(text), "rotates": may(yes_no)}
SCALE = {
    "key": must(key),
    "title": must(text),
    "low": must(number(0, 100)),
    "high": must(number(0, 100)),
    "low_word": must(text),
    "high_word": must(text),
}
NAMED = {"key": must(key), "name": must(text)}
TIP = {"when": must(text), "say": must(text)}
GUARD = {"open_questions": may(yes_no), "advice_held_until": may(key)}
STEP: dict[str, Key] = {
    "key": must(key),
    "kind": must(one_of(StepKind)),
    "title": must(text),
    "say": must(text),
    "minutes": must(number(1, 480)),
    "ask": may(text),
    "prompts": may(many(text)),
    "silence": may(text),
    "tips": may(many(shape(Tip, TIP))),
    "speaks": may(key),
    "showing": may(one_of(Showing)),
    "fields": may(many(shape(Field, NAMED))),
    "scales": may(many(shape(Scale, SCALE))),
    "options": may(many(shape(Option, NAMED))),
    "dots": may(number(1, 10)),
    "source": may(key),
    "group_size": may(number(2, 12)),
    "max_each": may(number(1, 50)),
    "max_all": may(number(1, 200)),
    "max_length": may(number(20, 5_000)),
    "max_words": may(number(3, 500)),
    "quiet_seconds": may(number(10, 1_800)),
    "due_within_days": may(number(1, 365)),
    "sitting": may(number(1, 8)),
    "guard": may(shape(Guard, GUARD)),
}
MILESTONE = {"week": must(number(0, 52)), "what": must(text)}
MATERIAL = {
    "key": must(key),
    "kind": must(one_of(MaterialKind)),
    "title": must(text),
    "items": must(many(text)),
}
FORMAT: dict[str, Key] = {
    "code": must(code),
    "slug": must(slug),
    "version": must(number(1, 9_999)),
    "name": must(text),
    "purpose": must(text),
    "origin": must(shape(make_origin, ORIGIN)),
    "minutes": must(number(1, 960)),
    "exact": may(yes_no),
    "group_min": must(number(1, 200)),
    "group_max": must(number(1, 200)),
    "rhythm": may(text),
    "levels": may(many(word_of(LEVELS))),
    "conditions": may(many(text)),
    "preferences": may(many(one_of(Preference))),
    "needs": may(many(one_of(Phase))),
    "purposes": may(many(key)),
    "keeps": may(one_of(Keeps)),
    "readers": may(one_of(Readers)),
    "variant_of": may(code),
    "use": may(one_of(Use)),
    "functions": may(many(one_of(LearningFunction))),
    "kolb": may(many(one_of(Kolb))),
    "course": may(many(shape(Milestone, MILESTONE))),
    "materials": may(many(shape(Material, MATERIAL))),
    "roles": must(many(shape(Role, ROLE))),
    "steps": must(many(shape(Step, STEP), MOST_LISTED)),
}
read_format = shape(Format, FORMAT)
