// What has to be known whatever else is shown: one line over the picture, the gravest thing first.

const GRAVEST_FIRST = ["silent", "replacing", "muted", "slow"];
const REPLACED_MS = 5000; // so long it stays to be read that another watcher took over

export class Strip {
  // `live` has stage, words, voice, pictures, held, watching and now.
  constructor(live) {
    this.live = live;
    this.told = {};
    this.replacing = false;
  }

  // Say a thing as long as it is so; an empty text ends it.
  say(what, text) {
    if ((this.told[what] ?? "") === text) return;
    this.told[what] = text;
    const first = GRAVEST_FIRST.find((name) => this.told[name]);
    const { strip } = this.live.stage;
    strip.textContent = first ? this.told[first] : "";
    strip.dataset.says = first ?? "";
  }

  // The process that watches the picture was lost, and another one takes over; or has done so.
  replace(going) {
    const { words, voice, watching, pictures } = this.live;
    if (going && !this.replacing && !watching) voice.say(words.replacing, "problem");
    clearTimeout(this.reading);
    if (going) this.say("replacing", words.replacing);
    else if (this.replacing) this.reading = setTimeout(() => this.say("replacing", ""), REPLACED_MS);
    this.replacing = going;
    pictures.expect();
  }

  // The server does not answer, or does again.
  silent(quiet) {
    const { words, voice, held, now, pictures } = this.live;
    this.say("silent", quiet ? (held ? words.silent : words.silentidle) : "");
    if (quiet && now === "running") voice.tone("problem");
    if (!quiet) pictures.expect();
  }

  // The set is over: nothing goes on.
  end() {
    clearTimeout(this.reading);
    this.replacing = false;
    this.say("replacing", "");
  }
}
