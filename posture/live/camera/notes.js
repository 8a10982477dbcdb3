// What lies over the picture is explained once, in the first set in this browser.

const TOLD = "posture.live.told";
const READ_MS = 6000;

export class Notes {
  constructor(stage, words) {
    this.stage = stage;
    this.words = words;
    this.told = new Set(toldBefore());
    this.now = null;
  }

  // One at a time, while nothing of more weight is said, and only of what is there to be seen.
  // `facing`: the move is done towards the camera, which is where crossed arms are seen.
  show(view, { busy, pace, facing }) {
    const next = view.ready && !busy ? this.due(view, { pace, facing }) : null;
    if (!next) return this.put(null);
    const nowMs = performance.now();
    if (this.now !== next) this.sinceMs = nowMs;
    this.put(next);
    if (nowMs - this.sinceMs < READ_MS) return;
    this.told.add(next);
    keepTold([...this.told]);
    this.put(null);
  }

  due(view, { pace, facing }) {
    const { range, handsFree } = this.stage;
    const bar = !range.hidden; // the diamond runs beside it
    const there = { bar, pace: bar && Boolean(pace.tempo), target: Boolean(view.target?.length), hands: facing && handsFree.checked, first: view.counts.reps > 0 };
    return Object.keys(this.words).find((name) => !this.told.has(name) && there[name] !== false);
  }

  put(name) {
    if (this.now === name) return;
    this.now = name;
    this.stage.note.textContent = name ? this.words[name] : "";
    this.stage.root.dataset.explains = name ?? "";
  }
}

// Storage can be closed to a page; then it is explained again.
function toldBefore() {
  try {
    return JSON.parse(localStorage.getItem(TOLD)) ?? [];
  } catch {
    return [];
  }
}

function keepTold(told) {
  try {
    localStorage.setItem(TOLD, JSON.stringify(told));
  } catch {
    // nothing to do: see above
  }
}
