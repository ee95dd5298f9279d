"""Reading English, pure: languages, money, dates, times, counts, identities, call phrases, speech acts, vagueness."""
