"""Sentences that name a command are said on the screen in words for somebody without one."""

from geodata.errors import Fault
from geodata.language import Lang, Text
from optimizer.application import explaining, rollout_terms
from optimizer.screen.gathering import Gathered
from optimizer.screen.said_here import COMMANDS, fault_here, in_place, said_here


def test_no_sentence_of_the_screen_names_a_command_and_each_stands_for_one_that_does() -> None:
    for typed, here in in_place().items():
        assert any(sign in typed.en for sign in COMMANDS), typed
        assert not any(sign in said for sign in COMMANDS for said in (here.nl, here.en)), here


def test_what_is_told_and_what_is_wrong_is_said_as_here() -> None:
    told = Gathered()
    told.note(explaining.OUT_OF_TIME)
    assert "'Niet ingedeeld'" in told.in_words(Lang.NL)[0]
    fault = fault_here(Fault(rollout_terms.NO_FIRST_YEAR, {"families": ("G1",)}))
    assert fault.say(Lang.EN) == "a year stands at G1; then also fill in which year is the first, for instance 2027."
    other = Text(nl="Kies `iets`.", en="Choose `something`.")
    assert said_here(other) is other
