"""Commands: ``ckan territory …``."""

from __future__ import annotations

import click

from ckanext.territory.cli.accounts import accounts
from ckanext.territory.cli.agent import agent
from ckanext.territory.cli.area import area, contour
from ckanext.territory.cli.budget import budget
from ckanext.territory.cli.dataset import dataset
from ckanext.territory.cli.doctor import doctor, solr
from ckanext.territory.cli.mail import mail
from ckanext.territory.cli.person import person
from ckanext.territory.cli.referent import referent
from ckanext.territory.cli.run import run
from ckanext.territory.cli.schema import schema
from ckanext.territory.cli.source import source

__all__ = ["territory"]


@click.group(short_help="Commands of ckanext-territory")
def territory() -> None:
    """Run the commands of ckanext-territory."""


territory.add_command(accounts)
territory.add_command(area)
territory.add_command(budget)
territory.add_command(contour)
territory.add_command(dataset)
territory.add_command(mail)
territory.add_command(person)
territory.add_command(run)
territory.add_command(schema)
territory.add_command(source)
territory.add_command(agent)
territory.add_command(doctor)
territory.add_command(solr)
territory.add_command(referent)
