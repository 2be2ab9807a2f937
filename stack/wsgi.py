"""The portal as a WSGI application; CKAN_INI names its configuration."""

from __future__ import annotations

import os

from ckan.cli import CKANConfigLoader  # the loader of the command line: no toolkit twin
from ckan.config.middleware import make_app  # the entry point of CKAN itself

application = make_app(CKANConfigLoader(os.environ["CKAN_INI"]).get_config())
