// What a person may set on the picture; the browser remembers it.

import { label } from "./stage.js";
import { keep, settings } from "./kept.js";

const TONES_ONLY = "tones";

export class Menu {
  constructor(stage, { words, waits, voice }) {
    this.stage = stage;
    this.words = words;
    this.voice = voice;
    const kept = settings();
    this.now = {
      wait: waits.includes(kept.wait) ? kept.wait : waits[1], muted: Boolean(kept.muted), mirror: kept.mirror ?? true,
      large: Boolean(kept.large), voice: kept.voice ?? "", volume: kept.volume ?? 1,
    };
    for (const wait of waits) stage.waitSelect.add(new Option(words.wait.replace("{s}", wait), wait));
    stage.waitSelect.value = this.now.wait;
    stage.mirror.checked = this.now.mirror;
    stage.large.checked = this.now.large;
    stage.volume.value = 100 * this.now.volume;
    this.voices();
    this.apply();
    this.listen();
  }

  listen() {
    const { stage } = this;
    stage.waitSelect.onchange = () => this.set({ wait: Number(stage.waitSelect.value) });
    stage.mirror.onchange = () => this.set({ mirror: stage.mirror.checked });
    stage.large.onchange = () => this.set({ large: stage.large.checked });
    stage.voices.onchange = () => (this.set({ voice: stage.voices.value }), this.voice.say(this.words.voicetest, "praise"));
    stage.volume.onchange = () => (this.set({ volume: stage.volume.value / 100 }), this.voice.say(this.words.voicetest, "praise"));
    stage.sound.onclick = () => this.set({ muted: !this.now.muted });
    stage.menu.onclick = () => this.open(stage.options.hidden);
    this.heard = () => this.voices();
    window.speechSynthesis?.addEventListener?.("voiceschanged", this.heard);
  }

  // The voices of this computer in the language of the page, as far as the browser knows them by now.
  voices() {
    const { voices } = this.stage;
    const own = this.voice.localVoices();
    const first = new Option(own.length ? this.words.anyvoice : this.words.novoice, "");
    const tones = own.length ? [new Option(this.words.tones, TONES_ONLY)] : [];
    voices.replaceChildren(first, ...own.map(({ name }) => new Option(name, name)), ...tones);
    voices.value = this.now.voice;
    if (voices.selectedIndex < 0) voices.value = "";
  }

  open(shown) {
    this.stage.options.hidden = !shown;
    this.stage.menu.setAttribute("aria-expanded", String(shown));
  }

  apply() {
    const { muted, large } = this.now;
    const { sound, root } = this.stage;
    const text = muted ? this.words.unmute : this.words.mute;
    this.voice.use(this.now);
    root.dataset.large = large;
    label(sound, muted ? "mute" : "sound", "");
    sound.setAttribute("aria-label", text);
    sound.setAttribute("aria-pressed", String(muted));
    sound.title = text;
  }

  set(some) {
    Object.assign(this.now, some);
    keep(this.now);
    this.apply();
  }

  close() {
    window.speechSynthesis?.removeEventListener?.("voiceschanged", this.heard);
  }
}
