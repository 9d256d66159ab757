"""Draw how many opinions speak of each topic."""

from collections.abc import Mapping, Sequence

import matplotlib.pyplot as plt


def draw_topics(groups: Mapping[str, Sequence[object]]) -> None:
    _, axes = plt.subplots(figsize=(3.3, 3), layout="constrained")
    bars = axes.barh(list(groups), [len(group) for group in groups.values()], color="#2a6f97")
    axes.bar_label(bars, padding=3)
    axes.invert_yaxis()
    axes.set_xlabel("이 이야기를 한 의견의 수")
    axes.spines[["top", "right"]].set_visible(False)
