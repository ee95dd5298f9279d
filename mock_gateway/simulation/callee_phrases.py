"""The callee's words around the business: act, `act.fact`, `act@mood` -> templates. A persona's `says` replace them."""

from collections.abc import Mapping
from types import MappingProxyType

CALLEE_PHRASES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "greet": (
            "{business}, this is {me}. How can I help you?",
            "Thank you for calling {business}, {me} speaking. What can I do for you?",
            "Hello, {business}, {me} here.",
            "Good {daytime}, {business}. How may I help?",
        ),
        "greet@friendly": (
            "Hi there, thanks for calling {business}! This is {me}. How can I help you today?",
            "Hello and welcome to {business}, {me} speaking! What can I do for you?",
            "Good {daytime}! You've reached {business}, I'm {me}. What can I do for you?",
        ),
        "greet@rushed": (
            "{business}, go ahead.",
            "{business}, this is {me}, what do you need?",
            "{business}, quickly please, we're busy.",
        ),
        "greet@hostile": (
            "Yeah, {business}.",
            "{business}. What is it?",
            "{business}. Make it short.",
            "What? Yes, this is {business}.",
        ),
        "greet.transferred": (
            "Hi, you've reached {words}, this is {name}. How can I help?",
            "Thanks for holding, this is {name} in {words}. What can I do for you?",
            "{words}, {name} speaking.",
        ),
        "ask_what": (
            "What is it about, exactly?",
            "Sorry, what do you need from us?",
            "Okay, but what can I do for you?",
        ),
        "ask_caller": (
            "Sorry, who am I speaking with?",
            "Hang on, am I talking to a machine?",
            "Who is this, please?",
        ),
        "again": (
            "Sorry, could you say that again?",
            "I didn't catch that, can you repeat it?",
            "Sorry, the line is bad. Once more?",
        ),
        "again@hostile": ("What? Say that again.",),
        "cut_in": (
            "Sorry, let me stop you there for a second. Okay, go on.",
            "Hang on, hang on. Okay, go ahead.",
            "Wait, one thing at a time, please.",
            "Sorry, somebody just walked in. You were saying?",
        ),
        "cut_in@friendly": (
            "Oh, sorry to cut in, just one second. Okay, go ahead!",
            "Sorry, can you slow down a little? I'm writing this down.",
        ),
        "cut_in@rushed": (
            "Okay, okay. Quickly, please.",
            "Yes, yes. The short version, please.",
        ),
        "cut_in@hostile": (
            "Yeah, yeah. Get to the point.",
            "Look, I don't have all day.",
            "Stop. Make it short.",
        ),
        "closed": (
            "Thank you for calling {business}. We are currently closed. Please call back when we are open. Goodbye.",
            "You've reached {business}. Our office is closed at the moment. Please try again when we're open. Goodbye.",
        ),
        "request": (
            "Can I have the {fact}, please?",
            "Could you give me the {fact}?",
            "And what's the {fact}?",
            "I'll need the {fact}.",
        ),
        "request@rushed": (
            "{fact}?",
            "I need the {fact}.",
        ),
        "request@hostile": (
            "I need the {fact} first.",
            "The {fact}?",
        ),
        "request.name": (
            "And what name is it under?",
            "Can I get a name, please?",
            "Who is it for?",
            "What name should I put down?",
        ),
        "request.date_of_birth": (
            "Can I get the date of birth?",
            "And the date of birth, please?",
            "What's the date of birth on file?",
        ),
        "request.reason": (
            "What's the reason, if I may ask?",
            "And what is the reason for that?",
        ),
        "request.insurance": (
            "Which insurance is it?",
            "And what insurance do you have?",
        ),
        "noted": (
            "Thank you.",
            "Got it, thanks.",
            "Okay, I have that.",
            "Alright, got it.",
        ),
        "noted@rushed": (
            "Okay.",
            "Got it.",
        ),
        "noted@hostile": (
            "Fine.",
            "Okay.",
        ),
        "waive": (
            "That's okay, we can do without it.",
            "No problem, we can sort that out later.",
            "That's fine, we'll get it another time.",
        ),
        "waive.name": (
            "No problem, I'll put it under the number you're calling from.",
            "That's okay, I'll just note the phone number.",
        ),
        "cannot_verify": (
            "I'm sorry, without the {fact} I can't go any further.",
            "I can't do anything on this without the {fact}, I'm afraid. Please call back when you have it.",
            "Then I can't help you today. I need the {fact} to open the file.",
        ),
        "hold": (
            "Let me check, one moment please.",
            "Can you hold for just a second while I look?",
            "Bear with me, I'm going to put you on a brief hold.",
            "One second, the computer is slow today.",
        ),
        "hold@hostile": (
            "Wait.",
            "Hold on. I have another call.",
        ),
        "hold@rushed": (
            "One second.",
            "Hold, please.",
        ),
        "back": (
            "Okay, thanks for holding.",
            "Thanks for waiting.",
            "Alright, I'm back, sorry about that.",
        ),
        "transfer": (
            "That's something {words} handles. Let me put you through.",
            "I'll transfer you to {words} for that. One moment.",
            "You'll need {words}. Stay on the line, I'll connect you.",
        ),
        "anything_else": (
            "Is there anything else I can help you with?",
            "Anything else?",
            "Was there anything else today?",
            "Anything else I can do for you?",
        ),
        "out_of_time": (
            "I'm sorry, I have other people waiting, I have to go.",
            "Look, I can't spend more time on this. Goodbye.",
        ),
        "bye": (
            "Thanks for calling, goodbye.",
            "Have a nice day. Bye.",
            "Alright, take care. Goodbye.",
            "Thank you, bye-bye.",
        ),
        "bye@friendly": (
            "You're very welcome, have a lovely day! Bye!",
            "Thanks so much for calling, take care! Bye now.",
        ),
        "bye@rushed": (
            "Okay, bye.",
            "Bye.",
        ),
        "bye@hostile": (
            "Fine. Bye.",
            "Goodbye.",
        ),
        "refuse": (
            "I'm sorry, but {words}.",
            "No, unfortunately {words}.",
            "I'm afraid {words}.",
        ),
        "refuse@hostile": (
            "No, {words}.",
            "Not possible, {words}.",
        ),
        "noncommittal": (
            "I'd have to check with somebody first. We may get back to you.",
            "I can't say right now. Try again some other time, maybe.",
            "Hard to say. I can't promise you anything today.",
        ),
        "no_english": (
            "I'm sorry, I didn't understand that. Do you speak English?",
            "Sorry, I only speak English.",
        ),
        "wrong_number": (
            "I think you have the wrong number, this is a private line.",
            "There's nobody by that name here. You've got the wrong number.",
        ),
        "voicemail": (
            (
                "You've reached {business}. We can't take your call right now. Please leave a message after "
                "the tone. [beep]"
            ),
            (
                "Hi, this is the voicemail of {business}. Nobody is available at the moment. Leave your "
                "name and number after the beep and we'll call you back. [beep]"
            ),
        ),
        "mailbox_full": (
            ("You've reached {business}. The mailbox is full and cannot accept any messages at this time. Goodbye."),
        ),
        "screen": (
            ("The person you're calling is using a screening service. Please say your name and why you are calling."),
        ),
        "screen_wait": ("Thank you. Please stay on the line.",),
        "screened_out": ("The person you're calling is not available right now. Goodbye.",),
    }
)
