"""The verbs that an order begins with, and which of them never book or bargain."""

from harness.language.lexicon import words

NOT_BOOKED = words(
    """
    cancel confirm tell inform notify remind dispute return report track end terminate stop close complain refund pay
    order send deliver ask find check inquire verify thank apologize wish congratulate appeal contest update correct
    submit file remove explain give leave say claim follow activate deactivate sign enroll register renew extend pick
    """
)
NOT_PRICED = words(
    "cancel confirm tell inform notify remind end terminate stop ask find check inquire verify thank wish"
)
ALWAYS_BOOKS = frozenset({"book", "reserve", "schedule", "rebook", "reschedule", "arrange"})
VERBS = words(
    """
    schedule book reserve make set arrange get secure reschedule move change cancel confirm ask find check inquire
    enquire verify inform tell let notify remind report dispute complain request return order track follow obtain
    learn determine see negotiate lower reduce bring cut waive match discuss talk speak resolve fix renew extend
    upgrade downgrade switch transfer pay settle appeal file submit update correct remove add replace exchange claim
    collect pick drop invite thank apologize wish congratulate postpone push rebook refill activate deactivate open
    close start stop end terminate sign enroll register clarify explain describe provide give leave deliver send
    persuade convince save keep buy sell rent hire purchase place contest challenge escalate haggle bargain offer
    propose accept decline ensure look try receive locate help know discontinue withdraw freeze pause bargain settle
    """
)
