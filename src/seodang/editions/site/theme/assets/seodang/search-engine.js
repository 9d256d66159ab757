// Finds sections and sentences; fetched when somebody searches. Words are cut as by
// seodang/search/words.py, whose tables come with the index; shared vectors hold both together.
(() => {
  "use strict";

  const FIRST = 0xac00;
  const WORD = /[가-힣]+|[ㄱ-ㅣ]+|(?:(?![가-힣ㄱ-ㅣ])[\p{L}\p{N}])+/gu;
  const HANGUL = /^[가-힣]+$/;
  const SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
  const CONSONANTS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
  const FINALS = { ㄴ: "\u11ab", ㄹ: "\u11af", ㅂ: "\u11b8", ㅆ: "\u11bb" };
  // Weighed on the open half of the published questions (benchmarks/questions.yml).
  const SURE = 0.42;
  const [MOST, FEW, OPENED, CLOSE] = [8, 3, 4, 16];
  const split = (text) => text.split(" ");
  const unique = (list) => [...new Set(list)];
  const byLength = (a, b) => b.length - a.length || (a < b ? -1 : 1);

  const cutter = (rules) => {
    const sure = new Set(split(rules.particles));
    const particles = unique([...sure, ...split(rules.unsure)]).sort(byLength);
    const tables = ["pasts", "endings", "infinitives"].map((name) => [
      name,
      unique(split(rules[name]).map((one) => ((FINALS[one[0]] || one[0]) + one.slice(1)).normalize("NFD"))).sort(byLength),
    ]);
    const place = (text) => text.charCodeAt(text.length - 1) - FIRST;
    const but = (stem, step) => stem.slice(0, -1) + String.fromCharCode(stem.charCodeAt(stem.length - 1) + step);

    const plain = (stem) => {
      const final = place(stem) % 28;
      if (final === 8) return [but(stem, -8)];
      if (final === 17) return [stem, but(stem, -17) + "우"];
      return [stem.length > 1 && stem.endsWith("으") ? stem.slice(0, -1) : stem];
    };
    const noun = (stem) => (stem.length > 2 && /[하되]$/.test(stem) ? stem.slice(0, -1) : stem);

    const fromInfinitive = (base) => {
      const [head, at] = [base.slice(0, -1), place(base)];
      const [initial, vowel] = [Math.floor(at / 588), Math.floor((at % 588) / 28)];
      const vowelled = (other) => head + String.fromCharCode(FIRST + initial * 588 + other * 28);
      if (at % 28) return [];
      if (initial === 11 && [0, 4, 6].includes(vowel)) {
        if (!head) return [];
        return place(head) % 28 === 8 ? [head, but(head, -1)] : [head];
      }
      if (vowel === 6) return [vowelled(20)];
      if (vowel === 9) return initial === 11 ? [vowelled(8), vowelled(13)] : [vowelled(8)];
      if (vowel === 14) return [vowelled(13)];
      if (vowel === 10) return [vowelled(11)];
      if (vowel === 1) return [initial === 18 ? vowelled(0) : base];
      if (vowel !== 0 && vowel !== 4) return [];
      const found = [base, vowelled(18)];
      if (initial === 5 && head && place(head) % 28 === 8) found.push(but(head, -8) + "르");
      return found;
    };

    const stems = (word) => {
      const jamo = word.normalize("NFD");
      for (const [name, endings] of tables) {
        for (const ending of endings) {
          if (!jamo.endsWith(ending) || (ending.length < 2 && "를을은는".includes(word.slice(-1)))) continue;
          const stem = jamo.slice(0, -ending.length).normalize("NFC");
          if (!HANGUL.test(stem)) continue;
          if (name === "endings") {
            const found = ending[0] === "\u110b" ? [stem] : plain(stem);
            return [found.map(noun), ending.normalize("NFC").replace(/^[ᆫᆯᆸᆻ]+/, "").length > 1];
          }
          const found = fromInfinitive(stem).map((one) => plain(one)[0]);
          if (found.length) return [found.map(noun), name === "pasts"];
        }
      }
      return [fromInfinitive(word).map((one) => noun(plain(one)[0])), false];
    };

    const forms = (word) => {
      if (word.length === 1 || !HANGUL.test(word)) return new Map([[word, 1]]);
      const particle = particles.find((one) => word.endsWith(one) && one !== word) || "";
      const base = word.slice(0, word.length - particle.length);
      const isParticle = sure.has(particle) && (base.length > 1 || particle.length > 1);
      const [found, isVerb] = isParticle && particle.length > 1 ? [[], false] : stems(word);
      const all = new Map();
      const add = (form, weight) => all.has(form) || all.set(form, weight);
      if (!isParticle && !isVerb) add(word, 1);
      if (particle) add(base, base.length > 1 || sure.has(particle) ? 1 : 0.8);
      for (const stem of found) add(stem, isVerb || isParticle ? 1 : 0.8);
      if (base.length > 1 && base.endsWith("기") && particle) add(plain(base.slice(0, -1))[0], 0.8);
      return all;
    };
    const grams = (form) =>
      form.length < 3 || !HANGUL.test(form) ? [form] : Array.from({ length: form.length - 1 }, (_, n) => form.slice(n, n + 2));
    const kept = new Map();
    const tokens = (word) => {
      if (!kept.has(word)) kept.set(word, unique([...forms(word).keys()].flatMap(grams)));
      return kept.get(word);
    };
    const isVerb = (word) => HANGUL.test(word) && word.length > 1 && (stems(word)[1] || /(요|다|까|죠|네|면|던데)$/.test(word));
    const isParticle = (word) => particles.includes(word);
    return { forms, grams, tokens, isVerb, isParticle };
  };

  const raw = (text) => text.normalize("NFC").match(WORD) || [];
  const words = (text) => raw(text.normalize("NFC").toLowerCase());
  const skeletons = (word) => {
    const places = [...word].map((one) => one.charCodeAt(0) - FIRST);
    return [
      places.map((at) => CONSONANTS[Math.floor(at / 588)]).join(""),
      places.map((at) => String.fromCharCode(0x314f + Math.floor((at % 588) / 28))).join(""),
    ];
  };
  const bucket = (token, count) => {
    let hashed = 0x811c9dc5;
    for (let n = 0; n < token.length; n++) hashed = Math.imul(hashed ^ token.charCodeAt(n), 0x01000193) >>> 0;
    return ((hashed ^ (hashed >>> 15)) >>> 0) & (count - 1);
  };

  // The Korean keyboard with two sets of letters.
  const KEYS = "rRseEfaqQtTdwWczxvgkoiOjpuPhynbml";
  const LETTERS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎㅏㅐㅑㅒㅓㅔㅕㅖㅗㅛㅜㅠㅡㅣ";
  const LAST = "_ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";
  const PAIRS = { ㅗㅏ: "ㅘ", ㅗㅐ: "ㅙ", ㅗㅣ: "ㅚ", ㅜㅓ: "ㅝ", ㅜㅔ: "ㅞ", ㅜㅣ: "ㅟ", ㅡㅣ: "ㅢ",
    ㄱㅅ: "ㄳ", ㄴㅈ: "ㄵ", ㄴㅎ: "ㄶ", ㄹㄱ: "ㄺ", ㄹㅁ: "ㄻ", ㄹㅂ: "ㄼ", ㄹㅅ: "ㄽ", ㄹㅌ: "ㄾ", ㄹㅍ: "ㄿ", ㄹㅎ: "ㅀ", ㅂㅅ: "ㅄ" };
  const typedKorean = (text) => {
    const jamo = [...text].map((key) => LETTERS[KEYS.indexOf(key)] || LETTERS[KEYS.indexOf(key.toLowerCase())]);
    const vowelAt = (n) => jamo[n] >= "ㅏ";
    let done = "";
    for (let n = 0; n < jamo.length; ) {
      const initial = CONSONANTS.indexOf(jamo[n]);
      if (initial < 0 || !vowelAt(n + 1)) return "";
      let vowel = jamo[++n];
      if (PAIRS[vowel + jamo[n + 1]] && vowelAt(n + 1)) vowel = PAIRS[vowel + jamo[++n]];
      n++;
      let final = "";
      if (n < jamo.length && !vowelAt(n) && !vowelAt(n + 1) && LAST.includes(jamo[n])) {
        final = jamo[n++];
        if (n < jamo.length && PAIRS[final + jamo[n]] && !vowelAt(n + 1)) final = PAIRS[final + jamo[n++]];
      }
      done += String.fromCharCode(FIRST + initial * 588 + (vowel.charCodeAt(0) - 0x314f) * 28 + Math.max(0, LAST.indexOf(final || "_")));
    }
    return done;
  };
  const APART = Object.fromEntries(Object.entries(PAIRS).map(([two, one]) => [one, two]));
  const typedLatin = (text) => {
    const letters = [...text].flatMap((one) => {
      const at = one.charCodeAt(0) - FIRST;
      if (at < 0 || at > 11171) return [one];
      const final = LAST[at % 28];
      return [CONSONANTS[Math.floor(at / 588)], String.fromCharCode(0x314f + Math.floor((at % 588) / 28)), final === "_" ? "" : final];
    });
    return letters.map((one) => APART[one] || one).join("").replace(/[ㄱ-ㅣ]/g, (one) => KEYS[LETTERS.indexOf(one)]);
  };

  // Whether two words differ in one jamo: another one, one too many or one too few.
  const isSlip = (one, other) => {
    let [a, b] = [one.normalize("NFD"), other.normalize("NFD")];
    if (a.length > b.length) [a, b] = [b, a];
    if (b.length - a.length > 1) return false;
    let n = 0;
    while (n < a.length && a[n] === b[n]) n++;
    return a.slice(n + (a.length === b.length ? 1 : 0)) === b.slice(n + 1);
  };

  const sentencesOf = (text) =>
    text.split("\n").flatMap((line, block) => {
      if (line.includes("\t")) return [{ text: line.split("\t").filter(Boolean).join(" — "), from: line.split("\t")[0], block }];
      return (line.match(/.+?(?:[.?!…]["”’')\]]*(?=\s|$)|$)/gu) || []).map((one) => ({ text: one.trim(), from: one.trim(), block }));
    }).filter((one) => one.text);

  const open = async (load) => {
    const [rules, course, names] = await Promise.all(["rules", "course", "names"].map(load));
    const cut = cutter(rules);
    const { forms, grams, tokens } = cut;
    const [stop, light] = [new Set(split(rules.stop)), new Set(split(rules.light))];
    const count = Object.values(course.lengths).join("").length;
    const shardOf = (family, key) => `${family}/${bucket(key, course[family]).toString(16).padStart(3, "0")}`;
    const plainest = (word) => forms(word).keys().next().value;
    const compact = (text) => words(text).join("");

    const alike = new Map();
    for (const group of rules.alike.split("/").map(split)) {
      for (const one of group) alike.set(one, [...(alike.get(one) || []), ...group.filter((other) => other !== one)]);
    }
    const alternatives = (word) => {
      const own = [...forms(word)].map(([form, weight]) => ({ form, grams: grams(form), weight }));
      const others = unique(own.flatMap(({ form }) => alike.get(form) || []));
      return [...own, ...others.map((form) => ({ form, grams: grams(form), weight: 0.7 }))];
    };
    const named = (name) => ({ grams: unique(words(name).flatMap((word) => grams(plainest(word)))), weight: 1 });

    // What is asked for: terms, each of which may be found in several ways.
    const isInitialsOf = (typed, name) => typed.length > 1 && HANGUL.test(compact(name)) && skeletons(compact(name))[0] === typed;
    const termsOf = (query) => {
      // What follows other letters at once is their particle: the 로 of AI로.
      const found = [...query.normalize("NFC").matchAll(WORD)]
        .filter((one, n, all) => !n || one.index > all[n - 1].index + all[n - 1][0].length || !cut.isParticle(one[0]) || HANGUL.test(all[n - 1][0]))
        .map(([word]) => word);
      const lower = found.map((word) => word.toLowerCase());
      const hasWords = found.some((word) => !/^[ㄱ-ㅣ]+$/.test(word));
      const taken = new Set();
      const terms = [];
      const glossary = [];
      for (const [text, section, ...some] of names) {
        let longest = 0;
        for (const name of some) {
          const wanted = compact(name);
          for (let first = 0; first < lower.length; first++) {
            let last = first;
            let run = lower[first];
            while (run.length < wanted.length && last + 1 < lower.length) run += lower[++last];
            const rest = run.startsWith(wanted) ? run.slice(wanted.length) : null;
            if (rest === null || (rest && !forms(lower[last]).has(lower[last].slice(0, lower[last].length - rest.length)))) continue;
            for (let n = first; n <= last; n++) taken.add(n);
            longest = Math.max(longest, wanted.length);
          }
          if (!hasWords && isInitialsOf(lower.join(""), name)) {
            lower.forEach((_, n) => taken.add(n));
            longest = 1;
          }
        }
        if (!longest) continue;
        glossary.push({ text, section, longest });
        terms.push({ word: some[0], ways: some.map(named), boost: 1.2, isName: true });
      }
      lower.forEach((word, n) => {
        const isLone = /^[ㄱ-ㅣ]+$/.test(word);
        if (taken.has(n) || (isLone && hasWords) || [word, plainest(word), plainest(plainest(word))].some((one) => stop.has(one))) return;
        const isLight = light.has(word) || light.has(plainest(word));
        terms.push({ word, raw: found[n], isLone, isLight, ways: isLone ? [] : alternatives(word), boost: isLight ? 0.35 : plainest(word).length < 2 ? 0.7 : 1 });
      });
      return { terms, glossary: glossary.sort((a, b) => b.longest - a.longest) };
    };

    const shards = {};
    // "constructor" is a word, too.
    const valueOf = (family, key) => {
      const shard = shards[shardOf(family, key)];
      return Object.hasOwn(shard, key) ? shard[key] : "";
    };
    const fetched = async (family, keys) => {
      await Promise.all(unique(keys.map((key) => shardOf(family, key))).map(async (name) => (shards[name] ??= await load(name))));
    };
    const posted = new Map();
    const places = (token) => {
      if (posted.has(token)) return posted.get(token);
      const found = new Map();
      posted.set(token, found);
      for (const posting of valueOf("s", token).split(",")) {
        let inTitle = false;
        for (const sign of posting.slice(5)) {
          if (sign === "!") inTitle = true;
          else found.set(posting.slice(0, 5) + sign, inTitle);
        }
      }
      return found;
    };

    // Where a term is found: by section, how well, and how well in the title.
    const howWell = (way, all) => {
      const share = all / way.real.length;
      if (!all || way.share < 0.5 || share < (way.real.length < 3 ? 1 : 0.66)) return 0;
      return way.weight * share * share * (way.share < 1 ? (way.grams.length < 3 ? 0.25 : Math.sqrt(way.share)) : 1);
    };
    const findTerm = async (term) => {
      await fetched("s", term.ways.flatMap((way) => way.grams));
      term.at = new Map();
      for (const way of term.ways) {
        const seen = new Map();
        // What stands nowhere may be where two words meet that were written as one.
        way.real = way.grams.filter((token) => valueOf("s", token));
        way.share = way.real.length / way.grams.length;
        for (const token of way.grams) {
          for (const [section, inTitle] of places(token)) {
            const now = seen.get(section) || [0, 0];
            seen.set(section, [now[0] + 1, now[1] + inTitle]);
          }
        }
        for (const [section, [all, titled]] of seen) {
          const how = howWell(way, all);
          if (!how) continue;
          const before = term.at.get(section) || [0, 0];
          term.at.set(section, [Math.max(before[0], how), Math.max(before[1], how * (titled / way.grams.length))]);
        }
      }
      const all = [...term.at.values()].map(([how]) => how);
      const well = all.filter((how) => how > 0.7).length || all.filter((how) => how > 0.5).length;
      const isVerb = term.ways.length && !term.isName && cut.isVerb(term.word);
      term.idf = Math.log(1 + (count - well + 0.5) / (well + 0.5)) * term.boost * (well ? 1 : isVerb ? 0.3 : 0.8);
    };

    const isThere = (term) => Math.max(0, ...[...term.at.values()].map(([how]) => how)) > 0.5;
    const knownLike = async (keys, isLike) => {
      await fetched("k", keys);
      const found = new Map();
      for (const key of keys) {
        for (const one of valueOf("k", key).split(" ").filter(Boolean)) {
          const [, word, number] = one.match(/^(\D+)(\d+)$/);
          if (isLike(word)) found.set(word, Number(number));
        }
      }
      return [...found].sort((a, b) => b[1] - a[1]).slice(0, 6).map(([word]) => word);
    };

    // A word that is found nowhere may be initial consonants, the wrong keyboard or a slip.
    const readAgain = async (term, isAlone) => {
      if (term.isLone && /^[ㄱ-ㅎ]{2,}$/.test(term.word)) {
        const like = await knownLike([term.word], () => true);
        term.ways = like.map((word) => ({ grams: grams(word), weight: 1 }));
      } else if (/^[a-z]+$/i.test(term.raw)) {
        const word = typedKorean(term.raw);
        if (!word) return;
        term.ways = alternatives(word);
        term.read = plainest(word);
      } else if (HANGUL.test(term.word) && term.word.length > (isAlone ? 1 : 2)) {
        const form = plainest(term.word);
        if (form.length < 2) return;
        const like = await knownLike(skeletons(form), (word) => isSlip(word, form));
        if (!like.length) return;
        term.ways = like.slice(0, 2).map((word) => ({ grams: grams(word), weight: 0.9 }));
        term.read = like[0];
      } else return;
      await findTerm(term);
    };

    const texts = {};
    const ask = async (query) => {
      let { terms, glossary } = termsOf(query);
      await Promise.all(terms.map(findTerm));
      for (const chunk of query.split(/\s+/).filter((one) => /[ㄱ-ㅣ]/.test(one) && /[가-힣ㅏ-ㅣ]/.test(one))) {
        const other = termsOf(typedLatin(chunk).toLowerCase());
        await Promise.all(other.terms.map(findTerm));
        if (other.terms.some((term) => term.at.size)) {
          other.terms.forEach((term) => (term.read = term.word));
          terms = [...terms.filter((term) => !chunk.toLowerCase().includes(term.word)), ...other.terms];
          glossary = [...glossary, ...other.glossary];
        }
      }
      await Promise.all(terms.filter((term) => !term.isName && !isThere(term)).map((term) => readAgain(term, terms.length < 3)));
      // What was meant may be a term of the glossary.
      const readings = terms.filter((term) => term.read && term.raw);
      const meant = readings.reduce((text, term) => text.replace(term.raw, term.read), query);
      const again = readings.length ? termsOf(meant) : { glossary };
      if (again.glossary.length > glossary.length) {
        await Promise.all(again.terms.map(findTerm));
        again.terms[0].read = readings.map((term) => term.read).join(" ");
        return ranked(query, again.terms, again.glossary);
      }
      return ranked(query, terms, glossary);
    };

    const ranked = async (query, terms, glossary) => {
      const whole = terms.reduce((sum, term) => sum + term.idf, 0) || 1;
      const sections = new Map();
      for (const term of terms) {
        for (const [section, [how, titled]] of term.at) {
          const now = sections.get(section) || { section, score: 0, covered: 0 };
          const length = SIGNS.indexOf(course.lengths[section.slice(0, 5)][SIGNS.indexOf(section[5])]);
          now.covered += term.idf * how;
          now.score += term.idf * (how / (1 + 0.03 * length) + 0.5 * titled);
          sections.set(section, now);
        }
      }
      const found = [...sections.values()];
      for (const one of found) {
        one.coverage = one.covered / whole;
        one.score = (one.score / whole) * (0.4 + 0.6 * one.coverage);
      }
      found.sort((a, b) => b.score - a.score);
      // Who names a term and nothing else asks what it is.
      const isOfTerm = terms.every((term) => term.isName || term.isLight);
      const defining = new Set(isOfTerm ? glossary.map(({ text, section }) => text + SIGNS[section]) : []);
      const near = [];
      const opened = new Set(glossary.slice(0, 1).map((one) => one.text));
      for (const one of found) {
        const text = one.section.slice(0, 5);
        if (!opened.has(text) && opened.size >= OPENED) continue;
        opened.add(text);
        if (near.push(one) >= CLOSE) break;
      }
      near.push(...found.filter((one) => defining.has(one.section) && !near.includes(one)));
      await Promise.all([...opened].map(async (text) => (texts[text] ??= await load(`t/${text}`))));
      near.forEach((one) => read(one, terms, whole));
      near.forEach((one) => (one.isDefinition = defining.has(one.section)));
      near.sort((a, b) => b.isDefinition - a.isDefinition || b.rank - a.rank);
      const sure = Math.max(0, ...near.map((one) => one.sure));
      const answer = { terms, near, sure, isQuestion: isQuestion(query), isRefused: sure < SURE };
      return { ...answer, shown: () => shown(answer) };
    };

    // What is shown: places with their words marked, and what is quoted.
    const shown = ({ terms, near, isQuestion: isAsked, isRefused }) => {
      for (const one of near.slice(0, MOST)) {
        const best = one.sentences.reduce((top, sentence) => (sentence.score > (top?.score ?? -1) ? sentence : top), null);
        one.titleParts = parts(one.title || one.page, terms);
        const text = one.isDefinition ? one.sentences.map((sentence) => sentence.text).join(" ") : best?.text;
        one.snippet = text ? parts(text, terms) : [];
      }
      const definitions = isRefused ? [] : near.filter((one) => one.isDefinition);
      const others = near.filter((one) => !definitions.includes(one)).slice(0, isRefused ? FEW : MOST - definitions.length);
      const quotes = isAsked && !isRefused && !definitions.length ? quoted(near, terms) : [];
      const read = isRefused ? [] : unique(terms.map((term) => term.read).filter(Boolean));
      return { definitions, near: others, quotes, isRefused, read };
    };

    const quoted = (near, terms) => {
      const every = near.slice(0, FEW).flatMap((section) =>
        section.sentences.map((sentence) => ({ section, sentence, value: sentence.score + 0.5 * (section.rank / near[0].rank) })),
      );
      every.sort((a, b) => b.value - a.value);
      const good = every.filter((one) => one.sentence.own > 0.6 * every[0].sentence.own && one.value > 0.85 * every[0].value);
      const once = good.filter((one, n) => good.findIndex((other) => other.sentence.text === one.sentence.text) === n);
      return once.slice(0, FEW).map((one) => ({ ...one, parts: parts(one.sentence.text, terms) }));
    };

    // A text in pieces: [words, whether they were asked for].
    const parts = (text, terms) => {
      const pieces = [];
      let done = 0;
      const add = (piece, isMarked) => piece && pieces.push([piece, isMarked]);
      for (const { 0: word, index } of text.matchAll(WORD)) {
        const there = new Set(tokens(word.toLowerCase()));
        if (!terms.some((term) => !term.isLight && held(term, there, true) > 0.5)) continue;
        add(text.slice(done, index), false);
        add(word, true);
        done = index + word.length;
      }
      add(text.slice(done), false);
      return pieces;
    };

    // How well a sentence holds a term.
    const held = (term, tokensThere, isWord) =>
      Math.max(
        0,
        ...term.ways.map((way) => {
          const all = way.real.filter((token) => tokensThere.has(token)).length;
          // In a name of several words, each is marked.
          return isWord && term.isName && all ? way.weight : howWell(way, all);
        }),
      );
    const tokensIn = (text) => new Set(words(text).flatMap(tokens));

    // Cut once, however often a reader asks.
    const cutSections = new Map();
    const cutSection = (section) => {
      if (!cutSections.has(section)) {
        const text = texts[section.slice(0, 5)];
        const [anchor, title, body] = text.sections[SIGNS.indexOf(section[5])];
        const sentences = sentencesOf(body);
        cutSections.set(section, {
          plain: { address: text.address, anchor, page: text.title, title },
          above: tokensIn(`${title} ${text.title}`),
          own: tokensIn(title),
          sentences: sentences.map((sentence) => ({ ...sentence, there: tokensIn(sentence.text) })),
        });
      }
      return cutSections.get(section);
    };

    const read = (one, terms, whole) => {
      const { plain, above, own, sentences } = cutSection(one.section);
      Object.assign(one, plain);
      const anchor = plain.anchor;
      const inTitle = terms.map((term) => held(term, above));
      one.sentences = sentences.map((sentence) => ({ ...sentence }));
      const bare = sentences.map(({ there }) => terms.map((term) => held(term, there)));
      one.sentences.forEach((sentence, n) => {
        sentence.own = terms.reduce((sum, term, t) => sum + term.idf * bare[n][t], 0) / whole;
        sentence.cover = terms.reduce((sum, term, t) => {
          const beside = Math.max(bare[n - 1]?.[t] || 0, bare[n + 1]?.[t] || 0);
          return sum + term.idf * Math.max(bare[n][t], 0.6 * inTitle[t], 0.5 * beside);
        }, 0) / whole;
        const isLong = sentence.text.length > 160;
        sentence.score = (sentence.own * 0.6 + sentence.cover * 0.4) * (/[.?!…]["”’')\]]*$/.test(sentence.text) ? 1 : 0.85) * (/\?["”’']?$/.test(sentence.text) ? 0.8 : 1) * (isLong ? 0.85 : 1);
      });
      const best = one.sentences.reduce((top, sentence) => Math.max(top, sentence.score), 0);
      const cover = one.sentences.reduce((top, sentence) => Math.max(top, sentence.cover), 0);
      const often = terms.map((_, t) => bare.reduce((sum, row) => sum + row[t], 0));
      const tf = terms.reduce((sum, term, t) => sum + term.idf * Math.log(1 + often[t]), 0) / whole;
      const ownTitle = terms.reduce((sum, term) => sum + term.idf * held(term, own), 0) / whole;
      const titled = terms.reduce((sum, term, t) => sum + term.idf * inTitle[t], 0) / whole;
      one.rank =
        one.score + 0.2 * best + 0.5 * cover + 0.65 * tf + 0.5 * titled + 0.3 * ownTitle - (anchor ? 0 : 0.3) - 0.1 * Math.log(1 + one.sentences.length);
      one.sure = 0.5 * one.coverage + 0.5 * cover;
      one.best = best;
    };

    const asking = split(rules.asking);
    const first = split(rules.questions);
    const isQuestion = (query) => {
      const bare = query.trim();
      const last = bare.replace(/[?？.!~\s]+$/, "");
      return /[?？]\s*$/.test(bare) || asking.some((ending) => last.endsWith(ending)) || last.split(/\s+/).some((word) => first.some((one) => word.startsWith(one)));
    };
    return { ask };
  };

  globalThis.seodangEngine = { SIGNS, open, words, cutter, skeletons, bucket, typedKorean, typedLatin };
})();
