"""Chained actions: what a caller may not read looks like what does not exist."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Action, ChainedAction, Context, DataDict

from ckanext.territory.access import may_read, sees_all

Finder = Callable[[str], "model.Package | None"]

# Reading actions, by the plugin that brings them: refused is answered as missing.
READS: dict[str, tuple[str, ...]] = {
    "": (
        "package_show",
        "resource_show",
        "resource_view_list",
        "resource_view_show",
    ),
    "activity": (
        "activity_data_show",
        "activity_diff",
        "activity_show",
        "package_activity_list",
    ),
    "datastore": ("datastore_info", "datastore_search"),
}


def hide_refusal(*, reading: bool = True) -> ChainedAction:
    """Return a chained action that raises a bare ObjectNotFound for a refusal."""

    @tk.chained_action
    def answer(next_action: Action, context: Context, data_dict: DataDict) -> Any:  # noqa: ANN401 - whatever the action returns
        if _is_system_table(data_dict) and not sees_all(context):
            raise tk.ObjectNotFound
        try:
            return next_action(context, data_dict)
        except tk.ObjectNotFound:
            raise tk.ObjectNotFound from None
        except tk.NotAuthorized:
            if tk.config["ckan.auth.reveal_private_datasets"]:
                raise
            raise tk.ObjectNotFound from None

    return tk.side_effect_free(answer) if reading else answer


def _is_system_table(data_dict: DataDict) -> bool:
    """Tell whether ``_table_metadata`` or the like is asked for: a list of tables."""
    return str(data_dict.get("resource_id") or "").startswith("_table_")


def hide_target(key: str, find: Finder, *, reading: bool) -> ChainedAction:
    """Return a chained action that looks for nothing when the target is hidden.

    The identifier in ``key`` is replaced by one that does not exist, so that the
    answer is the same by construction.
    """

    @tk.chained_action
    def answer(next_action: Action, context: Context, data_dict: DataDict) -> Any:  # noqa: ANN401 - as above
        value = data_dict.get(key)
        package = find(value) if isinstance(value, str) and value else None
        if package is not None and not may_read(context, package):
            data_dict = {**data_dict, key: str(uuid.uuid4())}
        return next_action(context, data_dict)

    return tk.side_effect_free(answer) if reading else answer


def _dataset(identifier: str) -> model.Package | None:
    return model.Package.get(identifier)


def _dataset_of_resource(identifier: str) -> model.Package | None:
    resource = model.Resource.get(identifier)
    return resource.package if resource is not None else None


# Actions aimed at a dataset or resource: key of the identifier, finder, reading.
TARGETED: dict[str, tuple[str, Finder, bool]] = {
    "am_following_dataset": ("id", _dataset, True),
    "dataset_follower_count": ("id", _dataset, True),
    "dataset_follower_list": ("id", _dataset, True),
    "follow_dataset": ("id", _dataset, False),
    "package_collaborator_list": ("id", _dataset, True),
    "package_delete": ("id", _dataset, False),
    "package_patch": ("id", _dataset, False),
    "package_relationships_list": ("id", _dataset, True),
    "package_update": ("id", _dataset, False),
    "resource_create": ("package_id", _dataset, False),
    "resource_delete": ("id", _dataset_of_resource, False),
    "resource_patch": ("id", _dataset_of_resource, False),
    "resource_update": ("id", _dataset_of_resource, False),
    "resource_view_create": ("resource_id", _dataset_of_resource, False),
}
