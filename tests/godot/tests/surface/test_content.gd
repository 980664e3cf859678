extends "res://harness/test_case.gd"
## Downloadable content, betas and licences, as a game's start screen asks for them: there are none without Steam, and every
## question is answered.
## rule: apps.content
## expect-error: Steam.getDLCDataByIndex: called without an index
## expect-error: Steam.getDLCDataByIndex: this_dlc_index
## expect-error: Steam.isDLCInstalled: dlc_id
## expect-error: Steam.getFileDetails: filename

const DLC := 480001


func run() -> void:
	await init_steam()
	errors.take()
	_check_dlc()
	_check_licence()
	_check_betas()
	if errors.available():
		equal(errors.take(), [] as Array[String], "errors of right arguments")
	Steam.getFileDetails("data/level_1.pck")
	equal(await next_signal("file_details_result"), [Steam.RESULT_FILE_NOT_FOUND, 0, 0, 0], "a file's details")
	Steam.getFileDetails("")
	equal((await next_signal("file_details_result"))[0], Steam.RESULT_INVALID_PARAM, "the details of no file")
	equal(Steam.getDLCDataByIndex(), {}, "the form of GodotSteam 4.10")
	equal(Steam.getDLCDataByIndex(-2), {}, "a negative index")
	equal(Steam.isDLCInstalled(0), false, "no content")
	if errors.available():
		equal(errors.take().size(), 4, "errors, one for each wrong argument")


## The list of bought content, as in public scripts.
func _check_dlc() -> void:
	var owned := PackedStringArray()
	for index in Steam.getDLCCount():
		var dlc := Steam.getDLCDataByIndex(index)
		if dlc.success and Steam.isDLCInstalled(dlc.id):
			owned.append(dlc.name)
	equal(owned, PackedStringArray(), "owned contents")
	equal(Steam.getDLCData(), [], "getDLCData")
	equal(Steam.getDLCDataByIndex(0), {"success": false, "id": 0, "app_id": 0, "available": false, "name": ""}, "no content")
	equal(Steam.isDLCInstalled(DLC), false, "isDLCInstalled")
	equal(Steam.getDLCDownloadProgress(DLC), {"ret": false, "downloaded": 0, "total": 0}, "getDLCDownloadProgress")
	Steam.installDLC(DLC)
	Steam.uninstallDLC(DLC)
	equal(Steam.setDLCContext(0), false, "setDLCContext")


func _check_licence() -> void:
	check(Steam.isAppInstalled(APP_ID), "isAppInstalled of this game")
	check(not Steam.isAppInstalled(APP_ID + 1), "isAppInstalled of another game")
	check(not Steam.isCybercafe(), "isCybercafe")
	check(not Steam.isLowViolence(), "isLowViolence")
	check(not Steam.isSubscribedFromFamilySharing(), "isSubscribedFromFamilySharing")
	check(not Steam.isSubscribedFromFreeWeekend(), "isSubscribedFromFreeWeekend")
	check(not Steam.isVACBanned(), "isVACBanned")
	equal(Steam.isTimedTrial(), {}, "isTimedTrial")
	equal(Steam.getEarliestPurchaseUnixTime(APP_ID), 0, "getEarliestPurchaseUnixTime")
	equal(Steam.markContentCorrupt(true), false, "markContentCorrupt")
	equal(Steam.get_godotsteam_version().split(".").size(), 2, "get_godotsteam_version")
	Steam.releaseCurrentThreadMemory()


func _check_betas() -> void:
	equal(Steam.getCurrentBetaName(), "", "getCurrentBetaName")
	equal(Steam.getNumBetas(), {"available": 0, "private": 0, "total": 0}, "getNumBetas")
	equal(Steam.getBetaInfo(), {}, "getBetaInfo")
	equal(Steam.setActiveBeta("playtest"), false, "setActiveBeta")
	equal(Steam.BETA_BRANCH_SELECTED, 8, "a flag of a branch")
