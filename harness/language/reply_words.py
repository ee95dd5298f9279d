"""The words by which people take, turn down, put off or merely acknowledge a price."""

import re

_THIRD = (
    r"(?:(?:my|our|the|his|her|their)\s+)?(?:\w+\s+)?(?:boss|manager|supervisor|owner|landlord|landlady|client|clients"
    r"|customer|wife|husband|spouse|partner|team|corporate|head\s+office|office|account\s+holder|board|company|family"
    r"|parents|mom|dad|brother|sister|accountant|lawyer|lender|bank|committee|department|principal|roommates?"
    r"|girlfriend|boyfriend|folks|people|boss(?:es)?|higher-?ups|dispatcher|underwrit\w+|finance)"
)

DEAL = re.compile(
    r"""\b(?:(?<!no\s)(?<!good\s)(?<!great\s)(?<!better\s)(?<!a\sfair\s)(?:it's\s+a\s+|we\s+have\s+a\s+
        |you\s+have\s+a\s+|got\s+a\s+|you\s+got\s+yourself\s+a\s+|that's\s+a\s+|is\s+a\s+)?deal(?=\s*(?:[.!,]|$|then
        |it\s+is|done))
    |(?:have|got|that's|it's|is|make\s+it)\s+(?:yourself\s+)?a\s+deal(?!\s*\?)|sold(?!\s+(?:to|for|by|at|it|out|one))
    |i(?:'?ll|\s+will|\s+can|\s+would)?\s+(?:accept|agree|take\s+(?:it|that|the\s+\w+|one|two|both|them|this
        |those|\$?\d+)\b)|we(?:'ll|\s+will)?\s+(?:accept|agree|take\s+(?:it|that|them|one))
    |agreed?|accepted|it\s+is\s+then|\d\s+it\s+is|(?:half\s?way|that|this)\s+it\s+is|\d\s+it(?:'ll|\s+will
        |\s+shall)\s+be
    |(?:make|making)\s+(?:that|it|this)\s+(?:work|happen)|(?:that|it|this
        |\d)\s+(?:works|is\s+(?:fine|fair|good|perfect|acceptable|reasonable|a\s+(?:good|fair|great)\s+price))
    |(?:let's|lets)\s+(?:do\s+(?:it|that|this|business)|lock\s+(?:it|that)\s+in|go\s+(?:ahead|with|for)|call\s+it
        |shake|move\s+(?:ahead|forward)|proceed|make\s+it\s+official|get\s+(?:it|this|that)\s+(?:done|started|going))
    |\d\s+then(?=\W*$)|it's\s+yours|it\s+is\s+yours|all\s+yours|(?:is|are|they're)\s+yours|has\s+your\s+name\s+on\s+it
    |you\s+(?:can|may)\s+have\s+(?:it|them|one)|consider\s+it\s+(?:done|sold|yours)|shake\s+on\s+(?:it|that)
    |you(?:'ve|\s+have)?\s+(?:got\s+(?:it|yourself\s+an?)|just\s+(?:got|bought)|bought)|pleasure\s+doing\s+business
    |done\s+deal|it's\s+a\s+done|you're\s+on|we're\s+on|(?:i'm|we're|count\s+(?:me|us)|i\s+am
        |we\s+are)\s+(?:all\s+)?(?:in
        |on\s+board|down(?:\s+(?:for|with)|(?=\W*$))|sold|game|agreed|square|set|good\s+to\s+go|settled)\b
        (?!\s+(?:the|a|an|my|on|with\s+you|no|need|love|town|here|there|about|for|touch|between|charge)\b)
    |sign\s+(?:me|us)\s+up|put\s+(?:me|us)\s+down|(?:book|ring|wrap|write|sign)\s+(?:it|me|us|that)\s+(?:up|in)
    |(?:put|push)\s+(?:that|it|this)\s+through|lock(?:ed)?\s+(?:it|that|me|us|you)?\s*in
        |(?:please\s+)?(?:go\s+(?:right\s+)?ahead
        |do\s+(?:that|it|so)\b|proceed)(?!\s+and\s+(?:tell|ask|explain))|draw\s+(?:it|that)?\s*up
    |send\s+(?:you\s+)?(?:the\s+|an?\s+)?offer|(?:i'll|i\s+will|we'll)\s+(?:draw|write|draft)\s+(?:up|it|the)
    |(?:i've|i\s+have|we've|i\s+was\s+able\s+to|i\s+just|i\s+went\s+ahead\s+and)\s+(?:now\s+|just\s+
        |gone\s+ahead\s+and\s+)?
        (?:appl(?:y|ied)|process(?:ed)?|adjust(?:ed)?|updated?|lower(?:ed)?|reduced?|got(?:ten)?\s+(?:it
        |that)\s+approved|put\s+(?:that|it|you)|locked
        |switched|set\s+(?:that|you|it)|enrolled|added|credited|honou?red)
    |(?:that(?:'s|\s+is|\s+has|'s\s+been)|it's|it\s+has)\s+(?:now\s+|been\s+|all\s+)*applied|your\s+new\s+(?:rate|price
        |bill|total|plan|monthly)|next\s+(?:bill|statement|invoice)\s+will|come\s+(?:and\s+)?(?:get|grab)\s+it
    |i\s+(?:want|'d\s+like)\s+(?:it|that)(?=\W*$)|i'll\s+(?:buy|have|go\s+with|get|grab|do|pay)\s+(?:it|that|them|this)
    |we'll\s+(?:buy|have|go\s+with|do|pay)\s+(?:it|that|them|this)|(?:done\s+and\s+done|welcome\s+(?:aboard|home))
    |(?:i'll|we'll|i\s+can|we\s+can|i\s+could|i\s+will|we\s+will)\s+(?:honou?r|match|meet)\s+(?:that|it|you)
    |(?:i'll|we'll|i\s+will)\s+hold\s+(?:it|them|one)\s+for\s+you|call\s+it\s+a\s+day)\b""",
    re.VERBOSE,
)
NOT_A_DEAL = re.compile(
    r"""\b(?:take\s+(?:that|it|this|the\s+\w+)\s+(?:back|to\b|up\s+(?:with|to)|under|into|over\s+to|from|away|as
        |elsewhere|off|slow|easy|or\s+leave)|before\s+(?:i|we)|(?:can't|cannot|won't|don't|didn't|not|couldn't|never
        |unable\s+to
        |wouldn't|hard\s+to|n't)\s+(?:\w+\s+){0,3}?(?:accept|agree\w*|take|do\s+(?:it|that|this)|match|meet|honou?r|make
        |sold|deal|proceed|go\s+(?:ahead|with|for)|work|works|come|have|draw|put|lock|sign|buy|ready)|that's\s+not
    |(?:would|could|might|may|will|to)\s+(?:have|need)\s+to\s+(?:agree|accept|approve)|if\s+(?:he|she|they
        |the\s+\w+)\s+agrees?
    |would\s+(?:he|she|they)|(?:he|she|they|owner|landlord|boss|manager)\s+(?:agrees|accepts|would|might|may
        |has\s+to|must)
    |(?:beyond|above|over|outside|more\s+than)\s+(?:what|my|our|the)|agree\s+(?:that|to\s+disagree
        |with\s+you\s+(?:that|on|but))|accept\s+(?:cash|card|cards|credit|checks?|paypal
        |returns|payments?|venmo|installments)
    |(?:far|better|best|good|great|fair|what|another|other|any|sweet|bad|raw)\s+deal)\b""",
    re.VERBOSE,
)
"""Words of a deal in a clause that makes none."""
_OPENER = r"""(?:(?:but|however|though|oh|well|hmm+|um+|uh+|ah+|aw+|wow|and|so|hey|yay|hooray|hurray|woo\s?hoo
        |awesome|omg|lol|haha|hi|thanks
    |thank\s+you|[a-z]+ly|then|ugh|eh|huh|man|gosh|geez|phew|honestly|tell\s+you\s+what|you\s+know\s+what|you\s+know
        |i\s+guess
    |i\s+suppose|in\s+that\s+case|for\s+you|for\s+that|at\s+that\s+price|because|since)[,!.\s]+)*"""
