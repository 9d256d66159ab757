// Words of the glossary and sources are told in place (opened.js), and the list of sources leads back.
(() => {
  "use strict";

  let script;
  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.("a.sd-term, a.sd-cite");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    try {
      await (script ??= Promise.all([loaded("opened.js"), loaded("opened.css")]));
      await seodangOpen(link);
    } catch {
      script = undefined; // so that the next try asks again
      location.assign(link.href);
    }
  });

  // Each place of the text that cites a source.
  const back = (source) => {
    const cites = document.querySelectorAll(`.sd-content a.sd-cite[href="#${CSS.escape(source.id)}"]`);
    const row = element("span", "sd-back");
    cites.forEach((cite, number) => {
      cite.id = `sd-cite-${number + 1}-${source.id}`;
      const link = element("a", "", cites.length > 1 ? fill(words.backTo, number + 1) : words.back);
      link.href = `#${cite.id}`;
      row.append(link);
    });
    source.querySelector(".sd-back")?.remove();
    if (cites.length > 0) source.append(row);
  };

  everyPage(() => document.querySelectorAll(".sd-sources li[id]").forEach(back));
})();
