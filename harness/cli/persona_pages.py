"""The callees as the terminal sees them: all of them, one of them, their options, or the verdict on files."""

from collections.abc import Sequence

import typer

from harness.app.personas import cards, check_files, option_cards, page_of, text_of
from harness.cli.console import out, print_page, print_rows
from harness.cli.personas import CHECK
from harness.errors import UsageError
from harness.render.personas import flat_table, grouped_tables, option_table, page
from harness.render.words import one_line


def show(words: Sequence[str], *, options: bool, as_yaml: bool) -> None:
    """Print what the words ask for. Raises UsageError for words that go together in no way."""
    if words[:1] == [CHECK]:
        _check(words[1:])
    elif len(words) > 1:
        raise UsageError(f"personas takes one name, or `{CHECK}` and files; found {', '.join(map(repr, words))}")
    elif options:
        print_page(option_table(option_cards()))
    elif as_yaml:
        if not words:
            raise UsageError("--yaml prints the file of one persona: name it")
        typer.echo(text_of(words[0]), nl=False)
    elif words:
        print_page(page(page_of(words[0])))
    elif out().is_terminal:
        print_page(grouped_tables(cards()))
        out().print("personas NAME explains one; --options lists what a file of your own can say", style="dim")
    else:
        print_rows(flat_table(cards()))


def _check(files: Sequence[str]) -> None:
    if not files:
        raise UsageError(f"personas {CHECK} needs a file")
    for persona in check_files(files):
        typer.echo(one_line(f"{persona.name}: sound ({persona.kind}; {persona.title})"))
