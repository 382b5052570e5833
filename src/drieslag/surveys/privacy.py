"""What surveys keep about a person, and who may hold a token for a round."""


def fill() -> None:
    """Put it in the register, and register the holders of tokens."""
