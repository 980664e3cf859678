extends "res://harness/p2p_case.gd"
## A test in which player 1 replaces the editor, and others are `## debugged` by it. Player 1 never takes part in their game.

const Debugger := preload("res://harness/debugger.gd")

## Every game that is debugged.
var games: Array[Debugger.Game] = []


## The next game that is debugged, once it is connected.
func debugged_game() -> Debugger.Game:
	for argument: String in OS.get_cmdline_user_args():
		if argument.begins_with("--debugger-port="):
			games.append(Debugger.Game.new(int(argument.get_slice("=", 1))))
			return games.back()
	await abort("no player is debugged")
	return null


## Reads the games' messages, as an editor does, so that none of them has to wait.
func frame() -> void:
	await super()
	for game in games:
		game.poll()


## The content of the next message of a name that fits, which is alone in its Array.
func message(game: Debugger.Game, message_name: String, fits := Callable()) -> Variant:
	var found := []
	await until(func() -> bool:
		var content: Variant = game.take(message_name, fits)
		if content != null:
			found.append(content)
		return content != null, PATIENCE, "the message " + message_name)
	return found[0][0]


## The next `steam:hello` in which `key` has this value.
func hello(game: Debugger.Game, key: String, value: Variant) -> Dictionary:
	return await message(game, "steam:hello", func(content: Array) -> bool: return content[0][key] == value)


## The rows of the next `steam:packets`, as Arrays of nine.
func rows(game: Debugger.Game) -> Array:
	var columns: Array = await message(game, "steam:packets")
	equal(columns.size(), 9, "columns")
	var result := []
	for index: int in columns[0].size():
		result.append(columns.map(func(column: Variant) -> Variant: return column[index]))
	return result
