"""What all tests share: how Hypothesis runs."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile(
    "copydesk",
    deadline=None,  # the machine may be busy; what has to be fast is measured by benchmarks
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)
settings.load_profile("copydesk")
