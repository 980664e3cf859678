extends "res://harness/test_case.gd"
## On Steam, conditions are set as Valve's configuration values, and one line names the traffic that they do not affect.
## rule: local.steam
## platform: steam
## expect-error: conditions do not affect packets of sendP2PPacket
## expect-error: SteamLocal.set_latency: on Steam, conditions apply to all users

const LOSS_SEND := 2
const LAG_SEND := 4
const LAG_RECEIVED := 5
const REORDER_SEND := 6


func run() -> void:
	await init_steam()
	equal([_value(LOSS_SEND), _value(LAG_SEND)], [0.0, 0], "Valve's defaults")
	check(SteamLocal.set_conditions({"latency_ms": 80, "loss_percent": 2.5, "in_latency_ms": 30}), "conditions")
	equal([_value(LOSS_SEND), _value(LAG_SEND), _value(LAG_RECEIVED)], [2.5, 80, 30], "the configuration values")
	equal(SteamLocal.get_conditions().latency_ms, 80, "what is told of them")
	equal(SteamLocal.get_conditions_note().contains("sendP2PPacket"), platform == "steam", "who is spared: %s"
			% SteamLocal.get_conditions_note())
	equal(SteamLocal.set_latency(5, Steam.getSteamID() + 1), false, "for one user")
	errors.take()
	check(SteamLocal.play_course({"keyframes": [{"time": 0.0}, {"time": 0.2, "conditions": {"reorder": 10.0}}]}), "a course")
	equal([_value(LOSS_SEND), _value(LAG_SEND)], [0.0, 0], "its first keyframe")
	await until(func() -> bool: return _value(REORDER_SEND) == 10.0, PATIENCE, "its second keyframe")
	check(SteamLocal.clear_conditions(), "clearing")
	equal(_value(REORDER_SEND), 0.0, "Valve's default again")
	equal(SteamLocal.get_conditions_note(), "", "nothing to say of a perfect network")


func _value(key: int) -> Variant:
	return Steam.getConfigValue(key, Steam.NETWORKING_CONFIG_SCOPE_GLOBAL, 0).value
