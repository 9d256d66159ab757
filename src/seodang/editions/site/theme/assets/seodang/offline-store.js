// What a device has saved of a site: for pages (offline.js) and the service worker alike. Files lie under
// their digests, so that courses share them, and an update fetches only what is new.
globalThis.seodangStore = (site) => {
  "use strict";

  const NAME = `seodang:${site.pathname}`;
  const place = new URL("assets/seodang/offline/", site);
  const listsKey = new URL("saved", place).href;
  const fileKey = (digest) => new URL(`files/${digest}`, place).href;
  const isThere = async () => "caches" in globalThis && (await caches.has(NAME));
  const opened = () => caches.open(NAME);

  // The lists of saved courses by their names, each as the build wrote it.
  const lists = async () => {
    const found = (await isThere()) && (await (await opened()).match(listsKey));
    return found ? found.json() : {};
  };

  const digests = async () => {
    const keys = (await isThere()) ? await (await opened()).keys() : [];
    return new Set(keys.map((one) => one.url).filter((url) => url !== listsKey).map((url) => url.slice(url.lastIndexOf("/") + 1)));
  };

  // Only one page at a time changes what is saved.
  const alone = (action) => (navigator.locks ? navigator.locks.request(NAME, action) : action());

  // Forgets files that no list names; without lists there is nothing left.
  const swept = async (all) => {
    if (!Object.keys(all).length) return caches.delete(NAME);
    const named = new Set(Object.values(all).flatMap((list) => Object.values(list.files).map(([digest]) => digest)));
    const cache = await opened();
    const gone = [...(await digests())].filter((one) => !named.has(one));
    return Promise.all(gone.map((digest) => cache.delete(fileKey(digest))));
  };

  return {
    place,
    lists,
    digests,
    alone,
    file: async (digest) => ((await isThere()) ? (await opened()).match(fileKey(digest)) : undefined),
    put: async (digest, response) => (await opened()).put(fileKey(digest), response),
    // Keeps a list, of which all files are there, or forgets it.
    change: async (track, list) => {
      const all = await lists();
      if (list) all[track] = list;
      else delete all[track];
      const count = Object.keys(all).length;
      if (count) await (await opened()).put(listsKey, new Response(JSON.stringify(all)));
      await swept(all);
      return count;
    },
    sweep: async () => swept(await lists()),
  };
};
