"""`pine-mock replay`: serves recorded exchanges back, the same every time."""
