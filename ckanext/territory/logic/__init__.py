"""What callers may ask of the portal: actions, who may call them, what they accept."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from types import ModuleType
from typing import Any


def offered(layer: ModuleType) -> dict[str, Any]:
    """Return what the modules of a layer name in their ``__all__``, by name."""
    found: dict[str, Any] = {}
    for module in pkgutil.iter_modules(layer.__path__, f"{layer.__name__}."):
        loaded = import_module(module.name)
        for name in getattr(loaded, "__all__", ()):
            found[name] = getattr(loaded, name)
    return found
