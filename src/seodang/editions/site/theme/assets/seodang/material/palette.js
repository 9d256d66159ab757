// The reader's choice of colours, before the page is drawn (partials/javascripts/palette.html).
{
  const { color } = __md_get("__palette") ?? {};
  if (color?.media === "(prefers-color-scheme)") {
    const scheme = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
    const chosen = `[data-md-color-media='(prefers-color-scheme: ${scheme})']`;
    const input = document.querySelector(chosen);
    for (const key of ["media", "scheme", "primary", "accent"]) {
      color[key] = input.getAttribute(`data-md-color-${key}`);
    }
  }
  for (const [key, value] of Object.entries(color ?? {})) {
    document.body.setAttribute(`data-md-color-${key}`, value);
  }
}
