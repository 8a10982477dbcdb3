"""Words of the settings, and of choosing who is there."""

from __future__ import annotations

from posture.app.texts.shape import SettingsTexts

SETTINGS = SettingsTexts(
    title="Settings",
    lead="They hold for everybody who uses Posture here without a profile.",
    lead_person="They hold for {name} alone.",
    who="Profile",
    person_is="{name}",
    nobody="Without a profile",
    manage="Profiles and settings",
    people="Who trains here",
    people_help="If several people train on this computer, a profile for each keeps their sets, plans and "
    "settings apart. There is no password: everybody here can open every profile.",
    person_now="This page is {name}'s: sets are kept under that name. This browser remembers it.",
    add="Add a profile",
    add_do="Add",
    rename="Change the name",
    rename_do="Change",
    name="Name",
    name_missing="A profile needs a name.",
    name_taken="There is a profile called {name} already. Take another name.",
    page="The page",
    language="Language",
    language_browser="As in the browser ({language})",
    look_help="Light or dark follows the setting of your computer or browser.",
    training="Training",
    hold="{move}: hold for (seconds)",
    hold_guide="The guide says {low} to {high} seconds.",
    pictures="Keep pictures of my sets and posture checks",
    pictures_help="Off: no picture of you is ever stored. On: with each set one still of the best and one "
    "of the worst repetition is kept, and with each posture check its pictures, on this computer only, until "
    "you delete the set or the check.",
    landmarks="Keep the landmarks of my sets",
    landmarks_help="Off: of a set only its counts, times, angles and curve are kept. On: where 33 points of "
    "your body were at each moment is kept too, as numbers without any picture, and with cat-cow the outline "
    "of your body, because it is counted by that. So a set can be counted again and compared with what you "
    "corrected. On this computer only, until you delete the set or press the button that then stands here.",
    landmarks_kept="Kept now: the landmarks of {sets} {sets:set|sets}, {size} MB.",
    landmarks_delete="Delete these landmarks and keep the sets",
    landmarks_deleted="The landmarks of {sets} {sets:set|sets} were deleted.",
    rests_help="After a good set Posture keeps how you rest in that move before that camera, as a few "
    "lengths and angles, so that your next set there begins at once. On this computer only; it goes "
    "with your data.",
    rests_kept="Kept now: how you rest in {rests} {rests:case|cases} of move and camera.",
    rests_forget="Forget how I rest",
    sound="Voice, captions and count-in",
    sound_help="They are set under the live picture, where you hear them at once, and kept by this browser.",
    sound_link="Go to the live picture",
    folder="Where everything is kept",
    folder_help="In this folder on this computer. Nothing leaves it.",
)
