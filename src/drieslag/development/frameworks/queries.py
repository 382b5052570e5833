"""Which frameworks there are, their texts by version, and the role that somebody took."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import structlog
from django.db.models import F, OuterRef, Q, Subquery

from drieslag.core.verdict import NotFound
from drieslag.development.frameworks.models import (
    CODE_START,
    FrameworkInUse,
    FrameworkVersion,
    OwnFramework,
    TakenRole,
)
from drieslag.kernel.format import Text
from drieslag.kernel.framework import DevelopmentTheme, Framework, FunctionRole, LearningLine, Standing
from drieslag.library import frameworks
from drieslag.people.models import Person

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Chosen:
    """The role that somebody took: in which framework, in which version, since when.

    It is the version that the organisation uses now. Where that has the role no more, or the framework is not used any
    longer, it is the version in which the role was taken, and `is_old` says so.
    """

    framework: Framework
    version: int
    role: FunctionRole
    since: date
    is_old: bool = False

    @property
    def themes(self) -> tuple[DevelopmentTheme, ...]:
        """The themes with a goal for this role."""
        return tuple(self.framework.themes_for(self.role.key))

    @property
    def lines(self) -> tuple[LearningLine, ...]:
        """The learning lines for this role."""
        return tuple(self.framework.lines_for(self.role.key))


@dataclass(frozen=True, slots=True)
class ThemeWords:
    """A theme as it was when somebody linked it. `newest_version` is what the organisation uses now, or the newest
    there is; `is_dropped` that the theme is not in it any more, and `name_now` what it is called there otherwise.
    """

    name: Text
    name_now: Text
    levels: tuple[tuple[Standing, Text], ...]
    is_dropped: bool
    newest_version: int


def is_own(code: str) -> bool:
    """Whether this is the code of a framework of the organisation's own."""
    return code.startswith(CODE_START)


def find(code: str, version: int | None = None) -> Framework:
    """Return a framework of the library or the organisation: this version, or the one in use, or else the newest (at
    most one query). Raises NotFound.
    """
    shipped = frameworks.load_all().get(code)
    if shipped is not None and version == shipped.version:
        return shipped
    found = versions_kept({code}, [version] if version else ())[code].framework(version)
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of one framework by number, what the program ships among them, and which one is in use."""

    texts: dict[int, str]
    shipped: Framework | None
    used: int | None

    def framework(self, number: int | None = None) -> Framework | None:
        """Return this version; without a number the one in use, or else the newest."""
        if number is None:
            number = self.used or max([*self.texts, self.shipped.version if self.shipped else 0])
        if number in self.texts:
            return frameworks.pinned(self.texts[number])
        return self.shipped if self.shipped is not None and self.shipped.version == number else None


def versions_kept(codes: Collection[str], numbers: Collection[int] = ()) -> dict[str, Versions]:
    """Return of these frameworks the versions with these numbers, the one in use and the newest (one query)."""
    used = FrameworkInUse.objects.filter(code=OuterRef("code"), until=None).values("version")[:1]
    rows = FrameworkVersion.objects.filter(code__in=codes).annotate(used=Subquery(used))
    wanted = Q(number__in=numbers) | Q(number=F("used")) | Q(number=F("framework__published"))
    texts: dict[str, dict[int, str]] = {code: {} for code in codes}
    now: dict[str, int | None] = {}
    for code, number, text, now_used in rows.filter(wanted).values_list("code", "number", "text", "used"):
        texts[code][number], now[code] = text, now_used
    shipped = frameworks.load_all()
    return {code: Versions(texts[code], shipped.get(code), now.get(code)) for code in codes}


def in_use() -> list[Framework]:
    """Return the frameworks that the organisation uses now, in their versions, by code (one query)."""
    rows = FrameworkInUse.objects.filter(until=None)
    text = FrameworkVersion.objects.filter(code=OuterRef("code"), number=OuterRef("version")).values("text")[:1]
    found = []
    for code, said in rows.annotate(text=Subquery(text)).order_by("code").values_list("code", "text"):
        try:
            found.append(frameworks.pinned(said))
        except frameworks.BrokenLibrary:  # written for rules that have changed: one text must not hide all others
            log.warning("framework_unreadable", code=code)
    return found


def versions_in_use() -> dict[str, int]:
    """Return the version in use of each framework that is used, by its code (one query)."""
    return dict(FrameworkInUse.objects.filter(until=None).values_list("code", "version"))


def newer_shipped(used: Mapping[str, int]) -> frozenset[str]:
    """Return of which frameworks in use the program ships a newer version."""
    shipped = frameworks.load_all()
    return frozenset(code for code, version in used.items() if code in shipped and shipped[code].version > version)


def current(person: Person) -> Chosen | None:
    """Return the role that this person has now, or None (two queries)."""
    taken = TakenRole.objects.filter(owner=person.pk, until=None).first()
    return _chosen(taken) if taken else None


def _chosen(taken: TakenRole) -> Chosen | None:
    versions = versions_kept({taken.code}, [taken.version])[taken.code]
    for version in (versions.used, taken.version):
        framework = versions.framework(version) if version else None
        role = next((one for one in framework.roles if one.key == taken.role), None) if framework else None
        if framework is not None and role is not None:
            return Chosen(framework, framework.version, role, taken.since, is_old=version != versions.used)
    return None


def roles_taken(person: Person) -> list[TakenRole]:
    """Return the roles that this person took, the latest first."""
    return list(TakenRole.objects.filter(owner=person.pk).order_by("-since", "-pk"))


def theme_words(code: str, version: int, key: str) -> ThemeWords | None:
    """Return a theme in the words of the version that was linked (one query); None when there never was such a one."""
    return themes_words([(code, version, key)]).get((code, version, key))


def themes_words(wanted: Iterable[tuple[str, int, str]]) -> dict[tuple[str, int, str], ThemeWords]:
    """Return several themes in the words of the versions that were linked (at most one query)."""
    asked = {(code, int(version), key) for code, version, key in wanted if code}
    if not asked:
        return {}
    kept = versions_kept({code for code, _version, _key in asked}, {version for _code, version, _key in asked})
    found = {}
    for code, version, key in asked:
        then, newest = _theme(kept[code].framework(version), key), kept[code].framework()
        if then is not None and newest is not None:
            levels = tuple((standing, then.levels[standing]) for standing in Standing if standing in then.levels)
            now = _theme(newest, key)
            name_now = now.name if now else then.name
            found[code, version, key] = ThemeWords(then.name, name_now, levels, now is None, newest.version)
    return found


def _theme(framework: Framework | None, key: str) -> DevelopmentTheme | None:
    return next((one for one in framework.themes if one.key == key), None) if framework else None


def get_own(code: str) -> OwnFramework:
    """Return a framework of the organisation's own. Raises NotFound."""
    own = OwnFramework.objects.filter(code=code.upper()).first()
    if own is None:
        raise NotFound
    return own


