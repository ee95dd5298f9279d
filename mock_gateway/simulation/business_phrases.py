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
        "needs_nights": (
            "For how many nights?",
            "How many nights will that be?",
            "And how long would the stay be?",
        ),
        "nights_refused": ("I'm sorry, I can't book a room without knowing for how long.",),
        "quote_rate": (
            "That would be {price}. Is that okay?",
            "It comes to {price}. Shall I go ahead?",
            "The price is {price}. Is that alright?",
        ),
        "quote_rate.cheaper": (
            "I do have something smaller at {price}. Would that work?",
            "Let me look. The cheapest I have is {price}. Is that better?",
        ),
        "rate_firm": (
            "I'm sorry, that's the lowest I have.",
            "There's nothing cheaper, I'm afraid.",
            "No, that's what it costs.",
        ),
        "take_note": (
            "Okay, good to know.",
            "Thanks for telling me, I've noted that.",
            "Alright, I'll write that down.",
        ),
        "take_note@rushed": ("Noted.", "Okay, fine."),
        "take_note@hostile": ("Whatever. Noted.", "Fine."),
        "party_refused": ("I'm sorry, I can't hold a table without knowing for how many.",),
        "too_many": (
            "I'm sorry, we can't take more than {party} in one party.",
            "That's too many for us, I'm afraid, {party} is the most we can seat together.",
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
            "We're full {on_wish}, I'm afraid. I do have {slots}, though.",
            "Hmm, nothing {on_wish}. The closest I have is {slots}.",
            "Sorry, there's nothing left {on_wish}. Would {slots} work?",
        ),
        "full": (
            "I'm sorry, we don't have anything {on_wish}.",
            "Unfortunately we're fully booked {on_wish}.",
            "No, there's nothing {on_wish}.",
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
        "no_change.firm": (
            "I'm sorry, that is the price. I can't go any lower.",
            "No, I really can't do anything below that.",
        ),
        "price_refused": (
            "I understand. Then we'll leave everything as it is.",
            "That's a pity. Then it stays as it is.",
        ),
        "deal": (
            "Great, I've set that up: {price}.",
            "Done. That makes it {price}.",
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
        "done.cancelled": (
            "Okay, that's cancelled.",
            "Alright, I've cancelled it.",
            "Done, the cancellation is in the system.",
        ),
        "done.reported": (
            "Okay, I've opened a case for that. Somebody will look into it.",
            "Alright, I've filed that. You'll hear from us.",
            "I've put that in as a complaint, it's being looked at.",
        ),
        "done.wished": (
            "Oh, thank you, that's very kind.",
            "Thank you! Please say thanks from me.",
        ),
        "done.invited": (
            "Thank you, I'd be glad to come.",
            "That's kind. I'll be there.",
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
        "give_confirmation.email": (
            "Sure, I'll send that to {words}.",
            "Of course, a confirmation goes out to {words} today.",
        ),
        "booked@friendly": (
            "Wonderful, you're all set!",
            "Perfect, I've got you down. The {booking} is confirmed!",
            "Great, that's booked. We're looking forward to it!",
        ),
        "booked@rushed": (
            "Booked.",
            "Okay, confirmed.",
        ),
        "booked@hostile": (
            "Fine, it's booked.",
            "There. Confirmed.",
        ),
        "offer@friendly": (
            "Let me see, I'd have {slots} for you. How does that sound?",
            "Sure thing! I have {slots}. Would that suit?",
        ),
        "offer@hostile": (
            "{slots}. That's what there is.",
            "I've got {slots}. Yes or no?",
        ),
        "full@hostile": (
            "No. Nothing {on_wish}.",
            "We're full {on_wish}.",
        ),
        "answer@hostile": (
            "{words}",
            "As I tell everybody: {words}",
        ),
        "cannot_answer@hostile": (
            "How should I know?",
            "No idea.",
        ),
        "best_price@hostile": (
            "{price}. Take it or leave it.",
            "It's {price}, and that's final.",
        ),
        "done@hostile": (
            "Fine, it's done.",
            "There, done. Happy?",
        ),
        "done@rushed": (
            "Okay, done.",
            "That's done.",
        ),
        "give_confirmation": (
            "Sure, the confirmation number is {words}.",
            "It's {words}.",
        ),
    }
)
