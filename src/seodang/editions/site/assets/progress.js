// How far a learner is: which lessons are done, and where the last one was left. On this device only.
(() => {
  "use strict";

  const PAUSE = 1000; // milliseconds after the last move
  const isDone = (lesson) => kept.read(`done:${lesson}`) !== null;
  const lastIn = (track) => kept.read(track ? `last:${track}` : "last");
  const link = (text, address, className = "") => {
    const made = element("a", className, text);
    made.href = new URL(address, kept.site).href;
    return made;
  };

  const mark = (place) => {
    place.classList.toggle("sd-is-done", isDone(place.dataset.lesson));
    const sign = place.querySelector(":scope > .sd-tick, div > .sd-tick");
    if (!isDone(place.dataset.lesson)) sign?.remove();
    else if (!sign) {
      const tick = element("span", "sd-tick", words.done);
      (place.querySelector(":scope > div") ?? place).append(tick);
    }
  };

  const bar = (done, all) => {
    const box = element("div", "sd-bar");
    const meter = element("progress");
    Object.assign(meter, { max: all, value: done });
    const told = fill(words.doneOf, done, all);
    meter.setAttribute("aria-label", told);
    const text = element("span", "sd-quiet", told);
    text.setAttribute("aria-hidden", "true");
    box.append(meter, text);
    return box;
  };

  // What a lesson's page offers: where one was, and at its end, that it is done.
  const lesson = (page) => {
    const { lesson: name, track } = page.dataset;
    const content = page.querySelector(".sd-content");
    const title = document.getElementById("sd-title").textContent.trim().replace(/\s+/g, " ");
    const headings = [...content.querySelectorAll(":is(h2, h3)[id]")];
    const before = lastIn(`lesson:${name}`);

    const remember = () => {
      const above = headings.filter((one) => one.getBoundingClientRect().top < innerHeight / 2).pop();
      const here = { title, address: kept.page, lesson: name, id: above?.id ?? "", section: above?.firstChild?.textContent ?? "" };
      kept.write("last", here);
      if (track) kept.write(`last:${track}`, here);
      kept.write(`last:lesson:${name}`, here);
    };
    let waiting;
    addEventListener("scroll", () => {
      clearTimeout(waiting);
      waiting = setTimeout(remember, PAUSE);
    }, { passive: true });

    if (before?.id && headings.indexOf(document.getElementById(before.id)) > 0 && !location.hash) {
      const row = element("p", "sd-resume");
      row.append(link(fill(words.resumeAt, before.section), `${kept.page}#${before.id}`));
      page.querySelector(".sd-head").append(row);
    }

    const row = element("div", "sd-done");
    const told = statusLine();
    const tell = () => {
      toggle.textContent = isDone(name) ? words.undo : words.markDone;
      toggle.classList.toggle("sd-quiet-button", isDone(name));
    };
    const toggle = button("sd-button", "", () => {
      if (isDone(name)) kept.remove(`done:${name}`);
      else if (!kept.write(`done:${name}`, new Date().toISOString().slice(0, 10))) {
        told.textContent = words.notKept;
        return;
      }
      told.textContent = isDone(name) ? praise() : "";
      tell();
      document.querySelectorAll(".sd-side [data-lesson]").forEach(mark);
    });
    const praise = () => {
      const all = [...document.querySelectorAll(".sd-side [data-lesson]")];
      const isWhole = page.dataset.whole === "true" && all.every((one) => isDone(one.dataset.lesson));
      return isWhole ? words.allDone : words.wellDone;
    };
    tell();
    row.append(toggle, told);
    content.after(row);
  };

  const track = (page) => {
    const lessons = [...page.querySelectorAll(".sd-lessons [data-lesson]")];
    const done = lessons.filter((one) => isDone(one.dataset.lesson)).length;
    const go = page.querySelector(".sd-go");
    if (!go || (done === 0 && !lastIn(page.dataset.track))) return;
    go.before(bar(done, lessons.length));
    if (done === lessons.length) {
      go.before(element("p", "sd-praise", words.allDone));
      return;
    }
    const last = lastIn(page.dataset.track);
    const open = lessons.find((one) => one.dataset.lesson === last?.lesson && !isDone(last.lesson));
    const next = open ?? lessons.find((one) => !isDone(one.dataset.lesson));
    const title = next.querySelector(".sd-lessons__title");
    const start = go.querySelector(".sd-button");
    start.textContent = words.goOn;
    start.href = open ? new URL(`${last.address}${last.id && `#${last.id}`}`, kept.site) : title.href;
    go.append(element("span", "sd-quiet", title.textContent));
  };

  const home = (page) => {
    const last = lastIn();
    const go = page.querySelector(".sd-go");
    if (last && go) {
      go.querySelector(".sd-button").textContent = words.goOn;
      go.querySelector(".sd-button").href = new URL(`${last.address}${last.id && `#${last.id}`}`, kept.site);
      go.querySelector(".sd-quiet").textContent = last.title;
    }
    page.querySelectorAll(".sd-card[data-lessons]").forEach((card) => {
      const lessons = card.dataset.lessons.split(" ");
      const done = lessons.filter(isDone).length;
      if (done > 0) card.append(bar(done, lessons.length));
    });
  };

  everyPage(() => {
    document.querySelectorAll("li[data-lesson], .sd-side [data-lesson]").forEach(mark);
    const pages = [[".sd-lesson[data-lesson]", lesson], [".sd-track", track], [".sd-home", home]];
    for (const [kind, show] of pages) {
      const page = document.querySelector(kind);
      if (page) show(page);
    }
  });
})();
