"""What a dataset holds, as its form shows it."""

from __future__ import annotations

from typing import Any

from ckan.plugins import toolkit as tk
from ckan.types import Context


def stored_values(
    context: Context, dataset_id: str, *, lock: bool = False
) -> dict[str, Any]:
    """Return a dataset with its keywords as a text and its internal fields.

    ``lock`` keeps the row of the dataset until the transaction ends. Raises
    ObjectNotFound, NotAuthorized.
    """
    own: Any = tk.fresh_context(context)
    if lock:
        own["for_update"] = True
    shown: dict[str, Any] = tk.get_action("package_show")(own, {"id": dataset_id})
    shown["tag_string"] = ", ".join(tag["name"] for tag in shown.get("tags", []))
    internal = tk.get_action("territory_internal_show")(
        tk.fresh_context(context), {"id": shown["id"]}
    )
    return {**shown, **internal}
