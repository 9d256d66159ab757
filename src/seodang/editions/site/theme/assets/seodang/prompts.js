// Prompts to copy, with the learner's own words in their blanks.
(() => {
  "use strict";

  const words = document.getElementById("sd-words").dataset;

  const element = (name, className, text = "") => {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  };

  // A blank appears in the prompt as often as it is needed, and is asked for once.
  const blanksOf = (text) => {
    const blanks = new Map();
    text.querySelectorAll(".sd-var").forEach((place) => {
      const name = place.dataset.name;
      blanks.set(name, [...(blanks.get(name) || []), place]);
    });
    return blanks;
  };

  const field = (name, places) => {
    const empty = places[0].textContent;
    const label = element("label", "", name);
    const input = element("input", "");
    input.autocomplete = "off";
    label.append(input);
    input.addEventListener("input", () => {
      places.forEach((place) => {
        place.textContent = input.value || empty;
        place.classList.toggle("sd-var--filled", input.value !== "");
      });
    });
    return label;
  };

  const form = (blanks) => {
    const fieldset = element("fieldset", "sd-prompt__blanks");
    fieldset.append(element("legend", "", words.fill), element("p", "", words.fillHint));
    blanks.forEach((places, name) => fieldset.append(field(name, places)));
    return fieldset;
  };

  const select = (text) => {
    const range = document.createRange();
    range.selectNodeContents(text);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  };

  // The clipboard needs https; a page from a stick or a hall's own network has the older way.
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text.textContent);
      return true;
    } catch {
      select(text);
      return document.execCommand("copy");
    }
  };

  const prompt = (figure) => {
    const text = figure.querySelector(".sd-prompt__text");
    const button = figure.querySelector(".sd-copy");
    const actions = figure.querySelector(".sd-prompt__actions");
    const told = element("span", "sd-status");
    told.setAttribute("role", "status");
    const blanks = blanksOf(text);
    if (blanks.size > 0) actions.before(form(blanks));
    actions.append(told);
    button.hidden = false;
    button.addEventListener("click", async () => {
      const copied = await copy(text);
      told.textContent = copied ? words.copied : words.select;
      if (!copied) text.focus();
    });
  };

  document.querySelectorAll(".sd-prompt").forEach(prompt);
})();
