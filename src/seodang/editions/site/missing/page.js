// Leads home from wherever a host shows this page, which cannot know its own address.
(() => {
  "use strict";

  const { host, base, folders } = document.body.dataset;
  const folderOf = (path) => path.slice(0, path.lastIndexOf("/") + 1);

  const home = () => {
    const path = location.pathname;
    if (location.protocol === "file:") return ""; // it lies beside the home page
    if (location.host === host && path.startsWith(base)) return base;
    if (base !== "/" && path.startsWith(base)) return base;
    const known = path.split("/").findIndex((part) => folders.split(" ").includes(part));
    if (known > 0) return `${path.split("/").slice(0, known).join("/")}/`;
    // Where a home page is missing itself, home lies further up.
    return /\/(index\.html)?$/.test(path) ? folderOf(folderOf(path).slice(0, -1)) || "/" : folderOf(path);
  };

  for (const link of document.querySelectorAll("a[data-to]")) link.href = home() + link.dataset.to;
})();
