// Material opens its menu by a label, which no keyboard reaches: a button takes its place.
(() => {
  "use strict";

  const label = document.querySelector("label.md-header__button[for='__drawer']");
  const drawer = document.getElementById("__drawer");

  const button = document.createElement("button");
  button.type = "button";
  button.className = "md-header__button md-icon sd-menu";
  button.setAttribute("aria-label", document.getElementById("sd-words").dataset.menu);
  button.append(...label.childNodes);
  label.replaceWith(button);

  const tell = () => button.setAttribute("aria-expanded", String(drawer.checked));
  tell();
  drawer.addEventListener("change", tell);
  button.addEventListener("click", () => drawer.click());
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drawer.checked) return;
    drawer.click();
    button.focus();
  });
})();
