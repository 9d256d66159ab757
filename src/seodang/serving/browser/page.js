// A newer page in the place of the one that is shown.

import { fillAgain, goBack, openAgain, remember, whereabouts } from "./memory.js";

// Where two pages of a site differ.
const CONTENT = "[data-md-component=container]";
const PARTS = ["[data-md-component=skip]", CONTENT];

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
    page.querySelector(".sd-top__name")?.textContent,
    page.querySelector(".sd-top__links")?.textContent,
    page.getElementById("sd-words")?.outerHTML,
    page.documentElement.lang,
  ]);
};

const frame = frameOf(document);

const isFitting = (page) => page.querySelector(CONTENT) && frameOf(page) === frame;

const replaceParts = (page) => {
  PARTS.forEach((part) => {
    const [shown, next] = [document.querySelector(part), page.querySelector(part)];
    if (shown && next) shown.replaceWith(document.adoptNode(next));
  });
  document.title = page.title;
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
  document.dispatchEvent(new Event("seodang:shown")); // a partner's scripts may listen, too
  fillAgain(document, memory);
  goBack(place);
};
