// What is heard. Voices of this computer only: others would send the words to a server.

const MISS = [440, 330]; // falls: an attempt that did not count never sounds like one that did
const TONES = { count: [660], missed: MISS, instead: MISS, uncounted: MISS, hold: [520], praise: [660, 880], fault: [330, 330], problem: [260], tick: [520], go: [880], goal: [523, 659, 784, 1047] };
const LOUD = 0.2;

export class Voice {
  constructor(language) {
    this.language = language;
    this.muted = false;
    this.volume = 1;
    this.wanted = "";
    this.sound = null;
  }

  // How it should sound: `voice` is a name, "" for any, "tones" for none.
  use({ muted, voice, volume }) {
    this.muted = muted;
    this.wanted = voice;
    this.volume = volume;
    if (muted) window.speechSynthesis?.cancel();
  }

  // Sound may only start after a press or key: call this from one.
  wake() {
    const Sound = window.AudioContext ?? window.webkitAudioContext;
    if (!this.sound && Sound) this.sound = new Sound();
    this.sound?.resume?.();
  }

  // Whether cues are words now, not tones.
  get speaks() {
    return !this.muted && this.volume > 0 && Boolean(this.localVoice());
  }

  // Say a cue, or give a short tone where there is no voice. A number waits for what is being said;
  // whatever else is said ends it, but not a number that nobody has heard yet.
  say(text, kind) {
    if (this.muted) return;
    const voice = this.localVoice();
    if (!voice) return this.tone(kind);
    const speech = window.speechSynthesis;
    if (kind === "count" || kind === "uncounted") {
      if (speech.speaking || speech.pending) this.unheard = text;
      return this.speak(text, voice);
    }
    speech.cancel();
    if (this.unheard) this.speak(this.unheard, voice);
    this.speak(text, voice);
  }

  speak(text, voice) {
    const words = new SpeechSynthesisUtterance(text);
    words.voice = voice;
    words.lang = voice.lang;
    words.volume = this.volume;
    words.onstart = () => { if (this.unheard === text) this.unheard = null; };
    window.speechSynthesis.speak(words);
  }

  tone(kind) {
    if (this.muted || !this.volume || !this.sound || this.sound.state !== "running") return;
    let at = this.sound.currentTime;
    for (const hertz of TONES[kind] ?? TONES.count) {
      const note = this.sound.createOscillator(), loud = this.sound.createGain();
      note.frequency.value = hertz;
      loud.gain.setValueAtTime(0.0001, at);
      loud.gain.exponentialRampToValueAtTime(LOUD * this.volume, at + 0.02);
      loud.gain.exponentialRampToValueAtTime(0.0001, at + 0.16);
      note.connect(loud).connect(this.sound.destination);
      note.start(at);
      note.stop(at + 0.18);
      at += 0.2;
    }
  }

  localVoices() {
    const voices = window.speechSynthesis?.getVoices() ?? [];
    return voices.filter((v) => v.localService && v.lang.toLowerCase().startsWith(this.language));
  }

  localVoice() {
    if (this.wanted === "tones") return undefined;
    const own = this.localVoices();
    return own.find((v) => v.name === this.wanted) ?? own.find((v) => v.default) ?? own[0];
  }

  quiet() {
    window.speechSynthesis?.cancel();
    this.sound?.close();
    this.sound = null;
  }
}
