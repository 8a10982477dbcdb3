// The move done well, small beside the picture. Its pictures are taken out of the sample once, before the
// set: from then on showing one costs next to nothing, and nothing is decoded beside the model.

const WIDTH = 320;
const EVERY_S = 0.1;
const MOST = 40;
const CALMLY = "(prefers-reduced-motion: reduce)";

export class Loop {
  constructor(stage) {
    this.stage = stage;
    this.pictures = [];
    this.part = null;
    this.calm = matchMedia(CALMLY);
  }

  // A part of a sample, with the seconds of it at which the move sets out, is there, leaves and is back.
  use(part) {
    if (part?.url === this.part?.url) return;
    this.part = part ?? null;
    this.forget();
  }

  forget() {
    for (const picture of this.pictures) picture.close();
    this.pictures = [];
    this.ready = null;
    this.stage.loop.hidden = true;
  }

  // Take out the pictures, once.
  prepare() {
    if (this.part) this.ready ??= this.gather(this.part).catch(() => {}); // without them the set goes on
  }

  async gather(part) {
    const video = document.createElement("video");
    video.muted = true;
    video.preload = "auto";
    video.src = part.url;
    await once(video, "loadeddata");
    const length = part.to_s - part.from_s, wanted = Math.min(MOST, Math.floor(length / EVERY_S));
    const taken = [];
    for (let k = 0; k <= wanted && part === this.part; k++) {
      video.currentTime = part.from_s + (length * k) / wanted;
      await once(video, "seeked");
      taken.push(await createImageBitmap(video, { resizeWidth: WIDTH, resizeHeight: Math.round((WIDTH * video.videoHeight) / video.videoWidth) }));
    }
    video.removeAttribute("src");
    video.load();
    if (part !== this.part) return taken.forEach((picture) => picture.close());
    const { loop } = this.stage;
    [loop.width, loop.height] = [taken[0].width, taken[0].height];
    this.pictures = taken;
    this.shown = -1;
    loop.hidden = false;
    this.show(0, null);
  }

  // The picture of this moment: of the pace where the move has one, else at its own speed.
  show(nowS, pace) {
    if (!this.pictures.length) return;
    const { from_s: from, to_s: to, turns } = this.part;
    let at = from + (nowS % (to - from));
    if (pace?.tempo) at = between(turns, pace.step);
    if (this.calm.matches) at = turns[1];
    const last = this.pictures.length - 1;
    const k = Math.min(last, Math.max(0, Math.round((last * (at - from)) / (to - from))));
    if (k === this.shown) return;
    this.shown = k;
    this.stage.loop.getContext("2d").drawImage(this.pictures[k], 0, 0);
  }
}

function between(turns, step) {
  const k = Math.min(turns.length - 2, Math.floor(step));
  return turns[k] + (step - k) * (turns[k + 1] - turns[k]);
}

function once(video, event) {
  return new Promise((done, failed) => {
    video.addEventListener(event, done, { once: true });
    video.addEventListener("error", () => failed(video.error), { once: true });
  });
}
