"""How a net is fitted: two groups of weights, rates that rise and fall, the average of the last part of training.

Invariant: what ``finish`` leaves in the net is the mean of its weights over the last two fifths of the steps.
"""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor, nn

_WARM, _LEAST = 0.06, 0.02
"""Share of the steps in which the rates rise, and the least share of a rate at the end."""
_AVERAGED, _EVERY = 0.6, 4
"""Share of the steps behind which weights are averaged, and how many steps lie between two of them."""


class Learner:
    """AdamW over the weights of ``lower`` at the first of ``rates``, all others of ``net`` at the second."""

    def __init__(self, net: nn.Module, lower: Iterable[nn.Parameter], rates: tuple[float, float], steps: int) -> None:
        own = list(lower)
        known = {id(one) for one in own}
        groups = [own, [one for one in net.parameters() if id(one) not in known]]
        self._net, self._rates, self._steps = net, rates, steps
        self._optimiser = torch.optim.AdamW(
            [{"params": group, "lr": rate} for group, rate in zip(groups, rates, strict=True)],
            weight_decay=0.01, betas=(0.9, 0.98), fused=True,
        )  # fmt: skip
        self._average: dict[str, Tensor] = {}
        self._step = self._kept = 0

    def step(self, loss: Tensor) -> float:
        """Take one step down ``loss`` and return it."""
        share = min(1.0, (self._step + 1) / (_WARM * self._steps)) * max(_LEAST, 1 - self._step / self._steps)
        for group, rate in zip(self._optimiser.param_groups, self._rates, strict=True):
            group["lr"] = rate * share
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self._net.parameters(), 1.0)
        self._optimiser.step()
        self._optimiser.zero_grad(set_to_none=True)
        self._step += 1
        if self._step > _AVERAGED * self._steps and self._step % _EVERY == 0:
            self._kept += 1
            for name, value in self._net.state_dict().items():
                old = self._average.setdefault(name, torch.zeros_like(value))
                old += (value - old) / self._kept
        return loss.item()

    def finish(self) -> None:
        """Put the average into the net, and the net into use."""
        if self._average:
            self._net.load_state_dict(self._average)
        self._net.eval()
