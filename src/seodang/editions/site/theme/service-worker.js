// Shows saved courses where the network is weak or away (docs/decisions/0021). A page registers it when
// somebody saves a course (offline.js), and takes it away with the last one.
"use strict";

importScripts("assets/seodang/offline-store.js", "assets/seodang/search-engine.js", "assets/seodang/offline-search.js");

const LIMIT = 2000; // milliseconds that the network has
const WEAK = 30000; // for so long a network that took longer is not waited for
const site = new URL(registration.scope);
const store = seodangStore(site);
let weakUntil = 0;
let lists;
let index;
const searchingHere = new Set(); // pages that search what is saved

const addressOf = (url) => {
  const address = decodeURI(new URL(url).pathname.slice(site.pathname.length));
  return address === "" || address.endsWith("/") ? `${address}index.html` : address;
};

const entry = (address) => {
  const found = Object.values(lists).find(({ files }) => Object.hasOwn(files, address));
  return found?.files[address][0];
};

// The network's answer, whole and in time; else nothing.
const inTime = (request) => {
  if (Date.now() < weakUntil) return null;
  const late = new Promise((done) => setTimeout(done, LIMIT, "late"));
  const whole = (async () => {
    const response = await fetch(request);
    if (response.status >= 500) return null;
    if (response.type !== "basic") return response;
    return new Response(await response.arrayBuffer(), response);
  })().catch(() => null);
  return Promise.race([whole, late]).then((answer) => {
    if (answer !== "late") return answer;
    weakUntil = Date.now() + WEAK;
    return null;
  });
};

const answer = async (request, isPage) => {
  if (isPage || !lists) lists = await store.lists();
  const digest = entry(addressOf(request.url));
  if (!digest) return fetch(request).catch((error) => (isPage ? unsaved(error) : Promise.reject(error)));
  // A page is asked for anew, so that nobody reads an old one where the new is within reach.
  const asked = isPage ? new Request(request, { cache: "no-cache" }) : request;
  return (await inTime(asked)) ?? (await store.file(digest)) ?? fetch(request);
};

const saved = async (address) => (await store.file(entry(address)))?.text();
const valueIn = (script) => JSON.parse(script.slice(script.indexOf(",") + 1, script.lastIndexOf(")")));

// The index is made when somebody searches without the network, and again when other texts are saved.
const indexed = async () => {
  const all = Object.values(lists);
  const known = JSON.stringify(all.map(({ files }) => Object.entries(files).filter(([address]) => address.startsWith("search/"))));
  if (index?.known !== known) {
    const names = new Set(all.flatMap(({ files }) => Object.keys(files)).filter((one) => one.startsWith("search/t/")));
    const texts = await Promise.all([...names].map(async (name) => [name.slice(9, -3), valueIn(await saved(name))]));
    const rules = valueIn(await saved("search/rules.js"));
    index = { known, made: seodangIndex(rules, texts, all[0].search) };
  }
  return index.made;
};

const search = async (request, client) => {
  lists ??= await store.lists();
  const address = addressOf(request.url);
  const name = address.slice("search/".length, -".js".length);
  if (!Object.keys(lists).length) return fetch(request);
  if (!searchingHere.has(client)) {
    const online = await inTime(request);
    if (online) return online;
  }
  const value = (await indexed())(name);
  if (value === undefined) return (await store.file(entry(address))) ?? fetch(request);
  searchingHere.add(client);
  const script = `seodangSearch(${JSON.stringify(name)},${JSON.stringify(value)});`;
  return new Response(script, { headers: { "Content-Type": "text/javascript; charset=utf-8" } });
};

// A page that was not saved; the words are the site's, as all that is shown.
const unsaved = async (error) => {
  const text = await saved("assets/seodang/offline/words.json").catch(() => undefined);
  if (!text) throw error;
  const say = JSON.parse(text);
  const html = `<!doctype html><html lang="${say.language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'">
<title>${say.unsaved}</title><link rel="stylesheet" href="${new URL("assets/seodang/site.css", site)}">
<body class="md-typeset"><main class="sd-unsaved"><h1>${say.unsaved}</h1><p>${say.unsavedWhy}</p><p><a href="${site}index.html">${say.home}</a></p></main>`;
  return new Response(html, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
};

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const isOurs = request.method === "GET" && request.url.startsWith(site.href) && !request.headers.has("Range");
  // What a page wants from the network alone: the newest list, files to save.
  if (!isOurs || request.cache === "no-store") return;
  const isSearch = /^search\/.*\.js$/.test(addressOf(request.url));
  event.respondWith(isSearch ? search(request, event.clientId) : answer(request, request.mode === "navigate"));
});
