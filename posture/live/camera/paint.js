// The picture and the skeleton on the canvas. Only here the picture is mirrored.

const CALM = "#7fe0c8";
const FAULT = "#ffb43b";
const FACE = 10; // the last landmark of the face: dots will do there
const EDGE = "rgba(8, 18, 20, 0.65)";

// Draw a picture (video or bitmap) over the whole canvas; mirrored, it is like a mirror on the wall.
export function drawPicture(canvas, picture, { width, height, mirror }) {
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const ink = canvas.getContext("2d");
  turned(ink, mirror);
  ink.drawImage(picture, 0, 0, width, height);
}

// Draw a view over its own picture.
export function drawView(canvas, picture, view, { bones, mirror }) {
  drawPicture(canvas, picture, { width: picture.width, height: picture.height, mirror });
  drawTarget(canvas, view, { mirror });
  drawSkeleton(canvas, view, { bones, mirror });
}

// Draw the bones and joints of a view over its own picture. Faulty limbs differ in color and in
// shape: thick dashes and diamonds.
function drawSkeleton(canvas, view, { bones, mirror }) {
  if (!view.xy || !view.size) return;
  const ink = canvas.getContext("2d");
  const scale = canvas.width / view.size[0];
  const unit = Math.max(1, canvas.width / 320);
  const faulty = new Set(view.faulty);
  const at = (k) => (view.xy[2 * k] === null ? null : [view.xy[2 * k] * scale, view.xy[2 * k + 1] * scale]);
  turned(ink, mirror);
  ink.lineCap = "round";
  const joints = new Map();
  for (const [a, b] of bones) {
    const from = at(a), to = at(b);
    if (from) joints.set(a, from);
    if (to) joints.set(b, to);
    if (from && to && a > FACE) drawBone(ink, from, to, { unit, bad: faulty.has(a) && faulty.has(b) });
  }
  for (const [k, point] of joints) drawJoint(ink, point, { unit: k > FACE ? unit : unit / 2, bad: faulty.has(k) });
}

// A full movement: a dashed line that turns whole, with a check mark, once it is reached.
function drawTarget(canvas, view, { mirror }) {
  if (!view.target?.length || !view.size) return;
  const ink = canvas.getContext("2d");
  const scale = canvas.width / view.size[0], unit = Math.max(1, canvas.width / 320);
  const reached = view.progress >= 1;
  turned(ink, mirror);
  ink.lineCap = "round";
  for (const [x0, y0, x1, y1] of view.target) {
    const path = new Path2D(), [x, y] = [x1 * scale, y1 * scale];
    path.moveTo(x0 * scale, y0 * scale);
    path.lineTo(x, y);
    if (reached) {
      path.moveTo(x - 5 * unit, y - 7 * unit);
      path.lineTo(x - 1 * unit, y - 3 * unit);
      path.lineTo(x + 7 * unit, y - 12 * unit);
    }
    ink.setLineDash([]);
    ink.strokeStyle = EDGE;
    ink.lineWidth = 4.4 * unit;
    ink.stroke(path);
    ink.setLineDash(reached ? [] : [2 * unit, 6 * unit]);
    ink.strokeStyle = reached ? CALM : "#ffffff";
    ink.lineWidth = 2.6 * unit;
    ink.stroke(path);
  }
}

function turned(ink, mirror) {
  ink.setTransform(mirror ? -1 : 1, 0, 0, 1, mirror ? ink.canvas.width : 0, 0);
}

function drawBone(ink, from, to, { unit, bad }) {
  const path = new Path2D();
  path.moveTo(...from);
  path.lineTo(...to);
  ink.setLineDash([]);
  ink.strokeStyle = EDGE;
  ink.lineWidth = (bad ? 5 : 3.4) * unit;
  ink.stroke(path);
  ink.setLineDash(bad ? [5 * unit, 4 * unit] : []);
  ink.strokeStyle = bad ? FAULT : CALM;
  ink.lineWidth = (bad ? 3.4 : 1.8) * unit;
  ink.stroke(path);
}

function drawJoint(ink, [x, y], { unit, bad }) {
  const r = (bad ? 5.5 : 2.6) * unit;
  const path = new Path2D();
  if (bad) {
    path.moveTo(x, y - r);
    path.lineTo(x + r, y);
    path.lineTo(x, y + r);
    path.lineTo(x - r, y);
    path.closePath();
  } else {
    path.arc(x, y, r, 0, 7);
  }
  ink.setLineDash([]);
  ink.fillStyle = bad ? FAULT : "#ffffff";
  ink.strokeStyle = EDGE;
  ink.lineWidth = unit;
  ink.fill(path);
  ink.stroke(path);
}
