// What a person may set on the picture; the browser remembers it.

import { label } from "./stage.js";
import { KEPT, keep, settings } from "./kept.js";
import { knownCameras } from "./lens.js";

const TONES_ONLY = "tones";
const TURNS = [0, 90, 180, 270];

export class Menu {
  // `onCamera` is called when another camera is chosen, `onTurn` when its pictures are to be turned,
  // `onHandsFree` when crossed arms are to be minded or not.
  constructor(stage, { words, waits, voice, onCamera, onTurn, onHandsFree }) {
    this.stage = stage;
    this.words = words;
    this.voice = voice;
    this.onCamera = onCamera;
    this.onTurn = onTurn;
    this.onHandsFree = onHandsFree;
    const kept = settings();
    this.now = {
      wait: waits.includes(kept.wait) ? kept.wait : waits[1], muted: Boolean(kept.muted), mirror: kept.mirror ?? true,
      large: Boolean(kept.large), handsFree: kept.handsFree ?? true, voice: kept.voice ?? "", volume: kept.volume ?? 1,
      camera: kept.camera ?? null, turn: TURNS.includes(kept.turn) ? kept.turn : 0,
    };
    for (const wait of waits) stage.waitSelect.add(new Option(words.wait.replace("{s}", wait), wait));
    stage.waitSelect.value = this.now.wait;
    for (const turn of TURNS) stage.turn.add(new Option(words.turns[turn], turn));
    stage.turn.value = this.now.turn;
    stage.mirror.checked = this.now.mirror;
    stage.large.checked = this.now.large;
    stage.handsFree.checked = this.now.handsFree;
    stage.volume.value = 100 * this.now.volume;
    this.voices();
    this.cameras();
    this.apply();
    this.listen();
  }

  listen() {
    const { stage } = this;
    stage.waitSelect.onchange = () => this.set({ wait: Number(stage.waitSelect.value) });
    stage.turn.onchange = () => (this.set({ turn: Number(stage.turn.value) }), this.onTurn());
    stage.mirror.onchange = () => this.set({ mirror: stage.mirror.checked });
    stage.handsFree.onchange = () => (this.set({ handsFree: stage.handsFree.checked }), this.onHandsFree());
    stage.large.onchange = () => this.set({ large: stage.large.checked });
    stage.voices.onchange = () => (this.set({ voice: stage.voices.value }), this.voice.say(this.words.voicetest, "praise"));
    stage.volume.onchange = () => (this.set({ volume: stage.volume.value / 100 }), this.voice.say(this.words.voicetest, "praise"));
    stage.sound.onclick = () => this.set({ muted: !this.now.muted });
    stage.menu.onclick = () => this.open(stage.options.hidden);
    this.heard = () => this.voices();
    window.speechSynthesis?.addEventListener?.("voiceschanged", this.heard);
    stage.cameras.onchange = () => this.choose(stage.cameras.selectedOptions[0]);
    this.plugged = () => this.cameras(this.inUse);
    navigator.mediaDevices?.addEventListener?.("devicechange", this.plugged);
    this.kept = () => this.follow(settings().camera ?? null);
    window.addEventListener(KEPT, this.kept);
  }

  // The camera was chosen elsewhere on the page.
  follow(camera) {
    if (camera?.id === this.now.camera?.id) return;
    this.now.camera = camera;
    this.cameras();
    this.onCamera();
  }

  choose({ value: id, text: label }) {
    this.set({ camera: id ? { id, label } : null });
    this.onCamera();
  }

  // The cameras of this computer; the one in use is shown as chosen, else the one that was.
  async cameras(inUse = "") {
    this.inUse = inUse;
    const known = await knownCameras();
    const { cameras } = this.stage, { camera } = this.now;
    const named = known.map(({ id, label }, k) => new Option(label || this.words.cameran.replace("{n}", k + 1), id));
    cameras.replaceChildren(new Option(this.words.anycamera, ""), ...named);
    const there = known.find(({ id }) => id === camera?.id) ?? known.find(({ label }) => label && label === camera?.label);
    cameras.value = camera ? (inUse || there?.id) ?? "" : "";
    if (cameras.selectedIndex < 0) cameras.value = "";
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
    this.readAloud();
  }

  open(shown) {
    this.stage.options.hidden = !shown;
    this.stage.menu.setAttribute("aria-expanded", String(shown));
    if (shown) this.stage.options.scrollIntoView({ block: "nearest" }); // it may stand below what is in sight
  }

  // Close it where it is open, and tell whether it was.
  shut() {
    if (this.stage.options.hidden) return false;
    this.open(false);
    this.stage.menu.focus();
    return true;
  }

  apply() {
    const { muted, large } = this.now;
    const { sound, root } = this.stage;
    const text = muted ? this.words.unmute : this.words.mute;
    this.voice.use(this.now);
    root.dataset.large = large;
    root.dataset.mirror = this.now.mirror;
    label(sound, muted ? "mute" : "sound", text);
    this.readAloud();
  }

  // A screen reader reads what no voice says: two at once nobody understands. At a desk there are only tones.
  readAloud() {
    const { caption, count, countin, root } = this.stage;
    const speaks = this.voice.speaks && root.dataset.kind !== "watch";
    for (const [place, how] of [[caption, "polite"], [count, "polite"], [countin, "assertive"]])
      place.setAttribute("aria-live", speaks ? "off" : how);
  }

  set(some) {
    Object.assign(this.now, some);
    keep(this.now);
    this.apply();
  }

  close() {
    window.speechSynthesis?.removeEventListener?.("voiceschanged", this.heard);
    navigator.mediaDevices?.removeEventListener?.("devicechange", this.plugged);
    window.removeEventListener(KEPT, this.kept);
  }
}
