// Prompts to copy, with the learner's own words in their blanks.
(() => {
  "use strict";

  // A blank appears in the prompt as often as it is needed, and is asked for once.
  const blanksOf = (text) => {
    const blanks = new Map();
    text.querySelectorAll(".sd-var").forEach((place) => {
      const { name } = place.dataset;
      blanks.set(name, [...(blanks.get(name) || []), place]);
    });
    return blanks;
  };

  // What stands before a blank says what it is for: "Readers: [as narrow as you can]".
  const field = (name, places, value, changed) => {
    const empty = places[0].textContent;
    const label = places.find((place) => place.dataset.label)?.dataset.label ?? name;
    const row = element("label", "", label);
    const input = element("textarea");
    input.rows = 1;
    input.autocomplete = "off";
    if (name !== label) row.append(element("span", "sd-quiet", name));
    row.append(input);
    const show = () => {
      places.forEach((place) => {
        place.textContent = input.value || empty;
        place.classList.toggle("sd-var--filled", input.value !== "");
      });
    };
    input.value = value;
    show();
    input.addEventListener("input", show);
    savedSoon(input, () => changed(name, input.value));
    return row;
  };

  const form = (blanks, filled, changed) => {
    const fieldset = element("fieldset", "sd-prompt__blanks");
    fieldset.append(element("legend", "", words.fill), element("p", "", words.fillHint));
    blanks.forEach((places, name) => {
      fieldset.append(field(name, places, filled[name] ?? "", changed));
    });
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

  const prompt = (figure, number) => {
    const text = figure.querySelector(".sd-prompt__text");
    const actions = figure.querySelector(".sd-prompt__actions");
    const blanks = blanksOf(text);
    const key = `blanks:${kept.page}:${number}`;
    const filled = kept.read(key) ?? {};
    let isWarned = false;

    const copying = (row) => {
      const told = statusLine("span");
      row.append(told);
      row.querySelector(".sd-copy").hidden = false;
      row.querySelector(".sd-copy").addEventListener("click", async () => {
        const open = text.querySelectorAll(".sd-var:not(.sd-var--filled)").length;
        if (open > 0 && !isWarned) {
          isWarned = true;
          told.textContent = fill(words.open, open);
          return;
        }
        isWarned = false;
        const copied = await copy(text);
        told.textContent = copied ? words.copied : words.select;
        if (!copied) text.focus();
      });
    };

    if (blanks.size > 0) {
      const below = actions.cloneNode(true);
      actions.after(
        form(blanks, filled, (name, value) => {
          if (value) filled[name] = value;
          else delete filled[name];
          if (Object.keys(filled).length > 0) kept.write(key, filled);
          else kept.remove(key);
        }),
        below,
      );
      copying(below);
      figure.querySelectorAll("textarea").forEach(growing);
    }
    copying(actions);
  };

  everyPage(() => document.querySelectorAll(".sd-prompt").forEach(prompt));
})();
