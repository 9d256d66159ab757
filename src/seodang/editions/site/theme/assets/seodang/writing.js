// What a learner writes is kept on this device, and only here.
(() => {
  "use strict";

  const words = document.getElementById("sd-words").dataset;
  // Several sites may share one host (pages of one account, files on one stick).
  const site = new URL("../../", document.currentScript.src).pathname;
  const PAUSE = 400; // milliseconds without a key before the text is kept

  const keyOf = (exercise) => `seodang:${site}:${exercise.dataset.exercise}`;

  // Browsers that forbid storage throw; the learner is told so instead of losing the text.
  const attempt = (action) => {
    try {
      return { value: action() };
    } catch (error) {
      return { error };
    }
  };

  const element = (name, className, text = "") => {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  };

  const status = () => {
    const line = element("p", "sd-status");
    line.setAttribute("role", "status");
    return line;
  };

  const keep = (exercise, field) => {
    const key = keyOf(exercise);
    const found = attempt(() => localStorage.getItem(key));
    const row = element("div", "sd-kept");
    const told = status();
    row.append(told);
    field.parentElement.after(row);
    if (found.error) {
      told.textContent = words.notKept;
      return;
    }
    if (!exercise.querySelector(".sd-reflect__note")) row.prepend(element("p", "", words.stays));

    const erase = element("button", "sd-erase", words.erase);
    erase.type = "button";
    erase.hidden = !found.value;
    field.value = found.value || field.value;
    row.append(erase);

    let waiting;
    const save = () => {
      clearTimeout(waiting);
      const saved = attempt(() => localStorage.setItem(key, field.value));
      told.textContent = saved.error ? words.notKept : words.kept;
      erase.hidden = false;
    };
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(save, PAUSE);
    });
    field.addEventListener("change", save); // leaving the field, or the page, does not wait
    erase.addEventListener("click", () => {
      clearTimeout(waiting);
      field.value = "";
      attempt(() => localStorage.removeItem(key));
      erase.hidden = true;
      told.textContent = words.erased;
      field.focus();
    });
  };

  document.querySelectorAll(".sd-exercise[data-exercise]").forEach((exercise) => {
    exercise.querySelectorAll("textarea").forEach((field) => keep(exercise, field));
  });
})();
