"""The agent's words for wishes, prices and requests: act, `act.fact` -> templates."""

from collections.abc import Mapping
from types import MappingProxyType

TASK_PHRASES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "purpose.booking": (
            "I'd like to {words}, please.",
            "I'm calling to {words}.",
            "I was hoping to {words}.",
            "I'm looking to {words}.",
        ),
        "purpose.booking_plain": (
            "I'm calling about this: {words}.",
            "The request is: {words}.",
        ),
        "purpose.price_with_bill": (
            (
                "I'm calling about the {words}. It's at {price} right now, and I'd like to see what you can "
                "do to bring it down."
            ),
            "It's about the {words}. At the moment it comes to {price}, and my client would like a better price.",
            (
                "I'm hoping you can help with the {words}. It's currently {price}, which is more than my "
                "client wants to pay."
            ),
            "My client is at {price} for the {words}, and I'm calling to see if you can do better than that.",
        ),
        "purpose.price_listed": (
            "I'm calling about the {words}. I see {price} as what you're asking, and I'd like to talk about that.",
            "It's about the {words}. You're asking {price}, and my client would like to pay less than that.",
            "My client is interested, but {price} is a lot. I'm calling to see if there's room in the {words}.",
        ),
        "purpose.price_raise": (
            (
                "I'm calling about the {words}. It's supposed to go up to {price}, and I'd like to see what "
                "you can do about that."
            ),
            ("It's about the {words}. My client was told that it will be {price}, and hopes that you can do better."),
        ),
        "purpose.price_no_bill": (
            "I'm calling about the {words}. I'd like to see if there's a way to bring it down.",
            "It's about the {words}. My client would like a better price.",
            "I'm hoping you can help with the {words}. It's more than my client wants to pay.",
        ),
        "purpose.errand_question": (
            "I'd like to ask {words}.",
            "I have a question: I'd like to know {words}.",
            "I was hoping you could tell me {words}.",
            "I'm calling to ask {words}.",
        ),
        "purpose.errand_asked": (
            "I have a question: {words}?",
            "I'd like to know: {words}?",
            "I was asked to find out: {words}?",
        ),
        "purpose.errand_order": (
            "I'm calling to {words}.",
            "I'd like to {words}, please.",
            "I was asked to {words}.",
            "I need to {words}.",
        ),
        "purpose.errand_notice": (
            "I have a message to pass on: {words}.",
            "I'm calling to let you know: {words}.",
            "I was asked to give you a message: {words}.",
        ),
        "purpose.errand_sentence": (
            "I'm calling about this: {words}.",
            "It's about the following: {words}.",
        ),
        "purpose.errand_foreign": ("I was asked to pass this on: {words}.",),
        "purpose.errand_nothing": ("I was asked to give you a call, but I wasn't told anything more than that.",),
        "propose": (
            "Do you have anything {on_wish}?",
            "How about {wish}?",
            "Is there anything {on_wish}?",
            "What about {wish}?",
        ),
        "propose.again": (
            "I see. Is there anything {on_wish} instead?",
            "Okay, what about {wish}?",
            "In that case, do you have anything {on_wish}?",
            "That doesn't work, I'm afraid. How about {wish}?",
        ),
        "no_wish": (
            "I don't have a particular day in mind. What do you have available?",
            "Whatever you have available. What would be the next opening?",
        ),
        "tell_nights": (
            "For {nights}.",
            "{nights}, please.",
            "It's for {nights}.",
        ),
        "accept_rate": (
            "Okay, {price} is fine.",
            "{price} is alright, let's go ahead.",
            "That works, {price} is okay.",
            "Yes, {price}, that's fine.",
        ),
        "refuse_rate": (
            "{price} is more than I can agree to, I'm afraid. Is there anything cheaper?",
            "I can't take it at {price}, sorry. Do you have anything for less?",
            "Hmm, {price} is too much for my client. Is there something less expensive?",
        ),
        "mention": (
            "I was also asked to mention {words}.",
            "One more thing I should mention: {words}.",
        ),
        "mention.clause": (
            "I should also mention this: {words}.",
            "One more thing you should know: {words}.",
            "And I was asked to tell you this: {words}.",
        ),
        "ask_confirmation.email": (
            "Could you send a written confirmation to {words}?",
            "Would you email a confirmation to {words}, please?",
        ),
        "correct.nights": (
            "Sorry, that should be {nights}.",
            "Not quite, it's {nights}.",
        ),
        "tell_party": (
            "It's for {party}.",
            "There will be {party} of them.",
            "A party of {party}.",
        ),
        "accept": (
            "{when} works, thank you.",
            "Yes, {when} would be great.",
            "Perfect, let's do {when}.",
            "{when} is good, I'll take it.",
            "{when} sounds good.",
        ),
        "affirm": (
            "Yes, that's right.",
            "That's correct, thank you.",
            "Yes, that's all correct.",
            "Yes, exactly.",
            "That's it, yes.",
        ),
        "correct": (
            "Sorry, no, that should be {when}.",
            "Not quite, it was {when}.",
            "One correction: it's {when}.",
        ),
        "correct.party": (
            "Sorry, that should be for {party}.",
            "Not quite, it's a party of {party}.",
        ),
        "prefer": (
            "One more thing: they'd prefer {words}, if that's possible.",
            "Also, would {words} be possible?",
            "And if you can, {words} would be appreciated.",
        ),
        "question": (
            "I was also asked to find out {words}.",
            "One more question: could you tell me {words}?",
            "And could you tell me {words}?",
        ),
        "ask_confirmation": (
            "Could I get a confirmation number for that?",
            "And is there a confirmation number I can take down?",
        ),
        "give_up": (
            (
                "Okay, I don't have another option to offer, so I'll have to check back with my client. "
                "Thanks for your time."
            ),
            (
                "I understand. I can't decide on anything else, so I'll pass that on and someone may call "
                "again. Thank you."
            ),
            "Thanks for checking. That's all I was given to work with, so I'll leave it there for now.",
        ),
        "ask_price": (
            "What I'm hoping for is {price}. Can you do that?",
            "We'd like to get to {price}. Is that something you can do?",
            "My client is looking for {price}.",
            "{price} is what we have in mind.",
        ),
        "ask_price.again": (
            "That's still more than we had in mind. Could you get to {price}?",
            "I appreciate that, but {price} is what we're looking for.",
            "Is there any way you could make it {price}?",
            "We're getting closer, but can you make it {price}?",
        ),
        "no_target": (
            "I wasn't given a number. What's the lowest you could go?",
            "As low as you can make it, really. What's possible?",
        ),
        "lever.competitor": (
            "There's a competing offer at {price} on the table.",
            "To be open with you, a competitor is offering {price}.",
            "For comparison, there's another offer at {price}.",
        ),
        "lever.tenure": (
            "My client has been a {words}.",
            "Please keep in mind that we're talking about a {words}.",
        ),
        "loyalty": (
            "That's {words}, which should count for something.",
            "Please keep in mind: {words}.",
        ),
        "loyal_years": (
            "My client has been with you for {words}, and that should count for something.",
            "Please keep in mind that it's been {words} by now.",
        ),
        "lever.walk_away": (
            "Without a better price, leaving is a real option.",
            "If this can't be worked out, my client is ready to take their business elsewhere.",
            "Frankly, my client is ready to leave over this.",
        ),
        "press": (
            "Is that the best you can do?",
            "Is there any room to go lower than that?",
            "Could you take another look? There must be something better.",
            "What's the lowest you could go?",
            "I was hoping for more than that. What else can you do?",
        ),
        "accept_price": (
            "Okay, {price} works. I accept that.",
            "Alright, we have a deal at {price}.",
            "Yes, let's do {price}. Please go ahead with that.",
            "{price} is fine, I'll take it.",
        ),
        "refuse_price": (
            "I can't agree to {price}. I'm afraid that doesn't work for us.",
            "Thank you, but I'm not able to accept {price}.",
            "No, {price} is still too high for us, I'm sorry.",
        ),
        "give_up_price": (
            "I understand. I'll take that back to my client. Thanks for your time.",
            "Okay. Then we'll leave it there for today. Thank you.",
        ),
        "insist": (
            "I understand, but my client has made up their mind. Please go ahead.",
            "Thank you, but no. I'd like to go ahead, please.",
            "That's kind of you, but the decision is made. Please process it.",
        ),
        "no_more": (
            "That's all I have, I'm afraid. Sorry for the trouble.",
            "I don't have anything more specific, sorry about that.",
        ),
    }
)
