"""Sentences that name a command are said on the screen in words for somebody without one."""

import sys
from importlib import import_module
from string import Formatter
from typing import Final

from geodata.errors import Fault
from geodata.language import Lang, Text
from geodata.sheet import PERSONAL_CELL, PERSONAL_COLUMN
from optimizer.application import explaining, rollout_terms
from optimizer.screen.app import AREAS
from optimizer.screen.gathering import Gathered
from optimizer.screen.page_texts import TEXTS
from optimizer.screen.said_here import COMMANDS, fault_here, in_place, said_here


def test_no_sentence_of_the_screen_names_a_command_and_each_stands_for_one_that_does() -> None:
    for typed, here in in_place().items():
        assert any(sign in typed.en for sign in COMMANDS), typed
        assert not any(sign in said for sign in COMMANDS for said in (here.nl, here.en)), here


def test_what_is_said_in_place_asks_for_no_figure_that_is_not_given() -> None:
    def figures(said: str) -> set[str | None]:
        return {name for _, name, _, _ in Formatter().parse(said) if name}

    for typed, here in in_place().items():
        assert figures(here.nl) <= figures(typed.nl), here
        assert figures(here.en) <= figures(typed.en), here


def test_what_is_told_and_what_is_wrong_is_said_as_here() -> None:
    told = Gathered()
    told.note(explaining.OUT_OF_TIME)
    assert "'Niet ingedeeld'" in told.in_words(Lang.NL)[0]
    fault = fault_here(Fault(rollout_terms.NO_FIRST_YEAR, {"families": ("G1",)}))
    assert fault.say(Lang.EN) == "a year stands at G1; then also fill in which year is the first, for instance 2027."
    other = Text(nl="Kies `iets`.", en="Choose `something`.")
    assert said_here(other) is other


NEVER_HERE: Final = {
    "geodata.anonymise.settings": {"HEADING", "NO_TOML", "NO_COLUMNS"},
    "geodata.combining": {"NO_SUCH_FILE"},
    "geodata.matrixfile": {"SQUARE_UNIT"},
    "geodata.officiallayer": {"NO_SUCH_LAYER", "ASK_LAYER"},
    "geodata.store": {"BAD_NAME", "BROKEN"},
    "optimizer.application.anonymising": {"OTHER_DATE"},
    "optimizer.application.comparing": {"ALOUD"},
    "optimizer.application.costing": {"NOT_SO_MANY"},
    "optimizer.application.drawing": {"ALOUD"},
    "optimizer.application.folder": {"EXISTS", "FILE_EXISTS"},
    "optimizer.application.key_place": {"NO_KEY_FOLDER", "KEY_WITH_OUTPUT"},
    "optimizer.application.mask_key": {"NO_PLACE"},
    "optimizer.application.monitoring": {"UNKNOWN_NOTE", "NO_JSON"},
    "optimizer.application.plan_reading": {"POLICY_BESIDE", "USUAL_POLICY"},
    "optimizer.application.roads": {"KEPT", "TWO_WAYS", "NO_CYCLING", "NO_RADIUS", "NO_FACTOR"},
    "optimizer.application.rollout": {"ONE_YEAR"},
    "optimizer.application.rollout_files": {"ALOUD", "ASK"},
    "optimizer.application.rollout_terms": {"RECRUIT_ORDERED"},
    "optimizer.application.rollout_words": {"NOT_ASKED"},
    "optimizer.application.tradeoff": {"NO_TODAY"},
    "optimizer.comparison.since": {"ASK"},
    "optimizer.files.proposal_words": {"NOT_LOOKED"},
    "optimizer.policy.distances": {"TOO_NEAR"},
}
"""What the screen has no way to ask for (exact maps, roads, files by name), and what stands in written pages."""


def test_a_sentence_that_names_a_command_is_replaced_or_known_not_to_be_said_here() -> None:
    for area in AREAS:
        import_module(f"optimizer.screen.routes.{area}")
    ours = {
        name: vars(module) for name, module in sys.modules.items() if name.partition(".")[0] in {"geodata", "optimizer"}
    }
    named = {
        (name, key)
        for name, held in ours.items()
        for key, text in held.items()
        if isinstance(text, Text) and any(sign in text.en for sign in COMMANDS) and said_here(text) is text
    }
    never = {(name, key) for name, keys in NEVER_HERE.items() for key in keys}
    of_commands = ("optimizer.cli", "optimizer.batch")
    left = {each for each in named - never if not each[0].startswith(of_commands)}
    assert left == set()


def test_the_step_that_takes_personal_data_out_is_named_as_its_button_is() -> None:
    for text in (*PERSONAL_COLUMN.values(), *PERSONAL_CELL.values()):
        here = said_here(text)
        assert TEXTS["anonymiseGo"].nl in here.nl
        assert TEXTS["anonymiseGo"].en in here.en
        assert not any(sign in said for sign in COMMANDS for said in (here.nl, here.en))
