// Keeps the screen on during a set; the browser lets it go by itself when the page is hidden.

export class Awake {
  async keep(wanted) {
    if (!wanted || document.visibilityState !== "visible") {
      this.lock?.release();
      this.lock = null;
    } else if (!this.lock || this.lock.released) {
      this.lock = await navigator.wakeLock?.request("screen").catch(() => null);
    }
  }
}
