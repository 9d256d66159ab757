"""Draw how the sorting went, kind by kind."""

from collections import Counter
from collections.abc import Mapping

import matplotlib.pyplot as plt

# Hatches tell the parts apart without colour.
PARTS = (("맞음", "#2a6f97", ""), ("사람에게 넘김", "#a9d6e5", "//"), ("틀림", "#d1495b", "xx"))


def draw_verdicts(counts: Mapping[str, Counter[str]]) -> None:
    _, axes = plt.subplots(figsize=(3.3, 2.8), layout="constrained")
    kinds = list(counts)
    begin = [0] * len(kinds)
    for part, colour, hatch in PARTS:
        widths = [counts[kind][part] for kind in kinds]
        bars = axes.barh(
            kinds, widths, left=begin, label=part, color=colour, hatch=hatch, edgecolor="white"
        )
        labels = axes.bar_label(bars, [str(width or "") for width in widths], label_type="center")
        for label, width in zip(labels, widths, strict=True):
            label.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 2} if width else None)
        begin = [at + width for at, width in zip(begin, widths, strict=True)]
    axes.invert_yaxis()
    axes.set_xlabel("글의 수")
    axes.legend(
        loc="upper center",
        bbox_to_anchor=(0.45, 1.22),
        ncols=len(PARTS),
        frameon=False,
        columnspacing=0.8,
        handlelength=1.2,
    )
    axes.spines[["top", "right"]].set_visible(False)
