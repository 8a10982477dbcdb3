// A move done well beside the same move with a fault: small, without sound, again and again.

const EVERY_MS = 100; // as often as there are landmarks
const CALMLY = "(prefers-reduced-motion: reduce)";

function figure(data, part) {
  const root = document.createElement("figure");
  root.innerHTML = '<div><video muted playsinline preload="auto"></video><canvas></canvas></div><figcaption><b></b> <span></span></figcaption>';
  const video = root.querySelector("video"), canvas = root.querySelector("canvas");
  root.dataset.kind = part.kind;
  root.querySelector("b").textContent = part.title;
  root.querySelector("span").textContent = part.text;
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `${part.title} ${part.text}`);
  [canvas.width, canvas.height] = part.size;
  video.muted = true;
  const at = (moment) => {
    const xy = new Array(66).fill(null);
    const row = part.xy[Math.min(part.xy.length - 1, Math.max(0, Math.round((moment - part.from_s) * data.rate)))];
    data.joints.forEach((joint, k) => ([xy[2 * joint], xy[2 * joint + 1]] = [row[2 * k], row[2 * k + 1]]));
    return { xy, size: part.size, faulty: part.faulty };
  };
  const draw = () => {
    canvas.getContext("2d").clearRect(0, 0, canvas.width, canvas.height);
    drawSkeleton(canvas, at(video.currentTime), { bones: data.skeleton, mirror: false });
  };
  video.onloadedmetadata = () => (video.currentTime = part.from_s);
  video.onseeked = draw;
  video.src = part.url;
  return { root, video, draw, part };
}

class Demonstration {
  constructor(parent, data) {
    this.root = document.createElement("section");
    this.root.className = "demonstration";
    parent.appendChild(this.root);
    this.playing = !matchMedia(CALMLY).matches;
    this.seen = true;
    this.watch = new IntersectionObserver(([{ isIntersecting }]) => this.look(isIntersecting));
    this.watch.observe(this.root);
    this.show(data);
    this.turning = setInterval(() => this.turn(), EVERY_MS);
  }

  // Out of sight nothing plays: decoding would take time from the model.
  look(seen) {
    this.seen = seen;
    this.run(this.playing && seen);
  }

  show(data) {
    const key = JSON.stringify([data.language, data.parts.map(({ url }) => url)]);
    if (key === this.key) return;
    this.key = key;
    this.words = data.words;
    this.figures = data.parts.map((part) => figure(data, part));
    const row = document.createElement("div");
    row.className = "row";
    row.append(...this.figures.map(({ root }) => root));
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.onclick = () => this.play(!this.playing);
    this.root.replaceChildren(row, this.button);
    this.play(this.playing);
  }

  play(playing) {
    this.playing = playing;
    this.button.textContent = playing ? this.words.pause : this.words.play;
    this.run(playing && this.seen);
  }

  run(on) {
    for (const { video } of this.figures) on ? video.play().catch(() => {}) : video.pause();
  }

  turn() {
    for (const { video, draw, part } of this.figures) {
      if (this.playing && this.seen && (video.currentTime >= part.to_s || video.ended)) {
        video.currentTime = part.from_s;
        if (video.paused) video.play().catch(() => {});
      }
      if (!video.paused && video.readyState > 1) draw();
    }
  }

  close() {
    clearInterval(this.turning);
    this.watch.disconnect();
    this.run(false);
    this.root.remove();
  }
}

const shownIn = new WeakMap();

export default function mount({ parentElement: parent, data: [data] }) {
  const there = shownIn.get(parent);
  if (there) there.show(data);
  else shownIn.set(parent, new Demonstration(parent, data));
  return () => setTimeout(() => {
    if (parent.isConnected) return;
    shownIn.get(parent)?.close();
    shownIn.delete(parent);
  });
}