YES = re.compile(
    rf"""^{_OPENER}
    (?:ok(?:ay|ey|ie)?(?:\s?dok(?:ey|ie))?|kk?|yes+(?:\s?sir)?|yea|yeah|yep|yup|ya|yass*|done|sure(?:\s+thing)?|fine
        |al(?:l\s+)?right(?:y|ie)?
        |great|perfect|awesome
        |excellent|wonderful|cool|absolutely|definitely|certainly|of\s+course|for\s+sure|by\s+all\s+means
        |with\s+pleasure|gladly
        |happily|fair\s+enough|no\s+problem|not\s+a\s+problem|heck\s+yea\w*|hell\s+yea\w*|bet|fantastic|super
        |terrific|brilliant
        |fabulous|hooray|hurray|yay|amazing|marvelous|splendid|beautiful|why\s+not|indeed|very\s+well
    |(?:it\s+|that\s+)?sounds?\s+(?:\w+\s+)?(?:good|great|fair|perfect|reasonable|like|fine|wonderful|awesome
        |amazing|right|doable|ok(?:ay)?
        |excellent|lovely|terrific|fantastic)
    |(?:that|it|this|\$?\d[\d,.]*)(?:'s|\s+is|\s+are|\s+would\s+be|\s+will\s+be|'ll\s+be|'d\s+be|'ll|\s+will
        |\s+would|\s+should|\s+does|\s+can)?\s+
        (?:\w+\s+){{0,3}}?(?:works?|fine|fair|good|great|perfect|reasonable|acceptable|agreeable|doable|ok(?:ay)?|do
        |sounds?|amazing
        |wonderful|awesome|cool|suits?(?:\s+(?:me|us))?|terrific|fantastic|excellent|lovely|more\s+than\s+fair
        |manageable|workable|suitable|ideal)
    |(?:it|that|this)\s+(?:suits|strikes\s+(?:me|us)|sits\s+well|fits|seems\s+(?:fair|reasonable|good|right|fine))
    |(?:i'm|we're|i\s+am|we\s+are|i'd\s+be|we'd\s+be|i\s+would\s+be|would\s+be)\s+(?:\w+\s+)?(?:fine|good|ok(?:ay)?
        |happy|comfortable|cool|willing|glad
        |pleased|content|satisfied)\s+(?:with|to|by|at|paying)
    |(?:happy|glad|pleased|delighted|willing)\s+to|works?\s+(?:for|4)|suits\s+(?:me|us)|fine\s+(?:by|with)|good\s+by
    |(?:i|we)\s+(?:can|could|would|will|think\s+(?:i|we)\s+can|guess\s+(?:i|we)\s+can|guess\s+(?:that|i|we)
        |suppose\s+(?:i|we)?|am\s+able\s+to|'?ll)\s+
        (?:\w+\s+)?(?:do|live|works?|make|handle|manage|deal|accept|agree|go|take|be\s+able|be\s+willing
        |be\s+(?:fine|ok)|swing|stretch
        |match|meet|honou?r|offer\s+that|give\s+you\s+that|afford|stomach|squeeze|entertain|let\s+(?:it|you)
        |part\s+with|sell|buy|pay|approve)
    |(?:i|we)\s+could(?=\W*$)|let's\s+do|i'll\s+do|(?:i'll|we'll)\s+(?:take|go\s+with|go\s+for)|i\s+will\s+take
        |you're\s+on|good|nice|sweet|deal|agreed?
    |lovely|right|thank\s+you|thanks|thx|much\s+appreciated|i(?:'d)?\s+(?:really\s+)?appreciate\s+(?:it|that))\b""",
    re.VERBOSE,
)
COURTESY = re.compile(
    r"^(?:oh\s+|ok(?:ay)?[,.]?\s+)?(?:thank\s+you|thanks|thx|good|nice|great|cool|right|lovely|perfect|awesome"
    r"|wonderful"
    r"|excellent|(?:much\s+)?appreciated?|i(?:'d)?\s+(?:really\s+)?appreciate)\b"
)
"""What is said to an acceptance, and out of courtesy to a refusal too: it does not outweigh one in the same turn."""
ECHO = re.compile(
    r"^(?:(?:yes|yeah|sure|ok(?:ay)?|absolutely|certainly|of\s+course|i\s+think|well)[,\s]+)*(?:it|that|i|we|they"
    r"|this)?\s*"
    r"(?:sure\s+|certainly\s+|absolutely\s+|definitely\s+)?(?:would|does|do|can|could|will|should"
    r"|is)\b(?:\s+indeed)?\W*$|^let's\W*$"
)
BARE = re.compile(
    r"^(?:(?:oh|ok(?:ay|ie)?|k+|alright|all\s+right|right|fine|well|sure|yes|yeah|hm+|then|good|great|thanks"
    r"|thank\s+you|no\s+problem"
    r"|so\s+much|cool|i\s+see|understood|anyway)[,.!\s]*)+$"
)
"""Nothing but an okay: in a turn that ends the talk it takes no offer."""
"""An answer by the verb of the question alone: "It would." """
ACKNOWLEDGED = re.compile(
    r"""^(?:(?:no\s+(?:problem|rush|worries)|of\s+course|oh|ok(?:ay)?|alright|all\s+right|right|sure|yeah|yes|well
        |hm+|ah|great|thanks|thank\s+you|good|so)[,.!\s]+)*
    (?:(?:i'll|i\s+will|i\s+can|i'm\s+happy\s+to|happy\s+to|we'll|no\s+problem\s+i'll)\s+(?:hold|wait|stay)
        |of\s+course,?\s+take\s+your\s+time|take\s+your\s+time|got\s+(?:it|that|you)|gotcha|i\s+(?:see|hear
        |understand|got\s+it|get\s+(?:it|that)|know|appreciate\s+(?:your|the|you))|understood|makes?\s+sense
    |that\s+makes\s+sense|noted|good\s+to\s+know|(?:i'll|i\s+will|let\s+me)\s+(?:just\s+)?(?:note|make\s+a\s+note
        |write\s+(?:that|it)\s+down|jot)
    |(?:thanks|thank\s+you)\s+for\s+(?:the\s+(?:info\w*|quote|offer|details|explanation|update)|letting\s+me\s+know
        |explaining
        |checking|your\s+(?:time|help|patience)|telling)|i'm\s+(?:just\s+)?(?:comparing|shopping|calling\s+around
        |gathering|getting\s+quotes)
    |fair\s+point|that's\s+(?:good\s+to\s+know|helpful|useful)|interesting)\b""",
    re.VERBOSE,
)
"""Heard, and neither taken nor refused."""
INTERRUPTED = re.compile(
    r"\b(?:hang\s+on|hold\s+on|sorry\s+to\s+(?:cut|interrupt)|just\s+one\s+second|slow\s+down"
    r"|one\s+thing\s+at\s+a\s+time|you\s+were\s+saying|go\s+on)\b"
)
"""A side that cuts in and then lets the other go on has taken nothing."""
CLOSING = re.compile(
    r"""\b(?:(?:i\s+)?appreciate\s+(?:your|the)\s+(?:time|patience|info\w*|quote)|thank(?:s
        |\s+you)\s+(?:so\s+much\s+)?(?:anyway|anyways
        |all\s+the\s+same|for\s+your\s+(?:time|patience)|just\s+the\s+same)|take\s+care|(?:good)?\s?bye|so\s+long
        |have\s+a\s+(?:good|nice|great|lovely|wonderful)
        |i'm\s+sorry\s+to\s+hear|keep\s+looking|some\s+other\s+time|another\s+time|maybe\s+next\s+time
        |perhaps\s+another)\b""",
    re.VERBOSE,
)
"""Words that end a talk."""
PROVIDED = re.compile(r"\b(?:if|provided|as\s+long\s+as)\b")
PUT_OFF = re.compile(
    rf"""\b(?:\b(?:call|ring|get|come|circle|reach|write|text|message|email|be)\s+(?:right\s+|straight\s+)?(?:you\s+
        |me\s+|us\s+)?(?:back|back\s+to)\b(?!\s+(?:home|on\s+the\s+road))
    |\b(?:need|have|has|want|like|going|got|'d\s+have|gotta|try|ought)\s+(?:to\s+)?(?:ask|check(?:\s+with|\s+on
        |\s+first)?|talk\s+(?:to|with|it|this)|speak\s+(?:to|with)|confirm\s+with
        |consult|clear\s+(?:it|that)|run\s+(?:it|that|this)|discuss|consider|see\s+(?:it|the\s+\w+)\s+(?:in\s+person
        |first)|look\s+at\s+it\s+first|think|sleep\s+on|compare
        |get\s+(?:approval|permission|authori[sz]ation|the\s+(?:ok|go-?ahead)|{_THIRD}(?:'s)?\s+(?:ok|approval
        |sign-?off)))\b
    |\b(?:i'll|i\s+will|we'll|we\s+will|let\s+me|let\s+us|i'd\s+like\s+to|i\s+need\s+to|will|can\s+i
        |gonna)\s+(?:\w+\s+)?(?:think\s+(?:about|on|it)|sleep\s+on|mull|consider\s+(?!it\s+(?:done|sold|yours))
        |(?:ask|call|check\s+with|talk\s+(?:it\s+over|to|with)|speak\s+(?:to|with)|consult|discuss\s+(?:it|this
        |that)?\s*(?:with)?)\s+(?:to\s+|with\s+)?{_THIRD}|talk\s+it\s+over
        |keep\s+(?:you|that|it|your\s+\w+)\s+in\s+mind|let\s+you\s+know|be\s+in\s+touch|get\s+in\s+touch|follow\s+up
        |pass\s+(?:it|that|this|your\s+\w+)\s+(?:on|along)
        |take\s+(?:it|that|this|the\s+\w+)\s+(?:back\s+)?to\s+{_THIRD}|take\s+(?:it|that|this)\s+(?:back|under)
        |run\s+(?:it|that|this)\s+(?:by|past|through)|weigh
        |see\s+(?:if|what|whether)|compare|shop\s+around|ask\s+around|wait\s+(?:and|to|for|until|till)|hold\s+(?:off
        |out)|ask\s+(?:him|her|them)\b)
    |\b(?:run|bring|take|put)\s+(?:it|that|this|the\s+\w+)\s+(?:back\s+)?(?:by|past|to|before|up\s+with)\s+{_THIRD}\b
    |\b{_THIRD}\s+(?:would|will|has|have|needs?|must|'d|'ll)\s+(?:\w+\s+)?(?:to\s+)?(?:approve|authori[sz]e|decide
        |okay|ok|sign\s+off|agree|review|say)
    |\b(?:needs?|requires?|subject\s+to|pending|waiting\s+(?:on|for))\s+(?:\w+\s+)?(?:approval|authori[sz]ation
        |sign-?off|permission|confirmation)
    |\bhave\s+to\s+(?:wait|hold\s+off)|\bcall\s+again\b|\b(?:hold|put)\s+(?:off|on\s+hold)\b|\bnot\s+(?:today
        |right\s+now|just\s+yet|yet|at\s+this\s+time|ready\s+to)\b
    |\bkeep\s+(?:you|it|that)\s+in\s+mind\b|\b(?:i'm|i\s+am|we're)\s+(?:still\s+)?(?:comparing|shopping\s+around
        |calling\s+around|getting\s+(?:other\s+)?quotes|on\s+the\s+fence|undecided)\b
    |\bwe'll\s+see\b(?!\s+(?:you|ya|everyone))|\bup\s+to\s+(?:him|her|them|{_THIRD})\b|\b(?:he|she|they)\s+(?:might
        |may|could)\b)""",
    re.VERBOSE,
)
EASY = re.compile(
    r"\b(?:pick|come|today|tomorrow|tonight|cash|before|now|meet|soon|quick\w*|make\s+it|haul|carry|bring|whenever)\b"
)
STRONG_NO = re.compile(
    r"""\b(?:too\s+(?:low|high|much|little|steep|expensive|far|rich)|(?:can't|cannot|can\s+not|couldn't|could\s+not
        |won't
        |wouldn't|not\s+(?:able|going|willing|gonna)|ain't)\s+(?:\w+\s+){0,3}?(?:do|go|accept|take|afford|sell|let
        |drop|lower
        |come\s+down|agree|pay|make|budge|give|match|approve|justify|cut\s+it|work|cover|spend|move|part)
    |unfortunately|i'm\s+afraid|decline|refuse|lowest|(?:very|absolute)\s+least|bottom\s+(?:line|dollar)
        |my\s+(?:max|limit|budget\s+is)|sorry|unable|disagree|low\s?ball|insult\w*|final\s+offer|other\s+offers
        |better\s+offers?
    |(?:bit|little|pretty|kind\s+of|really|quite|rather)\s+(?:too\s+)?(?:low|high|much|more|steep)|(?:out\s+of|above
        |over|beyond|past)\s+(?:my|our)|more\s+than\s+(?:i|we)\s+(?:can|want|have|had|was|planned|budgeted|wanted)
        |think\s+about\s+it|see\s+what
        |not\s+(?:sure|enough)|(?:was|were)\s+(?:really\s+)?(?:thinking|hoping)|no\s+(?:way|chance|can\s+do|dice)
        |not\s+(?:a\s+chance|happening|possible|for\s+(?:me|us))
    |(?:still|it's\s+a|that's\s+a|the\s+answer\s+is)\s+(?:a\s+)?no|are\s+you\s+(?:kidding|joking|serious)
        |wasting\s+my\s+time|stop\s+wasting|giving\s+it\s+away
        |hold(?:ing)?\s+out|(?:is|price\s+is|that's|pretty|quite)\s+(?:\w+\s+)?firm|i'd\s+(?:sooner
        |rather)\s+(?:keep|not)|doesn't\s+work|disappoint\w+|already\s+marked)\b""",
    re.VERBOSE,
)
NO = re.compile(
    r"\b(?:no|nope|nah|not|cannot|can't|cant|won't|wont|don't|dont|couldn't|wouldn't|isn't|pass|never|firm"
    r"|elsewhere|\w+n't)\b"
)
ASKS_MORE = re.compile(
    r"\b(?:throw|includ\w*|deliver\w*|free|add|cover|discount|lower|less|better|more|extra|off|down|price"
    r"|cheaper|accept|pay|give|offer|bring\s+me)\b|\bbring\b(?!.*\bcash\b)"
)
LOGISTICS = re.compile(
    r"""\b(?:(?:when|where|what\s+time)\s+(?:can|could|would|should|do|will|are|is)\s+(?:\w+\s+){1,5}?(?:pick|come
        |meet|get|move|sign|ready|stop|available)|i'll\s+(?:meet|see|be\s+(?:there|over|by|right|home)|get\s+the
        |send|text
        |bring|have\s+it|come|pick|stop|swing|drop\s+by|head|wire|venmo|mail|load)
    |see\s+(?:you|ya)|bring\s+(?:the\s+|your\s+|a\s+)?(?:cash|money|truck|trailer|check|cashier)
        |(?:you\s+can\s+)?come\s+(?:and\s+|on\s+|by\s+|over\s+
        |down\s+)*(?:pick|get|by|over|today|now)|on\s+my\s+way|(?:coming|heading|headed|walking|driving
        |leaving)\s+(?:over|out|now|there|by|right)|meet\s+(?:you|up|me)|cash\s+or|paypal|my\s+address
        |your\s+address|the\s+(?:paperwork|lease|contract|invoice|bill\s+of\s+sale|title)|papers\s+ready|move\s+in
        |enjoy)\b""",
    re.VERBOSE,
)
NOT_A_NO = re.compile(
    r"\b(?:no\s+(?:problem|worries|issue|rush|hassle|sweat|doubt|biggie)|not\s+a\s+problem|why\s+not|can't\s+wait"
    r"|can't\s+(?:complain"
    r"|argue|beat|say\s+no|refuse|turn\s+(?:that|it)\s+down)|don't\s+worry|(?:don't|do\s+not|dont|wouldn't"
    r"|won't)\s+mind|you\s+won't\s+(?:regret|be)|not\s+bad"
    r"|not\s+too\s+bad|no\s+fees?|no\s+contract)\b"
)
HARD_NO = re.compile(
    r"\b(?:no\s+deal|there(?:'s|\s+is)\s+no\s+way|not\s+interested|(?:have|going|gonna)\s+to\s+(?:pass|decline"
    r"|reject|refuse|look|say\s+no|walk)"
    r"|look\s+(?:elsewhere|somewhere)|(?:go|going|try|buy|shop)\s+(?:elsewhere|somewhere\s+else|with\s+(?:that"
    r"|the\s+other)\s+one)|can(?:'t|not|\s+not)\s+(?:come\s+to|reach|make)\s+(?:an?\s+)?(?:agreement"
    r"|deal)|don't\s+think\s+(?:we|this|that|i)|thank(?:s|\s+you)\s+any(?:way|how)s?|good\s+luck|reject"
    r"|no\s+thanks?|no\s+thank\s+you"
    r"|walk\s+away|never\s?mind|nvm|forget\s+(?:it|about\s+it)|i'll\s+pass|^pass\b|best\s+of\s+luck"
    r"|i'll\s+leave\s+it|i'm\s+out|count\s+me\s+out"
    r"|(?:at\s+an\s+)?impasse|(?:too\s+)?far\s+apart|your\s+loss|not\s+for\s+(?:me|us)|isn't\s+(?:the\s+one\s+for"
    r"|for)\s+(?:me|us|you)"
    r"|(?:stick|stay)\s+with\s+(?:what|my\s+current|the\s+one)|(?:i'll|i\s+will|going\s+to"
    r"|want\s+to)\s+(?:be\s+)?cancel\w*|wait\s+for\s+a\s+(?:serious|better|real))\b",
    re.VERBOSE,
)
TURNS = re.compile(
    r",?\s+(?=\b(?:but|however|though|although|unless|because)\b)|\s+-\s+|,?\s+and\s+(?=(?:your|i|we|i've|we've"
    r"|you're|it's)\b)"
)
"""Where a sentence turns; the turning word stays with what follows."""
NOT_THAT_PRICE = re.compile(
    r"\b(?:too\s+\w+|afford|more\s+than|over\s+(?:my|our)|(?:bit|little|pretty|quite|rather)\s+(?:low|high|much"
    r"|steep)|go\b|no\s+way"
    r"|not\s+enough|firm|sell|accept|take\s+(?:that|it))\b"
)
"""A refusal of the price itself, not of something beside it."""
CONDITION = re.compile(
    r"\b(?:but|however|if|unless|as\s+long\s+as|only|provided|under\s+one\s+condition|how\s+about|what\s+about"
    r"|what\s+if|instead)\b"
)
