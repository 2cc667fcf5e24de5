"""``constellations explain``: why a family is unplaced or where it is, and what would let it in."""

from collections.abc import Sequence
from typing import Any, Final

from geodata.language import Fact, Lang, Text
from optimizer.application.explaining import PlanExplanation, explain_plan
from optimizer.cli.exit_codes import EXIT_BROKEN
from optimizer.cli.families_options import families_from, provider_option, today_option
from optimizer.cli.given import Given, given_argument
from optimizer.cli.helps import HELPS
from optimizer.cli.localised import LocalisedCommand, in_context
from optimizer.cli.policy_options import policy_options, policy_request
from optimizer.cli.terminal import Terminal
from optimizer.counts import BREACHES, counted
from optimizer.explain.others import OthersMove
from optimizer.explain.placements import Placement, elsewhere_sentence, placement_sentences
from optimizer.explain.whole import Gain, Source
from optimizer.explain.words import obstacle_sentence, remedy_sentence
from optimizer.verify import sentence

_MOST: Final = 20


def command(lang: Lang) -> LocalisedCommand:
    """Make the command in a language."""
    params = [
        given_argument(lang),
        provider_option(lang),
        today_option(lang),
        *policy_options(lang),
    ]
    return LocalisedCommand("explain", lang, HELPS["explain"], in_context(run), params)


def run(terminal: Terminal, given: Given, **options: Any) -> int:
    """Explain a plan, or some of its families; exit code 1 when the plan breaks rules."""
    files = families_from(given.files, options)
    found = explain_plan(files, given.plan, given.names, policy_request(options), terminal.lang, terminal)
    broken = found.finished.verdict.violations
    if broken:
        said = [sentence(violation, terminal.lang, plan=found.finished.plan) for violation in broken]
        terminal.document({"schema": SCHEMA, "passed": False, "violations": said})
        terminal.say(BROKEN, {"n": counted(len(broken), BREACHES, terminal.lang)})
        for each in said[:_MOST]:
            terminal.say(ITEM, {"sentence": each})
        return EXIT_BROKEN
    terminal.document(_document(found, terminal.lang))
    for name in found.families:
        _say_family(name, found, terminal)
    if not found.families:
        terminal.say(NOBODY)
    _say_whole(found.gains, found.sources, terminal)
    return 0


def _say_family(name: str, found: PlanExplanation, terminal: Terminal) -> None:
    lang = terminal.lang
    if name in found.accounts:
        account = found.accounts[name]
        terminal.say(UNPLACED, {"family": name, "reason": " ".join(account.sentences(lang))})
        for each in account.finding.obstacles:
            terminal.say(ITEM, {"sentence": obstacle_sentence(each, lang, name)})
        cost = account.finding.cost
        if cost is not None and account.finding.reason.code != "costs_a_place":
            facts: dict[str, Fact] = {"places": cost.places, "families": cost.families}
            terminal.say(LINE, {"sentence": COST[cost.places != 1].say(lang, facts)})
        for line in account.advice(lang)[:1]:
            terminal.say(LINE, {"sentence": line})
        for line in account.advice(lang)[1:]:
            terminal.say(ITEM, {"sentence": line})
    elif name in found.placements:
        _say_placed(found.placements[name], terminal)
    else:
        family = found.finished.problem.families.by_id[name]
        terminal.say(NOT_NEEDED if family.joins else LEFT_OUT, {"family": name})


def _say_placed(there: Placement, terminal: Terminal) -> None:
    for at, line in enumerate(placement_sentences(there, terminal.lang)):
        terminal.say(LINE if at else HEAD, {"sentence": line})
    for each in there.elsewhere:
        terminal.say(ITEM, {"sentence": elsewhere_sentence(each, terminal.lang)})


def _say_whole(whole: Sequence[Gain], recruiting: Sequence[Source], terminal: Terminal) -> None:
    if whole:
        terminal.say(GAINS)
    for gain in whole:
        change = gain.text.say(terminal.lang, gain.facts)
        terminal.say(gain_text(gain), {"change": change, "placed": gain.placed or 0, "at_most": gain.at_most})
    if recruiting:
        terminal.say(RECRUIT)
    for source in recruiting:
        change = source.change.text.say(terminal.lang, source.change.facts)
        terminal.say(SOURCE, {"change": change, "n": len(source.families), "families": source.families})


def gain_text(gain: Gain) -> Text:
    """Choose the sentence by what is proved."""
    if gain.proved:
        return GAIN
    return GAIN_UNKNOWN if gain.at_most is None else GAIN_BOUND


def _document(found: PlanExplanation, lang: Lang) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "passed": True,
        "families": [_family(name, found, lang) for name in found.families],
        "gains": [
            {
                "change": gain.text.say(lang, gain.facts),
                "facts": gain.facts,
                "placed": gain.placed,
                "at_most": gain.at_most,
                "proved": gain.proved,
            }
            for gain in found.gains
        ],
        "recruit": [
            {
                "change": source.change.key,
                "facts": dict(source.change.facts),
                "places": list(source.families),
                "proved": source.proved,
            }
            for source in found.sources
        ],
    }


