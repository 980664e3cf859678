extends "res://harness/lobby_case.gd"
## A ticket of one process validates in another, once, for whom it was issued, until it is taken back or the check ends.
## rule: user.tickets
## players: 3

func run() -> void:
	await meet()
	if player == 1:
		await _issue()
	elif player == 2:
		await _check_tickets()
	else:
		await _check_tickets_of_others()
	equal(errors.take(), [] as Array[String], "errors")


## Issues a ticket, waits until it may be used and shows it to the others.
func _issue_one(key: String, remote: int) -> int:
	var ticket := Steam.getAuthSessionTicket(remote)
	equal(ticket.keys(), ["id", "buffer", "size"], "the keys of a ticket")
	check(ticket.id > 0, "the id of a ticket")
	equal(ticket.size, ticket.buffer.size(), "the size of a ticket")
	equal(await next_signal("get_auth_session_ticket_response"), [ticket.id, Steam.RESULT_OK],
			"get_auth_session_ticket_response")
	publish(key, ticket.buffer)
	return ticket.id


func _issue() -> void:
	var for_all := await _issue_one("for all", 0)
	var second := await _issue_one("second", 0)
	var for_three := await _issue_one("for three", ids[3])
	check(for_all != second and second != for_three, "tickets have ids of their own")
	await note(2, "valid")
	await note(3, "used")
	Steam.cancelAuthTicket(for_all)
	await note(2, "canceled")
	await note(3, "valid")
	# The issuer of a ticket is not notified of its checks.
	equal(signals.all("validate_auth_ticket_response"), [] as Array[Array], "verdicts at the issuer")
	Steam.cancelAuthTicket(for_three)
	Steam.cancelAuthTicket(second)
	# Once more, and a ticket that never was: nothing happens.
	Steam.cancelAuthTicket(second)
	Steam.cancelAuthTicket(9999)


func _begin(key: String, of_user: int) -> int:
	var buffer: PackedByteArray = await note(1, key)
	return Steam.beginAuthSession(buffer, buffer.size(), of_user)


## A check that was not begun is answered all the same.
func _refused(of_user: int) -> void:
	equal(await next_signal("validate_auth_ticket_response"), [of_user, Steam.AUTH_SESSION_RESPONSE_AUTH_TICKET_INVALID, 0],
			"the verdict on what was refused")


func _verdict(response: int, what: String) -> void:
	equal(await next_signal("validate_auth_ticket_response"), [ids[1], response, ids[1]], what)


func _check_tickets() -> void:
	equal(Steam.userHasLicenseForApp(ids[1], APP_ID), Steam.USER_HAS_LICENSE_RESULT_NO_AUTH, "a licence before any check")
	equal(await _begin("for all", ids[3]), Steam.BEGIN_AUTH_SESSION_RESULT_INVALID_TICKET, "a ticket of somebody else")
	await _refused(ids[3])
	equal(Steam.beginAuthSession(noise(), 64, ids[1]), Steam.BEGIN_AUTH_SESSION_RESULT_INVALID_TICKET, "no ticket at all")
	await _refused(ids[1])
	equal(await _begin("for all", ids[1]), Steam.BEGIN_AUTH_SESSION_RESULT_OK, "beginAuthSession")
	equal(await _begin("second", ids[1]), Steam.BEGIN_AUTH_SESSION_RESULT_DUPLICATE_REQUEST, "a second check of a user")
	await _verdict(Steam.AUTH_SESSION_RESPONSE_OK, "the verdict on a good ticket")
	equal(Steam.userHasLicenseForApp(ids[1], APP_ID), Steam.USER_HAS_LICENSE_RESULT_HAS_LICENSE, "the licence for this game")
	equal(Steam.userHasLicenseForApp(ids[1], APP_ID + 1), Steam.USER_HAS_LICENSE_RESULT_DOES_NOT_HAVE_LICENSE,
			"the licence for another game")
	publish("valid", true)
	await _verdict(Steam.AUTH_SESSION_RESPONSE_AUTH_TICKET_CANCELED, "the end of a ticket that was taken back")
	publish("canceled", true)
	equal(Steam.userHasLicenseForApp(ids[1], APP_ID), Steam.USER_HAS_LICENSE_RESULT_NO_AUTH, "a licence after the end")
	Steam.endAuthSession(ids[1])
	equal(await _begin("for three", ids[1]), Steam.BEGIN_AUTH_SESSION_RESULT_OK, "a check after the end of another")
	await _verdict(Steam.AUTH_SESSION_RESPONSE_AUTH_TICKET_NETWORK_IDENTITY_FAILURE, "the verdict on a ticket for another")
	Steam.endAuthSession(ids[1])


func _check_tickets_of_others() -> void:
	await note(2, "valid")
	equal(await _begin("for all", ids[1]), Steam.BEGIN_AUTH_SESSION_RESULT_OK, "beginAuthSession")
	await _verdict(Steam.AUTH_SESSION_RESPONSE_AUTH_TICKET_INVALID_ALREADY_USED, "the verdict on a ticket used before")
	Steam.endAuthSession(ids[1])
	publish("used", true)
	await note(2, "canceled")
	equal(await _begin("for all", ids[1]), Steam.BEGIN_AUTH_SESSION_RESULT_OK, "beginAuthSession")
	await _verdict(Steam.AUTH_SESSION_RESPONSE_AUTH_TICKET_CANCELED, "the verdict on a ticket that was taken back before")
	Steam.endAuthSession(ids[1])
	var forged: PackedByteArray = await note(1, "second")
	forged[forged.size() - 1] ^= 1
	equal(Steam.beginAuthSession(forged, forged.size(), ids[1]), Steam.BEGIN_AUTH_SESSION_RESULT_OK, "a forged ticket")
	await _verdict(Steam.AUTH_SESSION_RESPONSE_AUTH_TICKET_INVALID, "the verdict on a forged ticket")
	Steam.endAuthSession(ids[1])
	# If it is ended here and not by the issuer, nothing more is reported.
	equal(await _begin("for three", ids[1]), Steam.BEGIN_AUTH_SESSION_RESULT_OK, "the ticket for this player")
	await _verdict(Steam.AUTH_SESSION_RESPONSE_OK, "the verdict on it")
	Steam.endAuthSession(ids[1])
	equal(Steam.userHasLicenseForApp(ids[1], APP_ID), Steam.USER_HAS_LICENSE_RESULT_NO_AUTH, "a licence after endAuthSession")
	publish("valid", true)
	await seconds_pass(0.5)
	equal(signals.all("validate_auth_ticket_response"), [] as Array[Array], "verdicts after endAuthSession")


func noise() -> PackedByteArray:
	var bytes := PackedByteArray()
	for index in 64:
		bytes.append(index * 37 % 256)
	return bytes
