"""What the pages of growing share, in whichever area they stand."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def show(request: HttpRequest, template: str, page: Mapping[str, object], *, status: int = 200) -> HttpResponse:
    """Return a page; in the menu one is under growth."""
    return render(request, template, {"place": "growth", **page}, status=status)
