"""Putting a signed credential into a picture, and naming the files. The picture is the house's own (web/printing)."""

from openbadgeslib.baking import ITXT_KEYWORD_OB3, SVG_ELEMENT_OB3, SVG_NS_OB3, bake_png, bake_svg


def into_svg(picture: bytes, credential: str) -> bytes:
    """Return the drawing with the credential in it."""
    return bake_svg(picture, credential, element=SVG_ELEMENT_OB3, namespace=SVG_NS_OB3, as_text=True)


def into_png(picture: bytes, credential: str) -> bytes:
    """Return the image with the credential in it."""
    return bake_png(picture, credential, keyword=ITXT_KEYWORD_OB3)
