// A page that nobody looks at gives the camera back after a while. How long that is, in one place:

import { notice } from "./notice.js";

// At exercise nothing can be followed in a page that is out of sight, and browsers give it no pictures:
// a glance at another tab, or a rest between two sets, is forgiven.
const AT_EXERCISE_MS = 60_000;
// A desk watch is there for work in other windows. Out of sight for a whole hour it may be forgotten.
const AT_DESK_MS = 3_600_000;
// Out of sight and nobody before the camera: the screen is locked, or the person has left.
const EMPTY_DESK_MS = 300_000;
const LOOK_MS = 1000;

export class Unseen {
  // `live` has watching, now, counts, pictures, words and what a pause and a start need.
  constructor(live) {
    this.live = live;
    this.sinceMs = this.emptyMs = null;
    this.look = () => this.turn();
    this.timer = setInterval(this.look, LOOK_MS);
    document.addEventListener("visibilitychange", this.look);
  }

  // Whether anybody was there in the latest picture.
  saw(view) {
    if (view.watch?.state !== "away") this.emptyMs = null;
    else this.emptyMs ??= performance.now();
  }

  turn() {
    if (!document.hidden) {
      if (this.sinceMs !== null) this.comeBack();
      this.sinceMs = null;
      return;
    }
    const nowMs = performance.now();
    this.sinceMs ??= nowMs;
    const emptyMs = this.emptyMs === null ? 0 : nowMs - Math.max(this.emptyMs, this.sinceMs);
    const limitMs = this.live.watching ? AT_DESK_MS : AT_EXERCISE_MS;
    if (nowMs - this.sinceMs >= limitMs || emptyMs >= EMPTY_DESK_MS) this.leave();
  }

  // Nobody has looked at the page for long: the camera is given back.
  leave() {
    const { live } = this;
    if (!live.pictures.open || live.now === "opening") return;
    if (live.counts) live.pause();
    live.dark();
    if (live.now !== "paused") return;
    live.left = true;
    live.mode("paused");
    if (live.watching) notice(live.words.unseen.title, live.words.unseen.text);
  }

  // Somebody looks at it again: a watch goes on by itself, whoever exercises says when.
  comeBack() {
    const { live } = this;
    live.pictures.expect();
    if (live.left && live.watching && live.now === "paused") live.start();
  }

  end() {
    clearInterval(this.timer);
    document.removeEventListener("visibilitychange", this.look);
  }
}
