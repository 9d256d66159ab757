// A word of the glossary or a source, told in a window over the lesson (loaded by in-place.js).
const seodangOpen = (() => {
  "use strict";

  const GAP = 8; // pixels between a word and its window

  const title = element("h2");
  title.id = "sd-opened-title";
  const content = element("div", "sd-opened__content");
  const more = element("a");
  const head = element("div", "sd-opened__head");
  const box = element("dialog", "sd-opened md-typeset");
  head.append(title, button("sd-quiet-button", words.close, () => box.close()));
  box.setAttribute("aria-labelledby", title.id);
  box.append(head, content, more);
  document.body.append(box);
  box.addEventListener("click", ({ target }) => {
    // Outside of it, or on a link that may lead to a place of this page.
    const link = target.closest("a:not(.sd-term)");
    if (target === box || link?.hash) box.close();
  });

  let terms;
  globalThis.seodangTerms = (all) => (terms = all);

  // A definition is written for the page of the glossary.
  const fromGlossary = (html) => {
    const made = element("template");
    made.innerHTML = html;
    made.content.querySelectorAll("[href], [src]").forEach((one) => {
      const name = one.hasAttribute("href") ? "href" : "src";
      one.setAttribute(name, new URL(one.getAttribute(name), kept.site));
    });
    return made.content;
  };

  const term = async (link) => {
    if (!terms) await loaded("terms.js");
    const [name, also, definition] = terms[decodeURIComponent(link.hash.slice(1))];
    title.textContent = name;
    const others = also.length > 0 ? [element("p", "sd-quiet", also.join(", "))] : [];
    const told = element("p");
    told.append(fromGlossary(definition));
    content.replaceChildren(...others, told);
    more.textContent = openedWords.inGlossary;
  };

  const source = (link) => {
    const item = document.getElementById(decodeURIComponent(link.hash.slice(1))).cloneNode(true);
    item.querySelector(".sd-back")?.remove();
    title.textContent = link.getAttribute("aria-label");
    content.replaceChildren(...item.childNodes);
    more.textContent = openedWords.inSources;
  };

  // Beside the word where there is room, else at the lower edge, where a thumb reaches it.
  const place = (link) => {
    const word = link.getBoundingClientRect();
    const below = word.bottom + GAP;
    const isBeside = matchMedia("(min-width: 45em)").matches && !link.closest("dialog");
    box.classList.toggle("sd-opened--beside", isBeside);
    if (!isBeside) return;
    const top = below + box.offsetHeight < innerHeight ? below : word.top - GAP - box.offsetHeight;
    box.style.setProperty("--sd-top", `${Math.max(GAP, top)}px`);
    const left = Math.min(word.left, document.documentElement.clientWidth - box.offsetWidth - GAP);
    box.style.setProperty("--sd-left", `${Math.max(GAP, left)}px`);
  };

  return async (link) => {
    await (link.matches(".sd-term") ? term(link) : source(link));
    more.href = link.href;
    if (!box.open) {
      link.focus(); // which gets it back when the window closes; not every browser does so by itself
      box.showModal();
    }
    place(link);
  };
})();
