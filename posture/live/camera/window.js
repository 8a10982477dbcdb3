// The picture takes the window for a set, so that it is read from across the room, and gives the page back.

export class Window {
  constructor(stage) {
    this.stage = stage;
    this.quiet = [];
    this.stops = [];
    this.heldFocus = false;
  }

  get taken() {
    return this.stage.root.dataset.wide === "true";
  }

  // Whatever lies behind it is neither reached by Tab nor read aloud; dialogs of the page stay above it.
  take() {
    const { root, side, countin, go } = this.stage;
    const first = !this.taken;
    root.dataset.wide = "true";
    this.still();
    if (!first) return;
    side.prepend(countin);
    go.focus({ preventScroll: true });
  }

  still() {
    if (!this.taken) return;
    for (let at = this.stage.root; at && at.parentNode !== document.body; at = at.parentNode ?? at.host) {
      if (at !== this.stage.root && at.tabIndex >= 0) {
        this.stops.push(at);
        at.tabIndex = -1; // what scrolls the page is a stop of its own
      }
      for (const beside of at.parentNode?.children ?? []) {
        if (beside === at || beside.inert || beside.nodeName === "STYLE") continue;
        beside.inert = true;
        this.quiet.push(beside);
      }
    }
  }

  get holdsFocus() {
    const { root } = this.stage;
    return root.contains(root.getRootNode().activeElement);
  }

  // Whoever uses the keys stands on the main button, unless they stand on another one or in a dialog; in the
  // page too, where the button that they pressed here is gone.
  hold() {
    const { go } = this.stage, here = this.holdsFocus;
    const lost = this.heldFocus && document.activeElement === document.body;
    this.heldFocus = here || (lost && go.disabled);
    if (here || go.disabled || !(this.taken || lost)) return;
    if (!document.activeElement?.closest("[role=dialog]")) go.focus({ preventScroll: true });
  }

  // At the end they stand on what is said of the set: no key that is still held down begins another one.
  read() {
    if (this.holdsFocus) this.stage.card.focus({ preventScroll: true });
  }

  give() {
    if (!this.taken) return;
    const { root, frame, countin } = this.stage;
    root.dataset.wide = "false";
    frame.append(countin);
    for (const beside of this.quiet) beside.inert = false;
    for (const stop of this.stops) stop.tabIndex = 0;
    this.quiet = [];
    this.stops = [];
    root.scrollIntoView({ block: "start" });
    if (document.fullscreenElement) document.exitFullscreen();
  }
}
