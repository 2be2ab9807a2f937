"""Commands of the demo city: budget files, partner catalogue, seeding."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from demo.contours import CONTOURS, contours_text
from demo.documents import STAGES, main_document, published_documents, water_document
from demo.partner import PartnerServer
from demo.partner_catalogue import DEFAULT_COUNT
from demo.totem import write_totem_file


def _totem(arguments: argparse.Namespace) -> int:
    try:
        if arguments.water:
            document = water_document(arguments.stage)
        else:
            document = main_document(arguments.year, arguments.stage)
    except ValueError as error:
        sys.stderr.write(f"error: {error}\n")
        return 1
    write_totem_file(document, arguments.out, arguments.lines)
    return 0


def _budgets(arguments: argparse.Namespace) -> int:
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for document in published_documents():
        write_totem_file(document, arguments.folder / f"{document.slug}.xml")
    return 0


def _partner(arguments: argparse.Namespace) -> int:
    server = PartnerServer(arguments.port, arguments.datasets)
    sys.stdout.write(f"{server.url}\n")
    sys.stdout.flush()
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()
    return 0


def _contours(arguments: argparse.Namespace) -> int:
    arguments.out.write_text(contours_text(), encoding="utf-8")
    return 0


def _seed(arguments: argparse.Namespace) -> int:
    # CKAN is only needed, and slow to import, for this command.
    from demo.seed import seed_portal  # noqa: PLC0415
    from demo.seed_partner import PartnerError  # noqa: PLC0415

    try:
        seed_portal(arguments.config, arguments.secrets, arguments.partner_port)
    except PartnerError as error:
        sys.stderr.write(f"error: {error}\n")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m demo", description=__doc__)
    commands = parser.add_subparsers(required=True)

    totem = commands.add_parser("totem", help="write one budget document")
    totem.add_argument("--year", type=int, default=2024)
    totem.add_argument("--stage", choices=STAGES, default="ca")
    totem.add_argument("--water", action="store_true", help="the annexe budget (2024)")
    totem.add_argument("--lines", type=int, help="spread the sums over so many lines")
    totem.add_argument("out", type=Path)
    totem.set_defaults(call=_totem)

    budgets = commands.add_parser("budgets", help="write every document of the demo")
    budgets.add_argument("folder", type=Path)
    budgets.set_defaults(call=_budgets)

    partner = commands.add_parser("partner", help="serve the partner's catalogue")
    partner.add_argument("--port", type=int, default=0)
    partner.add_argument("--datasets", type=int, default=DEFAULT_COUNT)
    partner.set_defaults(call=_partner)

    contours = commands.add_parser("contours", help="write the contours of the town")
    contours.add_argument("out", type=Path, nargs="?", default=CONTOURS)
    contours.set_defaults(call=_contours)

    seed = commands.add_parser("seed", help="fill a portal with the demo city")
    seed.add_argument(
        "--config", type=Path, required=True, help="the portal's ckan.ini"
    )
    seed.add_argument("--secrets", type=Path, required=True, help="accounts go here")
    seed.add_argument("--partner-port", type=int, required=True)
    seed.set_defaults(call=_seed)
    return parser


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 when it did all of its work."""
    arguments = _parser().parse_args(words)
    return int(arguments.call(arguments))


if __name__ == "__main__":
    sys.exit(main())
