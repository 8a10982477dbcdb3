// The socket to the server, which comes back by itself when it is lost.

const FINAL = new Set([4401, 4409]); // not known any more; goes on in another window
const WAITS_MS = [300, 600, 1200, 2500, 5000];

export class Link {
  // `hears` has message(object), up() and down(code). Each place has a session of its own.
  constructor({ path, token, place }, hears) {
    this.path = path;
    this.memory = `posture.${place}.token`;
    this.hears = hears;
    this.tries = 0;
    this.use(token);
  }

  get up() {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  use(token) {
    this.token = token;
    this.ended = false;
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
      const message = JSON.parse(data);
      if (message.type === "hello") this.greet(message);
      this.hears.message(message);
    };
    socket.onclose = ({ code }) => this.closed(code);
  }

  greet(hello) {
    this.tries = 0;
    remember(this.memory, this.token);
    this.hears.up(hello);
  }

  closed(code) {
    if (this.ended) return;
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
