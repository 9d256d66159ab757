// What is wider than a phone scrolls within itself: a keyboard has to be able to reach it.
(() => {
  "use strict";

  const FRAMES = ".sd-table, .sd-output, .sd-output > pre, pre > code";
  const watch = new ResizeObserver((entries) => {
    entries.forEach(({ target }) => {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    });
  });
  everyPage(() => document.querySelectorAll(FRAMES).forEach((frame) => watch.observe(frame)));
})();
