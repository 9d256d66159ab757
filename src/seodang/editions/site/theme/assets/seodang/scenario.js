// Exercises in deciding: one step at a time, and above it what was decided and what came of it.
// It is fetched when a reader comes near; without it all steps stand below each other.
(() => {
  "use strict";

  // What is shown a second time brings no ids along, and no links into a button.
  const copied = (place) =>
    [...(place?.cloneNode(true).childNodes ?? [])].map((node) => {
      const inner = node.querySelectorAll ? [node, ...node.querySelectorAll("*")] : [];
      inner.forEach((one) => one.removeAttribute("id"));
      return node;
    });
  const unlinked = (place) => {
    place.querySelectorAll("a").forEach((link) => link.replaceWith(...link.childNodes));
    return place;
  };

  const scenario = (exercise) => {
    const say = exercise.dataset;
    const mine = work(exercise);
    const steps = [...exercise.querySelectorAll(".sd-scenario__step")];
    const decisions = (step) => [...step.querySelectorAll(".sd-scenario__decisions > li")];
    const nameOf = (step) => step.querySelector(".sd-scenario__name").textContent;
    const path = element("ol", "sd-scenario__path");
    let chosen = []; // the number of each decision, as a text

    const entry = (step, made) => {
      const item = element("li");
      const said = element("p");
      said.append(element("strong", "", nameOf(step)), " ", ...copied(made.querySelector(".sd-scenario__decision")));
      item.append(said, ...copied(made.querySelector(".sd-scenario__consequence")));
      item.tabIndex = -1;
      return item;
    };
    const show = () => {
      let here = steps[0];
      const entries = [];
      for (const number of chosen) {
        const made = decisions(here)[number];
        entries.push(entry(here, made));
        here = steps[made.dataset.to - 1];
      }
      path.replaceChildren(...entries);
      steps.forEach((step) => (step.hidden = step !== here));
      path.hidden = actions.hidden = chosen.length === 0;
      return here;
    };
    const keep = () => mine.update({ chosen });
    const decide = (number) => {
      chosen = [...chosen, String(number)];
      keep();
      show();
      // Read from what came of it, on to the next step.
      path.lastElementChild.focus({ preventScroll: true });
      path.lastElementChild.scrollIntoView();
    };
    const leadTo = (past) => {
      chosen = past;
      keep();
      const here = show();
      here.focus({ preventScroll: true });
      here.scrollIntoView({ block: "nearest" });
    };

    // Decisions that were kept, as far as the exercise still has them.
    const known = (past) => {
      const found = [];
      let here = steps[0];
      for (const number of past) {
        const made = decisions(here)[number];
        if (!made) break;
        found.push(number);
        here = steps[made.dataset.to - 1];
      }
      return found;
    };

    steps.forEach((step) => {
      step.tabIndex = -1;
      step.setAttribute("role", "group");
      step.setAttribute("aria-label", nameOf(step));
      decisions(step).forEach((decision, number) => {
        const made = button("sd-quiet-button sd-scenario__button", "", () => decide(number));
        const text = decision.querySelector(".sd-scenario__decision");
        text.before(made);
        made.append(unlinked(text));
      });
    });
    const actions = element("p", "sd-exercise__actions");
    actions.append(
      button("sd-quiet-button", say.back, () => leadTo(chosen.slice(0, -1))),
      button("sd-quiet-button", say.again, () => leadTo([])),
    );
    path.setAttribute("aria-label", say.path);
    steps[0].before(path);
    steps.at(-1).after(actions);
    exercise.classList.add("sd-is-live");
    chosen = known(mine.read().chosen ?? []);
    show();
  };

  everyPage(() => document.querySelectorAll(".sd-scenario:not(.sd-is-live)").forEach(scenario));
})();
