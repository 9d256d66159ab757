// Exercises in arranging: steps to put in order, pairs to find. By buttons and lists, or by dragging.
// It is fetched when a reader comes near; without it there is room to write numbers.
(() => {
  "use strict";

  const EDGE = 60; // pixels from the screen's edge, where a drag moves the page on
  const FAR = 5; // pixels that a press may tremble without being a drag
  const textOf = (place) => place.querySelector(".sd-arranged").textContent.trim().replace(/\s+/g, " ");
  const { inPlace, askTwice } = answering;

  // Drags `grabbed`: with a mouse from anywhere in it, with a finger by its grip alone, so that the
  // page still scrolls. `to` is told where the pointer is and came from; `end`, whether it was let go
  // on purpose.
  const dragged = (grabbed, to, end) => {
    const grip = element("span", "sd-grip");
    grip.setAttribute("aria-hidden", "true");
    grabbed.prepend(grip);
    grabbed.addEventListener("pointerdown", (down) => {
      const isHeld = down.target === grip || down.pointerType === "mouse";
      if (!isHeld || down.button !== 0 || down.target.closest("button, a, select")) return;
      let isMoving = false;
      const from = { x: down.clientX, y: down.clientY + scrollY };
      const move = (event) => {
        isMoving ||= Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) > FAR;
        if (!isMoving) return;
        grabbed.classList.add("sd-is-dragged");
        if (event.clientY < EDGE) scrollBy({ top: -10, behavior: "instant" });
        if (event.clientY > innerHeight - EDGE) scrollBy({ top: 10, behavior: "instant" });
        to(event, from);
      };
      const stop = (isDropped) => {
        listening.abort();
        grabbed.classList.remove("sd-is-dragged");
        if (isMoving) end(isDropped);
      };
      const listening = new AbortController();
      const { signal } = listening;
      grabbed.setPointerCapture(down.pointerId);
      grabbed.addEventListener("pointermove", move, { signal });
      grabbed.addEventListener("pointerup", () => stop(true), { signal });
      grabbed.addEventListener("pointercancel", () => stop(false), { signal });
      addEventListener("keydown", (event) => event.key === "Escape" && stop(false), { signal });
      if (down.pointerType === "mouse") down.preventDefault(); // it would select text
    });
  };

  // What both kinds do with what is arranged. `state` gives it as a list of texts, `put` brings one
  // back, `isRight` tells of each of the `places`. Returns what is to be told of every move.
  const arranged = (form, { places, state, put, isRight }) => {
    const say = form.dataset;
    const mine = work(form);
    const begun = state();
    const past = [];
    const told = statusLine();
    const result = form.querySelector(".sd-result");
    const check = form.querySelector("[type=submit]");
    const fold = form.querySelector(".sd-explanation");
    let hasTried = false;
    let last = begun;

    const isBegun = () => String(state()) === String(begun);
    const keep = (isChecked) => mine.update({ chosen: isBegun() ? [] : state(), isChecked });
    const unmark = () => {
      places.forEach((place) => {
        place.classList.remove("sd-is-right", "sd-is-wrong");
        place.querySelector(".sd-mark")?.remove();
      });
      if (result) result.textContent = "";
    };
    const judge = () => {
      unmark();
      const right = places.filter((place) => {
        const isSo = isRight(place);
        place.classList.add(isSo ? "sd-is-right" : "sd-is-wrong");
        const sign = element("span", "sd-mark", isSo ? words.markRight : words.markWrong);
        place.querySelector(".sd-arranged").after(sign);
        return isSo;
      }).length;
      hasTried = true;
      const isAll = right === places.length;
      result.textContent = isAll ? words.right : fill(say.partly, right, places.length);
      if (isAll) fold.open = true;
    };
    const changed = (sentence) => {
      unmark();
      form.classList.toggle("sd-is-begun", !isBegun());
      back.hidden = past.length === 0;
      again.hidden = isBegun();
      told.textContent = sentence;
      last = state();
      keep(false);
    };
    const moved = (sentence) => {
      if (String(last) === String(state())) return;
      past.push(last);
      changed(sentence);
    };
    const back = button("sd-quiet-button", say.back, () => {
      put(past.pop());
      changed(say.takenBack);
      if (back.hidden) form.querySelector("li button, li select").focus();
    });
    const again = button("sd-quiet-button", words.tryAgain, () => {
      put(begun);
      if (fold) fold.open = false;
      moved("");
      unmark();
      form.querySelector("li button, li select").focus();
    });
    back.hidden = true;
    again.hidden = true;

    form.classList.add("sd-is-live");
    const how = form.querySelector(".sd-exercise__how"); // which is still so on paper
    how.classList.add("sd-on-paper");
    how.after(element("p", "sd-exercise__how sd-on-screen", say.how));
    const actions = form.querySelector(".sd-exercise__actions") ?? element("p", "sd-exercise__actions");
    actions.append(back, again);
    if (check) {
      check.hidden = false;
      askTwice(fold, () => hasTried);
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        if (isBegun()) result.textContent = say.none;
        else inPlace(check, result, judge);
        keep(!isBegun());
      });
    } else {
      form.addEventListener("submit", (event) => event.preventDefault());
      (form.querySelector(".sd-match__rights") ?? form.querySelector("ul")).after(actions);
    }
    actions.before(told);

    const { chosen = [], isChecked } = mine.read();
    if (chosen.length === begun.length) put(chosen);
    last = state();
    form.classList.toggle("sd-is-begun", !isBegun());
    again.hidden = isBegun();
    if (isChecked && check && !isBegun()) judge();
    return { moved, cancel: () => put(last) };
  };

  const order = (form) => {
    const say = form.dataset;
    const list = form.querySelector(".sd-order__steps");
    const begun = [...list.children];
    const steps = () => [...list.children];
    const state = () => steps().map((step) => step.dataset.sign);
    const put = (signs) => {
      const found = signs.map((sign) => begun.find((step) => step.dataset.sign === sign));
      if (new Set(found).size === begun.length && found.every(Boolean)) list.append(...found);
      arrows();
    };
    const place = (step) => steps().indexOf(step);
    const arrows = () =>
      steps().forEach((step, n, all) => {
        const [up, down] = step.querySelectorAll("button");
        up.setAttribute("aria-disabled", n === 0);
        down.setAttribute("aria-disabled", n === all.length - 1);
      });
    const sentence = (step) => fill(say.moved, textOf(step), place(step) + 1, begun.length);
    // Its neighbour moves around it: what is taken out of a page loses focus and pointer.
    const rise = (step) => step.previousElementSibling && step.after(step.previousElementSibling);
    const sink = (step) => step.nextElementSibling && step.before(step.nextElementSibling);

    begun.forEach((step) => {
      const arrow = (kind, sign, name, move) => {
        const made = button(`sd-quiet-button sd-arrow sd-arrow--${kind}`, sign, () => {
          move(step);
          arrows();
          moved(sentence(step));
        });
        made.setAttribute("aria-label", fill(name, textOf(step)));
        return made;
      };
      step.append(arrow("up", "↑", say.up, rise), arrow("down", "↓", say.down, sink));
      dragged(
        step,
        ({ clientY }) => {
          const middle = (other) => {
            const { top, height } = other.getBoundingClientRect();
            return top + height / 2;
          };
          const [above, below] = [step.previousElementSibling, step.nextElementSibling];
          if (above && clientY < middle(above)) rise(step);
          else if (below && clientY > middle(below)) sink(step);
        },
        (isDropped) => {
          if (!isDropped) cancel();
          arrows();
          moved(sentence(step));
        },
      );
    });
    const isRight = (step) => Number(step.dataset.place) === place(step);
    arrows();
    const { moved, cancel } = arranged(form, { places: begun, state, put, isRight });
  };

  const match = (form) => {
    const say = form.dataset;
    const lefts = [...form.querySelectorAll(".sd-match__lefts > li")];
    const cards = [...form.querySelectorAll(".sd-match__rights > li")];
    const signs = cards.map((card) => card.dataset.sign);
    const selects = lefts.map((left) => {
      const select = element("select");
      select.add(new Option(say.choose, ""));
      cards.forEach((card, n) => select.add(new Option(`${n + 1}. ${textOf(card)}`, signs[n])));
      select.setAttribute("aria-label", textOf(left));
      left.append(select);
      return select;
    });
    const numberOf = (select) => signs.indexOf(select.value) + 1; // 0: none
    const state = () => selects.map((select) => select.value);
    const put = (values) => {
      selects.forEach((select, n) => {
        select.value = values[n];
        if (select.selectedIndex < 0) select.value = ""; // a card that is there no more
      });
      rooms();
    };
    const rooms = () =>
      selects.forEach((select, n) => {
        lefts[n].querySelector(".sd-room").textContent = numberOf(select) || "";
      });
    const change = (n) => {
      const number = numberOf(selects[n]);
      const left = textOf(lefts[n]);
      rooms();
      moved(number ? fill(say.put, left, number) : fill(say.emptied, left));
    };
    selects.forEach((select, n) => select.addEventListener("change", () => change(n)));
    cards.forEach((card, n) => {
      let over;
      dragged(
        card,
        ({ clientX, clientY }, from) => {
          const [x, y] = [clientX - from.x, clientY + scrollY - from.y];
          card.style.transform = `translate(${x}px, ${y}px)`;
          lefts.forEach((left) => left.classList.remove("sd-is-target"));
          over = document.elementFromPoint(clientX, clientY)?.closest("li");
          if (lefts.includes(over)) over.classList.add("sd-is-target");
        },
        (isDropped) => {
          const at = lefts.indexOf(over);
          over = undefined;
          card.style.transform = "";
          lefts.forEach((left) => left.classList.remove("sd-is-target"));
          if (!isDropped || at < 0) return;
          selects[at].value = signs[n];
          change(at);
        },
      );
    });
    const isRight = (left) => left.dataset.card === selects[lefts.indexOf(left)].value;
    const { moved } = arranged(form, { places: lefts, state, put, isRight });
  };

  everyPage(() => {
    document.querySelectorAll("form.sd-order:not(.sd-is-live)").forEach(order);
    document.querySelectorAll("form.sd-match:not(.sd-is-live)").forEach(match);
  });
})();
