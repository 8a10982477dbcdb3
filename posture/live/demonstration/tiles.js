// All moves as tiles, folded under the one that is chosen: each shows where it leads, and plays when it is
// pointed at or reached by Tab.

const STILL = "(prefers-reduced-motion: reduce)";
const ARROW = '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 9l6 6 6-6"/></svg>';

function pictureOf(move) {
  const picture = document.createElement("img");
  picture.alt = "";
  picture.src = move.picture;
  return picture;
}

// The sample is loaded when it is wanted; a browser asks one server for a few things at a time only.
function play(tile, { url, from_s: from, to_s: to }) {
  if (matchMedia(STILL).matches || tile.querySelector("video")) return;
  const video = document.createElement("video");
  video.muted = video.playsInline = true;
  video.setAttribute("aria-hidden", "true");
  video.src = `${url}#t=${from}`;
  video.ontimeupdate = () => { if (video.currentTime >= to) video.currentTime = from; };
  video.onplaying = () => video.classList.add("plays");
  tile.append(video);
  video.play().catch(() => {}); // left again before it began
}

function still(tile) {
  const video = tile.querySelector("video");
  video?.removeAttribute("src");
  video?.load();
  video?.remove();
}

class Tiles {
  constructor(parent) {
    this.root = document.createElement("section");
    this.root.className = "moves";
    this.root.innerHTML = `<button type="button" class="chosen" aria-expanded="false" aria-controls="all"><i></i><b></b><span></span>${ARROW}</button><div id="all" hidden></div>`;
    this.all = this.root.querySelector("#all");
    this.button = this.root.querySelector("button");
    this.button.onclick = () => this.open(this.all.hidden);
    this.root.onkeydown = (event) => {
      if (event.key !== "Escape" || this.all.hidden) return;
      event.stopPropagation();
      this.open(false);
      this.button.focus();
    };
    parent.appendChild(this.root);
  }

  show({ groups, chosen, locked, words }, pick) {
    Object.assign(this, { groups, chosen, pick });
    const move = groups.flatMap(({ moves }) => moves).find(({ id }) => id === chosen);
    this.root.hidden = locked; // while it is done nothing else is offered
    if (this.shown !== chosen && move.url) this.root.querySelector("i").replaceChildren(pictureOf(move));
    this.shown = chosen;
    this.root.querySelector("b").textContent = move.title;
    this.root.querySelector("span").textContent = words.all;
    if (locked) this.open(false);
    else if (!this.all.hidden) this.draw();
  }

  open(shown) {
    this.all.hidden = !shown;
    this.button.setAttribute("aria-expanded", String(shown));
    if (shown) this.draw();
    else this.all.replaceChildren();
  }

  draw() {
    this.all.replaceChildren(...this.groups.map((group) => this.group(group)));
  }

  group({ title, moves }) {
    const group = document.createElement("div");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", title);
    const heading = document.createElement("p");
    heading.textContent = title;
    const list = document.createElement("div");
    list.append(...moves.map((move) => this.tile(move)));
    group.append(heading, list);
    return group;
  }

  tile(move) {
    const tile = document.createElement("button"), name = document.createElement("span");
    tile.type = "button";
    tile.setAttribute("aria-pressed", String(move.id === this.chosen));
    name.textContent = move.title;
    tile.onclick = () => {
      this.open(false);
      this.button.focus();
      if (move.id !== this.chosen) this.pick(move.id);
    };
    if (move.url) {
      tile.onpointerenter = tile.onfocus = () => play(tile, move);
      tile.onpointerleave = tile.onblur = () => still(tile);
      tile.append(pictureOf(move));
    }
    tile.append(name);
    return tile;
  }
}

const tilesIn = new WeakMap();

export default function mount({ parentElement: parent, data: [data], setTriggerValue }) {
  if (!tilesIn.has(parent)) tilesIn.set(parent, new Tiles(parent));
  tilesIn.get(parent).show(data, (id) => setTriggerValue("picked", id));
}
