// Where in a lesson one is: how far down, in which section, and the way back up.
(() => {
  "use strict";

  const LINE = 160; // pixels below the upper edge, where one reads
  let content, sections, headings;
  let seen = 0; // where the page stood before

  const named = (hash) => document.getElementById(decodeURIComponent(hash.slice(1)));

  const bar = element("div", "sd-progress");
  bar.setAttribute("aria-hidden", "true");

  const up = button("sd-up", words.top, () => {
    scrollTo({ top: 0 });
    const heading = document.getElementById("sd-title");
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  });
  up.hidden = true;

  const look = () => {
    if (!content) return;
    const { top, height } = content.getBoundingClientRect();
    bar.style.setProperty("--sd-read", Math.min(1, Math.max(0, (innerHeight - top) / height)));
    // Who reads on needs no way up, and no button over the text.
    up.hidden = scrollY < 2 * innerHeight || scrollY >= seen;
    seen = scrollY;
    // Near its end the page moves no further: the line moves instead.
    const left = document.documentElement.scrollHeight - innerHeight - scrollY;
    const line = Math.max(LINE, innerHeight - left);
    const here = headings.map((one) => one.getBoundingClientRect().top < line).lastIndexOf(true);
    sections.forEach((link, number) => {
      if (number === here) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  };

  let isDue = false;
  const later = () => {
    if (!isDue) requestAnimationFrame(() => ((isDue = false), look()));
    isDue = true;
  };

  // What an address leads to may lie in a fold.
  const unfold = () => {
    const target = named(location.hash);
    const folds = [];
    for (let fold = target?.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      folds.push(fold);
    }
    folds.forEach((fold) => (fold.open = true));
    if (folds.length > 0) target.scrollIntoView();
  };

  everyPage(() => {
    content = document.querySelector(".sd-lesson .sd-content");
    const links = [...document.querySelectorAll(".sd-side__sections a")];
    sections = links.filter((link) => named(link.hash));
    headings = sections.map((link) => named(link.hash));
    if (content) {
      document.querySelector(".sd-top")?.append(bar);
      document.body.append(up);
    }
    look();
  });
  addEventListener("scroll", later, { passive: true });
  addEventListener("resize", later);
  addEventListener("hashchange", unfold);
  unfold();
})();
