// How the reader chose to see pages (menu.js), before this one is drawn.
{
  const root = document.documentElement;
  const site = new URL("../../", document.currentScript.src).pathname;
  let look;
  try {
    look = JSON.parse(localStorage.getItem(`seodang:${site}:look`));
  } catch {
    // A browser that keeps nothing shows pages as the device is set.
  }
  const { scheme, size, leading } = look ?? {};
  if (scheme) root.dataset.sdScheme = scheme;
  if (size) root.style.setProperty("--sd-size", size);
  if (leading) root.style.setProperty("--sd-leading", leading);
  root.classList.replace("no-js", "js");
}
