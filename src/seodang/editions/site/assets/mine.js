// All that is kept on this device, in one place: to read, copy, print, take along and erase.
(() => {
  "use strict";

  const FORMAT = "seodang-1";

  const all = () => Object.fromEntries(kept.names().sort().map((name) => [name, kept.read(name)]));

  const works = () =>
    Object.entries(all())
      .filter(([name, one]) => name.startsWith("work:") && one?.text)
      .map(([, one]) => one);

  const asText = () =>
    works()
      .map(({ lesson, title, text, day }) => `${lesson}\n${title} (${day})\n\n${text}\n`)
      .join("\n---\n\n");

  const save = (name, type, text) => {
    const made = element("a");
    made.href = URL.createObjectURL(new Blob([text], { type }));
    made.download = name;
    made.click();
    setTimeout(() => URL.revokeObjectURL(made.href), 1000);
  };

  // Brings what another device kept; what this one has, and the other has not, stays.
  const bring = (text) => {
    const found = JSON.parse(text);
    if (found?.format !== FORMAT || typeof found.kept !== "object") throw new SyntaxError(FORMAT);
    const names = Object.keys(found.kept).filter((name) => /^(work|done|last|blanks|look)\b/.test(name));
    if (!names.every((name) => kept.write(name, found.kept[name]))) throw new RangeError(FORMAT);
    return names.length;
  };

  const show = (page) => {
    const list = page.querySelector(".sd-mine__list");
    const told = statusLine();
    const actions = element("p", "sd-mine__actions");
    let taken = {};

    const write = () => {
      list.replaceChildren();
      for (const { lesson, title, place, text, day } of works()) {
        const entry = element("section", "sd-box");
        const heading = element("h2");
        const link = element("a", "", title);
        link.href = new URL(place, kept.site);
        heading.append(link);
        entry.append(heading, element("p", "sd-quiet", `${lesson} · ${day}`), element("p", "sd-mine__text", text));
        list.append(entry);
      }
      if (!list.firstChild) list.append(element("p", "sd-note", words.nothingKept));
      const done = kept.names().filter((name) => name.startsWith("done:")).length;
      page.querySelector(".sd-mine__done").textContent = done > 0 ? fill(words.lessonsDone, done) : "";
    };

    const file = element("input");
    Object.assign(file, { type: "file", accept: "application/json,.json", hidden: true });
    file.addEventListener("change", async () => {
      try {
        told.textContent = fill(words.brought, bring(await file.files[0].text()));
      } catch {
        told.textContent = words.notBrought;
      }
      file.value = "";
      write();
    });

    const back = button("sd-quiet-button", words.bringBack, () => {
      Object.entries(taken).forEach(([name, value]) => kept.write(name, value));
      back.hidden = true;
      told.textContent = "";
      write();
    });
    back.hidden = true;
    const erase = button("sd-quiet-button", words.eraseAll, () => {
      taken = all();
      kept.names().forEach(kept.remove);
      back.hidden = Object.keys(taken).length === 0;
      told.textContent = words.erasedAll;
      write();
    });
    const copy = button("sd-quiet-button", words.copyAll, async () => {
      try {
        await navigator.clipboard.writeText(asText());
        told.textContent = words.copied;
      } catch {
        told.textContent = words.notCopied;
      }
    });
    actions.append(
      copy,
      button("sd-quiet-button", words.printAll, () => print()),
      button("sd-quiet-button", words.saveFile, () =>
        save("seodang.json", "application/json", JSON.stringify({ format: FORMAT, kept: all() }, null, 1)),
      ),
      button("sd-quiet-button", words.openFile, () => file.click()),
      erase,
      back,
      file,
    );
    page.querySelector(".sd-head").append(actions, told);
    write();
  };

  everyPage(() => {
    const page = document.querySelector(".sd-mine");
    if (page) show(page);
  });
})();
