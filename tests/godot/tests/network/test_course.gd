extends "res://harness/test_case.gd"
## Courses: keyframes in their time, gradually, over and over; as Dictionary and as resource; wrong ones are refused and play nothing.
## rule: local.course
## platform: local
## expect-error: SteamLocal.play_course

func run() -> void:
	await init_steam()
	equal(SteamLocal.stop_course(), false, "there is none")
	equal(SteamLocal.get_course_time(), -1.0, "no time")
	_refuse_wrong_ones()
	check(SteamLocal.play_course({"keyframes": [
		{"time": 0.0, "conditions": {"latency_ms": 10, "loss": 5.0}}, {"time": 0.3, "conditions": {"preset": "3g"}},
		{"time": 0.6, "conditions": {"latency_ms": 300}}]}), "a course")
	equal(_latency(), 10, "the first keyframe holds at once")
	check(SteamLocal.get_course_time() >= 0.0, "it is being played")
	var of_preset: int = SteamLocal.get_condition_presets()["3g"].latency_ms
	await until(func() -> bool: return _latency() == of_preset, PATIENCE, "the second keyframe")
	await until(func() -> bool: return _latency() == 300, PATIENCE, "the third keyframe")
	equal(SteamLocal.get_conditions().loss_percent, SteamLocal.get_condition_presets()["3g"].loss_percent, "what is not named stays")
	await until(func() -> bool: return SteamLocal.get_course_time() < 0.0, PATIENCE, "the end")
	equal(_latency(), 300, "at the end the last conditions stay")
	await _play_resource()
	equal(errors.take(), [] as Array[String], "errors")


func _play_resource() -> void:
	var quick := SteamConditions.new()
	var slow := SteamConditions.new()
	slow.from_dictionary({"latency_ms": 1000, "in_latency_ms": 500})
	check(SteamLocal.set_conditions(slow), "conditions from a resource")
	equal([_latency(), SteamLocal.get_conditions().in_latency_ms], [1000, 500], "those of the resource")
	var course := SteamConditionsCourse.new()
	course.add_keyframe(0.5, slow)
	course.add_keyframe(0.0, quick)
	course.interpolation = SteamConditionsCourse.Interpolation.LINEAR
	course.loops = true
	check(ResourceSaver.save(course, "user://course.tres") == OK, "saving the course")
	check(SteamLocal.play_course(load("user://course.tres")), "a course from a file")
	await until(func() -> bool: return _latency() > 0 and _latency() < 1000, PATIENCE, "conditions in between")
	var highest := [0]
	await until(func() -> bool:
			highest[0] = maxi(highest[0], _latency())
			return _latency() < highest[0], PATIENCE, "beginning anew")
	check(SteamLocal.stop_course(), "stopping it")
	var left := _latency()
	await seconds_pass(0.3)
	equal(_latency(), left, "conditions stay as they are")
	check(SteamLocal.play_course(course) and SteamLocal.clear_conditions(), "clearing")
	equal([_latency(), SteamLocal.stop_course()], [0, false], "that ends a course as well")


func _refuse_wrong_ones() -> void:
	for wrong: Variant in [7, {}, {"keyframes": []}, {"keyframes": [7]}, {"keyframes": [{"time": -1.0}]},
			{"keyframes": [{"time": 1.0}, {"time": 0.5}]}, {"keyframes": [{"time": 0.0}], "loops": true},
			{"keyframes": [{"time": 0.0, "conditions": {"patience": 1}}]},
			{"keyframes": [{"time": 0.0}], "interpolation": "sometimes"}]:
		equal(SteamLocal.play_course(wrong), false, "playing %s" % [wrong])
		if errors.available():
			equal(errors.take().size(), 1, "errors for %s" % [wrong])
	equal(SteamLocal.get_course_time(), -1.0, "none is being played")


func _latency() -> int:
	return SteamLocal.get_conditions().latency_ms
