// The note that there is a newer version, where it was shown before (partials/javascripts/outdated.html).
{
  const note = document.querySelector("[data-md-component=outdated]");
  if (note && __md_get("__outdated", sessionStorage) === true) note.hidden = false;
}
