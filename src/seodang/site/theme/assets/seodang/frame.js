// Material opens its menu by labels, which no keyboard reaches: they become buttons.
(() => {
  "use strict";

  document.querySelectorAll("label.md-header__button[for='__drawer']").forEach((label) => {
    const drawer = document.getElementById(label.htmlFor);
    label.tabIndex = 0;
    label.setAttribute("role", "button");
    const tell = () => label.setAttribute("aria-expanded", String(drawer.checked));
    tell();
    drawer.addEventListener("change", tell);
    label.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      drawer.click();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !drawer.checked) return;
      drawer.click();
      label.focus();
    });
  });
})();
