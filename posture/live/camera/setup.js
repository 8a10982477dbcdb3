// The set-up screen: what is right already ticks itself, the first thing that is not is marked.

import { ICONS } from "./stage.js";

const STEADY_MS = 350; // what is right for less than this flickers
const CHECKS = ["person", "whole", "view", "distance", "light", "start"];

export class SetUp {
  constructor(stage, words) {
    this.stage = stage;
    this.words = words;
    this.items = CHECKS.map((name) => {
      const item = document.createElement("li");
      item.innerHTML = '<i role="img"></i><span></span>';
      item.dataset.check = name;
      stage.checks.appendChild(item);
      return { name, item, right: false, sinceMs: 0 };
    });
    this.reset();
  }

  // The drawing of where camera and body go, and from where the camera looks.
  place(drawing, view) {
    if (drawing !== undefined) this.stage.drawing.innerHTML = drawing;
    if (view) this.view = view;
    this.draw("good");
  }

  get shown() {
    return this.stage.root.dataset.stage === "setup";
  }

  reset() {
    for (const item of this.items) item.right = item.wanted = false;
    this.draw("good");
  }

  show({ passed, light }) {
    const nowMs = performance.now();
    for (const item of this.items) {
      const right = item.name === "light" ? light === "good" : passed.includes(item.name);
      if (right !== item.wanted) item.sinceMs = nowMs;
      item.wanted = right;
      if (nowMs - item.sinceMs >= STEADY_MS) item.right = right;
    }
    this.draw(light ?? "good");
  }

  draw(light) {
    const next = this.items.find(({ right }) => !right);
    for (const { name, item, right } of this.items) {
      const state = right ? "yes" : item === next?.item ? "next" : "no";
      const said = this.words.checks[name === "light" && light !== "good" ? light : name];
      const text = typeof said === "string" ? said : said[this.view] ?? said.front;
      if (item.dataset.right === state && item.lastChild.textContent === text) continue;
      item.dataset.right = state;
      item.firstChild.innerHTML = ICONS[right ? "done" : "open"];
      item.firstChild.setAttribute("aria-label", right ? this.words.right : this.words.missing);
      item.lastChild.textContent = text;
    }
  }
}
