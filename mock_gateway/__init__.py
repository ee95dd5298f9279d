"""The simulated Pine Voice gateway: every endpoint of the API reference on one port, usable alone as `pine-mock`."""
