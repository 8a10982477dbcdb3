// A routine on the picture: the rest before a set, the steps that only the clock follows, and what may be
// asked of it. The seconds stand beside the picture, never over the person.

import { label, put } from "./stage.js";

const SELDOM_FPS = 5; // somebody who rests is looked at, but not followed
const SOON_S = 4; // from here on as often as in the set
const SURE_MS = 1000; // what is missing for less than this flickers
const STEP_MS = 200;
const ALOUD_S = 3;
const LEADS_ON = ["reached", "stopped"];

export class Rest {
  // `live` has stage, words, said, voice, pictures, link, setup, now, held, mode(now), dark() and wish(name).
  constructor(live) {
    this.live = live;
    const { side, frame, go, options } = live.stage;
    this.panel = made("div", "rest", '<p class="word"></p><b role="timer"></b><p class="next"></p><p class="dose"></p><p class="place" role="status"></p>');
    this.sketch = made("div", "sketch", '<span aria-hidden="true"></span><p aria-live="polite"></p>');
    this.wishes = made("div", "wishes");
    this.button = made("button", "skip");
    this.button.type = "button";
    this.button.onclick = () => this.skip();
    const find = (name) => this.panel.querySelector(name);
    [this.word, this.digits, this.next, this.dose, this.place] = [".word", "b", ".next", ".dose", ".place"].map(find);
    side.prepend(this.panel);
    frame.append(this.sketch);
    go.after(this.button);
    options.prepend(this.wishes);
    this.routine = this.step = null;
  }

  // What the page tells of the routine with every change; nothing where there is none.
  use(routine) {
    this.routine = routine ?? null;
    this.live.stage.root.dataset.routine = Boolean(routine);
    if (!routine) return;
    put(this.next, routine.title);
    put(this.dose, routine.dose);
    this.offer(routine.wishes);
    this.named();
    if (routine.step) this.take(routine.step);
    else if (this.step) this.leave();
  }

  offer(wishes) {
    if (this.offered === JSON.stringify(wishes)) return;
    this.offered = JSON.stringify(wishes);
    this.wishes.replaceChildren(...wishes.map(([name, text]) => {
      const button = made("button", "");
      button.type = "button";
      button.textContent = text;
      button.onclick = () => (this.live.menu.open(false), this.live.wish(name));
      return button;
    }));
  }

  // ---- the rest before a set ------------------------------------------------------------------

  // A set has ended and another one follows: the picture stays. Tells whether that is so.
  leads({ ending }) {
    const { live } = this;
    if (!this.routine || !live.held || live.now === "error" || !LEADS_ON.includes(ending)) return false;
    live.held = live.unsaid = live.unfelt = false;
    live.strip.end();
    if (ending === "reached") live.voice.tone("goal");
    this.untilMs = null;
    live.mode("rest");
    this.draw();
    return true;
  }

  begin(restS, title) {
    const { live } = this, { words } = live;
    live.hud.loop.prepare();
    this.untilMs = performance.now() + 1000 * restS;
    this.missing = this.wanted = "";
    live.mode("rest");
    this.draw();
    live.voice.say(words.next.replace("{title}", title), "next");
  }

  get leftS() {
    return this.untilMs === null ? 0 : Math.max(0, (this.untilMs - performance.now()) / 1000);
  }

  // What the worker sees meanwhile. Its seconds are the ones that count.
  show({ rest_s: leftS, wanted, passed, light }) {
    const { live } = this;
    this.untilMs = performance.now() + 1000 * leftS;
    live.pictures.sender.pace(leftS > SOON_S ? SELDOM_FPS : live.setup?.fps);
    const dim = light && light !== "good" ? live.words.checks[light] : "";
    this.settle(passed.includes("person") ? live.said[wanted] ?? wanted : live.words.stepin, dim);
    this.draw();
  }

  // One line of what is missing, once it has been so for a moment.
  settle(missing, dim) {
    const said = missing || dim || this.live.words.inplace, nowMs = performance.now();
    if (said !== this.wanted) [this.wanted, this.wantedMs] = [said, nowMs];
    if (nowMs - this.wantedMs < SURE_MS) return;
    this.place.dataset.right = said === this.live.words.inplace;
    put(this.place, said);
  }

  // ---- a step ---------------------------------------------------------------------------------

  take(step) {
    const { live } = this;
    const fresh = this.step?.key !== step.key || this.step?.running !== step.running;
    const begins = this.step?.rest_s > 0 && !step.rest_s;
    this.step = step;
    this.untilMs = performance.now() + 1000 * (step.rest_s || step.left_s);
    if (!fresh) return begins && this.begins();
    if (live.pictures.open) live.dark();
    this.sketch.firstChild.innerHTML = step.sketch;
    put(this.sketch.lastChild, step.how);
    live.mode(step.running ? "step" : "paused");
    this.draw();
    clearInterval(this.turning);
    this.turning = setInterval(() => this.tick(), STEP_MS);
    if (step.running) live.voice.say(step.rest_s ? live.words.next.replace("{title}", this.routine.title) : step.how, "next");
  }

  tick() {
    const { live, step } = this;
    if (live.now !== "step" || !step.running) return;
    if (step.rest_s && this.leftS <= 0) {
      step.rest_s = 0;
      this.untilMs += 1000 * step.left_s;
      this.begins();
    }
    this.draw();
  }

  // Its rest is over, by this clock or by the page's.
  begins() {
    const { voice } = this.live;
    voice.tone("go");
    voice.say(this.step.how, "next");
    this.named();
  }

  // The step is over, or left: a set comes by itself, or waits for Start.
  leave() {
    const { live } = this;
    this.forget();
    if (!["step", "paused"].includes(live.now)) return;
    this.untilMs = null;
    live.mode(this.routine.awake ? "rest" : "off");
    this.draw();
  }

  forget() {
    clearInterval(this.turning);
    this.step = null;
  }

  get resting() {
    const { now, rested } = this.live;
    return this.step ? this.step.rest_s > 0 : now === "rest" || (now === "paused" && Boolean(rested));
  }

  // ---- both -----------------------------------------------------------------------------------

  draw() {
    const { live } = this, { words } = live;
    const left = this.untilMs === null ? "" : String(Math.ceil(this.leftS));
    const sooner = left !== this.digits.textContent && Number(left) > 0 && Number(left) <= ALOUD_S;
    if (sooner && this.step) live.voice.tone("tick"); // before a set the worker counts
    this.digits.textContent = left;
    put(this.word, (this.resting ? this.routine?.rest : this.routine?.part) ?? "");
    if (this.step) put(this.place, "");
    live.stage.root.dataset.resting = this.resting;
    if (!this.step && live.now === "rest") live.hud.loop.show(performance.now() / 1000, null);
  }

  named() {
    const { now, rested, stage } = this.live;
    stage.root.dataset.resting = this.resting;
    stage.root.dataset.stands = now !== "paused" ? "" : this.step ? "step" : rested ? "rest" : "";
    label(this.button, "skip", this.resting ? this.live.words.skiprest : this.live.words.skip);
  }

  skip() {
    const { live } = this;
    // It is told to begin or is not chosen yet: to skip the set is no answer to "Start now".
    if (live.now === "rest") return this.untilMs !== null && live.link.tell("skip");
    live.wish(this.step && this.step.rest_s > 0 ? "skip_rest" : "skip");
  }

  end() {
    clearInterval(this.turning);
  }
}

function made(kind, name, inside = "") {
  const element = document.createElement(kind);
  element.className = name;
  element.innerHTML = inside;
  return element;
}
