// What is heard. Voices of this computer only: others would send the words to a server.

const TONES = { count: [660], hold: [520], praise: [660, 880], fault: [330, 330], problem: [260], tick: [520], go: [880] };

export class Voice {
  constructor(language) {
    this.language = language;
    this.muted = false;
    this.sound = null;
  }

  // Sound may only start after a press or key: call this from one.
  wake() {
    const Sound = window.AudioContext ?? window.webkitAudioContext;
    if (!this.sound && Sound) this.sound = new Sound();
    this.sound?.resume?.();
  }

  // Say a cue, or give a short tone where there is no voice.
  say(text, kind) {
    if (this.muted) return;
    const voice = this.localVoice();
    if (!voice) return this.tone(kind);
    const speech = window.speechSynthesis;
    if (speech.speaking && kind === "count") return;
    speech.cancel();
    const words = new SpeechSynthesisUtterance(text);
    words.voice = voice;
    words.lang = voice.lang;
    speech.speak(words);
  }

  tone(kind) {
    if (this.muted || !this.sound || this.sound.state !== "running") return;
    let at = this.sound.currentTime;
    for (const hertz of TONES[kind] ?? TONES.count) {
      const note = this.sound.createOscillator(), loud = this.sound.createGain();
      note.frequency.value = hertz;
      loud.gain.setValueAtTime(0.0001, at);
      loud.gain.exponentialRampToValueAtTime(0.2, at + 0.02);
      loud.gain.exponentialRampToValueAtTime(0.0001, at + 0.16);
      note.connect(loud).connect(this.sound.destination);
      note.start(at);
      note.stop(at + 0.18);
      at += 0.2;
    }
  }

  mute(muted) {
    this.muted = muted;
    if (muted) window.speechSynthesis?.cancel();
  }

  localVoice() {
    const voices = window.speechSynthesis?.getVoices() ?? [];
    const own = voices.filter((v) => v.localService && v.lang.toLowerCase().startsWith(this.language));
    return own.find((v) => v.default) ?? own[0];
  }

  quiet() {
    window.speechSynthesis?.cancel();
    this.sound?.close();
    this.sound = null;
  }
}
