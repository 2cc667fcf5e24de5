"""Which policy a user asks for: a file, and values set beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from optimizer.policy.file import read_policy, refuse_straight_matrix, with_values
from optimizer.policy.sheet import policy_in
from optimizer.policy.values import Policy


@dataclass(frozen=True, slots=True)
class PolicyRequest:
    """A policy as it is asked for.

    Attributes
    ----------
    file
        A policy file (TOML), or a workbook with a sheet of settings.
    changes
        Values by ``section.key``; they go before those of the file.
    """

    file: Path | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)

    def policy(self, base: Policy | None = None) -> Policy:
        """Give the policy: that of the file, else ``base``, else the usual one; then the values set beside it.

        Raises
        ------
        InputError
            When the file or a value holds what cannot be.
        """
        start = base or Policy()
        if self.file is not None:
            start = policy_in(self.file) or read_policy(self.file)
        policy = with_values(start, self.changes)
        refuse_straight_matrix(policy, self.changes)
        return policy

    def distances_folder(self, beside: Path | None = None) -> Path:
        """Give the folder where the name of a file of distances or barriers begins.

        A name set beside the policy is looked for from the current folder, one in a policy file from the folder of
        that file, and one in a plan, which holds the bare name, beside the plan.

        Parameters
        ----------
        beside
            The plan whose policy holds, where one was given.
        """
        if any(self.changes.get(key) is not None for key in ("distance.matrix", "distance.barriers")):
            return Path()
        written_in = self.file or beside
        return Path() if written_in is None else written_in.parent
