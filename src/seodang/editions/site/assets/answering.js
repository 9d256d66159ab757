// What all exercises that answer back have in common.
const answering = (() => {
  "use strict";

  // Feedback above the button would push the verdict out of sight: the page moves with it.
  const inPlace = (anchor, told, action) => {
    const before = anchor.getBoundingClientRect().top;
    action();
    scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: "instant" });
    const below = told.getBoundingClientRect().bottom + 16 - innerHeight;
    if (below > 0) scrollBy({ top: below, behavior: "instant" });
  };

  // An answer is a press away for who has tried, and two for who has not.
  const askTwice = (fold, hasTried) => {
    const summary = fold?.querySelector("summary");
    if (!summary) return;
    const told = statusLine();
    let isAsked = false;
    fold.after(told);
    summary.addEventListener("click", (event) => {
      if (fold.open || isAsked || hasTried()) {
        told.textContent = "";
        return;
      }
      isAsked = true;
      event.preventDefault();
      told.textContent = words.askAgain;
    });
  };

  return { inPlace, askTwice };
})();
