// The camera: opened, watched, and turned into JPEGs that each remember their own picture.

import { Encoder } from "./encoder.js";

const WANTED = { audio: false, video: { width: { ideal: 640 }, height: { ideal: 480 }, facingMode: "user" } };
const WIDTHS = [640, 480, 320];
const SLOW_MS = 150;   // spent on the way there and back
const QUICK_MS = 50;
const PATIENCE = 45;   // pictures before the size changes
const EARLY_MS = 8;    // half the way between two pictures of the quickest camera: none is late by a whole one

const ERRORS = {
  NotAllowedError: "denied", SecurityError: "denied", NotFoundError: "none", OverconstrainedError: "none",
  NotReadableError: "busy", AbortError: "busy",
};

// The cameras of this computer; the browser tells of them once one was allowed.
export async function knownCameras() {
  const devices = (await navigator.mediaDevices?.enumerateDevices?.().catch(() => [])) ?? [];
  return devices.filter(({ kind, deviceId }) => kind === "videoinput" && deviceId).map(({ deviceId: id, label }) => ({ id, label }));
}

// The id of a camera that was chosen some time, "" where it is not there: ids may change, names stay.
async function idOf(wanted) {
  const known = wanted ? await knownCameras() : [];
  const found = known.find(({ id }) => id === wanted.id) ?? known.find(({ label }) => label && label === wanted.label);
  return found?.id ?? "";
}

async function streamOf(id, fps) {
  const { video: { facingMode, ...size }, ...rest } = WANTED;
  const asked = { ...rest, video: { ...size, frameRate: { ideal: fps }, ...(id ? { deviceId: { exact: id } } : { facingMode }) } };
  try {
    return await navigator.mediaDevices.getUserMedia(asked);
  } catch (error) {
    if (id && error.name === "OverconstrainedError") return streamOf("", fps); // unplugged in this moment
    throw error;
  }
}

// Names are known only once a camera was allowed: where that one is not the chosen one, it gives way.
async function chosenStream(wanted, fps) {
  const stream = await streamOf(await idOf(wanted), fps);
  const id = await idOf(wanted);
  if (!id || stream.getVideoTracks()[0].getSettings().deviceId === id) return stream;
  for (const track of stream.getTracks()) track.stop();
  return streamOf(id, fps);
}

// Open the wanted camera ({ id, label }, or null for any) into the video, at about so many pictures a second;
// throws an Error whose message is a key of the camera's words.
export async function openCamera(video, wanted, fps) {
  if (!window.isSecureContext || !navigator.mediaDevices?.getUserMedia) throw new Error("insecure");
  let stream;
  try {
    stream = await chosenStream(wanted, fps);
  } catch (error) {
    throw new Error(ERRORS[error.name] ?? "busy");
  }
  closeCamera(video); // one that was opened meanwhile: nobody else would
  video.srcObject = stream;
  try {
    await video.play();
  } catch {
    closeCamera(video); // no picture, no open camera
    throw new Error("busy");
  }
  return stream;
}

export function closeCamera(video) {
  for (const track of video.srcObject?.getTracks() ?? []) {
    track.onended = track.onmute = track.onunmute = null;
    track.stop();
  }
  video.srcObject = null;
}

// A hidden page is given no new pictures and slow timers: a worker of its own keeps the time.
function whileHidden(tick) {
  const clock = new Worker(URL.createObjectURL(new Blob(["setInterval(() => postMessage(0), 250)"])));
  clock.onmessage = () => document.hidden && tick();
  return () => clock.terminate();
}

// Each picture as the camera gives it; returns what ends that, or null where the browser cannot. A video
// shows a picture only at the next turn of the screen, up to 17 ms later, and leaves some out.
function fromTrack(video, each) {
  const [track] = video.srcObject?.getVideoTracks() ?? [];
  if (!track || !window.MediaStreamTrackProcessor || !window.VideoFrame) return null;
  const reader = new MediaStreamTrackProcessor({ track, maxBufferSize: 1 }).readable.getReader();
  const read = async () => {
    for (;;) {
      const { value: frame, done } = await reader.read();
      if (done) return;
      try {
        each(frame);
      } finally {
        frame.close();
      }
    }
  };
  read().catch((error) => setTimeout(() => { throw error; }));
  return () => reader.cancel().catch(() => {});
}

// A frame of a camera that was turned with its device may lie on its side: the video then stands for it.
function upright(frame, video) {
  return !frame.rotation && frame.displayWidth === video.videoWidth && frame.displayHeight === video.videoHeight;
}

