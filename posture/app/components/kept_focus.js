// Whoever uses the keys stays where they are when what they stood on leaves the page: a button that has done
// its work, or a dialog that has closed. Browsers let go of it then, and the next Tab begins anywhere.

const PLACES = '[role="dialog"], [data-testid="stMain"]';
const STOPS = "a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary, [tabindex]";
const RUNS = '[data-test-script-state="running"]';
const SETTLED_MS = 120;
const PAGE = Symbol.for("posture.focus");

export default function mount() {
  window[PAGE] ??= new Focus();
}

class Focus {
  constructor() {
    this.stood = []; // one for each place, the newest last
    this.byKey = false;
    document.addEventListener("keydown", () => (this.byKey = this.pressed = true), true);
    document.addEventListener("pointerdown", () => (this.byKey = false), true);
    document.addEventListener("focusin", ({ target }) => this.stand(target));
    new MutationObserver(() => this.changed()).observe(document.body, { subtree: true, childList: true });
  }

  stand(at) {
    const place = at.closest?.(PLACES);
    if (!place) return (this.stood = []); // the menu, which stays
    const old = this.stood.find((one) => one.place === place);
    if (old?.gone && !this.pressed) return this.wait(); // a dialog has put the keys on its first stop
    const before = stopsIn(place).filter((stop) => stop.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING);
    const others = this.stood.filter((one) => one !== old && one.place.isConnected);
    this.stood = [...others, { place, at, inner: innerOf(at), number: before.length, path: location.pathname, gone: false }];
  }

  changed() {
    for (const one of this.stood) {
      if (one.gone || one.at.isConnected) continue;
      one.gone = true;
      this.pressed = false;
    }
    this.wait();
  }

  get lost() {
    return this.byKey && !this.pressed && this.stood.some(({ gone }) => gone);
  }

  // What was drawn anew comes piece by piece.
  wait() {
    if (!this.lost) return;
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.look(), SETTLED_MS);
  }

  look() {
    if (!this.lost) return;
    if (document.querySelector(RUNS)) return this.wait();
    this.stood = this.stood.filter(({ place }) => place.isConnected);
    const last = this.stood.at(-1);
    if (!last || last.path !== location.pathname) return (this.stood = []);
    const stops = stopsIn(last.place).filter((stop) => !stop.closest("[inert]"));
    const next = last.gone ? stops[Math.min(last.number, stops.length - 1)] : last.inner;
    this.pressed = true; // it is found: from here on each stop is their own
    if (innerOf(document.activeElement) !== next) next?.focus();
  }
}

// What has the keys within an element that has a tree of its own.
function innerOf(element) {
  const within = element?.shadowRoot?.activeElement;
  return within ? innerOf(within) : element;
}

// In the order of the page, those behind a picture that has taken the window among them.
function stopsIn(place) {
  return [...place.querySelectorAll(STOPS)].filter((stop) => stop.tabIndex >= 0 && stop.checkVisibility());
}
