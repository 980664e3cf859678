extends "res://harness/test_case.gd"
## A call that has no meaning, because no event has that handle or no phase goes on, is one line. Steam says nothing of it.
## rule: timeline.marks
## platform: local
## expect-error: Steam.endRangeTimelineEvent: the event 1 is not in progress
## expect-error: Steam.updateRangeTimelineEvent: no event of this run has the handle 77
## expect-error: Steam.removeTimelineEvent: no event of this run has the handle 0
## expect-error: Steam.doesEventRecordingExist: no event of this run has the handle -1
## expect-error: Steam.openOverlayToTimelineEvent: no event of this run has the handle 78
## expect-error: Steam.endGamePhase: no game phase is in progress
## expect-error: Steam.setGamePhaseID: no game phase is in progress
## expect-error: Steam.addGamePhaseTag: no game phase is in progress
## expect-error: Steam.setGamePhaseAttribute: no game phase is in progress

func run() -> void:
	await init_steam()
	equal(Steam.addInstantaneousTimelineEvent("a", "b", "c", 0, 0.0), 1, "the first handle")
	Steam.endRangeTimelineEvent(1, 0.0)
	Steam.updateRangeTimelineEvent(77, "a", "b", "c", 0)
	Steam.removeTimelineEvent(0)
	Steam.doesEventRecordingExist(-1)
	equal(await next_signal("timeline_event_recording_exists"), [-1, false], "an answer all the same")
	Steam.openOverlayToTimelineEvent(78)
	Steam.setGamePhaseID("match-7")
	Steam.addGamePhaseTag("Wizard", "steam_starburst", "Hero", 100)
	Steam.setGamePhaseAttribute("Score", "3:2", 1000)
	Steam.startGamePhase()
	Steam.endGamePhase()
	Steam.endGamePhase()
	await frames(3)
