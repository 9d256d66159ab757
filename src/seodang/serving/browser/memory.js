// What a reader did to a page: what is open, chosen and typed, and where on it they are.

const controls = "details, input, textarea, select";

// A control is known by its exercise, or else by the heading above it, and by its place there.
const keyed = (root) => {
  const found = new Map();
  const counts = new Map();
  let heading = "";
  root.querySelectorAll(`:is(h1, h2, h3, h4, h5, h6)[id], ${controls}`).forEach((element) => {
    if (/^H\d$/.test(element.tagName)) {
      heading = element.id;
      return;
    }
    const scope = element.closest("[data-exercise]")?.id || heading;
    const name = [scope, element.tagName, element.id || element.name, element.type].join(" ");
    counts.set(name, (counts.get(name) || 0) + 1);
    found.set(`${name} ${counts.get(name)}`, element);
  });
  return found;
};

const stateOf = (element) =>
  element.tagName === "DETAILS"
    ? { open: element.open }
    : { value: element.value, checked: element.checked };

export const remember = (root) => {
  const states = new Map();
  keyed(root).forEach((element, key) => states.set(key, stateOf(element)));
  const answered = [...root.querySelectorAll("form.sd-exercise")].filter(
    (form) => form.querySelector(".sd-result")?.textContent,
  );
  const active = document.activeElement;
  const focused = [...keyed(root)].find(([, element]) => element === active)?.[0];
  const selection = focused && active.tagName === "TEXTAREA"
    ? [active.selectionStart, active.selectionEnd]
    : null;
  return { states, answered: answered.map((form) => form.id), focused, selection };
};

export const openAgain = (root, { states }) => {
  keyed(root).forEach((element, key) => {
    const state = states.get(key);
    if (state && "open" in state) element.open = state.open;
  });
};

// Inputs tell the page's scripts of their values, which put them where they belong.
export const fillAgain = (root, { states, answered, focused, selection }) => {
  const found = keyed(root);
  found.forEach((element, key) => {
    const state = states.get(key);
    if (!state || !("value" in state)) return;
    if (element.checked !== state.checked) {
      element.checked = state.checked;
      element.dispatchEvent(new Event("change", { bubbles: true }));
    } else if (!/^(checkbox|radio|file)$/.test(element.type) && element.value !== state.value) {
      element.value = state.value;
      element.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
  answered.forEach((id) => document.getElementById(id)?.requestSubmit());
  const active = found.get(focused);
  active?.focus({ preventScroll: true });
  if (selection && active) active.setSelectionRange(...selection);
};

// Where the reader is: how far the last heading above the middle of the screen is from its top.
export const whereabouts = () => {
  const headings = [...document.querySelectorAll("article :is(h1, h2, h3, h4, h5, h6)[id]")];
  const above = headings.filter((one) => one.getBoundingClientRect().top < innerHeight / 2).pop();
  return { id: above?.id, top: above?.getBoundingClientRect().top, scroll: scrollY };
};

export const goBack = ({ id, top, scroll }) => {
  const heading = id && document.getElementById(id);
  const to = heading ? scrollY + heading.getBoundingClientRect().top - top : scroll;
  scrollTo({ top: Math.round(to), behavior: "instant" });
};
