// The body in places to tick. Each place is a checkbox; a place that both views show has one, and an outline more.

const SPACE = "http://www.w3.org/2000/svg";

function drawn(tag, attributes = {}) {
  const element = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function region(part, name) {
  const root = drawn("g", { "data-place": part.place });
  const outline = drawn("path", { class: "outline", d: part.path });
  if (part.mirrored) outline.setAttribute("transform", "matrix(-1 0 0 1 200 0)");
  const mark = drawn("path", { class: "mark", d: "M-6 0l4 5 8-9", transform: `translate(${part.mark})` });
  const title = drawn("title");
  title.textContent = name;
  root.append(title, outline, mark);
  if (part.twin) root.setAttribute("aria-hidden", "true");
  else for (const [key, value] of Object.entries({ role: "checkbox", tabindex: 0, "aria-label": name })) root.setAttribute(key, value);
  return root;
}

function view(data, { captions, features, regions }) {
  const root = document.createElement("figure");
  const picture = drawn("svg", { viewBox: data.box.join(" ") });
  const parts = regions.map((part) => region(part, data.names[part.place]));
  // What a finger may touch beside an outline lies below all outlines.
  const below = drawn("g", { "aria-hidden": "true" });
  for (const { place, touch: [x, y, width, height] } of regions)
    below.append(drawn("rect", { class: "touch", "data-place": place, x, y, width, height }));
  picture.append(below, drawn("path", { class: "features", d: features, "aria-hidden": "true" }), ...parts);
  const caption = document.createElement("figcaption");
  caption.append(...captions.map((text, k) => Object.assign(document.createElement(k === 1 ? "b" : "span"), { textContent: text })));
  root.append(picture, caption);
  return root;
}

// The members of either set that the other does not have.
function difference(one, other) {
  return new Set([...[...one].filter((each) => !other.has(each)), ...[...other].filter((each) => !one.has(each))]);
}

class Body {
  constructor(parent) {
    this.root = document.createElement("section");
    this.root.className = "po-body";
    this.root.setAttribute("role", "group");
    this.pictures = document.createElement("div");
    this.said = document.createElement("p");
    this.said.setAttribute("role", "status");
    this.root.append(this.pictures, this.said);
    parent.appendChild(this.root);
    this.chosen = new Set();
    this.name = Math.random().toString(36).slice(2);
    this.odd = new Set();  // the places that were tapped an odd number of times
    this.root.addEventListener("click", (event) => this.tap(event.target.closest("[data-place]")));
    this.root.addEventListener("keydown", (event) => {
      if (event.key !== " " && event.key !== "Enter") return;
      event.preventDefault();
      this.tap(event.target.closest("[data-place]"));
    });
  }

  show(data, send) {
    this.send = send;
    const words = JSON.stringify([data.label, data.hint, data.names]);
    if (words !== this.words) {
      this.words = words;
      this.data = data;
      this.root.setAttribute("aria-label", data.label);
      this.pictures.replaceChildren(...data.views.map((one) => view(data, one)));
    }
    // An answer may be older than the last taps: what it does not know of is added to it.
    const { picture, odd } = data.taken;
    const underWay = picture === this.name ? difference(this.odd, new Set(odd)) : this.odd;
    this.chosen = difference(new Set(data.chosen), underWay);
    this.mark();
  }

  tap(found) {
    if (!found) return;
    const place = new Set([found.dataset.place]);
    this.odd = difference(this.odd, place);
    this.chosen = difference(this.chosen, place);
    this.mark();
    this.send({ picture: this.name, odd: [...this.odd] });
  }

  mark() {
    for (const part of this.pictures.querySelectorAll("g[data-place]")) {
      const chosen = this.chosen.has(part.dataset.place);
      part.classList.toggle("chosen", chosen);
      if (part.getAttribute("role")) part.setAttribute("aria-checked", String(chosen));
    }
    const { names, hint } = this.data;
    const said = Object.keys(names).filter((one) => this.chosen.has(one)).map((one) => names[one]).join(" · ") || hint;
    if (this.said.textContent !== said) this.said.textContent = said;
  }
}

const shownIn = new WeakMap();

export default function mount({ parentElement: parent, data: [data], setStateValue }) {
  if (!shownIn.has(parent)) shownIn.set(parent, new Body(parent));
  shownIn.get(parent).show(data, (taps) => setStateValue("taps", taps));
  return () => setTimeout(() => {
    if (parent.isConnected) return;
    shownIn.get(parent)?.root.remove();
    shownIn.delete(parent);
  });
}
