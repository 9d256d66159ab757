// Exercises that answer back. Without this script the questions, the right answers and the
// explanations are all there to read.
(() => {
  "use strict";

  const words = document.getElementById("sd-words").dataset;

  const fill = (sentence, ...values) =>
    values.reduce((text, value, n) => text.replace(`%${n + 1}`, value), sentence);

  const isRight = (option) => option.dataset.correct === "true";
  const isChosen = (option) => option.querySelector("input").checked;

  // What the choices amount to, in a sentence. `right` is how many right answers were chosen.
  const verdict = (options) => {
    const chosen = options.filter(isChosen);
    const all = options.filter(isRight).length;
    const right = chosen.filter(isRight).length;
    if (chosen.length === 0) return words.none;
    if (right === all) return chosen.length === all ? words.right : words.overshot;
    return all === 1 ? words.wrong : fill(words.partly, right, all);
  };

  const unmark = (option) => {
    option.classList.remove("sd-is-right", "sd-is-wrong");
    option.querySelector(".sd-mark")?.remove();
    const feedback = option.querySelector(".sd-feedback");
    if (feedback) feedback.hidden = true;
  };

  const mark = (option) => {
    const right = isRight(option);
    option.classList.add(right ? "sd-is-right" : "sd-is-wrong");
    const sign = document.createElement("span");
    sign.className = "sd-mark";
    sign.textContent = right ? words.markRight : words.markWrong;
    const feedback = option.querySelector(".sd-feedback");
    if (feedback) {
      feedback.prepend(sign);
      feedback.hidden = false;
    } else {
      option.querySelector("label").after(sign); // within it, it would rename the answer
    }
  };

  const choice = (form) => {
    const options = [...form.querySelectorAll(".sd-choice__options > li")];
    const result = form.querySelector(".sd-result");
    form.querySelector("[type=submit]").hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      options.forEach(unmark);
      options.filter(isChosen).forEach(mark);
      result.textContent = verdict(options);
    });
    // A new choice takes the old verdict away, lest it seem to be about the new one.
    form.addEventListener("change", () => {
      options.forEach(unmark);
      result.textContent = "";
    });
  };

  const rubric = (fieldset) => {
    const points = [...fieldset.querySelectorAll("input")];
    const status = document.createElement("p");
    status.className = "sd-status";
    status.setAttribute("role", "status");
    fieldset.append(status);
    fieldset.addEventListener("change", () => {
      const ticked = points.filter((point) => point.checked).length;
      status.textContent = fill(words.ticked, ticked, points.length);
    });
  };

  document.querySelectorAll("form.sd-choice").forEach(choice);
  document.querySelectorAll(".sd-rubric").forEach(rubric);
})();
