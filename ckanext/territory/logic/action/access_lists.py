"""Chained actions: lists and counts hold what their caller may read, no more."""

from __future__ import annotations

from typing import Any

from ckan import authz, model
from ckan.plugins import toolkit as tk
from ckan.types import Action, Context, DataDict

from ckanext.territory.access import caller, is_agent, readable_ids, sees_all

# Calls of the API in which agents find internal datasets without asking for them.
AGENT_CALLS = {
    "group_package_show",
    "group_show",
    "organization_show",
    "package_search",
}


@tk.chained_action
@tk.side_effect_free
def package_search(
    next_action: Action, context: Context, data_dict: DataDict
) -> dict[str, Any]:
    """Search; private datasets are included by default for agents who call the API.

    Feeds, home and exports keep to public datasets; labels filter in every case.
    """
    if "include_private" not in data_dict and _is_agent_call(context):
        data_dict["include_private"] = True
    return next_action(context, data_dict)


def _is_agent_call(context: Context) -> bool:
    # ``request`` is false outside of a request.
    if not tk.request or tk.request.endpoint != "api.action":
        return False
    called = (tk.request.view_args or {}).get("logic_function")
    return called in AGENT_CALLS and is_agent(caller(context))


@tk.chained_action
@tk.side_effect_free
def tag_list(next_action: Action, context: Context, data_dict: DataDict) -> list[Any]:
    """Return tags; free ones only if a dataset that the caller may read has them."""
    tags = next_action(context, data_dict)
    if data_dict.get("vocabulary_id") or sees_all(context):
        return tags
    seen = _used(context, "tags")
    return [tag for tag in tags if _name(tag) in seen]


@tk.chained_action
@tk.side_effect_free
def tag_search(
    next_action: Action, context: Context, data_dict: DataDict
) -> dict[str, Any]:
    """Search tags; see ``tag_list``."""
    if data_dict.get("vocabulary_id") or sees_all(context):
        return next_action(context, data_dict)
    seen = _used(context, "tags")
    page = {key: data_dict[key] for key in ("offset", "limit") if key in data_dict}
    whole = {key: value for key, value in data_dict.items() if key not in page}
    found = next_action(context, whole)
    results = [tag for tag in found["results"] if tag["name"] in seen]
    start = int(page.get("offset") or 0)
    limit = page.get("limit")
    stop = None if limit is None else start + int(limit)
    return {**found, "count": len(results), "results": results[start:stop]}


@tk.chained_action
@tk.side_effect_free
def tag_autocomplete(
    next_action: Action, context: Context, data_dict: DataDict
) -> list[str]:
    """Return names of tags that contain a string; see ``tag_list``."""
    if data_dict.get("vocabulary_id") or sees_all(context):
        return next_action(context, data_dict)
    limit = data_dict.get("limit")
    whole = {key: value for key, value in data_dict.items() if key != "limit"}
    seen = _used(context, "tags")
    names = [name for name in next_action(context, whole) if name in seen]
    return names if limit is None else names[: int(limit)]


@tk.chained_action
@tk.side_effect_free
def tag_show(
    next_action: Action, context: Context, data_dict: DataDict
) -> dict[str, Any]:
    """Return a tag; one that only hidden datasets carry is not found."""
    tag = next_action(context, data_dict)
    hidden = not tag.get("vocabulary_id") and not sees_all(context)
    if hidden and tag["name"] not in _used(context, "tags"):
        raise tk.ObjectNotFound
    return tag


@tk.chained_action
@tk.side_effect_free
def format_autocomplete(
    next_action: Action, context: Context, data_dict: DataDict
) -> list[str]:
    """Return formats that contain a string, of datasets that the caller may read."""
    if sees_all(context):
        return next_action(context, data_dict)
    next_action(context, {**data_dict, "limit": 1})  # checks input and access
    part = str(data_dict["q"]).lower()
    limit = int(data_dict.get("limit") or 5)
    used = sorted(_used(context, "res_format").items(), key=lambda item: -item[1])
    formats = dict.fromkeys(name.lower() for name, _ in used if part in name.lower())
    return list(formats)[:limit]


