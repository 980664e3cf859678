extends "res://harness/lobby_case.gd"
## A handler may disconnect itself, connect others, and free the object that another handler belongs to.
## rule: pump.handler-changes-connections

class Listener:
	extends Node

	var heard := 0

	func hear(_result: int, _lobby: int) -> void:
		heard += 1


func run() -> void:
	await init_steam()
	var listener := Listener.new()
	var once := [0]
	var later := [0]
	var second := func(_result: int, _lobby: int) -> void: later[0] += 1
	var first := func(_result: int, _lobby: int) -> void:
			once[0] += 1
			Steam.lobby_created.connect(second)
			listener.free()
	Steam.lobby_created.connect(first, CONNECT_ONE_SHOT)
	await create_lobby(Steam.LOBBY_TYPE_PRIVATE, 2)
	check(not is_instance_valid(listener), "the object was freed in the handler")
	Steam.lobby_created.disconnect(second)
	var gone := Listener.new()
	Steam.lobby_created.connect(gone.hear)
	gone.free()
	Steam.lobby_created.connect(second)
	later[0] = 0
	await create_lobby(Steam.LOBBY_TYPE_PRIVATE, 2)
	equal(once[0], 1, "calls of the handler that was connected once")
	equal(later[0], 1, "calls of the handler that was connected later")
	equal(errors.take(), [] as Array[String], "errors")
