"""`pine-mock proxy`: stands between any client and any gateway, checks what passes, and records it."""
