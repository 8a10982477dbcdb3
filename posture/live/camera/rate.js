// How many pictures a second the camera is asked for, and how many are sent. Twice as many halve the wait for
// the next one and show quick movements, and cost twice as much: only where the server allows it, never on a
// battery, and not once the answers did not keep up.

const CALM_FPS = 30, QUICK_FPS = 60;
const LEAST_FPS = 50;  // fewer answers a second are not worth what they cost
const WINDOW_MS = 3000;
const SLOW_WINDOWS = 2;    // such windows in a row: one may be another program that starts

export class Rate {
  constructor(sender) {
    this.sender = sender;
    this.fps = CALM_FPS;
    this.slow = 0;
  }

  // What the server allows, now and whenever that changes.
  allow(fps) {
    this.allowed = fps >= QUICK_FPS;
    if (!this.allowed) this.calm();
  }

  // What the camera is to be asked for.
  async wanted() {
    const battery = this.allowed && (await navigator.getBattery?.().catch(() => null));
    this.fps = this.allowed && !this.failed && battery?.charging !== false ? QUICK_FPS : CALM_FPS;
    this.sender.limit(this.fps);
    return this.fps;
  }

  // A picture was answered while a set runs. Gaps, such as a pause, count for nothing.
  answered(nowMs) {
    if (this.fps === CALM_FPS) return;
    if (!(nowMs - this.lastMs < WINDOW_MS / 6)) [this.sinceMs, this.answers] = [nowMs, 0];
    this.lastMs = nowMs;
    this.answers += 1;
    if (nowMs - this.sinceMs < WINDOW_MS) return;
    const slow = (1000 * this.answers) / (nowMs - this.sinceMs) < LEAST_FPS;
    this.slow = slow ? this.slow + 1 : 0;
    this.failed = this.slow >= SLOW_WINDOWS;
    [this.sinceMs, this.answers] = [nowMs, 0];
    if (this.failed) this.calm();
  }

  calm() {
    this.fps = CALM_FPS;
    this.sender.limit(CALM_FPS);
  }
}
