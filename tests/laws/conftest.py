"""How the laws are searched: the same examples in every run; `--hypothesis-profile=search` looks further, at random."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

_SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)

settings.register_profile("house", deadline=None, derandomize=True, database=None, suppress_health_check=_SLOW)
settings.register_profile("search", settings.get_profile("house"), derandomize=False, max_examples=2000)
settings.load_profile("house")
