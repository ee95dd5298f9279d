"""Five hundred texts that try to run, to load, to hide or to fake, made of the parts in tests/data/payloads.yaml."""

from itertools import product
from pathlib import Path

import yaml

from tests.harness.render.hostile import PAYLOADS

_PARTS = Path(__file__).parents[2] / "data" / "payloads.yaml"
_CODES = ("window.hacked=1", "window['hacked']=1", "top.hacked=1")


def payloads() -> list[str]:
    """All of them, each once, those of `hostile` first."""
    parts: dict[str, list[str]] = yaml.safe_load(_PARTS.read_text(encoding="utf-8"))
    coded = (*parts["scripts"], *parts["svg"], *parts["policy"], *parts["templates"])
    made = [each.format(js=code) for each, code in product(coded, _CODES)]
    made += [f"<{tag} {event}={_CODES[0]}>" for tag, event in product(parts["tags"], parts["events"])]
    made += [each.format(event=event, js=_CODES[0]) for each, event in product(parts["quotes"], parts["events"])]
    made += [each.format(js=_CODES[0]) for each in parts["styles"]]
    made += [each.format(word=word) for each, word in product(parts["hidden"], ("passed", "failed"))]
    return list(dict.fromkeys((*PAYLOADS, *made, *parts["formulas"])))
