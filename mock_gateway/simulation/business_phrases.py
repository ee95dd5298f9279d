"""The callee's words for calendars, prices and requests: act, `act.fact`, `act@mood` -> templates."""

from collections.abc import Mapping
from types import MappingProxyType

BUSINESS_PHRASES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "ask_when": (
            "Sure. What day were you thinking of?",
            "Okay, when would you like that?",
            "When would suit?",
        ),
        "needs_party_size": (
            "For how many people?",
            "How many will you be?",
            "And how many people is it for?",
        ),
        "party_refused": ("I'm sorry, I can't hold a table without knowing for how many.",),
        "too_many": (
            "I'm sorry, we can't take more than {party} in one party.",
            "That's too many for us, I'm afraid. {party} is the most we can seat together.",
        ),
        "that_works": (
            "{when} is free.",
            "Yes, we can do {when}.",
            "Let me see. Yes, {when} is open.",
            "{when}, yes, that's possible.",
        ),
        "offer": (
            "I have {slots}. Would that work?",
            "I could do {slots}.",
            "Let me look. There's {slots}. How does that sound?",
            "We have {slots} open.",
        ),
        "offer@rushed": (
            "I've got {slots}.",
            "{slots}. Take it?",
        ),
        "alternatives": (
            "We're full {wish}, I'm afraid. I do have {slots}, though.",
            "Hmm, nothing {wish}. The closest I have is {slots}.",
            "Sorry, there's nothing left {wish}. Would {slots} work?",
        ),
        "full": (
            "I'm sorry, we don't have anything {wish}.",
            "Unfortunately we're fully booked {wish}.",
            "No, there's nothing {wish}.",
        ),
        "no_openings": (
            "I'm sorry, we have no openings at all around that time.",
            "We're completely booked out, I'm afraid.",
        ),
        "read_back": (
            "Okay, so that's {summary}. Is that right?",
            "Let me read that back: {summary}. Correct?",
            "I have {summary}. Did I get that right?",
            "So, {summary}. Is that correct?",
        ),
        "booked": (
            "You're all set.",
            "Great, that's booked.",
            "Wonderful, it's in the calendar.",
            "Done, that's confirmed.",
            "Alright, the {booking} is confirmed.",
        ),
        "note_preference": (
            "I'll make a note of that, but I can't promise it.",
            "Sure, I've added that to the booking.",
            "I'll put that in the notes.",
        ),
        "state_bill": (
            "Let me pull that up. I see {price} on the account.",
            "Okay, I'm showing {price} at the moment.",
            "It's {price} right now.",
        ),
        "ask_target": (
            "What were you hoping to pay?",
            "What number did you have in mind?",
            "Okay. What would you need it to be?",
        ),
        "offer_price": (
            "I can bring it down to {price}.",
            "What I can offer is {price}.",
            "There's a promotion that would put you at {price}.",
            "I could do {price} for you.",
        ),
        "offer_price.again": (
            "Let me see what else there is. I could go to {price}.",
            "I talked to my supervisor, and we could do {price}.",
            "Alright, I can make it {price}.",
            "Okay, how about {price}?",
        ),
        "stand_firm": (
            "I don't see anything lower at the moment.",
            "That's the standard rate, I'm afraid.",
            "Prices went up for everybody this year.",
        ),
        "meet_price": (
            "Okay, I can make that work: {price}.",
            "You know what, I can do {price}.",
            "Let me check. Yes, {price} is possible.",
        ),
        "best_price": (
            "The lowest I can go is {price}. That's my final offer.",
            "I really can't go below {price}.",
            "{price} is the best I can do.",
        ),
        "no_change": (
            "I'm sorry, I can't change the price.",
            "There's nothing I can do about the price, I'm afraid.",
        ),
        "price_refused": (
            "I understand. Then we'll leave everything as it is.",
            "That's a pity. Then it stays as it is.",
        ),
        "deal": (
            "Great, I've set that up: {price}.",
            "Done. The new rate is {price}.",
            "Perfect, {price} it is.",
            "Okay, that's agreed then, {price}.",
        ),
        "answer": (
            "{words}",
            "Let me see. {words}",
            "Sure. {words}",
        ),
        "cannot_answer": (
            "I'm sorry, I don't know that.",
            "I don't have that information here, I'm afraid.",
            "That I can't tell you, sorry.",
        ),
        "done": (
            "Okay, I've taken care of that.",
            "Alright, that's done.",
            "Sure, I'll see to it. It's in the system now.",
            "No problem, consider it done.",
        ),
        "noted_news": (
            "Okay, thanks for letting me know.",
            "Got it, thank you for telling me.",
            "Alright, thanks for the message.",
        ),
        "persuade": (
            "Before I do that, I could offer you a free month if you stay. Would you consider that?",
            "I'd hate to see you go. We could pause it instead, what do you think?",
            "Are you sure? You would lose all your benefits.",
        ),
        "give_confirmation": (
            "Sure, the confirmation number is {words}.",
            "It's {words}.",
        ),
    }
)
