"""Form fields as Utrecht's form field: label, help and what is wrong above the control, and tied to it."""

from typing import Final

from django import forms
from django.forms import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from drieslag.web.components.drawings import icon

EMPTY: Final = SafeString("")
CHOICES: Final = (forms.RadioSelect, forms.CheckboxSelectMultiple)


def field(bound: BoundField, **attributes: str | bool) -> SafeString:
    """Draw a field with all that belongs to it.

    `attributes` go to the control, `_` for `-` (`data_shield_url=url` becomes `data-shield-url`); `plain=True` draws a
    text area without the ruled paper, `rows=4` and the like pass on, `label=` and `help=` replace the form's own words.
    """
    label = str(attributes.pop("label", "") or bound.label or "")
    help_text = str(attributes.pop("help", bound.help_text) or "")
    described = " ".join(_ids(bound, help_text))
    if isinstance(bound.field.widget, CHOICES):
        return _choices(bound, label, help_text, described)
    if isinstance(bound.field.widget, forms.CheckboxInput):
        return _tick(bound, label, help_text)
    if bound.is_hidden:
        return SafeString(bound.as_hidden())
    control = bound.as_widget(attrs=_attributes(bound, attributes, described))
    return format_html(
        '<div class="utrecht-form-field field{}"><label class="utrecht-form-label" for="{}">{}{}</label>{}{}{}</div>',
        " ds-field--wrong" if bound.errors else "",
        bound.id_for_label,
        label,
        _optional(bound),
        _help(bound, help_text),
        _wrong(bound),
        control,
    )


def _ids(bound: BoundField, help_text: str) -> list[str]:
    name = bound.auto_id
    return ([f"{name}-help"] if help_text else []) + ([f"{name}-wrong"] if bound.errors else [])


def _attributes(bound: BoundField, given: dict[str, str | bool], described: str) -> dict[str, str | bool]:
    widget = bound.field.widget
    plain = given.pop("plain", False)
    if isinstance(widget, forms.Textarea):
        kind = "utrecht-textarea" if plain else "ds-write"
    else:
        kind = "utrecht-select" if isinstance(widget, forms.Select) else "utrecht-textbox"
    own = {key.replace("_", "-"): value for key, value in given.items()}
    extra = str(own.pop("class", "") or widget.attrs.get("class", ""))
    attrs: dict[str, str | bool] = {"class": f"{kind} {extra}".strip(), **own}
    if described:
        attrs["aria-describedby"] = described
    if bound.errors:
        attrs["aria-invalid"] = "true"
    return attrs


def _optional(bound: BoundField) -> SafeString:
    """Say which fields may stay empty; most may not, so those are not marked. A form of which all may says nothing."""
    if bound.field.required or not getattr(bound.form, "says_optional", True):
        return EMPTY
    return format_html(' <span class="ds-optional">{}</span>', _("(optional)"))


def _help(bound: BoundField, text: str) -> SafeString:
    if not text:
        return EMPTY
    return format_html('<p class="utrecht-form-field-description" id="{}-help">{}</p>', bound.auto_id, text)


def _wrong(bound: BoundField) -> SafeString:
    """Say what is wrong. The place for it stays empty in the page, so that an answer to a script finds it."""
    if not bound.errors:
        return EMPTY
    sentences = format_html_join(" ", "{}", ((sentence,) for sentence in bound.errors))
    return format_html(
        '<p class="utrecht-form-field-error-message" id="{}-wrong">{}<span>{}</span></p>',
        bound.auto_id,
        icon("warning-circle"),
        sentences,
    )


def _choices(bound: BoundField, label: str, help_text: str, described: str) -> SafeString:
    """Draw the options as rows; the whole row is the target."""
    several = isinstance(bound.field.widget, forms.CheckboxSelectMultiple)  # which Django makes of the radio's
    kind = "utrecht-checkbox" if several else "utrecht-radio-button"
    rows = format_html_join(
        "",
        '<label class="ds-answer" for="{}">{}<span>{}</span></label>',
        ((row.id_for_label, _with_class(row.tag(), kind), row.choice_label) for row in bound.subwidgets),
    )
    return format_html(
        '<fieldset class="field{}" id="{}"{}><legend class="utrecht-form-label">{}{}</legend>{}{}'
        '<div class="ds-answers">{}</div></fieldset>',
        " ds-field--wrong" if bound.errors else "",
        bound.auto_id,
        format_html(' aria-describedby="{}"', described) if described else EMPTY,
        label,
        _optional(bound),
        _help(bound, help_text),
        _wrong(bound),
        rows,
    )


def _with_class(tag: str, kind: str) -> SafeString:
    return SafeString(tag.replace("<input ", f'<input class="{kind} {kind}--html-input" ', 1))


def _tick(bound: BoundField, label: str, help_text: str) -> SafeString:
    kind = "utrecht-checkbox utrecht-checkbox--html-input"
    described = " ".join(_ids(bound, help_text))
    control = bound.as_widget(attrs={"class": kind, **({"aria-describedby": described} if described else {})})
    row = '<div class="field{}"><label class="ds-answer" for="{}">{}<span>{}</span></label>{}{}</div>'
    wrong = " ds-field--wrong" if bound.errors else ""
    return format_html(row, wrong, bound.id_for_label, control, label, _help(bound, help_text), _wrong(bound))


def errors(form: forms.BaseForm, sentence: str = "") -> SafeString:
    """Draw the alert above a form that was not accepted: what is safe, and a link to each field."""
    if not form.errors:
        return EMPTY
    links = format_html_join(
        "",
        '<li><a class="utrecht-link" href="#{}">{}</a></li>',
        (
            (bound.id_for_label or bound.auto_id, " ".join(str(sentence) for sentence in bound.errors))
            for bound in form.visible_fields()
            if bound.errors
        ),
    )
    whole = format_html_join("", "<p>{}</p>", ((text,) for text in form.non_field_errors()))
    return format_html(
        '<div class="utrecht-alert utrecht-alert--error" role="alert" tabindex="-1" data-focus><span>{}</span>'
        '<div class="stack-s"><p><strong>{}</strong></p>{}<ul class="ds-alert-list">{}</ul></div></div>',
        icon("warning-circle"),
        sentence or _("This is not kept yet. Your text is still here."),
        whole,
        links,
    )
