// The index of the texts that a device has saved, as seodang/search makes it of all texts of a site.
globalThis.seodangIndex = (rules, texts, sizes) => {
  "use strict";

  const { words, cutter, skeletons, bucket, SIGNS } = seodangEngine;
  const { forms, tokens } = cutter(rules);
  const [LONGEST, STEP] = [8, 40];
  const sure = new Set(rules.particles.split(" "));
  const shards = {};
  const lengths = {};

  const shardOf = (family, key) => {
    const name = `${family}/${bucket(key, sizes[family]).toString(16).padStart(3, "0")}`;
    return (shards[name] ??= new Map());
  };
  const isSpelt = (word) => word.length > 1 && word.length <= LONGEST && /^[가-힣]+$/.test(word) && !(word.length === 2 && sure.has(word[1]));
  const tokensOf = (found) => new Set(found.flatMap((word) => tokens(word)));

  const add = (id, sections) => {
    const [inside, titled, known] = [new Map(), new Map(), new Set()];
    const note = (map, token, sign, before = "") => map.set(token, (map.get(token) ?? before) + sign);
    lengths[id] = "";
    sections.slice(0, SIGNS.length).forEach(([, title, text], n) => {
      const [above, below] = [words(title), words(text)];
      lengths[id] += SIGNS[Math.min(SIGNS.length - 1, Math.floor(below.length / STEP))];
      const [inTitle, inBody] = [tokensOf(above), tokensOf(below)];
      inTitle.forEach((token) => note(titled, token, SIGNS[n], "!"));
      inBody.forEach((token) => inTitle.has(token) || note(inside, token, SIGNS[n]));
      [...above, ...below].forEach((word) => known.add(forms(word).keys().next().value));
    });
    for (const token of new Set([...inside.keys(), ...titled.keys()])) {
      const shard = shardOf("s", token);
      shard.set(token, [...(shard.get(token) ?? []), id + (inside.get(token) ?? "") + (titled.get(token) ?? "")]);
    }
    for (const word of known) {
      if (!isSpelt(word)) continue;
      for (const skeleton of skeletons(word)) {
        const counts = shardOf("k", skeleton);
        if (!counts.has(skeleton)) counts.set(skeleton, new Map());
        counts.get(skeleton).set(word, (counts.get(skeleton).get(word) ?? 0) + 1);
      }
    }
  };
  for (const [id, { sections }] of texts) add(id, sections);

  const written = {
    s: (postings) => postings.sort().join(","),
    k: (counts) => [...counts].map(([word, count]) => word + count).sort().join(" "),
  };
  // What the script of this name brings; nothing for a name that is none of the index.
  return (name) => {
    if (name === "course") return { ...sizes, lengths };
    if (!(name[0] in written) || name[1] !== "/") return undefined;
    return Object.fromEntries([...(shards[name] ?? [])].map(([key, value]) => [key, written[name[0]](value)]));
  };
};
