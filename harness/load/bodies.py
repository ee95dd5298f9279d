"""What is sent to POST /api/v2/voice/call: brief, brief_file, body or body_text, over what defaults say of it."""

from collections.abc import Sequence

from harness.load.explain import read_form
from harness.load.forms import BODY_KEYS, BriefForm
from harness.load.loading import Loading
from harness.load.merge import merge
from harness.load.problems import Spot, shown
from harness.model.brief import STANDARD_BRIEF, RequestBody
from harness.model.values import Json
from harness.source import place

BRIEF_KEYS = ("brief", "brief_file")


def read_body(layers: Sequence[Spot], loading: Loading) -> RequestBody | None:
    """Return the body that the last of `layers` sends, None when there are problems.

    A layer is a mapping that may hold one of the four keys: the defaults, the scenario, a start_call. Briefs merge from
    the first layer to the last; body and body_text are sent as they are, and a brief after them begins anew. Where no
    layer but the first writes any of the four, the standard brief is under what the first one says.
    """
    brief: list[Spot] = []
    raw: RequestBody | None = None
    failed = own = False
    for number, layer in enumerate(layers):
        key = _chosen(layer, loading)
        if key is None:
            continue
        own = own or number > 0
        spot = layer.at(key)
        if key in BRIEF_KEYS:
            read = _brief(spot, key, loading)
            failed = failed or read is None
            brief = [*(brief if raw is None else []), *([read] if read else [])]
            raw = None
        else:
            raw = _raw(spot, key, loading)
            failed = failed or raw is None
    if failed:
        return None
    return raw or RequestBody(value=_merged(brief, from_standard=not own))


def _chosen(layer: Spot, loading: Loading) -> str | None:
    written = [key for key in BODY_KEYS if (node := layer.node.get(key)) is not None and node.value is not None]
    for extra in written[1:]:
        message = f"{extra} stands beside {written[0]}; allowed: one of {', '.join(BODY_KEYS)}"
        loading.problems.at_key(layer, extra, message, "remove one of them")
    return written[0] if written else None


def _raw(spot: Spot, key: str, loading: Loading) -> RequestBody | None:
    value = spot.node.value
    if key == "body":
        return RequestBody(value=value)
    if not isinstance(value, str):
        loading.problems.at(spot, f"found {shown(value)}; allowed: text", "put it in quotes, or use body")
        return None
    return RequestBody(text=value, media="text")


def _brief(spot: Spot, key: str, loading: Loading) -> Spot | None:
    found = len(loading.problems)
    brief = spot if key == "brief" else _brief_file(spot, loading)
    if brief is None:
        return None
    if brief.node.kind != "mapping":
        message = f"found {shown(brief.node.value)}; allowed: a mapping of the brief's fields"
        loading.problems.at(brief, message, _brief_hint(brief.node.value) if key == "brief" else "")
        return None
    form = read_form(BriefForm, brief, loading.problems)
    return brief if form is not None and len(loading.problems) == found else None


def _brief_hint(value: Json) -> str:
    if isinstance(value, str) and value.endswith((".yaml", ".yml", ".json")):
        return f"write brief_file: {value}"
    return "write {base: standard}" if value == "standard" else ""


def _brief_file(spot: Spot, loading: Loading) -> Spot | None:
    if not isinstance(spot.node.value, str):
        loading.problems.at(spot, f"found {shown(spot.node.value)}; allowed: the path of a file")
        return None
    file = loading.library.read_beside(spot, "brief file")
    if file is None:
        return None
    brief = Spot(node=file.node)
    return loading.variables.fill(brief) if file.has_templates else brief


def _merged(layers: Sequence[Spot], *, from_standard: bool) -> dict[str, object]:
    merged = place("")
    bases = [layer.node["base"].value for layer in layers if "base" in layer.node]
    if from_standard or (bases and bases[-1] == "standard"):
        merged = merged.with_value(STANDARD_BRIEF)
    for layer in layers:
        merged = merge(merged, layer.node)
    return {key: value for key, value in merged.value.items() if key != "base"} if merged.value else {}
