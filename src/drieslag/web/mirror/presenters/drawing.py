"""A figure as a mark on its whole scale. It stands beside it in words as well, so the drawing is not read out."""

from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString

MARKS: Final = {
    "self": '<circle class="self" cx="{at}%" cy="14" r="7"/>',
    "leader": '<svg x="{at}%" y="14" overflow="visible"><path class="leader" d="M-6-6h12v12h-12z"/></svg>',
    "others": '<circle class="others" cx="{at}%" cy="14" r="7"/>',
}
LEFT, WIDE = 4, 92


def on_scale(value: float, bounds: tuple[float, float], kind: str) -> SafeString:
    """Draw one figure between the lowest and highest answer, no more exactly than it is written; `kind` is self,
    leader or others.
    """
    least, most = bounds
    at = f"{LEFT + WIDE * (round(value, 1) - least) / (most - least):.2f}"
    return format_html(
        '<svg class="ds-on-scale" aria-hidden="true"><line x1="4%" x2="96%" y1="14" y2="14"/>' + MARKS[kind] + "</svg>",
        at=at,
    )
