extends "res://harness/test_case.gd"
## A game that marks its events, with the current and the former methods: moments, spans of time, phases. Each mark has a handle,
## and queries of recordings are answered.
## rule: timeline.marks
## expect-error: Steam.addInstantaneousTimelineEvent: icon_priority is 1001: it must be from 0 to 1000
## expect-error: Steam.addInstantaneousTimelineEvent: possible_clip is 0: it must be one of Steam.TimelineEventClipPriority
## expect-error: Steam.addRangeTimelineEvent: duration is 601
## expect-error: Steam.startRangeTimelineEvent: start_offset_seconds is
## expect-error: Steam.updateRangeTimelineEvent: priority is 1000001
## expect-error: Steam.setTimelineGameMode: mode is 0
## expect-error: Steam.doesGamePhaseRecordingExist: phase_id is 64 bytes long
## expect-error: Steam.setGamePhaseAttribute: priority is -1

func run() -> void:
	await init_steam()
	errors.take()
	var moment := _mark()
	_mark_as_in_former_times()
	_phase()
	if errors.available():
		equal(errors.take(), [] as Array[String], "errors of right arguments")
	Steam.doesEventRecordingExist(moment)
	equal(await next_signal("timeline_event_recording_exists"), [moment, false], "the recording of an event")
	Steam.doesGamePhaseRecordingExist("match-7")
	equal(await next_signal("timeline_game_phase_recording_exists"), ["match-7", 0, 0, 0, 0], "the recording of a phase")
	await _check_wrong_arguments()


# Returns the handle of a moment.
func _mark() -> int:
	Steam.setTimelineGameMode(Steam.TIMELINE_GAME_MODE_PLAYING)
	Steam.setTimelineTooltip("The Hill, round 3", -1.5)
	var moment := Steam.addInstantaneousTimelineEvent("Goal", "by Anna", "steam_heart", 1000, 0.0,
			Steam.TIMELINE_EVENT_CLIP_PRIORITY_FEATURED)
	var span := Steam.addRangeTimelineEvent("Fight", "", "steam_attack", 0, -10.0, 600.0)
	var fight := Steam.startRangeTimelineEvent("Boss", "the first", "steam_combat", 10, -2.0)
	var handles := {moment: true, span: true, fight: true}
	equal([handles.size(), handles.has(0)], [3, false], "handles: %s" % [handles])
	Steam.updateRangeTimelineEvent(fight, "Boss", "half dead", "steam_combat", Steam.TIMELINE_PRIORITY_KEEP_CURRENT_VALUE,
			Steam.TIMELINE_EVENT_CLIP_PRIORITY_STANDARD)
	Steam.endRangeTimelineEvent(fight, 0.5)
	Steam.removeTimelineEvent(span)
	Steam.clearTimelineTooltip(0.0)
	return moment


func _mark_as_in_former_times() -> void:
	Steam.setTimelineStateDescription("The Valley", 0.0)
	Steam.addTimelineEvent("steam_flag", "Start", "of the race", 5, 0.0, 0.0, Steam.TIMELINE_EVENT_CLIP_PRIORITY_NONE)
	Steam.addTimelineEvent("steam_flag", "Lap", "the first", 5, -60.0, 60.0, Steam.TIMELINE_EVENT_CLIP_PRIORITY_STANDARD)
	Steam.clearTimelineStateDescription(0.0)


func _phase() -> void:
	Steam.startGamePhase()
	Steam.setGamePhaseID("match-7")
	Steam.addGamePhaseTag("Wizard", "steam_starburst", "Hero", 100)
	Steam.setGamePhaseAttribute("Score", "3:2", 1000)
	Steam.openOverlayToGamePhase("match-7")
	Steam.endGamePhase()


func _check_wrong_arguments() -> void:
	equal(Steam.addInstantaneousTimelineEvent("a", "b", "c", 1001, 0.0), 0, "a priority that is too high")
	equal(Steam.addInstantaneousTimelineEvent("a", "b", "c", 0, 0.0, 0), 0, "no clip priority")
	equal(Steam.addRangeTimelineEvent("a", "b", "c", 0, 0.0, 601.0), 0, "an event that is too long")
	equal(Steam.startRangeTimelineEvent("a", "b", "c", 0, INF), 0, "no time")
	Steam.updateRangeTimelineEvent(1, "a", "b", "c", 1000001)
	Steam.setTimelineGameMode(0)
	Steam.setGamePhaseAttribute("Score", "4:2", -1)
	Steam.doesGamePhaseRecordingExist("x".repeat(64))
	equal(await next_signal("timeline_game_phase_recording_exists"), ["", 0, 0, 0, 0], "an ID that is too long")
