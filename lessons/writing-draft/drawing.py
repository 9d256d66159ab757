"""Draw the sentences of drafts one below the other, as long as they are."""

from collections.abc import Sequence

import matplotlib.pyplot as plt
from reading import LONG, Draft


def draw_lengths(drafts: Sequence[Draft]) -> None:
    _, panels = plt.subplots(
        len(drafts), 1, figsize=(3.3, 4.4), sharex=True, sharey=True, layout="constrained"
    )
    for panel, draft in zip(panels, drafts, strict=True):
        order = range(1, len(draft.lengths) + 1)
        colours = ["#d1495b" if length > LONG else "#2a6f97" for length in draft.lengths]
        hatches = ["//" if length > LONG else "" for length in draft.lengths]
        bars = panel.bar(order, draft.lengths, color=colours, hatch=hatches, edgecolor="white")
        panel.bar_label(bars, fontsize="x-small")
        panel.axhline(LONG, color="gray", linestyle="--", linewidth=1)
        panel.set_title(draft.name, loc="left")
        panel.set_ylabel("글자 수")
        panel.margins(y=0.15)
        panel.spines[["top", "right"]].set_visible(False)
    most = max(len(draft.lengths) for draft in drafts)
    panels[-1].set_xticks(range(1, most + 1, 3))
    panels[-1].set_xlabel("몇 번째 문장")
