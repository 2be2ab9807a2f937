"""Promises between the parts of the project, held without any service."""

from __future__ import annotations

import ast
import functools
import json
import re
from pathlib import Path

import pytest
import yaml
from tools import docs, schemas

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "ckanext" / "territory"


def statements(folder: str) -> list[ast.stmt]:
    """Return the statements of the modules of a layer."""
    paths = sorted((PACKAGE / "logic" / folder).glob("*.py"))
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in paths)
    return [statement for tree in trees for statement in tree.body]


@functools.cache
def functions(folder: str) -> dict[str, ast.FunctionDef]:
    """Return the public functions of the modules of a layer, by name."""
    return {
        node.name: node
        for node in statements(folder)
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    }


def names(folder: str) -> set[str]:
    """Return what the modules of a layer define: functions and their other names."""
    aliases = {
        target.id
        for node in statements(folder)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return set(functions(folder)) | aliases


ACTIONS = {k: v for k, v in functions("action").items() if k.startswith("territory_")}


class TestActions:
    """Each action has an auth function, a schema and a docstring."""

    def test_there_are_actions(self) -> None:
        """The checks below look at something."""
        assert ACTIONS

    def test_actions_have_their_auth_function(self) -> None:
        """Same name in the auth layer."""
        assert set(ACTIONS) - names("auth") == set()

    def test_actions_have_their_schema(self) -> None:
        """Same name without the prefix in the schema layer."""
        schemas_of = {name.removeprefix("territory_") for name in ACTIONS}
        assert schemas_of - names("schema") == set()

    def test_actions_validate_their_data(self) -> None:
        """The schema is used by the action."""

        def decorators(name: str) -> str:
            return " ".join(ast.unparse(d) for d in ACTIONS[name].decorator_list)

        careless = [n for n in ACTIONS if "validate_action_data" not in decorators(n)]
        assert careless == []

    def test_actions_are_documented(self) -> None:
        """The docstring says what the caller gets."""
        assert [name for name in ACTIONS if not ast.get_docstring(ACTIONS[name])] == []


class TestConfiguration:
    """Each option is declared, described, documented and read in one place."""

    def test_every_option_has_description_and_example(self) -> None:
        """An administrator can fill it from its declaration alone."""
        text = (PACKAGE / "config_declaration.yaml").read_text(encoding="utf-8")
        for group in yaml.safe_load(text)["groups"]:
            for option in group["options"]:
                assert option["description"], option["key"]
                assert "example" in option, option["key"]

    def test_documentation_is_current(self) -> None:
        """``make docs`` has been run."""
        for path, text in docs.pages().items():
            assert path.read_text(encoding="utf-8") == text, path.name

    def test_options_are_read_in_one_place(self) -> None:
        """No module but config.py reads an option of the extension."""
        for path in PACKAGE.rglob("*.py"):
            if path.name != "config.py":
                text = path.read_text(encoding="utf-8")
                read = r"config(\.get\(|\[)\s*f?[\"']ckanext\.territory"
                assert not re.search(read, text), path


class TestSchemas:
    """The dataset schemas are made from their blocks."""

    def test_generated_schemas_are_current(self) -> None:
        """``make schemas`` has been run."""
        for path, text in schemas.composed().items():
            assert path.read_text(encoding="utf-8") == text, path.name

    @pytest.mark.parametrize(
        "name",
        [
            "dataset.json",
            "budget.json",
            "performance.json",
            "environment.json",
            "organization.yaml",
        ],
    )
    def test_labels_are_in_both_languages(self, name: str) -> None:
        """Every label, help text and choice is given in English and French."""
        text = (PACKAGE / "schemas" / name).read_text(encoding="utf-8")
        schema = json.loads(text) if name.endswith("json") else yaml.safe_load(text)

        def walk(node: object) -> None:
            if isinstance(node, dict):
                for key, value in node.items():
                    if key in {"label", "help_text", "form_placeholder"}:
                        assert set(value) == {"en", "fr"}, value
                    walk(value)
            elif isinstance(node, list):
                for item in node:
                    walk(item)

        walk(schema)
