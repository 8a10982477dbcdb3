from posture.body.seen import Gate
from posture.body.smoothing import PoseSmoother
from posture.body.view import ViewTracker
from posture.coach.coach import Coach
from posture.coach.setup.ways import Sight
from posture.coach.setup.whole import Whole

def rests_in(frames, ex):
    gate, smoother, view = Gate(), PoseSmoother(), ViewTracker()
    whole = Whole(ex)
    for t, p in frames:
        seen = None if p is None else smoother.update(gate.update(p, view.view))
        if seen is not None: view.update(seen)
        whole.take(Sight(seen, p, view.view, view.near))
    return whole.rests()

def judged(frames, ex, hold=None):
    rests = rests_in(frames, ex)
    c = Coach(ex, hold_s=hold); ready = False
    for t, p in frames:
        if not ready:
            c.know(next((r for r in rests if r.covers(t)), None))
        ready = c.update(p, t).ready
    return c.finish()
