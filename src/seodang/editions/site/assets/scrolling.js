// What is wider than a phone scrolls within itself: a keyboard has to be able to reach it.
(() => {
  "use strict";

  const FRAMES =
    ".sd-table, .sd-math, .sd-long-math, .sd-output, .sd-output > pre, .sd-content pre > code";

  // Tables of raw HTML have no frame yet.
  const frame = (table) => {
    if (table.closest(".sd-table, .sd-output")) return;
    const made = element("div", "sd-table");
    table.replaceWith(made);
    made.append(table);
  };

  const called = (one) => {
    if (one.matches(".sd-math, .sd-long-math")) return words.wideFormula;
    return one.matches(".sd-table") ? words.wideTable : words.wideOutput;
  };

  const watch = new ResizeObserver((entries) => {
    entries.forEach(({ target }) => {
      if (target.scrollWidth > target.clientWidth) {
        target.tabIndex = 0;
        // A group and no region: a page may have dozens of them, and regions are for its parts.
        target.setAttribute("role", "group");
        target.setAttribute("aria-label", called(target));
      } else {
        ["tabindex", "role", "aria-label"].forEach((name) => target.removeAttribute(name));
      }
    });
  });

  everyPage(() => {
    document.querySelectorAll(".sd-content table").forEach(frame);
    document.querySelectorAll(FRAMES).forEach((one) => watch.observe(one));
  });
})();
