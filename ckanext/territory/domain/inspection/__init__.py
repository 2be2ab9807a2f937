"""What a file holds, and what it proposes for the form: rules that explain themselves.

Nothing is learnt and nothing is guessed at: each proposal comes with the fact it rests
on, and a rule that is not sure stays silent.
"""

from __future__ import annotations

from ckanext.territory.domain.inspection.inspecting import inspect_file

__all__ = ["inspect_file"]
