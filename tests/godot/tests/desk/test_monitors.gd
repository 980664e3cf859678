extends "res://harness/desk_case.gd"
## A game that the editor has started has figures about the network among its monitors; one that it has not has none.
## rule: desk.monitors
## platform: local
## players: 3
## debugged: 2
## timeout: 120


func run() -> void:
	if player == 1:
		var game := await debugged_game()
		await hello(game, "platform", "local")
		await note(2, "over", 60.0)
		return
	await init_steam()
	equal(Performance.has_custom_monitor("Steam/Sessions"), player == 2, "monitors where an editor is")
	var other := await id_of(5 - player)
	Steam.acceptP2PSessionWithUser(other)
	await barrier_of_two("accepted")
	if player == 3:
		while not has_note(2, "over"):
			await _send(other)
		return
	for monitor: String in ["Packets In per Second", "Packets Out per Second", "Bytes In per Second", "Bytes Out per Second",
			"Sessions", "Worst Round Trip in ms"]:
		await until_sending(other, func() -> bool: return Performance.get_custom_monitor("Steam/" + monitor) > 0.0, monitor)
	publish("over", true)


func barrier_of_two(what: String) -> void:
	publish(what, true)
	await note(5 - player, what)


func until_sending(other: int, condition: Callable, what: String) -> void:
	var end := Time.get_ticks_msec() + int(PATIENCE * 1000.0)
	while not condition.call():
		if Time.get_ticks_msec() > end:
			await abort("waited in vain for %s to be above 0" % what)
		await _send(other)


func _send(other: int) -> void:
	var data := PackedByteArray()
	data.resize(50)
	Steam.sendP2PPacket(other, data, Steam.P2P_SEND_RELIABLE, 0)
	await seconds_pass(0.02)
	while Steam.getAvailableP2PPacketSize(0) > 0:
		Steam.readP2PPacket(Steam.getAvailableP2PPacketSize(0), 0)
