// Forearms held crossed: a ring fills in the middle of the picture and says what comes of it. It does what
// the buttons do, for somebody who stands two metres away.

import { put } from "./stage.js";

const SHOWN_FROM = 0.15; // of the way to the first choice: arms that cross in passing show nothing
const GONE_MS = 1500; // without news for so long, nobody knows whether the arms are still crossed
const TURN = 100; // the length of the ring, as its path is told

export class Gesture {
  // `live` has stage, words, voice, now, held, pause(), go() and finish().
  constructor(live) {
    this.live = live;
    this.ring = document.createElement("div");
    this.ring.className = "crossed";
    this.ring.hidden = true;
    this.ring.innerHTML = `<svg viewBox="0 0 100 100" aria-hidden="true">
      <circle class="track" cx="50" cy="50" r="45" pathLength="${TURN}"/>
      <circle class="fill" cx="50" cy="50" r="45" pathLength="${TURN}"/></svg><div role="status"><b></b><span></span></div>`;
    const find = (selector) => this.ring.querySelector(selector);
    [this.fill, this.does, this.hint] = [find(".fill"), find("b"), find("span")];
    live.stage.frame.append(this.ring);
  }

  // What a picture shows of it; null where nobody looks for it.
  see(sign) {
    clearTimeout(this.fading);
    if (sign?.made) this.act(sign.made);
    const { held } = this.live;
    const shown = Boolean(held && sign?.coming && (!this.ring.hidden || sign.share >= SHOWN_FROM));
    if (shown) this.draw(sign);
    this.ring.hidden = !shown;
    if (shown) this.fading = setTimeout(() => (this.ring.hidden = true), GONE_MS);
  }

  draw({ share, coming, ready }) {
    const { signs } = this.live.words;
    const hint = ready ? signs.ready : coming === "finish" ? signs.paused : signs.hold;
    this.fill.style.strokeDashoffset = TURN * (1 - share);
    this.ring.dataset.coming = coming;
    put(this.does, signs[coming]);
    put(this.hint, hint);
  }

  act(made) {
    const { live } = this;
    if (made === "pause" && live.now === "running") {
      live.voice.say(live.words.paused, "praise");
      live.pause();
    }
    if (made === "go_on" && ["paused", "goal"].includes(live.now)) live.go();
    if (made === "finish" && live.held) live.finish();
  }

  end() {
    clearTimeout(this.fading);
    this.ring.hidden = true;
  }
}
