// What a learner writes is kept on this device, and only here.
(() => {
  "use strict";

  const keep = (exercise, field) => {
    const mine = work(exercise);
    const row = element("div", "sd-kept");
    const told = statusLine();
    let taken = "";

    const save = () => {
      const saved = mine.update({ text: field.value });
      told.textContent = saved ? words.kept : words.notKept;
      erase.disabled = field.value === "";
      if (field.value) back.hidden = true;
      else told.textContent = words.erased;
    };
    const put = (text) => {
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      save();
      field.focus();
    };
    const erase = button("sd-quiet-button", words.erase, () => {
      taken = field.value;
      back.hidden = false;
      put("");
    });
    const back = button("sd-quiet-button", words.bringBack, () => put(taken));
    back.hidden = true;

    field.value ||= mine.read().text ?? "";
    erase.disabled = field.value === "";
    if (!exercise.querySelector(".sd-reflect__note")) row.append(element("p", "", words.stays));
    row.append(told, back, erase);
    field.parentElement.after(row);
    growing(field);
    savedSoon(field, save);
  };

  everyPage(() => {
    document.querySelectorAll(".sd-exercise[data-exercise]").forEach((exercise) => {
      exercise.querySelectorAll(".sd-exercise__field textarea").forEach((field) => keep(exercise, field));
    });
  });
})();
