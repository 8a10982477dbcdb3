"""Words of the page that analyzes a video file."""

from __future__ import annotations

from posture.app.texts.shape import UploadTexts

UPLOAD = UploadTexts(
    title="Analyze a video",
    lead="Filmed a set with your phone? Choose the move and the file, and get the same summary as after a "
    "live set.",
    move="Which move is it?",
    file="Video file",
    turn="Turn the picture",
    turns={0: "As it is", 90: "A quarter to the right", 180: "Half-way round", 270: "A quarter to the left"},
    turned="The picture seems to lie on its side, or on its head. Analyze it again, and choose "
    "below the file how to turn it.",
    private="The video is read on this computer. The copy made for reading is removed as soon as the "
    "analysis ends.",
    start="Analyze",
    starting="Getting the pose model ready …",
    working="Reading the video: {percent} %",
    so_far="Reading the video: {time} of it done",
    left="about {time} left",
    cancel="Stop the analysis",
    canceled="Stopped. Nothing was kept.",
    died="The analysis ended unexpectedly (exit code {code}). Try a shorter part of the video, or another "
    "format such as MP4.",
    bad_file="The file could not be stored for reading: {reason}. Free some space and try again.",
    nobody="Nobody was found in this video, so there is nothing to keep. Film with your whole body in the "
    "picture, in good light, two to three metres away.",
    saved="Kept. You find it on the Review page.",
    save="Keep this set",
    open_saved="Open it in Review",
    another="Analyze another video",
    watch="The video with what the coach saw",
    download="Download this video",
    result="{move}: result of {name}",
)
