extends "res://harness/test_case.gd"
## Calls about files, the account and groups that fail on the way, that Steam does not take, or that are answered wrongly, have
## their own signal all the same, and `steamworks_error` names it.
## rule: steam.call-failures

const GROUP := 103582791429521412


func run() -> void:
	await init_steam()
	var calls := {
		"file_details_result": Steam.getFileDetails.bind("data.pck"),
		"check_file_signature": Steam.checkFileSignature.bind("/nowhere"),
		"encrypted_app_ticket_response": Steam.requestEncryptedAppTicket.bind("secret"),
		"store_auth_url_response": Steam.requestStoreAuthURL.bind("https://example.org"),
		"market_eligibility_response": Steam.getMarketEligibility,
		"duration_control": Steam.getDurationControl,
		"request_clan_officer_list": Steam.requestClanOfficerList.bind(GROUP),
		"clan_activity_downloaded": Steam.downloadClanActivityCounts.bind([GROUP]),
		"join_clan_chat_complete": Steam.joinClanChatRoom.bind(GROUP),
	}
	for misbehaviour: String in ["io-failure", "refused", "wrong-kind", "wrong-size", "wrong-answer"]:
		OS.set_environment("STEAM_API_DOUBLE_CALLS", misbehaviour)
		for signal_name: String in calls:
			signals.clear()
			calls[signal_name].call()
			var answer := await next_signal(signal_name)
			equal((await next_signal("steamworks_error"))[0], signal_name, "%s of %s" % [misbehaviour, signal_name])
			if answer[0] is int and signal_name.ends_with("_result") or signal_name == "duration_control":
				equal(answer[0], Steam.RESULT_IO_FAILURE, "the result of %s: %s" % [signal_name, misbehaviour])
			await frames(2)
			equal(signals.count(signal_name), 0, "%s comes once: %s" % [signal_name, misbehaviour])
