"""The address of this machine for phones in the same room."""

import socket
import sys

from drieslag.config.words import _, say

SOMEWHERE = ("192.0.2.1", 9)  # an address for documentation: choosing a route to it sends nothing


def address() -> str:
    """The address that others in the network see; localhost when there is no network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(SOMEWHERE)
            return str(probe.getsockname()[0])
        except OSError:
            return "localhost"


def show(url: str, *, secure: bool) -> None:
    import segno

    say(_("Scan this with a phone that is in the same network:"))
    segno.make(url, error="m").terminal(out=sys.stdout, compact=True)
    if not secure:
        say(
            _(
                "Without HTTPS a browser cannot keep anonymity, so anonymous steps, passkeys and push messages "
                "are off. With a certificate they work: drieslag serve --lan --cert FILE --key FILE"
            )
        )
