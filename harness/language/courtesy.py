"""How a caller opens and closes a call: greetings, introductions, thanks and farewells."""

import re

GREETING = re.compile(r"\b(?:hi|hello|hey|good\s+(?:morning|afternoon|evening|day)|greetings)\b", re.IGNORECASE)
"""A greeting."""

INTRODUCTION = re.compile(
    r"\b(?:my\s+name(?:\s+is|['\u2019]s)|this\s+is|i\s+am|i['\u2019]m|you['\u2019]re\s+speaking\s+(?:with|to)"
    r"|calling\s+(?:on\s+behalf\s+of|for|from|about|to|because|regarding))\b",
    re.IGNORECASE,
)
"""Words by which a caller says who calls, or for whom."""

THANKS = re.compile(r"\b(?:thank\s+you|thanks|thank\s+u|appreciate\s+(?:it|your|the)|grateful|cheers)\b", re.IGNORECASE)
"""Thanks."""

FAREWELL = re.compile(
    r"\b(?:good\s?bye|bye(?:[\s-]?bye)?|have\s+a\s+(?:\w+\s+){0,3}?(?:day|night|evening|weekend|afternoon|one"
    r"|morning|week)|take\s+care|see\s+you|talk\s+(?:to\s+you\s+)?(?:soon|later)|enjoy\s+(?:your|the\s+rest))\b",
    re.IGNORECASE,
)
"""A farewell."""
