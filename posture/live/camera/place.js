// Where words stand on the picture so that they never cover the face: at its foot, else at its head.

const FACE_POINTS = 11; // landmarks of the face come first
const MARGIN = 0.04; // of the height: words give way before the face is there

// The top and bottom of the face as shares of the picture's height, hair and chin with it; null unseen.
export function faceOf({ xy, size }) {
  if (!xy || !size) return null;
  const seen = [];
  for (let k = 0; k < FACE_POINTS; k++) if (xy[2 * k] !== null) seen.push([xy[2 * k], xy[2 * k + 1]]);
  if (!seen.length) return null;
  const xs = seen.map(([x]) => x), ys = seen.map(([, y]) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const round = Math.max(right - left, bottom - top) / 2; // the points lie within the face
  return [(top - round) / size[1], (bottom + round) / size[1]];
}

// "bottom" or "top": the place of words that take `band` of the height. It changes only where the face is
// about to be covered and the other place is freer, so that nothing jumps about.
export function placeOf(before, face, band) {
  if (!face) return before;
  const covered = { top: band + MARGIN - face[0], bottom: face[1] - (1 - band - MARGIN) };
  const other = before === "top" ? "bottom" : "top";
  const freer = covered[other] <= 0 || covered[other] < covered[before] - MARGIN;
  return covered[before] > 0 && freer ? other : before;
}
