"""Actions on the figures of datasets."""

from __future__ import annotations

from ckan import model
from ckan.plugins import toolkit as tk
from ckan.types import Context, DataDict

from ckanext.territory.figures import store
from ckanext.territory.figures.types import FiguresShown
from ckanext.territory.logic.schema import figures as schema

__all__ = ["territory_figures_show"]


@tk.side_effect_free
@tk.validate_action_data(schema.figures_show)
def territory_figures_show(context: Context, data_dict: DataDict) -> FiguresShown:
    """Return the figures that were read from the files of a dataset.

    Only files in a table schema of the portal have figures: ``indicator_values``,
    ``observations``, ``sensors``.

    Accepts:
        id: id or name of the dataset.

    Returns:
        ``dataset_id``, ``state`` (done, reading, failed, empty), ``files``
        (``resource_id``, ``name``, ``kind`` and ``figures`` of each file that has
        some, in the order of the files), ``errors`` (sentences).

    Who may call: who may read the dataset.
    """
    tk.check_access("territory_figures_show", context, data_dict)
    package = model.Package.get(data_dict["id"])
    if package is None:
        raise tk.ObjectNotFound
    return store.shown(package.id)
