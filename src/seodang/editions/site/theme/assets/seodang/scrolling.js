// What is wider than a phone scrolls within itself: a keyboard has to be able to reach it.
(() => {
  "use strict";

  const frames = document.querySelectorAll(".sd-table, .sd-output, .sd-output > pre");
  const watch = new ResizeObserver((entries) => {
    entries.forEach(({ target }) => {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    });
  });
  frames.forEach((frame) => watch.observe(frame));
})();
