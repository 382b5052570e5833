"""The command `drieslag`. Each subcommand is a module in `commands/`: HELP, `arguments(parser)`, `run(given)`."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from drieslag.config import commands, words
from drieslag.config.words import _, complain

if TYPE_CHECKING:
    from types import ModuleType


def main(argv: list[str] | None = None) -> int:
    """Returns what the shell should see; what went wrong is said in one sentence, and never as a traceback."""
    argv = sys.argv[1:] if argv is None else argv
    if "--english" in argv:
        argv = [argument for argument in argv if argument != "--english"]
        words.speak_english()
    from drieslag.config import failures

    given = _parser().parse_args(argv)
    try:
        return int(given.run(given))
    except failures.KNOWN as error:
        complain(failures.sentence(error))
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="drieslag", description=_("An organisation learns from its own work."))
    parser.add_argument("--english", action="store_true", help=_("speak English"))
    subparsers = parser.add_subparsers(metavar=_("command"), required=True)
    for name, module in sorted(_modules().items()):
        if module.HELP is None:  # argparse lists a command only when it is given a help text
            sub = subparsers.add_parser(name)
        else:
            sub = subparsers.add_parser(name, help=_(module.HELP), description=_(module.HELP))
        module.arguments(sub)
        sub.set_defaults(run=module.run)
    return parser


def _modules() -> dict[str, ModuleType]:
    found = {}
    for info in iter_modules(commands.__path__):
        found[info.name.replace("_", "-")] = import_module(f"{commands.__name__}.{info.name}")
    return found


if __name__ == "__main__":
    sys.exit(main())
