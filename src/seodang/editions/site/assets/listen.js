// Reads a lesson aloud with a voice of the device, paragraph by paragraph (loaded by listening.js).
const seodangListen = (() => {
  "use strict";

  const PARTS = "h1, h2, h3, h4, h5, h6, p, li, dt, dd, figcaption, caption, tr, legend, summary, pre";
  const SILENT =
    ".headerlink, .sd-cite, .sd-code, .sd-facts, .sd-resume, .sd-done, .sd-kept, .sd-listen, .sd-qr, " +
    ".sd-kicker, .highlight, .sd-exercise summary, button, textarea, input, [hidden]";
  const LONGEST = 200; // letters; some voices fall silent in the midst of longer ones
  const RATES = ["0.8", "1", "1.2", "1.5"];

  const speech = speechSynthesis;
  const page = document.documentElement.lang;
  const settings = kept.read("listen") ?? {};
  const remember = () => kept.write("listen", settings);
  const base = (tag) => tag.split(/[-_]/)[0].toLowerCase();

  // A voice that is on the device; one of another host only where a reader has agreed to that.
  const voiceFor = (language) => {
    const all = speech.getVoices().filter((one) => base(one.lang) === base(language));
    return all.find((one) => one.localService) ?? (settings.mayAsk ? all[0] : undefined);
  };

  // What is said of a part without the parts in it: pieces of one language each.
  const piecesOf = (part) => {
    const pieces = [];
    const say = (text, language) => {
      const last = pieces.at(-1);
      if (last?.language === language) last.text += text;
      else pieces.push({ text, language });
    };
    const walk = (node) => {
      if (node.nodeType === Node.TEXT_NODE) {
        say(node.data, node.parentElement.closest("[lang]").lang);
        return;
      }
      if (node.nodeType !== Node.ELEMENT_NODE || (node !== part && node.matches(`${PARTS}, ${SILENT}`))) return;
      if (node.matches("img, svg")) say(` ${node.alt ?? node.getAttribute("aria-label") ?? ""} `, page);
      else node.childNodes.forEach(walk);
      if (node.matches("td, th, br")) say(", ", page);
    };
    walk(part);
    return pieces.flatMap(({ text, language }) => shortened(text, language));
  };

  const shortened = (text, language) => {
    const sentences = text.replace(/\s+/g, " ").match(/[^.!?…]+(?:[.!?…]+|$)|[.!?…]+/g) ?? [];
    const said = [];
    for (const sentence of sentences) {
      if (said.length > 0 && said.at(-1).length + sentence.length <= LONGEST) said[said.length - 1] += sentence;
      else said.push(sentence);
    }
    return said.filter((one) => /[\p{L}\p{N}]/u.test(one)).map((one) => ({ text: one.trim(), language }));
  };

  const partsOf = (lesson) =>
    [...lesson.querySelectorAll(".sd-head, .sd-content")]
      .flatMap((one) => [...one.querySelectorAll(PARTS)])
      .filter((one) => one.checkVisibility() && !one.closest(SILENT));

  let parts = [];
  let pieces = [];
  let at = 0;
  let piece = 0;
  let isOn = false;
  let current; // what is being said: what was cut off says so, too, and later

  const bar = element("div", "sd-listen");
  bar.setAttribute("role", "region");
  bar.setAttribute("aria-label", words.listen);
  const told = statusLine();
  const row = element("div", "sd-listen__row");
  bar.append(told, row);

  const mark = () => {
    document.querySelectorAll(".sd-is-read").forEach((one) => one.classList.remove("sd-is-read"));
    if (!parts[at]) return;
    parts[at].classList.add("sd-is-read");
    const { top, bottom } = parts[at].getBoundingClientRect();
    const isSmooth = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (top < 80 || bottom > innerHeight - bar.offsetHeight - 20) {
      parts[at].scrollIntoView({ block: "center", behavior: isSmooth ? "smooth" : "instant" });
    }
  };

  const next = () => {
    piece += 1;
    if (piece < pieces.length) speak();
    else go(at + 1);
  };

  const speak = () => {
    const { text, language } = pieces[piece];
    const said = new SpeechSynthesisUtterance(text);
    current = said;
    said.voice = voiceFor(language) ?? voiceFor(page);
    said.lang = said.voice.lang;
    said.rate = Number(settings.rate ?? "1");
    said.onend = () => current === said && next();
    said.onerror = () => current === said && stop(listenWords.failed);
    speech.speak(said);
  };

  const stop = (message = "") => {
    isOn = false;
    current = undefined;
    speech.cancel();
    told.textContent = message;
    toggle.textContent = listenWords.goOn;
  };

  const play = () => {
    isOn = true;
    told.textContent = "";
    toggle.textContent = listenWords.pause;
    speak();
  };

  // Goes to the next part from here on, or back from it, that has something to say.
  const go = (number, step = 1) => {
    const wasOn = isOn;
    stop();
    at = number;
    while (parts[at] && (pieces = piecesOf(parts[at])).length === 0) at += step;
    piece = 0;
    if (!parts[at]) {
      at = step > 0 ? 0 : parts.length - 1;
      if (step < 0) return go(0);
      pieces = piecesOf(parts[0]);
      return stop(listenWords.end);
    }
    mark();
    if (wasOn) play();
  };

  const close = () => {
    stop();
    bar.remove();
    document.querySelectorAll(".sd-is-read").forEach((one) => one.classList.remove("sd-is-read"));
    document.querySelector(".sd-hear button")?.focus();
  };

  const toggle = button("sd-quiet-button", listenWords.goOn, () => (isOn ? stop() : play()));
  const speed = element("label", "", listenWords.speed);
  const rates = element("select");
  rates.append(...RATES.map((rate) => new Option(rate, rate)));
  rates.value = settings.rate ?? "1";
  rates.addEventListener("change", () => {
    settings.rate = rates.value;
    remember();
    if (isOn) {
      stop();
      play();
    }
  });
  speed.append(rates);
  const controls = [
    toggle,
    button("sd-quiet-button", listenWords.back, () => go(at - 1, -1)),
    button("sd-quiet-button", listenWords.next, () => go(at + 1)),
    speed,
    button("sd-quiet-button", words.close, close),
  ];

  const begin = () => {
    row.replaceChildren(...controls);
    parts = partsOf(document.querySelector(".sd-lesson"));
    // From where one reads.
    const seen = parts.findIndex((one) => one.getBoundingClientRect().top > 60);
    isOn = true;
    go(Math.max(seen, 0));
    toggle.focus();
  };

  const ask = () => {
    told.textContent = listenWords.ask;
    const agree = button("sd-quiet-button", listenWords.agree, () => {
      settings.mayAsk = true;
      remember();
      begin();
    });
    row.replaceChildren(agree, button("sd-quiet-button", words.close, close));
    agree.focus();
  };

  addEventListener("pagehide", () => stop());
  document.addEventListener("seodang:shown", close);

  return () => {
    document.body.append(bar);
    told.textContent = "";
    if (voiceFor(page)) begin();
    else ask();
  };
})();
