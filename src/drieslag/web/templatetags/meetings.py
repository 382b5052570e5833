"""Tags for pages about meetings."""

from django import template
from django.utils.translation import get_language

from drieslag.kernel.format import Text

register = template.Library()


@register.simple_tag
def say(text: Text | str) -> str:
    """Write a text of the library in the reader's language."""
    return text if isinstance(text, str) else text.get(get_language() or "nl")
