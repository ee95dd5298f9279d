"""What the repository's own tests need: plugins of pytest, nothing else."""

pytest_plugins = ["pytester"]
