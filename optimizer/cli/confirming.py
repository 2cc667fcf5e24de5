"""What ``anonymise`` asks before it writes: whether names that stay are no family's, and whether all may be new."""

import sys
from typing import Final

import click

from geodata.anonymise.families import Harmless
from geodata.errors import Fault, InputError
from geodata.language import Text
from optimizer.cli.terminal import Terminal

_YES: Final = frozenset({"j", "ja", "y", "yes"})


def confirm(done: Harmless, n_before: int, yes: bool, terminal: Terminal) -> None:
    """Show the names that are kept, and ask where one may be that of a family or all families are new."""
    terminal.note(KEPT_PROVIDERS, {"names": tuple(f"{name} ({n})" for name, n in done.providers)})
    if done.towns:
        terminal.note(KEPT_TOWNS, {"names": tuple(f"{name} ({n})" for name, n in done.towns)})
    doubts = []
    if done.rare_providers:
        doubts.append(Fault(RARE, {"n": done.rare_providers, "k": done.setting.k}))
    if n_before and done.n_new == done.crowd.n_families:
        doubts.append(Fault(ALL_NEW, {"n": n_before}))
    if not doubts or yes:
        return
    if not sys.stdin.isatty():
        raise InputError(doubts)
    for doubt in doubts:
        terminal.notice(doubt)
    with terminal.asking():
        answer = click.prompt(ASK.say(terminal.lang), default="", show_default=False, err=True)
    if answer.strip().lower() not in _YES:
        raise InputError([Fault(NOT_CONFIRMED)])


KEPT_PROVIDERS: Final = Text(
    nl="Aanbieders die in het bestand blijven staan: {names}.", en="Providers that stay in the file: {names}."
)
KEPT_TOWNS: Final = Text(
    nl="Gemeenten die het programma niet kent en die blijven staan: {names}.",
    en="Municipalities that the program does not know and that stay: {names}.",
)
RARE: Final = Text(
    nl="bij de aanbieders staan namen die minder dan {k} gezinnen delen (aantal namen: {n}); zo'n naam kan van een "
    "gezin zijn. Kijk ze hierboven na; zijn het echt aanbieders, geef dan --yes.",
    en="among the providers are names that fewer than {k} families share ({n} of them); such a name may be a family's. "
    "Look at them above; if they really are providers, give --yes.",
)
ALL_NEW: Final = Text(
    nl="geen enkel gezin in deze export is bekend bij de sleutel, die er {n} kent: iedereen zou een nieuw pseudoniem "
    "krijgen. Is het een andere export of een andere kolom die gezinnen herkent? Geef --yes als dit de bedoeling is.",
    en="no family of this export is known to the key, which knows {n}: everybody would get a new pseudonym. Is it "
    "another export, or another column that tells families? Give --yes if this is meant.",
)
ASK: Final = Text(nl="Doorgaan? [j/N]", en="Go on? [y/N]")
NOT_CONFIRMED: Final = Text(nl="niet bevestigd; er is niets geschreven.", en="not confirmed; nothing was written.")
