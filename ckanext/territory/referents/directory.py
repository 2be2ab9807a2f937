"""The searchable directory, kept in memory by each process."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ckan import model

from ckanext.territory.domain.referent import Candidate, ReferentIndex
from ckanext.territory.model.referent import Referent
from ckanext.territory.themes import synonyms, theme_tree

log = logging.getLogger(__name__)

# Titles of datasets are one signal among others: they may lag behind by this much.
TITLES_SECONDS = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """The search index and, by the title that it knows, the id of each dataset."""

    version: tuple[object, ...]
    built: float
    index: ReferentIndex
    datasets: Mapping[tuple[str, str], str]


class _Holder:
    """The directory of this process, rebuilt when a referent changed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._current: Directory | None = None

    def get(self) -> Directory:
        version = tuple(model.Session.execute(Referent.version()).one())
        current = self._current
        if current is None or _is_stale(current, version):
            with self._lock:
                current = self._current
                if current is None or _is_stale(current, version):
                    current = self._current = _build(version)
        return current


def _is_stale(directory: Directory, version: tuple[object, ...]) -> bool:
    age = time.monotonic() - directory.built
    return directory.version != version or age > TITLES_SECONDS


def _build(version: tuple[object, ...]) -> Directory:
    titles: dict[str, list[str]] = {}
    datasets: dict[tuple[str, str], str] = {}
    for referent_id, dataset_id, title in model.Session.execute(Referent.holdings()):
        titles.setdefault(referent_id, []).append(title)
        datasets[referent_id, title] = dataset_id
    rows: Sequence[Referent] = model.Session.scalars(Referent.active()).all()
    candidates = [_candidate(row, titles.get(row.id, ())) for row in rows]
    log.debug("directory rebuilt with %d referents", len(candidates))
    return Directory(
        version=version,
        built=time.monotonic(),
        index=ReferentIndex(candidates, theme_tree(), synonyms()),
        datasets=datasets,
    )


def _candidate(row: Referent, titles: Sequence[str]) -> Candidate:
    return Candidate(
        id=row.id,
        function=row.function,
        service=row.service.name,
        problems=tuple(row.problems),
        skills=tuple(row.skills),
        themes=tuple(row.themes),
        dataset_titles=tuple(titles),
    )


_holder = _Holder()


def current_directory() -> Directory:
    """Return the directory as it is now; one small query when nothing changed."""
    return _holder.get()
