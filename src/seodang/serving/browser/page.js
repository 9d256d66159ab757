// A newer page in the place of the one that is shown.

import { fillAgain, goBack, openAgain, remember, whereabouts } from "./memory.js";

// Where two pages of a site differ. These are the parts that Material itself replaces when it
// navigates without loading a page.
const CONTENT = "[data-md-component=container]";
const PARTS = [
  "[data-md-component=skip]",
  "[data-md-component=announce]",
  "[data-md-component=header-topic]",
  CONTENT,
];
// Our scripts that make exercises answer; the one for the frame has done its work for good. A
// partner's scripts follow Material's document$, as for its instant navigation.
const AGAIN = /^assets\/seodang\/(?!frame\.)[^/]+\.js$/;

export const addressOf = (url) => {
  const { origin, pathname } = new URL(url, location);
  return origin === location.origin ? decodeURI(pathname.slice(1)) : "";
};

// A file of the same name has to be asked for under another, or the old one is shown again.
export const versions = new Map();

const renew = (page, name, attribute) => {
  page.querySelectorAll(`${name}[${attribute}]`).forEach((one) => {
    const url = new URL(one.getAttribute(attribute), location);
    const version = versions.get(addressOf(url));
    if (!version || url.search === `?${version}`) return;
    url.search = version;
    one.setAttribute(attribute, url.href);
  });
};

export const renewFiles = (page) => {
  renew(page, "link", "href");
  renew(page, "img", "src");
};

// Beside the parts a page has its frame; another frame needs a page loaded anew.
const frameOf = (page) => {
  const scripts = [...page.scripts].map((one) => one.getAttribute("src"));
  const styles = [...page.querySelectorAll("link[rel=stylesheet]")];
  return JSON.stringify([
    scripts.filter(Boolean),
    styles.map((one) => one.getAttribute("href")),
    page.getElementById("__config")?.textContent,
    page.getElementById("sd-words")?.outerHTML,
    page.documentElement.lang,
  ]);
};

const frame = frameOf(document);

const isFitting = (page) =>
  window.document$ && page.querySelector(CONTENT) && frameOf(page) === frame;

const replaceParts = (page) => {
  PARTS.forEach((part) => {
    const [shown, next] = [document.querySelector(part), page.querySelector(part)];
    if (shown && next) shown.replaceWith(document.adoptNode(next));
  });
  document.title = page.title;
};

const runAgain = (script) =>
  new Promise((resolve) => {
    const again = document.createElement("script");
    again.async = false;
    again.addEventListener("load", resolve);
    again.addEventListener("error", resolve);
    again.src = script.src; // from which it knows where the site begins
    script.replaceWith(again);
  });

const runScripts = () => {
  const scripts = [...document.scripts].filter((one) => AGAIN.test(addressOf(one.src)));
  return Promise.all(scripts.map(runAgain));
};

export const update = async () => {
  const answer = await fetch(location.href, { cache: "no-cache" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!answer.ok || !isFitting(page)) {
    location.reload();
    return;
  }
  const [memory, place] = [remember(document), whereabouts()];
  renewFiles(page);
  replaceParts(page);
  openAgain(document, memory);
  goBack(place);
  await runScripts();
  window.document$.next(document);
  fillAgain(document, memory);
  goBack(place);
};
