"""The searchable directory, kept in memory by each process."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ckan import model

from ckanext.territory import config
from ckanext.territory.areas import areas
from ckanext.territory.domain.area import Area
from ckanext.territory.domain.referent import (
    Candidate,
    HeldDataset,
    NamedPlace,
    PlaceNames,
    ReferentIndex,
)
from ckanext.territory.model.question import PublishedAnswer
from ckanext.territory.model.referent import Referent
from ckanext.territory.themes import synonyms, theme_tree

log = logging.getLogger(__name__)

# Titles and keywords of datasets are one signal among others: they may lag behind.
HOLDINGS_SECONDS = 60.0

Holdings = Sequence[tuple[str, str, str, Sequence[str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """The search index, and what its texts came from.

    `datasets` maps (referent id, text) to the id of the dataset that a title or an
    answered question belongs to. `places` are those that somebody covers, what is
    around and within them; `home` holds the codes near the authority itself.
    """

    version: tuple[object, ...]
    holdings: Holdings
    index: ReferentIndex
    datasets: Mapping[tuple[str, str], str]
    places: PlaceNames
    home: frozenset[str]


class _Holder:
    """The directory of this process, rebuilt when what it is made of changed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._current: Directory | None = None
        self._checked = 0.0

    def get(self) -> Directory:
        version = tuple(model.Session.execute(Referent.version()).one())
        current = self._current
        if current is None or self._is_stale(current, version):
            with self._lock:
                current = self._current
                if current is None or self._is_stale(current, version):
                    current = self._current = self._renewed(current, version)
                    self._checked = time.monotonic()
        return current

    def forget(self) -> None:
        self._current = None

    def _is_stale(self, directory: Directory, version: tuple[object, ...]) -> bool:
        age = time.monotonic() - self._checked
        return directory.version != version or age > HOLDINGS_SECONDS

    @staticmethod
    def _renewed(current: Directory | None, version: tuple[object, ...]) -> Directory:
        """Return the directory of today: the one at hand when nothing changed."""
        rows = model.Session.execute(Referent.holdings()).all()
        holdings = [(row[0], row[1], row[2], tuple(row[3])) for row in rows]
        if current and current.version == version and current.holdings == holdings:
            return current
        return _build(version, holdings)


def _build(version: tuple[object, ...], holdings: Holdings) -> Directory:
    held: dict[str, list[HeldDataset]] = {}
    datasets: dict[tuple[str, str], str] = {}
    for referent_id, dataset_id, title, keywords in holdings:
        one = HeldDataset(title=title, keywords=tuple(keywords))
        held.setdefault(referent_id, []).append(one)
        datasets[referent_id, title] = dataset_id
    answered: dict[str, list[str]] = {}
    public = set(datasets.values())
    for row in model.Session.scalars(PublishedAnswer.published()):
        if row.referent_id and (row.dataset_id is None or row.dataset_id in public):
            answered.setdefault(row.referent_id, []).append(row.question_text)
            if row.dataset_id:
                datasets[row.referent_id, row.question_text] = row.dataset_id
    rows: Sequence[Referent] = model.Session.scalars(Referent.active()).all()
    candidates = [
        _candidate(row, held.get(row.id, ()), answered.get(row.id, ())) for row in rows
    ]
    index = ReferentIndex(candidates, theme_tree(), synonyms())
    log.debug("directory rebuilt with %d referents", len(candidates))
    return Directory(
        version=version,
        holdings=holdings,
        index=index,
        datasets=datasets,
        places=_places(index.territories),
        home=_home(),
    )


def _candidate(
    row: Referent, held: Sequence[HeldDataset], answered: Sequence[str]
) -> Candidate:
    return Candidate(
        id=row.id,
        function=row.function,
        service=row.service.name,
        problems=tuple(row.problems),
        skills=tuple(row.skills),
        themes=tuple(row.themes),
        territories=tuple(row.territories),
        datasets=tuple(held),
        answers=tuple(answered),
    )


def _places(covered: frozenset[str]) -> PlaceNames:
    """Return the places that a question may name: those covered, and their communes."""
    index = areas()
    found: dict[tuple[str, str], Area] = {}
    for code in sorted(covered):
        for place in index.find(code)[:1]:
            found[place.key] = place
            if place.level == "epci":
                within = index.children(place, "commune")
                found.update({one.key: one for one in within if one.key not in found})
    return PlaceNames(
        NamedPlace(code=one.code, name=one.name, near=_near(one))
        for one in found.values()
    )


def _near(place: Area) -> frozenset[str]:
    index = areas()
    around = (one.code for one in index.ancestors(place))
    inner = "commune" if place.level == "epci" else "infracommunale"
    within = (one.code for one in index.children(place, inner))
    return frozenset((place.code, *around, *within))


def _home() -> frozenset[str]:
    code = config.default_territory()
    found = areas().find(code) if code else []
    return _near(found[0]) if found else frozenset({code} if code else ())


_holder = _Holder()


def current_directory() -> Directory:
    """Return the directory as it is now; one small query when nothing changed."""
    return _holder.get()


def forget_directory() -> None:
    """Have this process build the directory anew at its next use."""
    _holder.forget()
