"""Shapes of what the portal knows of the figures of a dataset."""

from __future__ import annotations

from typing import Any, Literal, TypedDict

State = Literal["done", "reading", "failed", "empty"]


class FileFigures(TypedDict):
    """The figures of one file; ``kind`` is the name of the schema that it follows.

    ``figures`` is what the reader of that kind answers; see
    ``domain.indicator.indicator_figures``, ``domain.environment.observation_figures``
    and ``sensor_figures``.
    """

    resource_id: str
    name: str
    kind: str
    figures: dict[str, Any]


class FiguresShown(TypedDict):
    """Answer of ``territory_figures_show``.

    ``state`` is ``done`` when there are figures and nothing is being read; ``errors``
    are sentences, one for each file that could not be read.
    """

    dataset_id: str
    state: State
    files: list[FileFigures]
    errors: list[str]
