// The tabs that a reader chose elsewhere, or that the address names (partials/javascripts/content.html).
{
  const chosen = __md_get("__tabs");
  for (const label of document.querySelectorAll(".tabbed-set .tabbed-labels label")) {
    if (Array.isArray(chosen) && chosen.includes(label.innerText.trim())) {
      document.getElementById(label.htmlFor).checked = true;
    }
  }
  const target = document.getElementById(location.hash.slice(1));
  if (target?.name) target.checked = target.name.startsWith("__tabbed_");
}
