"""Items as whoever answers sees them, and what their fields send."""

from html.parser import HTMLParser
from itertools import chain

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from drieslag.kernel.instrument import ItemKind
from drieslag.web.components.survey import ItemView, answers_of, moved, pages_of
from tests.instruments.samples import all_kinds

FULL = {
    "say": 4, "hide": 2, "often": "never", "why": "Geen tijd.", "helps": ["time", "place"],
    "order": ["skill", "rest", "courage"], "years": 7, "busy": 35,
}  # fmt: skip


class Form(HTMLParser):
    """A form as a browser takes it in: its elements in order, and what it would send."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.sent = QueryDict(mutable=True)
        self.words: list[str] = []
        self.select, self.chosen, self.textarea = "", "", ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.elements.append((tag, known))
        name, value = known.get("name") or "", known.get("value") or ""
        if tag == "select":
            self.select, self.chosen = name, ""
        elif tag == "option" and "selected" in known:
            self.chosen = value
        elif tag == "textarea":
            self.textarea = name
            self.sent.appendlist(name, "")
        elif tag == "input" and (known.get("type") not in {"radio", "checkbox"} or "checked" in known):
            self.sent.appendlist(name, value)

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.sent.appendlist(self.select, self.chosen)
        self.textarea = "" if tag == "textarea" else self.textarea

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self.textarea:
            self.sent[self.textarea] = data

    def all(self, name: str, *tags: str) -> list[str]:
        """Return what an attribute holds, everywhere or in these elements."""
        return [known[name] or "" for tag, known in self.elements if name in known and (not tags or tag in tags)]


def drawn(language: str = "nl", **more: object) -> Form:
    pages = pages_of(all_kinds(), language, **more)  # type: ignore[arg-type]
    return Form(
        "".join(render_to_string("components/survey/page.html", {"page": page, "acts": True}) for page in pages)
    )


def test_each_kind_is_there_and_an_untouched_form_answers_nothing() -> None:
    form = drawn()
    assert set(form.all("data-kind")) == set(ItemKind)
    assert answers_of(all_kinds(), form.sent) == ({}, {})


def test_what_was_given_comes_back_as_it_was() -> None:
    assert answers_of(all_kinds(), drawn(given=FULL).sent) == (FULL, {})


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("given", [{}, FULL])
def test_every_field_has_a_name_and_words(language: str, given: dict[str, object]) -> None:
    form = drawn(language, given=given, errors=dict.fromkeys(FULL, "Kijk hier nog eens naar."))
    ids = form.all("id")
    assert len(ids) == len(set(ids))
    fields = ("input", "select", "textarea")
    assert set(form.all("name", *fields)) == {item.key for item in all_kinds().items}
    assert set(form.all("id", *fields)) <= set(form.all("for", "label"))
    described = chain.from_iterable(value.split() for value in form.all("aria-describedby"))
    assert set(described) <= set(ids)
    tags = [tag for tag, _known in form.elements]
    assert tags.count("fieldset") == tags.count("legend")
    assert not {"script", "style"} & set(tags)
    assert not form.all("style")
    assert len([name for name in ids if name.endswith("-wrong")]) == len(FULL)


def test_a_condition_is_told_in_words_and_to_scripts() -> None:
    form = drawn()
    assert (form.all("data-when"), form.all("data-when-answers")) == (["often"], ["never"])
    assert any("‘nooit’" in word for word in form.words)


def view(key: str, **more: object) -> ItemView:
    pages = pages_of(all_kinds(), "nl", **more)  # type: ignore[arg-type]
    return next(item for page in pages for item in page.items if item.key == key)


def test_a_rank_stands_in_the_order_that_was_given() -> None:
    assert [row.value for row in view("order", given={"order": ["skill"]}).rows] == ["skill", "rest", "courage"]


@pytest.mark.parametrize(
    ("press", "order"),
    [
        ("order:courage:up", ["courage", "rest", "skill"]),
        ("order:courage:down", ["rest", "skill", "courage"]),
        ("order:rest:up", ["rest", "courage", "skill"]),
        ("order:no_such:up", None),
        ("nothing", None),
    ],
)
def test_up_and_down_work_without_a_script(press: str, order: list[str] | None) -> None:
    assert moved(all_kinds(), {}, press).get("order") == order


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        ("years=zeven", "years"),
        ("years=7.5", "years"),
        ("years=99999999999", "years"),
        ("say=x", "say"),
        ("order=1:rest&order=1:courage&order=2:skill", "order"),
        ("order=1:rest&order=:courage&order=2:skill", "order"),
        ("order=x:rest&order=y:courage&order=z:skill", "order"),
        ("busy=80&busy=none", "busy"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_item(data: str, wrong: str) -> None:
    answers, errors = answers_of(all_kinds(), QueryDict(data))
    assert (answers, list(errors)) == ({}, [wrong])


def test_a_slider_answers_only_when_it_was_chosen() -> None:
    assert answers_of(all_kinds(), QueryDict("busy=50&busy=none")) == ({}, {})
    assert answers_of(all_kinds(), QueryDict("busy=50")) == ({"busy": 50}, {})