@tk.chained_action
@tk.side_effect_free
def member_list(
    next_action: Action, context: Context, data_dict: DataDict
) -> list[tuple[str, str, str]]:
    """Return members: users for members only, datasets that the caller may read."""
    rows = next_action(context, data_dict)
    if sees_all(context):
        return rows
    datasets = readable_ids(context, (row[0] for row in rows if row[1] == "package"))
    is_member = authz.has_user_permission_for_group_or_org(
        data_dict.get("id"), context.get("user"), "read"
    )
    return [
        row
        for row in rows
        if (row[1] != "package" or row[0] in datasets)
        and (row[1] != "user" or is_member)
    ]


@tk.chained_action
@tk.side_effect_free
def organization_list(
    next_action: Action, context: Context, data_dict: DataDict
) -> list[Any]:
    """Return organizations; an order by count counts what the caller may read."""
    return _by_count(next_action, context, data_dict, "organizations", "organization")


@tk.chained_action
@tk.side_effect_free
def group_list(next_action: Action, context: Context, data_dict: DataDict) -> list[Any]:
    """Return groups; an order by count counts what the caller may read."""
    return _by_count(next_action, context, data_dict, "groups", "groups")


def _by_count(
    next_action: Action, context: Context, data_dict: DataDict, names: str, facet: str
) -> list[Any]:
    order = str(data_dict.get("sort") or data_dict.get("order_by") or "")
    if not order.startswith("package") or sees_all(context):
        return next_action(context, data_dict)
    plain = {
        key: value
        for key, value in data_dict.items()
        if key not in ("all_fields", "limit", "offset", "order_by", "sort")
    }
    counts = _used(context, facet)
    found = [
        name
        for name in next_action(tk.fresh_context(context), {**plain, "sort": "name"})
        if counts.get(name)
    ]
    found.sort(key=lambda name: counts[name], reverse=not order.endswith("asc"))
    start = int(data_dict.get("offset") or 0)
    limit = data_dict.get("limit")
    chosen = found[start : None if limit is None else start + int(limit)]
    if not tk.asbool(data_dict.get("all_fields")) or not chosen:
        return chosen
    whole = {**plain, "all_fields": True, names: chosen, "sort": "name"}
    rows = {row["name"]: row for row in next_action(context, whole)}
    return [rows[name] for name in chosen if name in rows]


@tk.chained_action
@tk.side_effect_free
def activity_list(
    next_action: Action, context: Context, data_dict: DataDict
) -> list[dict[str, Any]]:
    """Return activities, without traces of datasets that the caller may not read.

    ckanext-activity gives labels to activities on datasets, not to those on the
    views of their resources.
    """
    rows = next_action(context, data_dict)
    if sees_all(context):
        return rows
    about = {row["object_id"] for row in rows if not _is_labelled(row)}
    found = model.Session.query(model.Package.id).filter(model.Package.id.in_(about))
    datasets = {row.id for row in found} if about else set()
    hidden = datasets - readable_ids(context, datasets)
    return [row for row in rows if _is_labelled(row) or row["object_id"] not in hidden]


def _is_labelled(activity: dict[str, Any]) -> bool:
    return str(activity["activity_type"] or "").endswith("package")


def _used(context: Context, field: str) -> dict[str, int]:
    """Return the values of an index field, and their counts, over readable datasets."""
    search = tk.get_action("package_search")(
        tk.fresh_context(context),
        {
            "rows": 0,
            "facet.field": [field],
            "facet.limit": -1,
            "include_private": True,
        },
    )
    return search["facets"].get(field, {})


def _name(tag: str | dict[str, Any]) -> str:
    return tag if isinstance(tag, str) else tag["name"]
