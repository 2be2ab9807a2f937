"""The catalogue written through CKAN's own actions, one dataset at a time."""

from __future__ import annotations

from collections.abc import Mapping
from types import TracebackType
from typing import Any, cast

from pysolr import SolrError
from sqlalchemy.exc import OperationalError

from ckan import model
from ckan.lib.search import SearchError, SearchIndexError  # the toolkit has neither
from ckan.lib.search.common import make_connection  # nor a way to the index
from ckan.plugins import toolkit as tk
from ckan.types import Context

from ckanext.territory.domain.errors import TerritoryError
from ckanext.territory.harvest.ports import CatalogUnavailableError, Presence

# What package_show adds, or what core sets itself when a dataset changes.
_NOT_SENT_BACK = (
    "metadata_created",
    "metadata_modified",
    "organization",
    "relationships_as_object",
    "relationships_as_subject",
    "tag_string",
    "num_resources",
    "num_tags",
)
_SOLR_COMMIT = "ckan.search.solr_commit"
DETAIL_LIMIT = 500


class ActionsWriter:
    """Writes as the site user, in jobs only.

    Used as a context: inside, searches see what was written after ``flush``, once per
    batch; core would have Solr open a new searcher for each dataset.
    """

    def __init__(self) -> None:
        """Find the site user."""
        user = tk.get_action("get_site_user")({"ignore_auth": True}, {})
        self._user = user["name"]
        self._commits = bool(tk.config[_SOLR_COMMIT])

    def __enter__(self) -> ActionsWriter:
        """Hold the commits of the index back."""
        tk.config[_SOLR_COMMIT] = False
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give the setting back."""
        tk.config[_SOLR_COMMIT] = self._commits

    def flush(self) -> None:
        """Let searches see what was written. Raises CatalogUnavailableError."""
        if self._commits:
            try:
                make_connection().commit()
            except (SolrError, OSError) as error:
                raise CatalogUnavailableError("commit") from error

    def presence(self, package_id: str, source_id: str) -> Presence:
        """Tell whether a dataset exists, and whether it belongs to the source."""
        package = model.Package.get(package_id)
        if package is None:
            return "absent"
        if (package.extras or {}).get("source_id") != source_id:
            return "foreign"
        return "deleted" if package.state == "deleted" else "ours"

    def create(self, dataset: Mapping[str, object]) -> None:
        """Create a dataset; core commits what was settled before with it."""
        self._call("package_create", dict(dataset))

    def update(self, dataset: Mapping[str, object]) -> None:
        """Change the mapped fields; the others, such as the referent, stay."""
        shown = tk.get_action("package_show")(
            self._context(), {"id": str(dataset["id"])}
        )
        kept = {key: shown[key] for key in shown if key not in _NOT_SENT_BACK}
        changed = {key: dataset[key] for key in dataset if key != "name"}
        changed["resources"] = _resources(
            shown["resources"], cast("list[dict[str, Any]]", dataset["resources"])
        )
        self._call("package_update", {**kept, **changed}, original_package=shown)

    def _context(self) -> Context:
        return {"user": self._user, "ignore_auth": True}

    def _call(self, action: str, dataset: dict[str, Any], **further: object) -> None:
        context = cast(
            "Context", {**self._context(), "return_id_only": True, **further}
        )
        try:
            tk.get_action(action)(context, dataset)
        except tk.ValidationError as error:
            raise TerritoryError(
                "harvest.refused", details=_details(error.error_dict)
            ) from error
        except (SearchIndexError, SearchError, OperationalError) as error:
            raise CatalogUnavailableError(action) from error


def _resources(
    present: list[dict[str, Any]], mapped: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return mapped resources, over the fields that the portal's own have besides."""
    known = {resource["id"]: resource for resource in present}
    return [{**known.get(each["id"], {}), **each} for each in mapped]


def _details(errors: Mapping[str, object]) -> str:
    """Return what CKAN says of each field, on one line."""
    parts = [f"{key}: {_flat(value)}" for key, value in errors.items()]
    return "; ".join(parts)[:DETAIL_LIMIT]


def _flat(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_flat(item) for item in value if item)
    return str(value)
