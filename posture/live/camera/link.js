// The socket to the server, which comes back by itself when it is lost.

const FINAL = new Set([4401, 4409]); // not known any more; goes on in another window
const WAITS_MS = [300, 600, 1200, 2500, 5000];
const TURN_MS = 250;
const PING_MS = 1000;    // unheard for so long, the server is asked whether it is there
const SILENT_MS = 3000;  // ... and for so long, it is said that it does not answer
const ANEW_MS = 10000;   // ... and for so long, another connection is tried: this one may be cut off

export class Link {
  // `hears` has message(object), up(), down(code) and silent(whether). Each place has a session of its own.
  constructor({ path, token, place }, hears) {
    this.path = path;
    this.memory = `posture.${place}.token`;
    this.hears = hears;
    this.tries = 0;
    this.quiet = false;
    this.pulse = setInterval(() => this.look(), TURN_MS);
    this.use(token);
  }

  get up() {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  use(token) {
    this.token = token;
    this.ended = false;
    this.hear();
    this.connect();
  }

  connect() {
    clearTimeout(this.timer);
    this.leave();
    const address = new URL(this.path, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    address.searchParams.set("token", this.token);
    address.searchParams.set("earlier", remembered(this.memory) ?? "");
    const socket = (this.socket = new WebSocket(address));
    socket.onmessage = ({ data }) => {
      this.hear();
      const message = JSON.parse(data);
      if (message.type === "hello") this.greet(message);
      this.hears.message(message);
    };
    socket.onclose = ({ code }) => this.closed(code);
  }

  // Whether the server answers. A page that is out of sight gets few turns, one that slept got none: what
  // counts is the time in turns, in which an answer could have been heard.
  look() {
    const nowMs = performance.now(), stepMs = Math.min(nowMs - (this.lookedMs ?? nowMs), 2 * TURN_MS);
    this.lookedMs = nowMs;
    if (this.socket?.readyState > WebSocket.OPEN) return; // closed, and that is said
    this.silentMs += stepMs;
    if (this.up && !this.asked && this.silentMs >= PING_MS) this.asked = this.send("ping");
    if (this.silentMs >= SILENT_MS) this.judge(true);
    if (this.up && this.silentMs >= this.anewMs) {
      this.anewMs = this.silentMs + ANEW_MS;
      this.connect();
    }
  }

  hear() {
    this.silentMs = 0;
    this.anewMs = ANEW_MS;
    this.asked = false;
    this.judge(false);
  }

  judge(quiet) {
    if (quiet === this.quiet) return;
    this.quiet = quiet;
    this.hears.silent(quiet);
  }

  greet(hello) {
    this.tries = 0;
    remember(this.memory, this.token);
    this.hears.up(hello);
  }

  closed(code) {
    if (this.ended) return;
    this.hear();
    this.hears.down(code);
    if (FINAL.has(code)) return;
    this.timer = setTimeout(() => this.connect(), WAITS_MS[Math.min(this.tries++, WAITS_MS.length - 1)]);
  }

  tell(type, more = {}) {
    return this.send(JSON.stringify({ type, ...more }));
  }

  send(data) {
    if (!this.up) return false;
    this.socket.send(data);
    return true;
  }

  leave() {
    if (!this.socket) return;
    this.socket.onclose = this.socket.onmessage = null;
    this.socket.close();
  }

  end() {
    this.ended = true;
    clearInterval(this.pulse);
    clearTimeout(this.timer);
    this.leave();
  }
}

// Storage can be closed to a page; then a reload begins anew.
function remembered(place) {
  try {
    return sessionStorage.getItem(place);
  } catch {
    return null;
  }
}

function remember(place, token) {
  try {
    sessionStorage.setItem(place, token);
  } catch {
    // nothing to do: see above
  }
}
