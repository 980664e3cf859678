extends "res://harness/test_case.gd"
## Tickets: each invalid argument has its own error; when an issuer dies, its tickets end.
## rule: user.tickets, call.wrong-argument, call.refused-answered
## players: 2
## expect-error: Steam.beginAuthSession: ticket_size
## expect-error: Steam.beginAuthSession: steam_id
## expect-error: Steam.cancelAuthTicket: auth_ticket
## expect-error: Steam.getAuthSessionTicket: remote_steam_id
## expect-error: Steam.userHasLicenseForApp: app_id
## may-die: 2

func run() -> void:
	dying = [2]
	if player == 2:
		await note(1, "steam_id")
	await init_steam()
	if player == 2:
		publish("ticket", Steam.getAuthSessionTicket().buffer)
		await note(1, "valid")
		OS.kill(OS.get_process_id())
		return
	await _wrong_arguments()
	var other := await id_of(2)
	var ticket: PackedByteArray = await note(2, "ticket")
	equal(Steam.beginAuthSession(ticket, ticket.size(), other), Steam.BEGIN_AUTH_SESSION_RESULT_OK, "beginAuthSession")
	equal(await next_signal("validate_auth_ticket_response"), [other, Steam.AUTH_SESSION_RESPONSE_OK, other], "the verdict")
	publish("valid", true)
	equal(await next_signal("validate_auth_ticket_response"),
			[other, Steam.AUTH_SESSION_RESPONSE_AUTH_TICKET_CANCELED, other], "the end of a user who died")
	Steam.endAuthSession(other)
	equal(errors.take(), [] as Array[String], "errors")


func _wrong_arguments() -> void:
	var me := Steam.getSteamID()
	var bytes := PackedByteArray([1, 2, 3])
	for size: int in [0, -1, 4, 1 << 40]:
		equal(Steam.beginAuthSession(bytes, size, me), Steam.BEGIN_AUTH_SESSION_RESULT_INVALID_TICKET, "size %d" % size)
	equal(Steam.beginAuthSession(bytes, 3, 1), Steam.BEGIN_AUTH_SESSION_RESULT_INVALID_TICKET, "no user")
	equal(Steam.getAuthSessionTicket(7), {}, "a ticket for no user")
	Steam.cancelAuthTicket(0)
	equal(Steam.userHasLicenseForApp(me, 0), Steam.USER_HAS_LICENSE_RESULT_NO_AUTH, "the licence for no game")
	for user: int in [me, me, me, me, 1]:
		equal(await next_signal("validate_auth_ticket_response"), [user, Steam.AUTH_SESSION_RESPONSE_AUTH_TICKET_INVALID, 0],
				"the answer to wrong arguments")
	equal(await next_signal("get_auth_session_ticket_response"), [0, Steam.RESULT_INVALID_PARAM],
			"the answer for no user")
	if errors.available():
		equal(errors.take().size(), 8, "errors, one for each wrong call")
