extends "res://harness/test_case.gd"
## A log-on to the developer's own server by a web ticket, and what else a game asks of the account: each question that a signal
## answers is answered, with or without Steam.
## rule: user.account
## expect-error: Steam.getAuthTicketForWebApi: service_identity
## expect-error: Steam.requestStoreAuthURL: redirect_url
## expect-error: Steam.setDurationControlOnlineState: new_state
## expect-error: Steam.advertiseGame: server_ip


func run() -> void:
	await init_steam()
	errors.take()
	await _log_on()
	await _ask_by_signal()
	_ask_at_once()
	if errors.available():
		equal(errors.take(), [] as Array[String], "errors of right arguments")
	await _wrong_arguments()


## As public scripts do: wait for the ticket, send it as hexadecimal digits.
func _log_on() -> void:
	var handle := Steam.getAuthTicketForWebApi("the server")
	check(handle != 0, "a ticket's number")
	var answer := await next_signal("get_ticket_for_web_api")
	equal(answer.slice(0, 2), [handle, Steam.RESULT_OK], "the ticket is there")
	equal(answer[3].size(), answer[2], "the bytes of the ticket")
	var hexadecimal := PackedByteArray(answer[3]).hex_encode()
	equal(hexadecimal.length(), 2 * int(answer[2]), "the ticket as a server takes it")
	check(answer[2] > 0, "a ticket that is not empty")
	var another := Steam.getAuthTicketForWebApi()
	check(another != handle, "another ticket has another number")
	var second := await next_signal("get_ticket_for_web_api")
	check(second[3] != answer[3], "and other bytes")
	Steam.cancelAuthTicket(handle)
	Steam.cancelAuthTicket(another)


func _ask_by_signal() -> void:
	Steam.requestEncryptedAppTicket("a secret")
	equal(await next_signal("encrypted_app_ticket_response"), [Steam.RESULT_FAIL], "no key, no ticket")
	equal(Steam.getEncryptedAppTicket(), {"buffer": PackedByteArray(), "size": 0}, "getEncryptedAppTicket")
	Steam.requestStoreAuthURL("https://example.org/shop")
	equal(await next_signal("store_auth_url_response"), ["https://example.org/shop"], "requestStoreAuthURL")
	Steam.getMarketEligibility()
	equal(await next_signal("market_eligibility_response"),
			[false, Steam.MARKET_NOT_ALLOWED_REASON_TEMPORARY_FAILURE, 0, 0, 0], "getMarketEligibility")
	Steam.getDurationControl()
	var duration := await next_signal("duration_control")
	equal(duration[0], Steam.RESULT_OK, "getDurationControl")
	equal([duration[1].app_id, duration[1].applicable, duration[1].progress, duration[1].notification_verbal],
			[APP_ID, false, Steam.DURATION_CONTROL_PROGRESS_FULL, ""], "no law applies")


func _ask_at_once() -> void:
	check(Steam.setDurationControlOnlineState(Steam.DURATION_CONTROL_ONLINE_STATE_ONLINE), "setDurationControlOnlineState")
	equal(Steam.getGameBadgeLevel(1, false), 0, "getGameBadgeLevel")
	check(not Steam.isPhoneVerified() and not Steam.isPhoneIdentifying(), "no phone")
	check(not Steam.isPhoneRequiringVerification() and not Steam.isTwoFactorEnabled(), "nothing to verify")
	Steam.advertiseGame()
	Steam.advertiseGame("127.0.0.1", 27015)
	equal(Steam.initiateGameConnection(0, "127.0.0.1", 27015, true), {"auth_blob": PackedByteArray(), "server_id": 0,
			"server_ip": "127.0.0.1", "server_port": 27015}, "initiateGameConnection")
	Steam.terminateGameConnection("127.0.0.1", 27015)
	var silence := Steam.getDecompressedVoice()
	equal([silence.compressed_written, silence.output_written, silence.output_buffer], [0, 0, PackedByteArray()],
			"nothing is recorded")
	check(silence.compressed_result != Steam.VOICE_RESULT_OK, "and the result says so")


func _wrong_arguments() -> void:
	equal(Steam.getAuthTicketForWebApi("i".repeat(200)), 0, "an identity that is too long")
	equal((await next_signal("get_ticket_for_web_api")).slice(0, 3), [0, Steam.RESULT_INVALID_PARAM, 0], "is answered")
	Steam.requestStoreAuthURL("")
	equal(await next_signal("store_auth_url_response"), [""], "no address is answered")
	equal(Steam.setDurationControlOnlineState(4), false, "a state that Steam does not have")
	Steam.advertiseGame("nowhere")
	if errors.available():
		equal(errors.take().size(), 4, "errors, one for each wrong argument")
