#!/bin/sh
# Prints a Python 3.13: on the PATH, of pyenv, of uv; or says what to do.
cd "$(dirname "$0")/.." || exit 1
wanted=$(cat .python-version)
fits() { [ -x "$1" ] && [ "$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)" = "$wanted" ]; }
try() { if fits "$1"; then echo "$1"; exit 0; fi; }

try .venv/bin/python
try "$(command -v "python$wanted" 2>/dev/null)"
if command -v pyenv >/dev/null 2>&1; then
    try "$(pyenv prefix "$wanted" 2>/dev/null)/bin/python"
fi
for found in "${PYENV_ROOT:-$HOME/.pyenv}"/versions/"$wanted"*/bin/python; do
    try "$found"
done
try "$(command -v python3 2>/dev/null)"
try "$(command -v python 2>/dev/null)"
if command -v uv >/dev/null 2>&1; then
    found=$(uv python find "$wanted" 2>/dev/null) || { uv python install "$wanted" >&2 && found=$(uv python find "$wanted"); }
    try "$found"
fi
echo "Drieslag needs Python $wanted and found none. Install it, for instance with: pyenv install $wanted" >&2
exit 1
