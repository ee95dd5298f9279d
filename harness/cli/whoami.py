"""`pine-harness whoami`."""

from harness.cli.options import LoginTarget


def whoami(target: LoginTarget = "live") -> None:
    """Show which account a live run would use, and where its token is kept; never the token.

    Nothing is sent: whether the token is still taken shows only when it is used.
    """
    from harness.app.login import target_hosts, who_am_i  # imported when called, for a quick start
    from harness.cli.console import out
    from harness.errors import UsageError

    hosts = target_hosts(target)
    kept = who_am_i(hosts)
    if kept is None:
        raise UsageError(f"nobody is logged in at {hosts.voice_url}: run pine-harness login")
    out().print(f"user   {kept.credentials.user_id}\nhost   {hosts.voice_url}\ntoken  in {kept.where}")
