// On paper: a handout without answers, or with them where a reader wants it, and all that was written.
(() => {
  "use strict";

  const root = document.documentElement;
  const FOLDS = ".sd-content details:not([open], .sd-code, .sd-code *)";
  const WRITTEN = ".sd-exercise__field textarea";
  let undo = [];

  // A field shows no more than its own height, and breaks at no edge of a page: its text does.
  const written = (field) => {
    if (!field.value.trim()) return;
    const copy = element("div", "sd-written", field.value);
    field.after(copy);
    undo.push(() => copy.remove());
  };

  addEventListener("beforeprint", () => {
    document.querySelectorAll(WRITTEN).forEach(written);
    if (!("sdWhole" in root.dataset)) return;
    document.querySelectorAll(FOLDS).forEach((fold) => {
      fold.open = true;
      undo.push(() => (fold.open = false));
    });
  });
  addEventListener("afterprint", () => {
    undo.forEach((action) => action());
    undo = [];
  });

  everyPage(() => {
    const lesson = document.querySelector(".sd-lesson");
    if (!lesson || lesson.querySelector(".sd-paper")) return;
    const row = element("div", "sd-paper");
    const label = element("label");
    const whole = element("input");
    whole.type = "checkbox";
    whole.addEventListener("change", () => {
      if (whole.checked) root.dataset.sdWhole = "";
      else delete root.dataset.sdWhole;
    });
    label.append(whole, words.printWhole);
    row.append(button("sd-quiet-button", words.printLesson, () => print()), label);
    lesson.append(row);
  });
})();
