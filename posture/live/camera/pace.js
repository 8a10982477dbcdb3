// A dot that runs beside the range bar at the move's good pace: out, there, and back.

export class Pace {
  constructor(stage) {
    this.stage = stage;
    this.use(null);
  }

  // Seconds out, there and back; null where the move has no pace.
  use(tempo) {
    this.tempo = tempo;
    this.from = null;
    this.stage.pace.hidden = !tempo;
    this.put(0);
  }

  // The dot sets out with the person, at the height where they are by then, and waits at rest.
  show({ t_s: now, phase, progress, ready }) {
    if (!this.tempo) return;
    if (!ready || phase === "rest") this.from = null;
    else this.from ??= now - this.tempo[0] * Math.min(1, Math.max(0, progress ?? 0));
    this.put(this.from === null ? 0 : heightAt(now - this.from, this.tempo));
  }

  put(share) {
    this.stage.pace.style.bottom = `${(100 * share) / 1.1}%`;
  }
}

// From 0 at rest to 1 at full range, after that many seconds.
function heightAt(s, [out, stay, back]) {
  if (s < out) return s / out;
  return s < out + stay ? 1 : Math.max(0, 1 - (s - out - stay) / back);
}
