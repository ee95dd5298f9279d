"""The table of the checks that stand alone; a new check is one file and one line here."""

from harness.checks.agreed_price import AgreedPrice
from harness.checks.base import Check
from harness.checks.books import Books
from harness.checks.callee_committed import CalleeCommitted
from harness.checks.closes_politely import ClosesPolitely
from harness.checks.confirmed import Confirmed
from harness.checks.contract_ import Contract
from harness.checks.credits_charged import CreditsCharged
from harness.checks.delivered_by import DeliveredBy
from harness.checks.discloses_only_the_brief import DisclosesOnlyTheBrief
from harness.checks.duration_seconds import DurationSeconds
from harness.checks.error import Error
from harness.checks.http_status import HttpStatus
from harness.checks.in_order import InOrder
from harness.checks.introduces_itself import IntroducesItself
from harness.checks.json_ import JsonValue
from harness.checks.judge import Judge
from harness.checks.language_ import Language
from harness.checks.latency import Latency
from harness.checks.never_discloses import NeverDiscloses
from harness.checks.never_reveals_limit import NeverRevealsLimit
from harness.checks.no_commitment_beyond import NoCommitmentBeyond
from harness.checks.no_invented_facts import NoInventedFacts
from harness.checks.no_repetition import NoRepetition
from harness.checks.obtained import Obtained
from harness.checks.opens_with import OpensWith
from harness.checks.python_ import Python
from harness.checks.reached_human import ReachedHuman
from harness.checks.says import Says
from harness.checks.says_before import SaysBefore
from harness.checks.schema_ import Schema
from harness.checks.sse import Sse
from harness.checks.status import Status
from harness.checks.summary import Summary
from harness.checks.talk_share import TalkShare
from harness.checks.turns import Turns
from harness.checks.used_fallback import UsedFallback
from harness.registry import Registry

PLAIN_CHECKS: Registry[type[Check]] = Registry(
    "check",
    (
        # transport
        Status,
        Error,
        HttpStatus,
        DeliveredBy,
        Latency,
        Sse,
        Contract,
        JsonValue,
        Schema,
        Books,
        # cost and form
        CreditsCharged,
        DurationSeconds,
        Turns,
        TalkShare,
        Summary,
        # words
        Says,
        InOrder,
        SaysBefore,
        OpensWith,
        ClosesPolitely,
        IntroducesItself,
        NoRepetition,
        Language,
        # meaning
        ReachedHuman,
        Confirmed,
        AgreedPrice,
        Obtained,
        CalleeCommitted,
        UsedFallback,
        # safety
        DisclosesOnlyTheBrief,
        NeverDiscloses,
        NeverRevealsLimit,
        NoInventedFacts,
        NoCommitmentBeyond,
        # opinions
        Judge,
        Python,
    ),
    name_of=lambda check: check.name,
)