function fromScreen(video, each) {
  let on = true, handle;
  const next = video.requestVideoFrameCallback
    ? (call) => (handle = video.requestVideoFrameCallback(call))
    : (call) => (handle = requestAnimationFrame(call));
  const turn = () => {
    if (!on) return;
    each();
    next(turn);
  };
  next(turn);
  return () => {
    on = false;
    (video.cancelVideoFrameCallback?.bind(video) ?? cancelAnimationFrame)(handle);
  };
}

// Call `each(picture)` for every new picture of the video, a frame or the video itself, until the returned
// function is called; `always` also while the page is hidden, a few times a second.
export function everyPicture(video, each, always = false) {
  const show = (frame) => {
    if (video.readyState >= video.HAVE_CURRENT_DATA) each(frame && upright(frame, video) ? frame : video);
  };
  const stopClock = always ? whileHidden(show) : null;
  const stop = fromTrack(video, (frame) => !document.hidden && show(frame)) ?? fromScreen(video, show);
  return () => {
    stopClock?.();
    stop();
  };
}

// The capture time and a JPEG in one message.
async function packed(jpeg, capturedUs) {
  const bytes = await jpeg;
  if (!bytes) return null;
  const packet = new Uint8Array(8 + bytes.byteLength);
  new DataView(packet.buffer).setBigUint64(0, BigInt(capturedUs), true);
  packet.set(new Uint8Array(bytes), 8);
  return packet;
}

// Pictures on their way: at most two, each with the bitmap that its result will be drawn on.
export class Sender {
  constructor(send) {
    this.send = send;
    this.encoder = new Encoder();
    this.waiting = new Map();
    this.size = 0;
    this.streak = 0;
    this.fps = this.most = Infinity;
    this.dueMs = 0;
  }

  // Send at most so many pictures a second; nothing given: as many as the camera gives and are answered.
  pace(fps) {
    this.fps = fps || Infinity;
  }

  // Nor more than so many, whatever the pace.
  limit(fps) {
    this.most = fps;
  }

  get everyMs() {
    return 1000 / Math.min(this.fps, this.most);
  }

  get full() {
    return this.waiting.size >= 2 || performance.now() < this.dueMs - EARLY_MS;
  }

  post({ picture: source, width: full, height }) {
    this.dueMs = Math.max(this.dueMs, performance.now() - this.everyMs) + this.everyMs;
    const capturedUs = Math.round(performance.now() * 1000);
    const width = Math.min(WIDTHS[this.size], full);
    const { jpeg, picture } = this.encoder.encode(source, { width, height: Math.round((width * height) / full) });
    this.waiting.set(capturedUs, picture);
    // One after the other: a picture that is ready sooner than the one before it has to wait.
    this.last = Promise.all([packed(jpeg, capturedUs), this.last]).then(([packet]) => {
      this.encodeMs = performance.now() - capturedUs / 1000;
      if (!packet || !this.send(packet)) this.drop(capturedUs);
    });
  }

  // The bitmap of an answered picture, which is the caller's to close; what is older is let go.
  async take(capturedUs) {
    const picture = this.waiting.get(capturedUs);
    this.waiting.delete(capturedUs);
    for (const older of this.waiting.keys()) if (older < capturedUs) this.drop(older);
    return picture;
  }

  drop(capturedUs) {
    this.waiting.get(capturedUs)?.then((picture) => picture?.close());
    this.waiting.delete(capturedUs);
  }

  forget() {
    for (const capturedUs of [...this.waiting.keys()]) this.drop(capturedUs);
  }

  // The camera is off.
  end() {
    this.forget();
    this.encoder.end();
  }

  // Send smaller pictures over a slow link, and larger ones again when it is quick.
  adapt(wayMs) {
    const slow = wayMs > SLOW_MS && this.size < WIDTHS.length - 1;
    const quick = wayMs < QUICK_MS && this.size > 0;
    this.streak = slow ? Math.max(0, this.streak) + 1 : quick ? Math.min(0, this.streak) - 1 : 0;
    if (Math.abs(this.streak) < PATIENCE) return;
    this.size += Math.sign(this.streak);
    this.streak = 0;
  }
}

// How long the answer to a picture took, for whoever looks after the program: of that, the making of its JPEG
// and what the worker spent.
export function tally(figures, { delayMs, encodeMs, spentMs }) {
  figures.views += 1;
  const all = { delaysMs: delayMs, encodeMs, spentMs };
  for (const [name, ms] of Object.entries(all)) figures[name].push(Math.round(ms * 10) / 10);
  if (figures.delaysMs.length > 20000) for (const name in all) figures[name].length = 0;
}
