"""Programs that use the models, run in a process of their own once the settings are read.

By hand: `python -m bench.ready bench.live_make 12`, with DJANGO_SETTINGS_MODULE.
"""

import json
import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import django

ROOT = Path(__file__).parents[1]
SETTINGS = {"DJANGO_SETTINGS_MODULE": "drieslag.config.settings.test", "PYTHONWARNINGS": "ignore"}


def told_by(module: str) -> Any:
    """Return what a module of measurements prints as JSON, run in a process of its own, with the settings of tests."""
    command = [sys.executable, "-m", "bench.ready", module]
    ran = subprocess.run(command, cwd=ROOT, env={**os.environ, **SETTINGS}, check=True, stdout=subprocess.PIPE)
    return json.loads(ran.stdout)


def main() -> None:
    """Run the module that is named, with the words after it, as if it were run by itself."""
    sys.argv = sys.argv[1:]
    django.setup()
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
