"""A policy as the TOML file that says it: what is as usual is left out."""

import json
from collections.abc import Mapping
from typing import Any

from optimizer.policy.values import Policy


def as_toml(policy: Policy) -> str:
    """Write the keys that differ from the usual ones, by section, in the order of the contract."""
    usual = Policy().as_dict()
    parts = []
    for section, keys in policy.as_dict().items():
        lines = [
            f"{name} = {_value(value)}\n" for name, value in keys.items() if usual.get(section, {}).get(name) != value
        ]
        if lines:
            parts.append(f"[{section}]\n{''.join(lines)}")
    return "\n".join(parts)


def _value(value: Any) -> str:
    """Write one value; TOML takes texts, truth values and finite numbers as JSON does."""
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{_value(str(name))} = {_value(each)}' for name, each in value.items())} }}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    return json.dumps(value, ensure_ascii=False)
