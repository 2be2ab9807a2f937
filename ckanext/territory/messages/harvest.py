"""What harvesting decides and refuses, in words."""

from __future__ import annotations

from ckanext.territory.messages.marker import N_

MESSAGES: dict[str, str] = {
    "harvest.by_group": N_("group “{term}” of the partner"),
    "harvest.by_tag": N_("keyword “{term}” of the partner"),
    "harvest.same": N_("unchanged since the last run"),
    "harvest.changed": N_("changed at the partner, or its classification here"),
    "harvest.out_of_scope": N_("none of its themes is ticked"),
    "harvest.twice": N_("the same identifier came twice: the first one is kept"),
    "harvest.no_identity": N_("no identifier, or one that says nothing"),
    "harvest.long_identity": N_("its identifier is longer than 500 signs"),
    "harvest.not_a_dataset": N_("not a dataset"),
    "harvest.harvest_source": N_("a harvest source of the partner, not a dataset"),
    "harvest.not_public": N_("not public at the partner"),
    "harvest.tags_cut": N_("{found} keywords, the first {limit} are kept"),
    "harvest.resources_cut": N_("{found} resources, the first {limit} are kept"),
    "harvest.link_dropped": N_(
        "“{found}” is not a web address: kept as text, without a link"
    ),
    "harvest.foreign": N_(
        "a dataset that does not come from this partner has the same identifier here: "
        "it was left alone"
    ),
    "harvest.deleted": N_("deleted in this portal: it was left so"),
    "harvest.refused": N_("the portal refused it: {details}"),
    "harvest.unexpected": N_(
        "an unexpected error, noted in the log of the worker: tell an administrator"
    ),
    "harvest.attempts": N_(
        "given up after {limit} attempts that ended suddenly: see the log of the worker"
    ),
    "harvest.no_selection": N_("No theme is ticked: tick at least one, then run."),
    "harvest.no_source": N_("This partner catalogue was removed."),
    "harvest.no_organization": N_(
        "The organization that receives these datasets is gone ({organization})."
    ),
    "harvest.own_site": N_(
        "“{url}” is this portal itself: it does not harvest from itself."
    ),
    "harvest.already_running": N_(
        "A run of this partner catalogue is under way already."
    ),
    "harvest.known_source": N_("This organization has this partner already."),
}
