@tool
extends RefCounted
## The panel "Steam" and what feeds it, as the plugin puts them into the editor and takes them out again.

const Games := preload("games.gd")
const Listener := preload("listener.gd")
const SteamPanel := preload("steam_panel.gd")
const Players := preload("players.gd")

var games: Games
var panel: SteamPanel
var players := Players.new()

var _listener := Listener.new()


func enter(plugin: EditorPlugin) -> void:
	games = Games.new(_listener.tell)
	panel = SteamPanel.new(games, players)
	_listener.heard.connect(games.hear)
	_listener.closed.connect(games.forget)
	plugin.add_debugger_plugin(_listener)
	plugin.add_control_to_bottom_panel(panel, "Steam")
	panel.started.connect(plugin.make_bottom_panel_item_visible.bind(panel), CONNECT_DEFERRED)


func leave(plugin: EditorPlugin) -> void:
	players.stop()
	plugin.remove_control_from_bottom_panel(panel)
	plugin.remove_debugger_plugin(_listener)
	panel.free()
