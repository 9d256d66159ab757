// Whether the reader has closed this announcement (partials/javascripts/announce.html).
{
  const banner = document.querySelector("[data-md-component=announce]");
  const text = banner?.querySelector(".md-typeset");
  if (text && __md_hash(text.innerHTML) === __md_get("__announce")) banner.hidden = true;
}
