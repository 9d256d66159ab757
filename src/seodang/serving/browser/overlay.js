// Mistakes, as the terminal shows them, over the page.

// A style element would be switched off by the page's own policy.
const STYLE = new CSSStyleSheet();
STYLE.replaceSync(`
  :host { all: initial; }
  section, button, p { font: 16px/1.6 system-ui, "Malgun Gothic", "Apple SD Gothic Neo", sans-serif; }
  section { position: fixed; inset: auto 0 0 0; z-index: 1000; max-height: 60vh; overflow: auto;
    box-sizing: border-box; padding: 16px 20px; color: #fff; background: #2b1416;
    border-top: 4px solid #ff6b6b; box-shadow: 0 -4px 24px #0008; }
  h2 { margin: 0 0 8px; font-size: 18px; }
  pre { margin: 0 0 12px; font: 14px/1.6 ui-monospace, Consolas, "D2Coding", monospace;
    white-space: pre-wrap; overflow-wrap: anywhere; }
  p { margin: 0 0 12px; word-break: keep-all; }
  button { padding: 6px 14px; color: inherit; background: #0000; border: 1px solid #fff8;
    border-radius: 4px; cursor: pointer; }
  button:hover, button:focus-visible { background: #fff2; outline: 2px solid #fff; }
  .badge { position: fixed; right: 16px; bottom: 16px; z-index: 1000; color: #fff;
    background: #a4262c; border: 0; box-shadow: 0 2px 12px #0006; }
  .lost { position: fixed; inset: 0 0 auto 0; z-index: 1001; margin: 0; padding: 8px 20px;
    color: #fff; background: #4a4a4a; text-align: center; }
`);

const element = (name, text, className = "") => {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
};

const button = (text, className, action) => {
  const made = element("button", text, className);
  made.type = "button";
  made.addEventListener("click", action);
  return made;
};

// `words` are what it says in the author's language: title (%1: how many), after, fold, lost.
export const overlay = (words) => {
  const host = document.createElement("seodang-overlay");
  const shadow = host.attachShadow({ mode: "open" });
  shadow.adoptedStyleSheets = [STYLE];
  let problems = [];
  let isFolded = false;
  let isLost = false;

  const fold = (folded) => {
    isFolded = folded;
    draw();
    shadow.querySelector("button").focus();
  };

  const panel = (title) => {
    const section = element("section", "");
    section.setAttribute("role", "alert");
    section.append(element("h2", title), ...problems.map((text) => element("pre", text)));
    section.append(element("p", words.after), button(words.fold, "", () => fold(true)));
    return section;
  };

  const draw = () => {
    shadow.replaceChildren();
    const title = words.title.replace("%1", problems.length);
    if (isLost) shadow.append(element("p", words.lost, "lost"));
    if (problems.length > 0) {
      shadow.append(isFolded ? button(title, "badge", () => fold(false)) : panel(title));
    }
    if (isLost || problems.length > 0) document.body.append(host);
    else host.remove();
  };

  return {
    // What was folded away stays so until something else is wrong.
    tell: (now) => {
      if (JSON.stringify(now) === JSON.stringify(problems)) return;
      if (now.some((text) => !problems.includes(text))) isFolded = false;
      problems = now;
      draw();
    },
    tellLost: (now) => {
      if (now === isLost) return;
      isLost = now;
      draw();
    },
  };
};
