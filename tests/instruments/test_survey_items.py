"""Items as whoever answers sees them, and what their fields send."""

from itertools import chain

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from lxml import html

from drieslag.kernel.instrument import ItemKind
from drieslag.web.components.survey import ItemView, answers_of, moved, pages_of
from tests.instruments.samples import all_kinds

FULL = {
    "say": 4, "hide": 2, "often": "never", "why": "Geen tijd.", "helps": ["time", "place"],
    "order": ["skill", "rest", "courage"], "years": 7, "busy": 35,
}  # fmt: skip


def drawn(language: str = "nl", acts: bool = True, **more: object) -> html.HtmlElement:
    pages = pages_of(all_kinds(), language, **more)  # type: ignore[arg-type]
    parts = [render_to_string("components/survey/page.html", {"page": page, "acts": acts}) for page in pages]
    return html.fromstring(f"<form>{''.join(parts)}</form>")


def sent(form: html.HtmlElement) -> QueryDict:
    """Return what a browser would send: lxml knows nothing of `multiple` names, so in the order of the page."""
    data = QueryDict(mutable=True)
    for field in form.xpath(".//input | .//select | .//textarea"):
        if field.tag == "select":
            data.appendlist(field.name, next(iter(field.xpath("option[@selected]/@value")), ""))
        elif field.tag == "textarea":
            data.appendlist(field.name, field.text or "")
        elif field.get("type") not in {"radio", "checkbox"} or field.get("checked") is not None:
            data.appendlist(field.name, field.get("value") or "")
    return data


def test_each_kind_is_there_and_an_untouched_form_answers_nothing() -> None:
    form = drawn()
    assert {one.get("data-kind") for one in form.xpath("//*[@data-item]")} == set(ItemKind)
    assert answers_of(all_kinds(), sent(form)) == ({}, {})


def test_what_was_given_comes_back_as_it_was() -> None:
    assert answers_of(all_kinds(), sent(drawn(given=FULL))) == (FULL, {})


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("given", [{}, FULL])
def test_every_field_has_a_name_and_words(language: str, given: dict[str, object]) -> None:
    form = drawn(language, given=given, errors=dict.fromkeys(FULL, "Kijk hier nog eens naar."))
    ids = form.xpath("//@id")
    assert len(ids) == len(set(ids))
    labelled = {label.get("for") for label in form.xpath("//label")}
    keys = {item.key for item in all_kinds().items}
    for field in form.xpath("//input | //select | //textarea"):
        assert field.name in keys
        assert field.get("id") in labelled
    described = chain.from_iterable(value.split() for value in form.xpath("//@aria-describedby"))
    assert set(described) <= set(ids)
    assert all(group.xpath("legend") for group in form.xpath("//fieldset"))
    assert not form.xpath("//@style | //script")
    assert len(form.xpath("//*[contains(@class, 'error-message')]")) == len(FULL)


def test_a_condition_is_told_in_words_and_to_scripts() -> None:
    form = drawn()
    (item,) = form.xpath("//*[@data-when]")
    assert (item.get("data-when"), item.get("data-when-answers")) == ("often", "never")
    assert "‘nooit’" in item.text_content()


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
