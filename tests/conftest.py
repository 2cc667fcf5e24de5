"""What every test shares: chance that is the same in every run, and no files left behind."""

import tempfile

from hypothesis import HealthCheck, Verbosity, configuration, settings

configuration.set_hypothesis_home_dir(tempfile.gettempdir())
settings.register_profile(
    "specification",
    derandomize=True,
    deadline=None,
    database=None,
    print_blob=False,
    verbosity=Verbosity.quiet,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("specification")
