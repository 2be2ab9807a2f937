"""The configuration files of the portal and of the tests' databases."""

from __future__ import annotations

from pathlib import Path

from . import postgres, solr
from .home import HOME, State

PLACES = Path(__file__).resolve().parent.parent / "demo" / "data" / "places.yaml"

PLUGINS = (
    "territory territory_view scheming_datasets scheming_organizations "
    "spatial_metadata spatial_query dcat activity datastore datatables_view "
    "text_view image_view"
)


def settings(state: State, name: str) -> dict[str, str]:
    """Return the addresses and folders of an environment (``ckan`` or a test's)."""
    redis = {"ckan": 0, "ckan_test": 1}.get(name)
    if redis is None:
        redis = 2 + sum(name.encode()) % 13
    secret, port = state.secrets["redis"], state.ports["redis"]
    datastore = name.replace("ckan", "datastore", 1)
    return {
        "CKAN_SQLALCHEMY_URL": postgres.url(state, name),
        "CKAN_DATASTORE_WRITE_URL": postgres.url(state, datastore),
        "CKAN_DATASTORE_READ_URL": postgres.url(
            state, datastore, user="territory_read"
        ),
        "CKAN_SOLR_URL": solr.url(state, name),
        "CKAN_REDIS_URL": f"redis://:{secret}@127.0.0.1:{port}/{redis}",
        "CKAN_STORAGE_PATH": str(HOME / "storage" / name),
        "CKAN_SITE_ID": name,
    }


def write_portal_ini(state: State) -> None:
    """Write the portal's configuration; what a person added below the mark stays."""
    path = HOME / "ckan.ini"
    mark = "# --- your own settings below this line are kept ---"
    kept = path.read_text().partition(mark)[2] if path.exists() else "\n"
    values = settings(state, "ckan")
    port = state.ports["web"]
    lines = [
        "[app:main]",
        "use = egg:ckan",
        f"SECRET_KEY = {state.secrets['secret_key']}",
        "SESSION_TYPE = redis",
        f"sqlalchemy.url = {values['CKAN_SQLALCHEMY_URL']}",
        f"ckan.datastore.write_url = {values['CKAN_DATASTORE_WRITE_URL']}",
        f"ckan.datastore.read_url = {values['CKAN_DATASTORE_READ_URL']}",
        f"solr_url = {values['CKAN_SOLR_URL']}",
        f"ckan.redis.url = {values['CKAN_REDIS_URL']}",
        f"ckan.storage_path = {values['CKAN_STORAGE_PATH']}",
        f"ckan.site_id = {values['CKAN_SITE_ID']}",
        f"ckan.site_url = http://127.0.0.1:{port}",
        "ckan.site_title = Rives-sur-Orle · données",
        "ckan.site_logo = /territory/rives-sur-orle.svg",
        "ckan.locale_default = fr",
        "ckan.locales_offered = fr en",
        f"ckan.plugins = {PLUGINS}",
        "ckan.views.default_views = datatables_view text_view image_view",
        "ckan.max_resource_size = 400",
        "ckan.gravatar_default = disabled",
        "ckanext.territory.tagline = Les données de la ville, et la personne à qui "
        "demander.",
        "ckanext.territory.territory_code = 35987",
        "ckanext.territory.territory_name = Rives-sur-Orle",
        f"ckanext.territory.areas_file = {PLACES}",
        "ckanext.territory.notice = Rives-sur-Orle est une ville imaginaire.",
        f"ckanext.territory.harvest.allowed_hosts = 127.0.0.1:{state.ports['partner']}",
        "",
        mark,
    ]
    text = "\n".join(lines).replace("%", "%%") + kept
    if not path.exists() or path.read_text() != text:
        path.write_text(text)
        path.chmod(0o600)
    (HOME / "storage" / "ckan").mkdir(parents=True, exist_ok=True)
