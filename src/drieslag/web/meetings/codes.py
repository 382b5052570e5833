"""QR codes, drawn as SVG: no picture is fetched from anywhere."""

from io import BytesIO

import segno


def qr_svg(link: str) -> bytes:
    """Return the QR code of an address, dark on white in any look, since scanners want that."""
    out = BytesIO()
    segno.make(link, error="m").save(
        out,
        kind="svg",
        scale=8,
        border=2,
        dark="#10191b",
        light="#ffffff",
        xmldecl=False,
        svgclass="qr__code",
        lineclass=None,
    )
    return out.getvalue()
