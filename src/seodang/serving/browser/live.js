// Keeps a page up to date while its author works. Only `serve` adds this script; it is never
// part of a published site.

import { overlay } from "./overlay.js";
import { addressOf, renewFiles, update, versions } from "./page.js";

const PATIENCE = 2000; // milliseconds without a line to the server before the author is told

const own = document.querySelector("script[data-edition]").dataset;
const over = overlay(JSON.parse(own.words));
let edition = own.edition;

const isScript = (address) =>
  [...document.scripts].some((one) => one.src && addressOf(one.src) === address);

const take = async (event) => {
  const changed = event.changed;
  const isStranger = changed === null; // `serve` was started anew
  if (isStranger || changed.some(isScript)) {
    location.reload();
    return;
  }
  edition = event.edition;
  changed.forEach((address) => versions.set(address, edition));
  over.tell(event.problems);
  if (changed.includes(own.page)) await update();
  renewFiles(document);
  document.documentElement.dataset.edition = edition;
};

// One event after the other; what comes meanwhile waits.
let turn = Promise.resolve();
let source = null;
let patience;

const listen = () => {
  source = new EventSource(`/__seodang/events?${edition}`);
  source.addEventListener("message", ({ data }) => {
    const next = () => take(JSON.parse(data));
    turn = turn.then(next, next);
  });
  source.addEventListener("open", () => {
    clearTimeout(patience);
    over.tellLost(false);
  });
  source.addEventListener("error", () => {
    clearTimeout(patience);
    patience = setTimeout(() => over.tellLost(true), PATIENCE);
  });
};

// A browser opens six lines to one host: pages that nobody sees must not hold them all.
const attend = () => {
  source?.close();
  clearTimeout(patience);
  if (!document.hidden) listen();
};

document.addEventListener("visibilitychange", attend);
addEventListener("pagehide", () => source?.close());
addEventListener("pageshow", (event) => event.persisted && attend());
attend();