def own_frameworks() -> list[OwnFramework]:
    """Return those that the organisation writes, in use or not, by code."""
    return list(OwnFramework.objects.order_by("code"))


def versions_of(own: OwnFramework) -> list[FrameworkVersion]:
    """Return what was published, newest first."""
    return list(own.versions.order_by("-number"))


_VERSION = re.compile("[0-9]{1,9}")  # what the database's numbers hold


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a page offers to make a goal of: words to begin with, and the theme that they lie beside."""

    text: Text
    theme: str  # code:version:key, or nothing


def proposed(mark: str) -> Proposed | None:
    """Return what `theme:…`, `goal:…` or `step:<code>:<version>:<line>.<key>` stands for (at most one query); None when
    it stands for nothing.
    """
    kind, code, version, key = [*mark.split(":", 3), "", "", "", ""][:4]
    if not (code and key and _VERSION.fullmatch(version)):
        return None
    try:
        framework = find(code, int(version))
        text, theme = _PROPOSED[kind](framework, key)
    except (NotFound, KeyError):
        return None
    return Proposed(text, f"{code}:{version}:{theme}" if theme else "")


def _of_goal(framework: Framework, key: str) -> tuple[Text, str]:
    return framework.goal(key).text, framework.theme_of(key).key


def _of_step(framework: Framework, key: str) -> tuple[Text, str]:
    """Its words are something to do, not a goal; the first goal that it serves is."""
    line, _dot, own = key.partition(".")
    step = {one.key: one for one in framework.line(line).steps}[own]
    goals = [framework.goal(goal) for goal in step.goals]
    return (goals[0].text, framework.theme_of(goals[0].key).key) if goals else (step.text, "")


_PROPOSED: Mapping[str, Callable[[Framework, str], tuple[Text, str]]] = {
    "theme": lambda framework, key: (Text("", ""), framework.theme(key).key),
    "goal": _of_goal,
    "step": _of_step,
}
