// Exercises that answer back. Without this script the questions, the right answers and the
// explanations are all there to read.
(() => {
  "use strict";

  const { inPlace, askTwice } = answering;
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
    option.querySelector("input").removeAttribute("aria-describedby");
    const feedback = option.querySelector(".sd-feedback");
    if (feedback) feedback.hidden = true;
  };

  const mark = (option, id) => {
    const right = isRight(option);
    option.classList.add(right ? "sd-is-right" : "sd-is-wrong");
    const sign = element("span", "sd-mark", right ? words.markRight : words.markWrong);
    const feedback = option.querySelector(".sd-feedback");
    if (feedback) {
      feedback.prepend(sign);
      feedback.hidden = false;
    } else {
      option.querySelector("label").after(sign); // within it, it would rename the answer
    }
    const told = feedback ?? sign;
    told.id = id;
    option.querySelector("input").setAttribute("aria-describedby", id);
  };

  const choice = (form) => {
    const options = [...form.querySelectorAll(".sd-choice__options > li")];
    const inputs = options.map((option) => option.querySelector("input"));
    const result = form.querySelector(".sd-result");
    const check = form.querySelector("[type=submit]");
    const fold = form.querySelector(".sd-explanation");
    const mine = work(form);
    let hasTried = false;
    const keep = (isChecked) => {
      const chosen = inputs.filter((input) => input.checked).map((input) => input.value);
      mine.update({ chosen, isChecked });
    };
    const { chosen = [], isChecked } = mine.read();
    inputs.forEach((input) => (input.checked ||= chosen.includes(input.value)));
    if (!check) {
      // Its answers are not published (yet): what was chosen is kept.
      form.addEventListener("change", () => keep(false));
      form.addEventListener("submit", (event) => event.preventDefault()); // Enter asks for it
      return;
    }

    const judge = () => {
      options.forEach(unmark);
      options.filter(isChosen).forEach((option, n) => mark(option, `${form.id}-told-${n}`));
      result.textContent = verdict(options);
      hasTried = options.some(isChosen);
      again.hidden = !hasTried;
      if (result.textContent === words.right && fold) fold.open = true;
    };
    const again = button("sd-quiet-button", words.tryAgain, () => {
      options.forEach(unmark);
      inputs.forEach((input) => (input.checked = false));
      result.textContent = "";
      again.hidden = true;
      if (fold) fold.open = false;
      keep(false);
      inputs[0].focus();
    });
    again.hidden = true;
    check.after(again);
    check.hidden = false;
    askTwice(fold, () => hasTried);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      inPlace(check, result, judge);
      keep(options.some(isChosen));
    });
    // A new choice takes the old verdict away, lest it seem to be about the new one.
    form.addEventListener("change", () => {
      options.forEach(unmark);
      result.textContent = "";
      keep(false);
    });

    if (isChecked) judge();
  };

  const rubric = (fieldset) => {
    const exercise = fieldset.closest(".sd-exercise");
    const mine = work(exercise);
    const points = [...fieldset.querySelectorAll("input")];
    const told = statusLine();
    const tell = () => {
      const ticked = points.filter((point) => point.checked).length;
      told.textContent = fill(words.ticked, ticked, points.length);
    };
    fieldset.append(told);
    fieldset.addEventListener("change", () => {
      tell();
      mine.update({ ticked: points.filter((one) => one.checked).map((one) => one.value) });
    });
    const { ticked = [] } = mine.read();
    points.forEach((point) => (point.checked ||= ticked.includes(point.value)));
    if (ticked.length > 0) tell();
  };

  const hints = (fold) => {
    const all = [...fold.querySelectorAll("li")];
    const next = button("sd-quiet-button", "", () => show(all.findIndex((one) => one.hidden) + 1));
    const show = (count) => {
      all.forEach((one, n) => (one.hidden = n >= count));
      next.textContent = fill(words.nextHint, count, all.length);
      next.hidden = count === all.length;
    };
    if (all.length < 2) return;
    fold.append(next);
    show(1);
  };

  const wrote = (exercise) => () => exercise.querySelector("textarea")?.value.trim() !== "";

  // What only some exercises need is fetched when one comes near.
  const fetched = new Set();
  const fetchParts = (name) => {
    if (fetched.has(name)) return;
    fetched.add(name);
    const style = element("link");
    const script = element("script");
    style.rel = "stylesheet";
    style.href = new URL(`assets/seodang/${name}.css`, kept.site);
    script.src = new URL(`assets/seodang/${name}.js`, kept.site);
    document.head.append(style, script);
  };
  const near = new IntersectionObserver(
    (seen) => seen.filter((one) => one.isIntersecting).forEach(({ target }) => fetchParts(target.dataset.script)),
    { rootMargin: "100% 0px" },
  );

  everyPage(() => {
    document.querySelectorAll(".sd-exercise[data-script]").forEach((one) => near.observe(one));
    document.querySelectorAll("form.sd-choice").forEach(choice);
    document.querySelectorAll(".sd-rubric").forEach(rubric);
    document.querySelectorAll(".sd-hints").forEach(hints);
    document
      .querySelectorAll(".sd-model-answer")
      .forEach((fold) => askTwice(fold, wrote(fold.closest(".sd-exercise"))));
  });
})();
