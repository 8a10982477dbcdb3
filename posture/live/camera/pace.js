// A dot that runs beside the range bar at the move's good pace, and the moment of the demonstration with it.

const BREATH_S = 1; // between two rounds that nobody follows
const CALMLY = "(prefers-reduced-motion: reduce)";

export class Pace {
  constructor(stage) {
    this.stage = stage;
    this.calm = matchMedia(CALMLY);
    this.use(null);
  }

  // Seconds out, there and back; null where the move has no pace.
  use(tempo) {
    this.tempo = tempo;
    this.from = null;
    this.led = false;
    this.stage.pace.hidden = !tempo;
    this.at = 0;
    this.put();
  }

  // The dot sets out with the person, at the height where they are by then; at rest it shows the way.
  show({ t_s: now, phase, progress, ready }) {
    if (!this.tempo) return;
    const [out, stay, back] = this.tempo;
    const moves = ready && phase !== "rest";
    if (moves && !this.led) this.from = now - out * Math.min(1, Math.max(0, progress ?? 0));
    if (!moves && (this.led || this.from === null)) this.from = now + BREATH_S;
    this.led = moves;
    const gone = now - this.from, round = out + stay + back;
    this.at = Math.min(round, Math.max(0, moves ? gone : gone % (round + BREATH_S)));
    this.put();
  }

  put() {
    const share = this.tempo ? heightAt(this.at, this.tempo, this.calm.matches) : 0;
    this.stage.pace.style.bottom = `${(100 * share) / 1.1}%`;
  }

  // 0 at rest, 1 there, 2 still there, 3 back at rest.
  get step() {
    const [out, stay, back] = this.tempo;
    if (this.at < out) return this.at / out;
    if (this.at < out + stay) return 1 + (this.at - out) / stay;
    return 2 + (this.at - out - stay) / back;
  }
}

// From 0 at rest to 1 at full range, after that many seconds; `calm`: where to go, without the way there.
function heightAt(s, [out, stay, back], calm) {
  if (calm) return s > 0 && s < out + stay ? 1 : 0;
  if (s < out) return s / out;
  return s < out + stay ? 1 : Math.max(0, 1 - (s - out - stay) / back);
}
