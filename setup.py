"""Message extraction; everything else is in pyproject.toml."""

from setuptools import setup

setup(
    message_extractors={
        "ckanext": [
            ("**.py", "python", None),
            ("**/templates/**.html", "ckan", None),
            ("**/assets/scripts/**.js", "javascript", None),
        ],
    }
)
