"""Draw who helps and who is helped in a set of pictures."""

import csv
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np

ROLES = (("돕는 사람", "#2a6f97", ""), ("도움받는 사람", "#e9c46a", "//"))


def draw_tally(path: str) -> None:
    with Path(path).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    _, axes = plt.subplots(figsize=(3.3, 3), layout="constrained")
    places = np.arange(len(rows))
    for shift, (role, colour, hatch) in zip((-0.2, 0.2), ROLES, strict=True):
        counts = [int(row[role]) for row in rows]
        bars = axes.barh(
            places + shift, counts, 0.4, label=role, color=colour, hatch=hatch, edgecolor="white"
        )
        axes.bar_label(bars, padding=3)
    axes.set_yticks(places, [row["모습"] for row in rows])
    axes.invert_yaxis()
    axes.set_xlabel("그림 열두 장에 나온 사람 수")
    axes.legend(frameon=False)
    axes.spines[["top", "right"]].set_visible(False)
