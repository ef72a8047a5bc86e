"""What all tests share: how Hypothesis searches."""

import os

from hypothesis import settings

# A slow machine is no defect: nothing is timed. In CI the same examples are tried every time.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")
