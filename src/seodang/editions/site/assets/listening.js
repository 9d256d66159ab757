// "Listen": offered where the device has a voice for the page's language; the reading itself is a
// script of its own (listen.js).
(() => {
  "use strict";

  const speech = window.speechSynthesis;
  if (!speech) return;
  const language = document.documentElement.lang.split("-")[0];
  const hasVoice = () => speech.getVoices().some((one) => one.lang.split(/[-_]/)[0] === language);

  let script;
  const listen = async () => {
    try {
      await (script ??= Promise.all([loaded("listen.js"), loaded("listen.css")]));
      seodangListen();
    } catch {
      script = undefined; // so that the next press tries again
    }
  };

  everyPage(() => {
    const facts = document.querySelector(".sd-lesson .sd-head .sd-facts");
    if (!facts || facts.querySelector(".sd-hear")) return;
    const item = element("li", "sd-hear");
    item.append(button("sd-quiet-button", words.listen, listen));
    facts.append(item);
    const show = () => (item.hidden = !hasVoice());
    speech.addEventListener?.("voiceschanged", show); // many browsers know their voices late
    show();
  });
})();
