// Keeps the screen on during a set; the browser lets it go by itself when the page is hidden.

export class Awake {
  async keep(wanted) {
    this.wanted = wanted && document.visibilityState === "visible";
    if (!this.wanted) {
      this.lock?.release();
      this.lock = null;
    } else if (!this.asking && (!this.lock || this.lock.released)) {
      this.asking = true; // one lock at a time: nobody would let go of another
      const lock = await navigator.wakeLock?.request("screen").catch(() => null);
      this.asking = false;
      this.lock = lock;
      if (!this.wanted) this.keep(false); // the set has ended meanwhile
    }
  }
}
