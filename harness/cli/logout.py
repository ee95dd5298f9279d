"""`pine-harness logout`."""

from harness.cli.options import LoginTarget


def logout(target: LoginTarget = "live") -> None:
    """Forget the account that is kept for live runs.

    Its token stays valid at the gateway until it expires: the API has no way to end it.
    """
    from harness.app.login import environment_wins, log_out, target_hosts  # imported when called, for a quick start
    from harness.app.tokens import own_tokens
    from harness.cli.console import err, out

    hosts = target_hosts(target)
    known = log_out(hosts, own_tokens())
    out().print(f"{'forgot the account at' if known else 'no account was kept for'} {hosts.voice_url}")
    if environment_wins():
        err().print("PINE_ACCESS_TOKEN and PINE_USER_ID are still set")
