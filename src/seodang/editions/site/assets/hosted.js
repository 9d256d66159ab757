// What a site on a host offers, and one in a folder cannot: to stand on a home screen, and to be saved.
(() => {
  "use strict";

  if (!location.protocol.startsWith("http")) return;
  const manifest = element("link");
  Object.assign(manifest, { rel: "manifest", href: new URL("manifest.json", kept.site) });
  document.head.append(manifest);

  const page = document.querySelector(".sd-track, .sd-lesson[data-track]");
  const slot = page?.querySelector("[data-sd-offline]");
  if (!page || !navigator.serviceWorker || !globalThis.caches) return;
  const load = () => {
    for (const name of ["offline-store", "offline"]) {
      const script = element("script");
      Object.assign(script, { async: false, src: new URL(`assets/seodang/${name}.js`, kept.site) });
      document.head.append(script);
    }
  };
  // Nobody pays for it who does not come as far; who has saved a course hears of news on each page.
  if (kept.read(`saved:${page.dataset.track}`)) load();
  else if (slot) {
    const watch = new IntersectionObserver((seen) => {
      if (!seen.some((one) => one.isIntersecting)) return;
      watch.disconnect();
      load();
    });
    watch.observe(slot);
  }
})();
