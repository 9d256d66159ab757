// What Material's scripts share (its partials/javascripts/base.html). `__md_scope` is the address
// below which they keep things: the site's, or what mkdocs.yml names as `extra.scope`.
var __md_scope = (({ src, dataset }) =>
  dataset.scope ? new URL(dataset.scope, location) : new URL("../../..", src))(document.currentScript);
var __md_hash = (text) => [...text].reduce((sum, sign) => (sum << 5) - sum + sign.charCodeAt(0), 0);
var __md_get = (key, storage = localStorage, scope = __md_scope) =>
  JSON.parse(storage.getItem(scope.pathname + "." + key));
var __md_set = (key, value, storage = localStorage, scope = __md_scope) => {
  try {
    storage.setItem(scope.pathname + "." + key, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing asks again on the next page.
  }
};
