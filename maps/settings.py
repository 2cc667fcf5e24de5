"""The few figures of a policy that a page draws or says."""

from dataclasses import dataclass

from maps.view_model import Line


@dataclass(frozen=True, slots=True)
class Settings:
    """What the planner set, as far as a page needs it.

    Attributes
    ----------
    radius_m
        How far a satellite may live from its hub home, metres; ``None`` draws no circles.
    low, target, high
        The size of a constellation.
    count_hub
        Whether these sizes count the hub home.
    lines
        Every setting as label and value in the reader's language, for the table at the end.
    """

    radius_m: float | None = 5000.0
    low: int = 6
    target: int = 8
    high: int = 10
    count_hub: bool = False
    lines: tuple[Line, ...] = ()

    @property
    def low_satellites(self) -> int:
        """Fewest satellites, the hub home never counted."""
        return self.low - self.count_hub

    @property
    def target_satellites(self) -> int:
        """Satellites to aim at."""
        return self.target - self.count_hub

    @property
    def high_satellites(self) -> int:
        """Most satellites."""
        return self.high - self.count_hub
