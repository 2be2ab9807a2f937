"""The layers depend on each other in one direction only, and stay small."""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "ckanext" / "territory"
NAME = "ckanext.territory"
MODULE_LINES = 300
FUNCTION_LINES = 50
TEMPLATE_LINES = 80

# A layer may import itself and those before it in its own row.
ALLOWED: dict[str, set[str]] = {
    "domain": set(),
    "remote": {"domain"},
    "harvest": {"domain", "remote"},
    "model": {"domain"},
    "messages": {"domain", "remote", "harvest"},
}
OUTERMOST = {"plugin"}
FRONT = {"views", "cli", "helpers", "helper_functions", "resource_view"}
PURE = ("domain", "remote", "harvest")


def modules() -> list[Path]:
    """Return every Python module of the package but the migrations."""
    return [
        path
        for path in sorted(PACKAGE.rglob("*.py"))
        if "migration" not in path.relative_to(PACKAGE).parts
    ]


def layer(path: Path) -> str:
    """Return the folder or module right below the package."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@functools.cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Return the syntax of a module, node by node."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@functools.cache
def imported(path: Path) -> frozenset[str]:
    """Return the full names of the modules that a module imports."""
    return frozenset(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parents = path.relative_to(ROOT).with_suffix("").parts[: -node.level]
                base = ".".join([*parents, base] if base else parents)
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def own_layers(path: Path) -> set[str]:
    """Return the layers of the package that a module imports."""
    own = (name for name in imported(path) if name.startswith(f"{NAME}."))
    return {name.split(".")[2] for name in own} - {layer(path)}


def offenders(breach: Callable[[Path], set[str]]) -> dict[str, set[str]]:
    """Return what breaks a rule, by module."""
    found = {str(path.relative_to(ROOT)): breach(path) for path in modules()}
    return {name: what for name, what in found.items() if what}


class TestDirection:
    """Inner layers know nothing of outer ones."""

    def test_layer_imports_only_inner_layers(self) -> None:
        """An import never points outwards."""

        def breach(path: Path) -> set[str]:
            found, allowed = own_layers(path), ALLOWED.get(layer(path))
            if allowed is not None:
                return found - allowed
            forbidden = set(OUTERMOST)
            if layer(path) not in FRONT | OUTERMOST:
                forbidden |= FRONT
            return found & forbidden

        assert offenders(breach) == {}

    def test_inner_ring_knows_nothing_of_ckan(self) -> None:
        """The trade is free of CKAN, of the database and of templates."""
        foreign = {"ckan", "sqlalchemy", "flask", "jinja2"}
        network = {"requests", "urllib3", "socket", "ckanapi"}

        def breach(path: Path) -> set[str]:
            if layer(path) not in PURE:
                return set()
            refused = foreign | (network if layer(path) == "domain" else set())
            return {name.split(".")[0] for name in imported(path)} & refused

        assert offenders(breach) == {}

    def test_front_calls_actions_not_models(self) -> None:
        """Views, commands and helpers never touch a table."""

        def breach(path: Path) -> set[str]:
            if layer(path) not in FRONT:
                return set()
            tables = ("ckan.model", f"{NAME}.model")
            return {name for name in imported(path) if name.startswith(tables)}

        assert offenders(breach) == {}

    def test_only_remote_opens_connections(self) -> None:
        """Outgoing connections are made in one place."""
        clients = {"requests", "urllib3", "http.client", "httpx"}

        def breach(path: Path) -> set[str]:
            if layer(path) == "remote":
                return set()
            return {
                name
                for name in imported(path)
                if name in clients or name.split(".")[0] in clients
            }

        assert offenders(breach) == {}


class TestSize:
    """Modules, functions and templates stay small enough to read."""

    def test_modules_are_short(self) -> None:
        """A module has 300 lines at most."""

        def breach(path: Path) -> set[str]:
            size = len(path.read_text(encoding="utf-8").splitlines())
            return {str(size)} if size > MODULE_LINES else set()

        assert offenders(breach) == {}

    def test_functions_are_short(self) -> None:
        """A function has 50 lines at most."""

        def breach(path: Path) -> set[str]:
            return {
                node.name
                for node in nodes(path)
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
                and (node.end_lineno or node.lineno) - node.lineno >= FUNCTION_LINES
            }

        assert offenders(breach) == {}

    def test_templates_are_short(self) -> None:
        """A template has 80 lines at most."""
        sizes = {
            str(path.relative_to(ROOT)): len(
                path.read_text(encoding="utf-8").splitlines()
            )
            for path in (PACKAGE / "templates").rglob("*.html")
        }
        assert {
            name: size for name, size in sizes.items() if size > TEMPLATE_LINES
        } == {}


class TestNames:
    """What is public carries the name of the extension."""

    def test_tables_are_prefixed(self) -> None:
        """Every table is named ``territory_*``."""
        for path in (PACKAGE / "model").glob("*.py"):
            for node in nodes(path):
                if (
                    isinstance(node, ast.Assign)
                    and isinstance(node.targets[0], ast.Name)
                    and node.targets[0].id == "__tablename__"
                ):
                    assert isinstance(node.value, ast.Constant)
                    assert str(node.value.value).startswith("territory_")
