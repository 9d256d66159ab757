// The menu: the list at the foot of the page, over the page, and how the reader wants to see it.
(() => {
  "use strict";

  const link = document.querySelector(".sd-top__menu");
  if (!link || !window.HTMLDialogElement) return;
  const root = document.documentElement;
  const look = kept.read("look") ?? {};

  const close = button("", words.close, () => menu.close());
  const title = element("h2", "", link.textContent);
  title.id = "sd-menu-title";
  const head = element("div", "sd-menu__head");
  head.append(title, close);
  const entries = element("nav");
  entries.setAttribute("aria-labelledby", title.id);
  const menu = element("dialog", "sd-menu");
  menu.setAttribute("aria-labelledby", title.id);
  menu.append(head, entries);

  const open = () => {
    const list = document.getElementById("sd-menu").cloneNode(true);
    entries.replaceChildren(...list.childNodes);
    menu.showModal();
  };

  const apply = () => {
    if (look.scheme) root.dataset.sdScheme = look.scheme;
    else delete root.dataset.sdScheme;
    for (const name of ["size", "leading"]) {
      if (look[name]) root.style.setProperty(`--sd-${name}`, look[name]);
      else root.style.removeProperty(`--sd-${name}`);
    }
  };

  // One of a few ways to see pages; the first is that of the device, which is not kept.
  const choice = (name, legend, ways) => {
    const set = element("fieldset", "sd-look");
    const row = element("div", "sd-look__choices");
    for (const [value, label] of ways) {
      const way = element("label", "", label);
      const input = element("input");
      Object.assign(input, { type: "radio", name: `sd-${name}`, value });
      input.checked = (look[name] ?? "") === value;
      input.addEventListener("change", () => {
        if (value) look[name] = value;
        else delete look[name];
        kept.write("look", look);
        apply();
      });
      way.append(input);
      row.append(way);
    }
    set.append(element("legend", "", legend), row);
    menu.append(set);
  };
  choice("size", words.size, [["", "100%"], ["1.25", "125%"], ["1.5", "150%"], ["2", "200%"]]);
  choice("leading", words.leading, [["", words.leadingUsual], ["2.2", words.leadingWide]]);
  if (!document.body.dataset.mdColorScheme) {
    choice("scheme", words.scheme, [
      ["", words.schemeDevice],
      ["light", words.schemeLight],
      ["dark", words.schemeDark],
    ]);
  }
  // A single key is pressed by accident, or spoken: who is disturbed by it turns it off.
  choice("slash", words.slash, [["", words.slashOn], ["off", words.slashOff]]);

  const opener = button(link.className, link.textContent, open);
  opener.setAttribute("aria-haspopup", "dialog");
  link.replaceWith(opener);
  document.body.append(menu);
  menu.addEventListener("click", (event) => {
    // Outside of the menu, or on a link to this very page.
    if (event.target === menu || event.target.closest("a")) menu.close();
  });
})();
