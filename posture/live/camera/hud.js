// What lies over the picture during a set, large enough to be read from some steps away.

import { ICONS, put } from "./stage.js";
import { Pace } from "./pace.js";
import { Loop } from "./loop.js";
import { Notes } from "./notes.js";
import { faceOf, placeOf } from "./place.js";

const CAPTION_MS = 4500;

export class Hud {
  constructor(stage, words) {
    this.stage = stage;
    this.words = words;
    this.pace = new Pace(stage);
    this.loop = new Loop(stage);
    this.notes = new Notes(stage, { ...(words.first && { first: words.first }), ...words.told });
    this.reset();
  }

  reset() {
    this.reps = 0;
    this.readyAt = null;
    this.stage.count.textContent = "0";
    this.stage.left.textContent = this.stage.right.textContent = this.stage.phase.textContent = "";
    this.stage.ring.hidden = this.stage.range.hidden = true;
    this.stage.root.dataset.stage = "setup";
    this.stage.root.dataset.counting = "";
    this.stage.says.dataset.place = "bottom";
    this.caption("");
    this.trouble("");
  }

  // The move of the set: what the guide asks for.
  setup({ reps, duration_s: lasts, tempo, set_of: which, view }) {
    this.facing = view === "front";
    this.pace.use(tempo ?? null);
    this.stage.nth.textContent = which ? this.words.nth.replace("{n}", which[0]).replace("{m}", which[1]) : "";
    this.aim = span(reps);
    this.minutes = span(lasts.map((s) => s / 60));
    this.aimed({ left: null, right: null }, 0);
  }

  aimed({ left, right }, t_s) {
    const { of, ofside, oftime } = this.words;
    const sided = left !== null && right !== null;
    const timed = !this.aim && this.minutes;
    const time = `${Math.floor(t_s / 60)}:${String(Math.floor(t_s % 60)).padStart(2, "0")}`;
    put(this.stage.time, timed ? time : ""); // on a line of its own, and what is asked for below it
    const aimed = timed ? oftime.replace("{time}", "").trim() : sided ? ofside : of;
    put(this.stage.of, timed || this.aim ? aimed.replace("{aim}", timed || this.aim) : "");
  }

  counts({ reps, left, right }) {
    if (reps > this.reps) this.pulse();
    this.reps = reps;
    put(this.stage.count, reps);
    const sided = left !== null && right !== null;
    put(this.stage.left, sided ? this.words.left.replace("{n}", left) : "");
    put(this.stage.right, sided ? this.words.right_side.replace("{n}", right) : "");
  }

  show(view) {
    this.counts(view.counts);
    if (view.ready && this.readyAt === null && view.method) this.caption(this.words.watching.replace("{what}", view.method));
    if (view.ready) this.readyAt ??= view.t_s;
    if (view.ready) this.stage.root.dataset.stage = "set";
    const left = view.count_in ?? Math.ceil(view.count_in_s ?? 0);
    this.countIn(left);
    if (left) return this.quiet();
    this.aimed(view.counts, view.t_s - (this.readyAt ?? view.t_s));
    const phase = view.phase === "full" && view.hold_target_s ? "hold" : view.phase;
    put(this.stage.phase, view.ready ? this.words.phases[phase] : this.words.getready);
    this.trouble(view.problem, ["start", "calibrate"].includes(view.code) ? "wait" : "unseen");
    this.hold(view);
    this.pace.show(view);
    this.loop.show(view.t_s, view.ready ? this.pace : null);
    this.stage.sides.dataset.now = view.ready && view.phase !== "rest" ? view.side : "";
    this.stage.range.hidden = !view.ready || view.progress === null;
    this.stage.rangeFill.style.height = `${Math.min(110, Math.max(0, 100 * (view.progress ?? 0))) / 1.1}%`;
    this.stage.range.classList.toggle("whole", view.progress >= 1);
    this.line(view.caption);
    this.notes.show(view, { busy: Boolean(this.stage.caption.textContent || view.problem), pace: this.pace, facing: this.facing });
    this.place(view);
  }

  // The line that the coach has standing, until the coach takes it away.
  line(said) {
    const standing = said ? `${said.since_s} ${said.text}` : "";
    if (standing === this.standing) return;
    if (said || this.standing) this.caption(said?.text, said?.kind);
    if (said) clearTimeout(this.fading);
    this.standing = standing;
  }

  // Nothing stands or runs under a count-in.
  quiet() {
    this.caption("");
    this.trouble("");
    this.notes.put(null);
    this.stage.phase.textContent = this.stage.time.textContent = this.stage.of.textContent = "";
    this.stage.ring.hidden = this.stage.range.hidden = true;
  }

  // Words on the picture give way to the face. To measure them has the browser lay the page out: only
  // where there are any.
  place(view) {
    const { says, frame, canvas, caption, note, stateText } = this.stage;
    if (!caption.textContent && !note.textContent && !stateText.textContent) return;
    const { clientWidth: wide, clientHeight: high } = frame;
    const shown = Math.min(high, (wide * canvas.height) / canvas.width); // the picture within the frame
    const face = faceOf(view)?.map((y) => ((high - shown) / 2 + y * shown) / high);
    const edge = Math.min(says.offsetTop, high - says.offsetTop - says.offsetHeight);
    const place = placeOf(says.dataset.place, face, (says.offsetHeight + Math.max(0, edge)) / high);
    if (place !== says.dataset.place) says.dataset.place = place;
  }

  // The coach counts down to the first movement, in the middle of the picture.
  countIn(left) {
    const { root, countin } = this.stage;
    if (!left && !root.dataset.counting) return;
    root.dataset.counting = left || "";
    put(countin, left || "");
  }

  hold({ hold_s: held, hold_target_s: target, ready }) {
    const { ring, ringFill, ringText, ringOf } = this.stage;
    ring.hidden = !target || !ready || !held;
    if (ring.hidden) return;
    ringFill.style.strokeDashoffset = 100 - Math.min(100, (100 * held) / target);
    put(ringText, Math.floor(held));
    put(ringOf, this.words.seconds.replace("{aim}", Math.round(target)));
    ring.classList.toggle("whole", held >= target);
  }

  // One line of words, for some seconds.
  caption(text, kind = "") {
    const { caption } = this.stage;
    clearTimeout(this.fading);
    caption.textContent = text ?? "";
    caption.dataset.kind = kind;
    this.standing = "";
    if (text) this.fading = setTimeout(() => (caption.textContent = ""), CAPTION_MS);
  }

  // What is in the way of seeing, as long as it is.
  trouble(text, sign = "unseen") {
    if (this.stage.stateText.textContent !== text) {
      this.stage.stateText.textContent = text;
      this.stage.stateSign.innerHTML = ICONS[sign];
    }
    this.stage.state.dataset.sign = sign;
    this.stage.state.classList.toggle("shown", Boolean(text));
  }

  pulse() {
    const { count } = this.stage;
    count.classList.remove("pulse");
    void count.offsetWidth; // lets the animation begin again
    count.classList.add("pulse");
  }
}

function span([low, high]) {
  return high ? (low === high ? `${high}` : `${low}–${high}`) : "";
}

// The coach speaks English; the page knows what that is in the person's language.
export function inOwnWords({ problem, method, cue, caption, ...view }, said, words) {
  const own = (text) => said[text] ?? text;
  const whole = (line) => line && { ...line, text: line.kind === "instead" ? words.missed.replace("{why}", own(line.text)) : own(line.text) };
  return { ...view, problem: own(problem), method: own(method), cue: whole(cue), caption: whole(caption) };
}
