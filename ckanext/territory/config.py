"""Typed reading of the extension's options: the only place that reads them."""

from __future__ import annotations

from ckan.plugins import toolkit as tk

from ckanext.territory.remote.smtp import Server

PREFIX = "ckanext.territory"


def notice() -> str:
    """Return the sentence shown in the footer of every page, or nothing."""
    return tk.config[f"{PREFIX}.notice"]


def tagline() -> str:
    """Return the sentence shown under the title of the home page, or nothing."""
    return tk.config[f"{PREFIX}.tagline"]


def themes_file() -> str:
    """Return the path of the file that replaces the theme tree, or nothing."""
    return tk.config[f"{PREFIX}.themes_file"]


def synonyms_base() -> str:
    """Return the path of the file that replaces our own synonyms, or nothing."""
    return tk.config[f"{PREFIX}.synonyms_base"]


def synonyms_file() -> str:
    """Return the path of a file of further synonyms, or nothing."""
    return tk.config[f"{PREFIX}.synonyms_file"]


def default_territory() -> str:
    """Return the code of the commune or EPCI that the portal belongs to, or nothing."""
    return tk.config[f"{PREFIX}.territory_code"]


def territory_name() -> str:
    """Return what people call the territory of the portal, or nothing."""
    return tk.config[f"{PREFIX}.territory_name"]


def harvest_allowed_hosts() -> list[str]:
    """Return ``host:port`` entries that readers may reach although not public."""
    return tk.config[f"{PREFIX}.harvest.allowed_hosts"]


def harvest_item_limit() -> int:
    """Return the largest number of datasets read from one partner."""
    return tk.config[f"{PREFIX}.harvest.item_limit"]


def budget_size_limit() -> int:
    """Return the largest size of a budget file, in megabytes."""
    return tk.config[f"{PREFIX}.budget.size_limit"]


def map_tiles_url() -> str:
    """Return the address template of a base map's tiles, or nothing."""
    return tk.config[f"{PREFIX}.map.tiles_url"]


def map_tiles_attribution() -> str:
    """Return whom the base map belongs to, or nothing."""
    return tk.config[f"{PREFIX}.map.tiles_attribution"]


def properties_file() -> str:
    """Return the path of a file of further observed properties, or nothing."""
    return tk.config[f"{PREFIX}.environment.properties_file"]


def thresholds_file() -> str:
    """Return the path of a file of further thresholds, or nothing."""
    return tk.config[f"{PREFIX}.environment.thresholds_file"]


def areas_file() -> str:
    """Return the path of a file of the portal's own places, or nothing."""
    return tk.config[f"{PREFIX}.areas_file"]


def cog_file() -> str:
    """Return the path of the file that replaces the places of the year, or nothing."""
    return tk.config[f"{PREFIX}.cog_file"]


def performance_margins() -> tuple[int, int, int]:
    """Return the margins of the status of indicators, in per cent.

    From which share of the expected progress it is on track, below which it is off
    track, and by how much a value that is to stay stable may differ.
    """
    prefix = f"{PREFIX}.performance"
    return (
        tk.config[f"{prefix}.on_track_percent"],
        tk.config[f"{prefix}.at_risk_percent"],
        tk.config[f"{prefix}.stable_percent"],
    )


def schema_files() -> list[str]:
    """Return the paths of files that change the dataset schemas."""
    return tk.config[f"{PREFIX}.schema_files"]


def question_deadline() -> int:
    """Return the days within which a question is answered."""
    return tk.config[f"{PREFIX}.question.deadline_days"]


def question_retention() -> int:
    """Return the days after its closing when a question is erased."""
    return tk.config[f"{PREFIX}.question.retention_days"]


def trusted_proxies() -> int:
    """Return how many proxies of our own stand in front of the portal."""
    return tk.config[f"{PREFIX}.trusted_proxies"]


def secret_key() -> str:
    """Return the secret of the portal."""
    return str(tk.config["SECRET_KEY"])


def mail_server() -> Server | None:
    """Return the mail server of the portal, None when it has none."""
    host, sender = tk.config.get("smtp.server"), tk.config.get("smtp.mail_from")
    if not host or not sender:
        return None
    return Server(
        host=str(host),
        sender=str(sender),
        user=str(tk.config.get("smtp.user") or ""),
        password=str(tk.config.get("smtp.password") or ""),
        starttls=tk.asbool(tk.config.get("smtp.starttls")),
    )
