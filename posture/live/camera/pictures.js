// The way of a picture: from the camera to the server, and with its answer onto the canvas.

import { drawPicture, drawView } from "./paint.js";
import { Sender, closeCamera, everyPicture, openCamera, tally } from "./lens.js";
import { Rate } from "./rate.js";
import { inOwnWords } from "./hud.js";
import { Turner } from "./turner.js";

const STALE_MS = 400;     // without an answer for so long, the plain picture is shown
const ANSWER_MS = 3000;   // a picture that is not answered by then never will be
const GLANCE_MS = 200;    // in a pause the picture is looked at so often
const LATE_MS = 2000;     // without an answer for so long, it is said

export class Pictures {
  // `live` has now, held, link, menu, hears(view) and unplugged().
  constructor(live) {
    this.live = live;
    this.turner = new Turner();
    this.sender = new Sender((packet) => live.link.send(packet));
    this.rate = new Rate(this.sender);
    this.answered = this.heard = this.glancedMs = 0;
    this.figures = live.stage.root.figures = { pictures: 0, views: 0, drops: 0, delaysMs: [], encodeMs: [], spentMs: [] };
  }

  get open() {
    return Boolean(this.live.stage.video.srcObject);
  }

  get muted() {
    return Boolean(this.live.stage.video.srcObject?.getVideoTracks()[0]?.muted);
  }

  // Open the chosen camera; `always`: its pictures are wanted also while the page is out of sight.
  async begin(always) {
    const { live } = this, { video } = live.stage;
    const stream = await openCamera(video, live.menu.now.camera, await this.rate.wanted());
    const [track] = stream.getVideoTracks();
    track.onended = () => live.unplugged();
    track.onmute = track.onunmute = () => live.strip.say("muted", track.muted ? live.words.muted : "");
    live.menu.cameras(track.getSettings().deviceId);
    this.shape();
    live.stage.root.dataset.dark = false;
    this.halt = everyPicture(video, (picture) => this.take(picture), always);
  }

  // The frame is shaped as the pictures are, turned as they are to be.
  shape() {
    const { root, video } = this.live.stage;
    this.turner.turn = this.live.menu.now.turn;
    const { width, height } = this.turner.of(video);
    if (!width) return;
    root.style.setProperty("--shape", `${width} / ${height}`);
    root.style.setProperty("--high", height / width);
  }

  end() {
    this.halt?.();
    this.live.stage.root.dataset.dark = true; // no picture of before is shown as if it were one of now
    closeCamera(this.live.stage.video);
    this.sender.end();
    this.live.strip.say("muted", "");
    this.live.strip.say("slow", "");
  }

  // From now on answers are expected.
  expect() {
    this.answered = this.heard = performance.now();
  }

  take(picture) {
    const { live } = this, { video, canvas } = live.stage;
    this.figures.pictures += 1;
    const nowMs = performance.now();
    const upright = this.turner.of(video, picture);
    if (live.now !== "running" || nowMs - this.answered > STALE_MS) {
      drawPicture(canvas, upright.picture, { ...upright, mirror: live.menu.now.mirror });
    }
    const looks = ["running", "rest"].includes(live.now) || (live.minds && nowMs - this.glancedMs > GLANCE_MS);
    const heeded = live.held && live.link.up && !live.link.quiet && !live.strip.replacing; // else all would be dropped
    if (!looks || !heeded || this.muted) return;
    this.glancedMs = nowMs;
    live.strip.say("slow", nowMs - this.heard > LATE_MS ? live.words.slow : "");
    if (this.sender.full && nowMs - this.answered > ANSWER_MS) {
      this.sender.forget();
      this.answered = nowMs;
    }
    if (!this.sender.full) this.sender.post(upright);
  }

  drop({ t }) {
    this.figures.drops += 1;
    this.heard = performance.now();
    this.sender.drop(t);
  }

  async answer({ t, view: english }) {
    const { live } = this;
    const view = inOwnWords(english, live.said, live.words);
    const delayMs = performance.now() - t / 1000;
    const spentMs = view.spent_ms.reduce((a, b) => a + b, 0);
    this.heard = performance.now();
    live.strip.say("slow", "");
    tally(this.figures, { delayMs, encodeMs: this.sender.encodeMs, spentMs });
    this.sender.adapt(delayMs - spentMs);
    live.gesture.see(view.sign);
    const picture = await this.sender.take(t);
    if (!picture) return;
    if (live.now === "running") {
      this.answered = performance.now();
      this.rate.answered(this.answered);
      drawView(live.stage.canvas, picture, view, { bones: live.bones, mirror: live.menu.now.mirror });
    }
    picture.close();
    if (live.now !== "closed") live.hears(view);
  }
}
