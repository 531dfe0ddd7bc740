"""A short run of the random user; ``scripts/machine.py`` runs it for hours."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, settings

from tests.machine import PubmanMachine

PubmanMachine.TestCase.settings = settings(
    max_examples=6,
    stateful_step_count=12,
    deadline=None,
    derandomize=True,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
TestRandomUser = PubmanMachine.TestCase
