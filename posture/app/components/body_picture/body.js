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
    this.sent = [];
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
    // The page answers each tap with what it knew then: only its answer to the last one is news.
    const told = JSON.stringify(data.chosen), place = this.sent.indexOf(told);
    if (place < 0) {
      this.chosen = new Set(data.chosen);
      this.sent = [];
    } else this.sent.splice(0, place + 1);
    this.mark();
  }

  tap(found) {
    if (!found) return;
    const { place } = found.dataset;
    if (!this.chosen.delete(place)) this.chosen.add(place);
    const places = Object.keys(this.data.names).filter((one) => this.chosen.has(one));
    this.sent.push(JSON.stringify(places));
    this.mark();
    this.send(places);
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

export default function mount({ parentElement: parent, data, setStateValue }) {
  if (!shownIn.has(parent)) shownIn.set(parent, new Body(parent));
  shownIn.get(parent).show(data, (places) => setStateValue("places", places));
  return () => setTimeout(() => {
    if (parent.isConnected) return;
    shownIn.get(parent)?.root.remove();
    shownIn.delete(parent);
  });
}
