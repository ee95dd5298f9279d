import pytest

from mock_gateway.accounts import EMAIL, AccountBook, Plan, SpentTokens, user_id_of
from mock_gateway.assumptions import Assumptions


def test_any_address_of_the_account_domain_is_an_account() -> None:
    """It is made on first use, and the same afterwards."""
    book = AccountBook(Assumptions())
    account = book.by_email("somebody@example.com")
    assert account is not None
    assert book.by_email("Somebody@Example.com") is account
    assert book.by_id(account.user_id) is account


def test_an_address_elsewhere_is_no_account_until_one_is_made() -> None:
    """The control plane can make one anywhere."""
    book = AccountBook(Assumptions())
    assert book.by_email("me@elsewhere.test") is None
    made = book.make("me@elsewhere.test", book.default_state())
    assert book.by_email("me@elsewhere.test") is made


def test_the_account_domain_can_be_another() -> None:
    """The assumption account_domain."""
    book = AccountBook(Assumptions(account_domain="corp.test"))
    assert book.by_email("me@corp.test") is not None
    assert book.by_email("me@example.com") is None


def test_a_user_id_is_ten_digits_and_stays_the_same() -> None:
    """As the reference's example, and stored credentials outlive a restart."""
    assert user_id_of("you@example.com") == user_id_of("you@example.com")
    assert len(user_id_of("you@example.com")) == 10
    assert user_id_of("you@example.com").isdigit()


@pytest.mark.parametrize(
    ("email", "field", "value"),
    [
        ("expired@example.com", "token", "expired"),
        ("revoked@example.com", "token", "revoked"),
        ("nosub@example.com", "subscription", False),
        ("nophone@example.com", "phone_registered", False),
        ("nocredits@example.com", "credits", 0),
        ("nocredits+worker-3@example.com", "credits", 0),
    ],
)
def test_a_magic_address_gives_its_account_a_state(email: str, field: str, value: object) -> None:
    """Also with something behind a plus sign, so that parallel tests have accounts of their own."""
    account = AccountBook(Assumptions()).by_email(email)
    assert account is not None
    assert getattr(account.state, field) == value


def test_one_magic_address_is_no_account() -> None:
    """unknown@ lets a client meet the answer to an unknown email."""
    assert AccountBook(Assumptions()).by_email("unknown@example.com") is None


def test_plans_serve_calls_in_order_and_as_often_as_they_say() -> None:
    """Two, then one, then nobody planned."""
    account = AccountBook(Assumptions()).by_email("a@example.com")
    assert account is not None
    account.plans.extend([Plan(persona="voicemail", times=2), Plan(persona="decliner")])
    answered = [plan.persona if (plan := account.take_plan()) else None for _ in range(4)]
    assert answered == ["voicemail", "voicemail", "decliner", None]


def test_fresh_emails_are_never_an_account_s() -> None:
    """Even where somebody took the next one by hand."""
    book = AccountBook(Assumptions())
    book.by_email("account-1@example.com")
    assert book.fresh_email() == "account-2@example.com"


@pytest.mark.parametrize("text", ["a@example.com", "a.b+c@mail.example.com", "O'Neil@example.co"])
def test_what_is_an_email(text: str) -> None:
    """Ordinary addresses."""
    assert EMAIL.fullmatch(text)


@pytest.mark.parametrize(
    "text", ["", "a", "a@", "@example.com", "a@b", "a b@example.com", "a@example.com\n", "é@example.com"]
)
def test_what_is_no_email(text: str) -> None:
    """Everything else."""
    assert not EMAIL.fullmatch(text)


def test_spent_tokens_forget_the_oldest_first() -> None:
    """The memory of used tokens is bounded."""
    spent = SpentTokens(kept=2)
    for token_id in ("a", "b", "c"):
        spent.use(token_id)
        spent.count_wrong(token_id)
    assert [spent.used(token_id) for token_id in ("a", "b", "c")] == [False, True, True]
    assert [spent.wrong_codes(token_id) for token_id in ("a", "b", "c")] == [0, 1, 1]
