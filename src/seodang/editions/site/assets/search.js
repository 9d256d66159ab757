// The box to find and ask: a button on every page and the key "/". Whatever it needs is fetched when
// somebody searches, by scripts, since a page opened by double click may fetch nothing else.
(() => {
  "use strict";

  const here = new URL(".", document.currentScript.src);
  const root = new URL("../../", here);
  const template = document.getElementById("sd-search");
  const say = (name, value) => template.dataset[name].replace("%1", value);
  const box = template.content.cloneNode(true);
  const button = box.querySelector(".sd-find");
  const dialog = box.querySelector("dialog");
  const [input, status, found] = ["input", ".sd-search__status", ".sd-search__found"].map((one) => dialog.querySelector(one));
  const slot = document.querySelector("[data-sd-search]");
  if (!slot) return;
  slot.append(button);
  document.body.append(dialog);

  const waiting = new Map();
  globalThis.seodangSearch = (name, value) => waiting.get(name)(value);
  const script = (url) =>
    new Promise((done, failed) => {
      const element = document.createElement("script");
      element.src = url;
      element.onload = done;
      element.onerror = failed;
      document.head.append(element);
    });
  const load = (name) =>
    new Promise((done, failed) => {
      waiting.set(name, done);
      script(new URL(`search/${name}.js`, root)).catch(failed);
    });
  let engine;
  const opened = () =>
    (engine ??= script(new URL("search-engine.js", here))
      .then(() => seodangEngine.open(load))
      .catch((error) => {
        engine = undefined; // so that the next key tries again
        throw error;
      }));

  const element = (name, kind, ...content) => {
    const made = document.createElement(name);
    if (kind) made.className = kind;
    made.append(...content);
    return made;
  };

  const link = (one, sentence) => {
    const made = element("a");
    const hash = `${one.anchor ? `#${encodeURIComponent(one.anchor)}` : ""}`;
    made.href = new URL(one.address, root) + (sentence ? `${hash || "#"}:~:text=${passage(sentence.from)}` : hash);
    made.addEventListener("click", () => dialog.close());
    return made;
  };
  // Browsers lead to a passage by its first and last words, and mark it; others lead to the section.
  const passage = (text) => {
    const words = text.split(" ");
    const parts = words.length > 8 ? [words.slice(0, 4), words.slice(-3)] : [words];
    return parts.map((some) => encodeURIComponent(some.join(" ")).replaceAll("-", "%2D")).join(",");
  };
  const marked = (pieces) => pieces.map(([text, isMarked]) => (isMarked ? element("mark", "", text) : text));

  const place = (one) => {
    const made = link(one);
    made.append(element("strong", "", ...marked(one.titleParts)));
    if (one.page !== one.title) made.append(element("span", "sd-search__page", one.page));
    const item = element("li", "", made);
    if (one.snippet.length) item.append(element("p", "", ...marked(one.snippet)));
    return item;
  };
  const quote = (one) => {
    const made = link(one.section, one.sentence);
    made.append(one.section.title === one.section.page ? one.section.page : `${one.section.page} › ${one.section.title}`);
    return element("li", "", element("blockquote", "", ...marked(one.parts)), made);
  };
  const part = (kind, title, ...content) => element("section", kind, element("h3", "", title), ...content);
  const listed = (items) => {
    const list = element("ol");
    list.append(...items);
    return list;
  };

  const show = (answer) => {
    const { near, definitions, quotes, isRefused, read } = answer;
    const parts = [];
    if (definitions.length) {
      parts.push(part("sd-search__answer", say("meaning"), listed(definitions.map(place))));
    }
    if (quotes.length) {
      parts.push(part("sd-search__answer", say("answer"), listed(quotes.map(quote)), element("p", "sd-quiet", say("quoted"))));
    }
    if (near.length) parts.push(part("", say(isRefused ? "near" : "places"), listed(near.map(place))));
    found.replaceChildren(...parts);
    const all = near.length + definitions.length;
    const told = isRefused || !all ? say("none") : all === 1 ? say("one") : say("count", all);
    status.textContent = read.length ? `${told} ${say("read", read.join(" "))}` : told;
  };

  let asked = "";
  let timer;
  const search = async () => {
    const query = input.value.trim();
    if (query === asked) return;
    asked = query;
    if (!query) {
      status.textContent = "";
      found.replaceChildren();
      return;
    }
    try {
      const answer = (await (await opened()).ask(query)).shown();
      if (query === asked) show(answer);
    } catch {
      asked = "";
      status.textContent = say("failed");
    }
  };

  const start = () => {
    dialog.showModal();
    input.select();
  };
  button.addEventListener("click", start);
  document.addEventListener("keydown", (event) => {
    const isWriting = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || kept.read("look")?.slash === "off" || isWriting || event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
    event.preventDefault();
    start();
  });
  dialog.querySelector(".sd-search__close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, 80);
  });
  // Arrows walk from the field through what was found, and back.
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target === input && !event.isComposing) search();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.isComposing) return;
    const stops = [input, ...found.querySelectorAll("a")];
    const next = stops[stops.indexOf(document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
})();
