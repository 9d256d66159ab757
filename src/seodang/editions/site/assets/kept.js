// What is kept on this device, and only here: for one site, as several may share a host.
const kept = (() => {
  "use strict";

  const site = new URL("../../", document.currentScript.src);
  const prefix = `seodang:${site.pathname}:`;

  // Browsers that forbid storage throw.
  const attempt = (action) => {
    try {
      return { value: action() };
    } catch (error) {
      return { error };
    }
  };

  const raw = (name) => attempt(() => localStorage.getItem(prefix + name)).value ?? null;

  return {
    site,
    // The address of this page within its site.
    page: decodeURI(location.pathname.slice(site.pathname.length)) || "index.html",
    read: (name) => attempt(() => JSON.parse(raw(name))).value ?? null,
    // What former versions kept: a text as it is.
    readText: raw,
    // Whether it could be kept.
    write: (name, value) =>
      !attempt(() => localStorage.setItem(prefix + name, JSON.stringify(value))).error,
    remove: (name) => attempt(() => localStorage.removeItem(prefix + name)),
    names: () =>
      (attempt(() => Object.keys(localStorage)).value ?? [])
        .filter((key) => key.startsWith(prefix))
        .map((key) => key.slice(prefix.length)),
  };
})();

const words = document.getElementById("sd-words").dataset;

const fill = (sentence, ...values) =>
  sentence.replace(/%(\d)/g, (gap, number) => values[number - 1] ?? gap);

const element = (name, className = "", text = "") => {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
};

const button = (className, text, action) => {
  const made = element("button", className, text);
  made.type = "button";
  made.addEventListener("click", action);
  return made;
};

// What only some readers need is a script of its own, fetched when somebody asks for it. A page that
// was opened by double click may fetch nothing else.
const loaded = (name) =>
  new Promise((done, failed) => {
    const isStyle = name.endsWith(".css");
    const made = element(isStyle ? "link" : "script");
    const address = new URL(`assets/seodang/${name}`, kept.site).href;
    Object.assign(made, { onload: done, onerror: failed }, isStyle ? { rel: "stylesheet", href: address } : { src: address });
    document.head.append(made);
  });

// A line that is read out when it changes.
const statusLine = (name = "p") => {
  const line = element(name, "sd-status");
  line.setAttribute("role", "status");
  return line;
};

// What is done to a page's content is done again where a preview replaced it (`seodang:shown`).
const everyPage = (start) => {
  start();
  document.addEventListener("seodang:shown", start);
};

// A field as tall as what is written in it, on the screen and on paper.
const growing = (field) => {
  if (CSS.supports("field-sizing", "content")) return;
  const grow = () => {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + 2}px`;
  };
  field.addEventListener("input", grow);
  grow();
};

// Calls `save` soon after the last key, and at once when the field or the page is left.
const savedSoon = (field, save) => {
  const PAUSE = 400; // milliseconds
  let waiting;
  const now = () => {
    if (waiting === undefined) return;
    clearTimeout(waiting);
    waiting = undefined;
    save();
  };
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(now, PAUSE);
  });
  field.addEventListener("change", now);
  addEventListener("pagehide", now);
  document.addEventListener("visibilitychange", now);
};

// What somebody did in an exercise: its text, choices, ticks, and where it stands.
const work = (exercise) => {
  const name = `work:${exercise.dataset.exercise}`;
  const title = exercise.querySelector(".sd-exercise__title");
  const read = () => {
    const old = kept.readText(exercise.dataset.exercise);
    return kept.read(name) ?? (old ? { text: old } : {});
  };
  return {
    read,
    update: (change) => {
      const all = { ...read(), ...change };
      const isEmpty = !all.text && !all.chosen?.length && !all.ticked?.length;
      kept.remove(exercise.dataset.exercise);
      if (isEmpty) {
        kept.remove(name);
        return true;
      }
      return kept.write(name, {
        ...all,
        title: title.textContent.trim().replace(/\s+/g, " "),
        lesson: document.getElementById("sd-title").textContent.trim().replace(/\s+/g, " "),
        place: `${kept.page}#${exercise.id}`,
        day: new Date().toISOString().slice(0, 10),
      });
    },
  };
};
