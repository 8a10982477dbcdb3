// The line for a place on a full server. A set begins by itself when its turn has come.

const AGAIN_MS = 5000; // whether there is a place meanwhile

export class Line {
  // `live` has now, words, voice, link, covers, start(), mode(now) and dark().
  constructor(live) {
    this.live = live;
    this.number = 0;
    this.taken = null;
    this.hears = { full: ({ waiting }) => this.full(waiting), line: ({ number }) => this.wait(number), place: () => this.begin(), elsewhere: () => live.covers.elsewhere() };
  }

  // Every place is taken, and so many wait: nobody has to before they press Start.
  full(waiting) {
    const { live } = this;
    this.taken = waiting;
    clearTimeout(this.asking);
    this.asking = setTimeout(() => live.now === "off" && live.link.tell("warm"), AGAIN_MS);
    if (live.now === "off") live.mode("off");
  }

  // There is a place again.
  free() {
    this.taken = null;
    clearTimeout(this.asking);
  }

  // The number in the line, 0 for none. The camera is off meanwhile.
  wait(number) {
    const { live } = this;
    this.number = number;
    if (!number) return live.now === "line" && live.mode("off");
    if (live.now === "line") return this.show();
    live.dark();
    live.mode("line");
    this.show();
    if (document.activeElement === document.body || live.window.holdsFocus) live.stage.does.firstChild.focus();
  }

  show() {
    const { live } = this, { words } = live;
    live.covers.show({ icon: "wait", title: words.line.taken, text: words.line.number.replace("{n}", this.number) }, [words.go.line, () => this.leave()]);
  }

  begin() {
    const { live } = this;
    if (live.now !== "line") return;
    this.number = 0;
    live.voice.tone("goal");
    live.mode("off");
    live.start();
  }

  // Wait no longer. Tells whether the page waited.
  leave() {
    const { live } = this;
    if (live.now !== "line") return false;
    live.link.tell("leave");
    this.number = 0;
    live.mode("off");
    return true;
  }
}
