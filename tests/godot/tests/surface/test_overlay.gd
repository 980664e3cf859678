extends "res://harness/test_case.gd"
## The overlay's calls open nothing and emit nothing; invalid arguments are still errors.
## rule: friends.overlay
## expect-error: Steam.activateGameOverlayToUser: steam_id
## expect-error: Steam.activateGameOverlayToStore: app_id
## expect-error: Steam.activateGameOverlayToWebPage: webpage_mode
## expect-error: Steam.activateGameOverlayRemotePlayTogetherInviteDialog: lobby_id
## expect-error: Steam.setOverlayNotificationPosition: position
## expect-error: Steam.setOverlayNotificationInset: vertical

func run() -> void:
	await init_steam()
	var me := Steam.getSteamID()
	for dialog: String in ["", "friends", "community", "players", "settings", "officialgamegroup", "stats", "achievements"]:
		Steam.activateGameOverlay(dialog)
	Steam.activateGameOverlay()
	Steam.activateGameOverlayToStore()
	Steam.activateGameOverlayToStore(APP_ID)
	Steam.activateGameOverlayToUser("steamid", me)
	Steam.activateGameOverlayToWebPage("https://example.org")
	Steam.activateGameOverlayToWebPage("https://example.org", Steam.OVERLAY_TO_WEB_PAGE_MODE_MODAL)
	for position in [Steam.POSITION_TOP_LEFT, Steam.POSITION_TOP_RIGHT, Steam.POSITION_BOTTOM_LEFT,
			Steam.POSITION_BOTTOM_RIGHT]:
		Steam.setOverlayNotificationPosition(position)
	Steam.setOverlayNotificationInset(10, 20)
	check(not Steam.isOverlayEnabled(), "isOverlayEnabled")
	check(not Steam.overlayNeedsPresent(), "overlayNeedsPresent")
	await frames(10)
	equal(signals.all("overlay_toggled"), [] as Array[Array], "overlay_toggled")
	equal(errors.take(), [] as Array[String], "errors of right arguments")

	Steam.activateGameOverlayToUser("steamid")
	Steam.activateGameOverlayToStore(-1)
	Steam.activateGameOverlayToWebPage("https://example.org", 2)
	Steam.activateGameOverlayRemotePlayTogetherInviteDialog(me)
	Steam.setOverlayNotificationPosition(Steam.POSITION_INVALID)
	Steam.setOverlayNotificationInset(0, 1 << 31)
	if errors.available():
		equal(errors.take().size(), 6, "errors, one for each wrong argument")
