extends "res://harness/test_case.gd"
## If Steam answers, the init names the settings that are only for the local platform and therefore not used. Conditions
## are used: in development builds, Steam simulates a bad network, and a warning says so.
## rule: init.wrong-settings, local.steam
## user-args: --steam-conditions=latency=50,in_loss=2
## expect-error: the settings simulate a bad network on Steam: latency_ms=50,in_loss_percent=2

func run() -> void:
	var result := Steam.steamInitEx(APP_ID)
	equal(result.status, Steam.STEAM_API_INIT_RESULT_OK, "init")
	check(result.verbal.contains("app ID 480 from the argument app_id"), result.verbal)
	check(result.verbal.contains("not used, since only for the local platform: --steam-user"), result.verbal)
	check(not result.verbal.contains("--steam-conditions"), result.verbal)
	var lag := Steam.getConfigValue(Steam.NETWORKING_CONFIG_FAKE_PACKET_LAG_SEND, 1, 0)
	equal(lag.value, 50, "what Steam was told")
