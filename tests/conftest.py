"""What all tests share: how Hypothesis runs."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "copydesk",
    deadline=None,  # the machine may be busy; what has to be fast is measured by benchmarks
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)
# A change is not refused for what it did not do: new examples are for developers' runs.
settings.register_profile("ci", settings.get_profile("copydesk"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "copydesk")
