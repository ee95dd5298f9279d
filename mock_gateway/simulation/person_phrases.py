"""What somebody says who is called at home and runs no business: these take the place of the words of a desk."""

from collections.abc import Mapping
from types import MappingProxyType

PERSON_PHRASES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "greet": (
            "Hello?",
            "Yes, hello?",
            "Hello, who's there?",
        ),
        "ask_what": (
            "Okay, and what is it about?",
            "Sorry, what is this about?",
        ),
        "hold": (
            "Hang on a second.",
            "One second, let me get a pen.",
            "Wait, let me look.",
        ),
        "back": (
            "Okay, I'm back.",
            "Right, where were we?",
        ),
        "noted": (
            "Okay.",
            "Right, thanks.",
            "Mhm, okay.",
        ),
        "waive": (
            "Doesn't matter.",
            "That's okay, never mind.",
        ),
        "that_works": (
            "{when} works for me.",
            "Yes, {when} is fine.",
            "{when}? Yes, I can do that.",
        ),
        "offer": (
            "I could do {slots}.",
            "{slots} would work for me.",
        ),
        "alternatives": (
            "I can't do anything {on_wish}, but {slots} would work.",
            "Nothing {on_wish}, sorry. What about {slots}?",
        ),
        "full": (
            "Sorry, I can't do anything {on_wish}.",
            "No, that doesn't work for me, there's nothing {on_wish}.",
        ),
        "no_openings": (
            "I'm sorry, I'm away then.",
            "I'm afraid I have no time at all around then.",
        ),
        "read_back": (
            "Okay, so that's {summary}. Right?",
            "Let me write that down: {summary}. Is that right?",
        ),
        "booked": (
            "Good, I've written it down.",
            "Okay, that's settled then.",
        ),
        "cannot_answer": (
            "I don't know, sorry.",
            "No idea, I'm afraid.",
        ),
        "done": (
            "Sure, I'll do that.",
            "Okay, I'll take care of it.",
        ),
        "done.wished": (
            "Oh, how lovely! Tell them thank you.",
            "That's so sweet, thank you!",
        ),
        "done.invited": (
            "Oh, that's lovely. Yes, I'd love to come.",
            "Sure, tell them I'll be there.",
            "How nice! Yes, count me in.",
        ),
        "bye": (
            "Okay, bye.",
            "Alright, bye-bye.",
            "Bye now.",
        ),
        "out_of_time": ("Listen, I have to go.",),
    }
)
