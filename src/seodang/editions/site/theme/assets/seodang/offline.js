// Saving a course on this device, by whoever presses the button; before that nothing is installed or kept.
(() => {
  "use strict";

  const AT_A_TIME = 4;
  const page = document.querySelector(".sd-track, .sd-lesson");
  const { track } = page.dataset;
  const slot = page.querySelector("[data-sd-offline]");
  const store = seodangStore(kept.site);
  const fetched = (address, options) =>
    fetch(new URL(address, store.place), options).then((response) => (response.ok ? response.json() : Promise.reject(new TypeError(address))));

  class Changed extends Error {}
  class Full extends Error {}

  const sized = (bytes) => (bytes < 1e5 ? `${Math.ceil(bytes / 1e3)} KB` : `${(bytes / 1e6).toFixed(1)} MB`);
  const digestOf = async (content) =>
    [...new Uint8Array(await crypto.subtle.digest("SHA-256", content))].map((byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, 16);

  // What a list names and the device does not have: by digest, the address and the size.
  const missing = async (list) => {
    const there = await store.digests();
    const files = Object.entries(list.files).filter(([, [digest]]) => !there.has(digest));
    return new Map(files.map(([address, [digest, size]]) => [digest, { address, size }]));
  };
  const sum = (files) => [...files.values()].reduce((all, { size }) => all + size, 0);

  const fetchFile = async (digest, address, signal) => {
    // Not from the browser's own memory, nor from what is saved: as it is now.
    const response = await fetch(new URL(address.split("/").map(encodeURIComponent).join("/"), kept.site), { cache: "no-store", signal });
    if (!response.ok) throw new Changed();
    const content = await response.arrayBuffer();
    if ((await digestOf(content)) !== digest) throw new Changed();
    const headers = { "Content-Type": response.headers.get("Content-Type") ?? "" };
    await store.put(digest, new Response(content, { headers })).catch((error) => {
      throw error.name === "QuotaExceededError" ? new Full() : error;
    });
  };

  const fetchAll = async (files, signal, tell) => {
    const queue = [...files];
    let done = 0;
    const work = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const [digest, { address, size }] = next;
        await fetchFile(digest, address, signal);
        tell((done += size));
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, work));
  };

  const register = async () => {
    const worker = new URL("service-worker.js", kept.site);
    await navigator.serviceWorker.register(worker, { scope: kept.site.pathname, updateViaCache: "none" });
    await navigator.serviceWorker.ready;
  };

  const saved = (list, controller, tell) =>
    store.alone(async () => {
      const files = await missing(list);
      const room = await navigator.storage?.estimate?.();
      if (room && room.quota - room.usage < sum(files)) throw new Full();
      await register();
      try {
        await fetchAll(files, controller.signal, tell);
        await store.change(track, list);
      } catch (error) {
        controller.abort(); // the others, too
        if (error instanceof Full) await store.sweep();
        throw error;
      }
      kept.write(`saved:${track}`, true);
      navigator.storage?.persist?.().catch(() => {});
    });

  const removed = () =>
    store.alone(async () => {
      kept.remove(`saved:${track}`);
      if (await store.change(track, null)) return;
      const registration = await navigator.serviceWorker.getRegistration(kept.site.pathname);
      await registration?.unregister();
    });

  const show = ({ say, now, old }) => {
    const box = element("section", slot ? "sd-offline sd-box" : "sd-offline sd-note");
    const told = statusLine();
    const actions = element("p", "sd-offline__actions");
    const put = (text, ...buttons) => {
      told.textContent = text;
      actions.replaceChildren(...buttons);
    };
    const action = (text, act, className = "sd-button") => button(className, text, act);

    const why = (error, need) => {
      if (error instanceof Full) return fill(say.full, sized(need));
      if (error instanceof Changed) return say.changed;
      if (error instanceof TypeError || error.name === "NetworkError") return say.cut;
      return say.refused;
    };

    const get = async (list) => {
      const files = await missing(list).catch(() => new Map());
      const need = sum(files);
      const controller = new AbortController();
      let isStopped = false;
      const stop = action(say.stop, () => {
        isStopped = true;
        controller.abort();
      }, "sd-quiet-button");
      const meter = element("progress");
      Object.assign(meter, { max: need || 1, value: 0 });
      meter.setAttribute("aria-label", say.saving);
      put(say.saving, stop);
      actions.before(meter);
      try {
        await saved(list, controller, (done) => (meter.value = done));
        old = list;
        await tell();
      } catch (error) {
        await tell();
        if (!isStopped) told.textContent = why(error, need);
      } finally {
        meter.remove();
      }
    };

    const drop = async () => {
      await removed();
      old = undefined;
      await tell();
      told.textContent = say.removed;
    };

    // What there is to do, and what was done.
    const tell = async () => {
      const remove = action(say.remove, drop, "sd-quiet-button");
      if (!old && !now) return box.remove();
      const need = now ? await missing(now).then(sum, () => now.size) : 0;
      if (!old) return put(say.what, action(fill(say.save, sized(need)), () => get(now)));
      const isOld = now && JSON.stringify(now.files) !== JSON.stringify(old.files);
      if (isOld) return put(say.news, action(fill(say.update, sized(need)), () => get(now)), ...(slot ? [remove] : []));
      if (slot) return put(say.saved, remove);
      return box.remove();
    };

    const title = element("h2", "", say.title);
    title.id = "sd-offline-title";
    if (slot) box.setAttribute("aria-labelledby", title.id);
    box.append(...(slot ? [title] : []), told, actions);
    (slot ?? page.querySelector(".sd-head")).append(box);
    return tell();
  };

  (async () => {
    const [say, now, lists] = await Promise.all([
      fetched("words.json"),
      fetched(`tracks/${track}.json`, { cache: "no-store" }).catch(() => null),
      store.lists().catch(() => ({})),
    ]);
    if (!lists[track]) kept.remove(`saved:${track}`); // the browser may have made room
    if (slot || lists[track]) await show({ say, now, old: lists[track] });
  })().catch(() => {}); // without the network there is nothing to offer
})();
