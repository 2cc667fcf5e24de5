"""The Dutch names of the policy's sections, keys and options, beside the English ones of the contract."""

from collections.abc import Mapping
from typing import Any, Final

from geodata.errors import Fault, InputError
from geodata.language import Text

SECTIONS: Final[Mapping[str, str]] = {
    "size": "grootte",
    "radius": "straal",
    "capacity": "ruimte",
    "hubs": "hubhomes",
    "providers": "aanbieders",
    "objective": "doel",
    "today": "nu",
    "distance": "afstand",
    "solve": "rekenen",
    "rollout": "uitrol",
}
"""English section to Dutch."""

NAMES: Final[Mapping[str, str]] = {
    "size.min": "minimum",
    "size.target": "streefaantal",
    "size.max": "maximum",
    "size.count_hub": "hubhome_telt_mee",
    "radius.hub_km": "hubhome_km",
    "radius.mutual_km": "onderling_km",
    "capacity.children_max": "pleegkinderen_max",
    "capacity.beds_min": "logeerbedden_min",
    "hubs.max": "hoogstens",
    "hubs.exactly": "precies",
    "hubs.min_apart_km": "onderling_km",
    "providers.min_per_constellation": "minimum_per_constellatie",
    "providers.max_share": "grootste_aandeel",
    "providers.exchange_tolerance": "ruilverschil",
    "providers.hubs_min": "hubhomes_minstens",
    "providers.hubs_max": "hubhomes_hoogstens",
    "objective.tiers": "doelen",
    "objective.target_weight_m": "gewicht_streefaantal_m",
    "today.move_weight_m": "gewicht_verhuizing_m",
    "today.moves_max": "verhuizingen_max",
    "today.consent": "toestemming",
    "distance.metric": "maat",
    "distance.detour": "omwegfactor",
    "distance.matrix": "bestand",
    "distance.kmh": "snelheid_kmu",
    "solve.time_limit_s": "rekentijd_s",
    "solve.work": "rekenwerk",
    "solve.workers": "kernen",
    "solve.seed": "beginwaarde",
    "rollout.waves": "golven",
    "rollout.first": "eerste_jaar",
    "rollout.launches": "starts",
    "rollout.launch_min": "minimum_bij_start",
    "rollout.grow": "groei",
    "rollout.recruit": "werving",
    "rollout.hubs_move": "hubhomes_verhuizen",
    "rollout.attrition": "uitval",
    "rollout.wave": "golf",
    "rollout.to_find": "nog_te_vinden",
}
"""English key, with its section, to the Dutch name within the Dutch section; a key that is not here has one name."""

OPTIONS: Final[Mapping[str, str]] = {
    "size.min": "--minimum",
    "size.target": "--streefaantal",
    "size.max": "--maximum",
    "radius.hub_km": "--straal",
    "radius.mutual_km": "--onderling-km",
    "capacity.children_max": "--pleegkinderen-max",
    "capacity.beds_min": "--logeerbedden-min",
    "hubs.max": "--hubhomes-hoogstens",
    "hubs.exactly": "--hubhomes-precies",
    "hubs.min_apart_km": "--hubhomes-onderling-km",
    "providers.min_per_constellation": "--aanbieders-minimum",
    "providers.max_share": "--grootste-aandeel",
    "providers.exchange_tolerance": "--ruilverschil",
    "providers.hubs_min": "--aanbieders-hubhomes-minstens",
    "providers.hubs_max": "--aanbieders-hubhomes-hoogstens",
    "today.move_weight_m": "--gewicht-verhuizing-m",
    "today.moves_max": "--verhuizingen-max",
    "objective.tiers": "--doelen",
    "distance.detour": "--omwegfactor",
    "distance.matrix": "--afstanden",
    "solve.time_limit_s": "--rekentijd",
    "solve.work": "--rekenwerk",
    "rollout.waves": "--golven",
    "rollout.first": "--eerste-jaar",
    "rollout.launches": "--starts",
    "rollout.launch_min": "--minimum-bij-start",
    "rollout.grow": "--groei",
    "rollout.recruit": "--werving",
    "rollout.attrition": "--uitval",
}
"""English key to the Dutch name of its option."""

_ENGLISH_SECTION: Final = {dutch: english for english, dutch in SECTIONS.items()}
_ENGLISH_NAME: Final = {(full.split(".")[0], dutch): full.split(".")[1] for full, dutch in NAMES.items()}


def english(written: Mapping[str, Any], file: str | None = None) -> dict[str, Any]:
    """Give a policy as written in either language under its English names; unknown names stay as they are.

    Raises
    ------
    InputError
        When a key is given under both its names.
    """
    found: dict[str, Any] = {}
    faults: list[Fault] = []
    for section, keys in written.items():
        name = _ENGLISH_SECTION.get(section, section)
        if not isinstance(keys, Mapping):
            found.setdefault(name, keys)
            continue
        into = found.setdefault(name, {})
        if not isinstance(into, dict):
            continue
        for key, value in keys.items():
            own = _ENGLISH_NAME.get((name, key), key)
            if own in into:
                faults.append(Fault(TWICE, {"key": f"{section}.{key}"}, file))
            into[own] = value
    if faults:
        raise InputError(faults)
    return found


TWICE: Final = Text(
    nl="'{key}' staat er in het Nederlands en in het Engels. Houd er één over.",
    en="'{key}' is there in Dutch and in English. Keep one.",
)