def _family(name: str, found: PlanExplanation, lang: Lang) -> dict[str, object]:
    if name in found.accounts:
        account = found.accounts[name]
        reason, advice, cost = account.finding.reason, account.remedies, account.finding.cost
        return {
            "family": name,
            "placed": False,
            "reason": {"code": reason.code, "facts": dict(reason.facts), "sentence": " ".join(account.sentences(lang))},
            "hubs": [
                {"hub": each.hub, "km": each.km, "kind": str(each.kind), "facts": dict(each.facts)}
                for each in account.finding.obstacles
            ],
            "cost": None if cost is None else {"places": cost.places, "families": list(cost.families)},
            "changes": [
                {
                    "change": each.change.key,
                    "facts": dict(each.change.facts),
                    "effort": round(each.effort, 3),
                    "least": each.least,
                    "others_move": _others(each.others),
                    "sentence": remedy_sentence(each, lang),
                }
                for each in (advice.found if advice else ())
            ],
            "exhausted": advice is not None and advice.exhausted,
        }
    there = found.placements.get(name)
    if there is None:
        return {"family": name, "placed": False, "reason": None}
    return {
        "family": name,
        "placed": True,
        "constellation": there.constellation,
        "hub": there.hub,
        "km": there.km,
        "nearest": there.nearest,
        "pinned": there.pinned,
        "elsewhere": [
            {
                "hub": each.hub,
                "km": each.km,
                "possible": each.obstacle is None and each.leaving and bool(each.worse),
                "worse": dict(each.worse),
                "others_move": _others(each.others),
                "sentence": elsewhere_sentence(each, lang),
            }
            for each in there.elsewhere
        ],
    }


def _others(others: OthersMove | None) -> dict[str, object] | None:
    """Give how many others move, ``null`` for the number where it is proved that no plan does it."""
    return None if others is None else {"families": others.n, "proved": others.proved}


SCHEMA: Final = "constellations/explain/1"
BROKEN: Final = Text(
    nl="Het plan houdt zich niet aan alle regels ({n}). Los dat eerst op; daarna is er iets uit te leggen.",
    en="The plan does not keep every rule ({n}). Solve that first; then there is something to explain.",
)
ITEM: Final = Text(nl="- {sentence}", en="- {sentence}")
HEAD: Final = Text(nl="{sentence}", en="{sentence}")
LINE: Final = Text(nl="  {sentence}", en="  {sentence}")
UNPLACED: Final = Text(nl="{family}: niet ingedeeld. {reason}", en="{family}: unplaced. {reason}")
COST: Final = (
    Text(
        nl="Zonder verandering kost een plaats voor dit gezin minstens één ander gezin de zijne, bijvoorbeeld "
        "{families}.",
        en="Without a change, a place for this family costs at least one other family its place, for instance "
        "{families}.",
    ),
    Text(
        nl="Zonder verandering kost een plaats voor dit gezin minstens {places} andere gezinnen de hunne, bijvoorbeeld "
        "{families}.",
        en="Without a change, a place for this family costs at least {places} other families theirs, for instance "
        "{families}.",
    ),
)
LEFT_OUT: Final = Text(nl="{family} doet niet mee.", en="{family} does not join.")
NOT_NEEDED: Final = Text(
    nl="{family} kan alleen hubhome zijn en is in dit plan niet nodig.",
    en="{family} may only be a hub home and is not needed in this plan.",
)
NOBODY: Final = Text(nl="Alle gezinnen die meedoen zijn ingedeeld.", en="All families that join are placed.")
GAINS: Final = Text(
    nl="Wat een ruimer beleid oplevert, zonder dat iemand zijn plaats verliest:",
    en="What a wider policy gains, nobody losing a place:",
)
GAIN: Final = Text(nl="- {change}: {placed} meer ingedeeld (bewezen)", en="- {change}: {placed} more placed (proved)")
GAIN_BOUND: Final = Text(
    nl="- {change}: {placed} meer ingedeeld, en hoogstens {at_most}",
    en="- {change}: {placed} more placed, and at most {at_most}",
)
GAIN_UNKNOWN: Final = Text(
    nl="- {change}: {placed} meer ingedeeld; niet bewezen: misschien meer",
    en="- {change}: {placed} more placed; not proved: perhaps more",
)
RECRUIT: Final = Text(
    nl="Waar een nieuwe hubhome de meeste gezinnen een plaats geeft:",
    en="Where a new hub home gives most families a place:",
)
SOURCE: Final = Text(nl="- {change}: {n} ({families})", en="- {change}: {n} ({families})")
