"""Charts as images: Vega-Lite to SVG and PNG by vl-convert, kept on disk."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ckan.plugins import toolkit as tk

VEGA_LITE = "6.4"
PNG_SCALE = 2.0
_ROOT = re.compile(r'^<svg [^>]*?viewBox="([^"]+)"[^>]*>')


def svg(drawing: dict[str, Any]) -> str:
    """Return the drawing as an SVG document, from the cache when it is there."""
    return _cached(drawing, "svg", _draw_svg).decode()


def png(drawing: dict[str, Any]) -> bytes:
    """Return the drawing as a PNG on white, twice the nominal size."""
    return _cached(drawing | {"background": "white"}, "png", _draw_png)


def inline_svg(drawing: dict[str, Any]) -> str:
    """Return the drawing as SVG markup for a page.

    It takes the width of its place and is hidden from screen readers: the element
    around it carries the name, and the table beside it the figures.
    """
    return _ROOT.sub(
        r'<svg xmlns="http://www.w3.org/2000/svg" class="t-chart" viewBox="\1" '
        'aria-hidden="true" focusable="false">',
        svg(drawing),
        count=1,
    )


def _draw_svg(text: str) -> bytes:
    # Imported late: its threads do not survive a fork, so a process that forks (a
    # worker, a pre-forking server) must not have used it before.
    import vl_convert  # noqa: PLC0415

    return vl_convert.vegalite_to_svg(
        text, vl_version=VEGA_LITE, allowed_base_urls=[]
    ).encode()


def _draw_png(text: str) -> bytes:
    import vl_convert  # noqa: PLC0415 - see _draw_svg

    return vl_convert.vegalite_to_png(
        text, vl_version=VEGA_LITE, scale=PNG_SCALE, allowed_base_urls=[]
    )


def _cached(drawing: dict[str, Any], kind: str, draw: Callable[[str], bytes]) -> bytes:
    text = json.dumps(drawing, ensure_ascii=False, sort_keys=True)
    place = _place(text, kind)
    if place is None:
        return draw(text)
    try:
        return place.read_bytes()
    except FileNotFoundError:
        image = draw(text)
        _keep(place, image)
        return image


def _place(text: str, kind: str) -> Path | None:
    """Return where the image of this specification is kept, if anything is kept."""
    storage = tk.config["ckan.storage_path"]
    if not storage:
        return None
    seed = f"{version('vl-convert-python')} {VEGA_LITE} {text}"
    name = hashlib.sha256(seed.encode()).hexdigest()
    return Path(storage, "territory", "charts", name[:2], f"{name[2:]}.{kind}")


def _keep(place: Path, image: bytes) -> None:
    """Write the image so that another process sees all of it or nothing."""
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=place.parent, prefix=".draft-")
    try:
        with os.fdopen(handle, "wb") as target:
            target.write(image)
        Path(draft).replace(place)
    except OSError:
        Path(draft).unlink(missing_ok=True)
        raise
