// What stands on the card over the picture when a set has ended or waits.

// The end of a set: what is true and good of it, one thing to try, what it came to and whether it is kept.
// `trouble` is a title that stays.
export function closingCard(words, { counts, saved, ending, error, praise, advice }, trouble) {
  const { endings, saved: kept, unsaved, nothing, counted, restarted } = words;
  // The server knows of no set: it was started again, and what it has of this one comes by itself.
  if (!ending) return { icon: "warn", title: trouble ?? endings.interrupted, text: restarted };
  if (ending === "deleted") return { icon: "warn", title: endings.deleted };
  const done = counts?.attempts ? counted.replace("{n}", counts.reps).replace("{m}", counts.attempts) : saved ? "" : nothing;
  const rest = error || (saved ? kept : counts?.attempts ? unsaved : "");
  const known = endings[ending] ?? endings.stopped;
  const title = trouble ?? (counts?.reps || ending !== "stopped" ? known : endings.empty);
  return {
    icon: trouble ? "warn" : "done", title, text: praise, advice, result: [done, rest].join(" ").trim(),
    celebrates: ending === "reached" && !trouble,
  };
}

// All that the guide asks for is done, and the set may go on.
export function goalCard(words, { done, praise, advice }) {
  const counted = (done.sided ? words.goalside : words.goal).replace("{n}", done.reps).replace("{m}", done.of);
  const title = done.minutes ? words.goaltime.replace("{n}", done.minutes) : done.reps === null ? words.endings.reached : counted;
  return { icon: "done", title, text: praise, advice, celebrates: true };
}

// A set that waits after a reload.
export function waitingCard(words, counts) {
  return { icon: "pause", title: words.still, text: words.stillhere.replace("{n}", counts?.reps ?? 0) };
}

// A pause: by the person's wish, because something hurts, or because nobody looked at the page (`left`).
// `minds`: crossed arms end it.
export function pausedCard(words, { hurting, left, minds }) {
  if (left && !hurting) return { icon: "pause", ...words.unseen };
  if (hurting) return { icon: "hurt", ...words.hurting };
  return { icon: minds ? "crossed" : "pause", title: words.paused, text: minds ? words.signs.pausedhelp : words.pausedhelp };
}
