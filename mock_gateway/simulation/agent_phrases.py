"""The agent's words: act, `act.fact` -> templates. Every name, number, date and price in them is filled in."""

from collections.abc import Mapping
from types import MappingProxyType

AGENT_PHRASES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "introduce": (
            "Hi, this is an AI assistant calling on behalf of {name}.",
            "Hello, I'm an AI assistant and I'm calling for {name}.",
            "Hi there, I'm a virtual assistant calling on behalf of {name}.",
            "Hello, this is an automated assistant calling for {name}.",
            "Hi, I'm calling for {name}. I'm their AI assistant.",
        ),
        "introduce.nobody": (
            "Hi, this is an AI assistant calling on behalf of a client.",
            "Hello, I'm an AI assistant, calling for a client of mine.",
            "Hi there, I'm a virtual assistant calling on behalf of my client.",
            "Hello, I'm an AI assistant and I'm making this call for someone else.",
        ),
        "reintroduce": (
            "Hi, thanks for taking the call. I'm an AI assistant calling for {name}.",
            "Hello, yes, I was just transferred. I'm an AI assistant calling on behalf of {name}.",
            "Hi, I'm the AI assistant calling for {name}.",
        ),
        "reintroduce.nobody": (
            "Hi, thanks for taking the call. I'm an AI assistant calling for a client.",
            "Hello, yes, I was just transferred. I'm an AI assistant calling on behalf of a client.",
        ),
        "inform": (
            "Sure, it's {words}.",
            "Yes, that's {words}.",
            "Of course. It's {words}.",
            "It's {words}.",
            "That would be {words}.",
        ),
        "inform.name": (
            "The name is {words}.",
            "Sure, it's {words}.",
            "That's {words}.",
            "{words}.",
        ),
        "inform.vehicle": (
            "It's a {words}.",
            "Sure, that's a {words}.",
        ),
        "inform.reason": (
            "The reason I was given is this: {words}.",
            "I was told the following: {words}.",
        ),
        "lack": (
            "I'm sorry, I don't have the {fact}, and I can't reach my client right now.",
            "I wasn't given the {fact}, I'm afraid, and there's nobody I can ask during this call.",
            "I don't have the {fact}, sorry. It wasn't part of what I was given.",
            "The {fact} is something I don't have, I'm afraid, and I can't look it up.",
        ),
        "lack.name": (
            "I'm sorry, I wasn't given a name for this, and I can't check with my client right now.",
            "I don't have a name to give you, I'm afraid. It wasn't part of what I was told.",
        ),
        "lack.party_size": (
            "I'm afraid I wasn't told how many people it's for.",
            "I don't know the size of the party, sorry, and I can't ask right now.",
        ),
        "lack.reason": (
            "I wasn't given a reason, I'm afraid.",
            "They didn't tell me why, sorry.",
        ),
        "lack.insurance": ("I don't have any insurance details, I'm afraid, and I can't ask right now.",),
        "explain_caller": (
            "I'm an AI assistant, and I make calls for people who can't be on the phone themselves.",
            "I'm an automated assistant. My client asked me to make this call for them.",
        ),
        "wait": (
            "Sure, I'll hold.",
            "Of course, take your time.",
            "No problem, thank you.",
            "Okay, thanks.",
        ),
        "thank": (
            "Great, thank you.",
            "Thank you very much.",
            "Wonderful, thanks for your help.",
            "Perfect, thank you.",
        ),
        "thank.anyway": (
            "Okay, thanks anyway.",
            "Alright, no problem. Thank you.",
        ),
        "nothing_else": (
            "No, that's everything.",
            "That's all, thank you.",
            "No, that's it, thanks.",
            "Nothing else, thank you.",
        ),
        "understand": (
            "I understand.",
            "Okay, I see.",
            "Alright, thanks for letting me know.",
        ),
        "understand.wrong_number": (
            "Oh, I'm sorry to have bothered you.",
            "My apologies, I must have the wrong number then.",
        ),
        "understand.cannot_verify": (
            "I understand. I'll have to pass that on to my client. Thank you.",
            "That's fair. I'll let my client know what's needed.",
        ),
        "bye": (
            "Goodbye.",
            "Bye now.",
            "Have a good day. Goodbye.",
            "Take care, bye.",
            "Thanks again, bye.",
        ),
        "resume": (
            "Sorry, yes.",
            "Sure.",
            "Of course, I'll be brief.",
            "Right, sorry.",
            "Yes. As I was saying:",
        ),
        "lack.nights": (
            "I'm afraid I wasn't told for how many nights.",
            "I don't know how long the stay is, sorry, and I can't ask right now.",
        ),
        "repeat": (
            "Of course.",
            "Sure.",
            "Sorry, yes.",
        ),
        "message": (
            (
                "Hi, this is an AI assistant calling on behalf of {client}. I was calling to {words}. I'll "
                "try again another time. Thank you, goodbye."
            ),
            ("Hello, I'm an AI assistant calling for {client}. I was hoping to {words}. We'll call back. Thanks, bye."),
        ),
        "message.plain": (
            ("Hello, this is an AI assistant calling for {client}. I'll try again another time. Thank you, goodbye."),
            "Hi, I'm an AI assistant, calling on behalf of {client}. Sorry I missed you, we'll call back. Bye.",
        ),
        "representative": (
            "Representative, please.",
            "I'd like to speak with a person, please.",
            "Agent, please. I need to talk to someone.",
            "An operator, please.",
        ),
        "screened": ("Hi, I'm an AI assistant calling for {client}, to {words}.",),
        "screened.plain": ("Hi, I'm an AI assistant calling for {client}.",),
        "hello": (
            "Hello? Is anyone there?",
            "Hello? Can you hear me?",
        ),
    }
)
