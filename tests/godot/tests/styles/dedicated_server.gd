extends Node
## A dedicated server in the manner of public projects: an autoload that initialises in _ready, describes itself, checks every ticket,
## keeps a list of players, and restarts nothing by itself. In the manner of scripts for GodotSteam Server, written anew.

signal player_joined(steam_id: int)
signal player_left(steam_id: int)

const PORT := 27015
const QUERY_PORT := 27016

var is_online := false
var server_steam_id := 0
var players: Dictionary = {}
var refused: Array[int] = []


func _ready() -> void:
	SteamServer.server_connected.connect(_on_server_connected)
	SteamServer.server_connect_failure.connect(_on_server_connect_failure)
	SteamServer.server_disconnected.connect(_on_server_disconnected)
	SteamServer.validate_auth_ticket_response.connect(_on_validate_auth_ticket_response)
	SteamServer.p2p_session_request.connect(_on_p2p_session_request)
	initialize_server()


func _process(_delta: float) -> void:
	SteamServer.run_callbacks()
	while SteamServer.getAvailableP2PPacketSize(0) > 0:
		var packet: Dictionary = SteamServer.readP2PPacket(SteamServer.getAvailableP2PPacketSize(0), 0)
		_on_packet(packet["remote_steam_id"], packet["data"])


func initialize_server() -> void:
	var initialize_response: Dictionary = SteamServer.serverInitEx("0.0.0.0", PORT, QUERY_PORT,
			SteamServer.SERVER_MODE_AUTHENTICATION_AND_SECURE, "1.0.0.0")
	if initialize_response["status"] > SteamServer.STEAM_API_INIT_RESULT_OK:
		printerr("Failed to initialize the server: %s" % initialize_response["verbal"])
		return
	SteamServer.setModDir("")
	SteamServer.setProduct(str(SteamServer.getAppID()))
	SteamServer.setGameDescription("A game of tag")
	SteamServer.setServerName("Tag around the clock")
	SteamServer.setMapName("yard")
	SteamServer.setMaxPlayerCount(2)
	SteamServer.setPasswordProtected(false)
	SteamServer.setDedicatedServer(true)
	SteamServer.logOnAnonymous()


func _on_server_connected() -> void:
	is_online = true
	server_steam_id = SteamServer.getSteamID()
	SteamServer.setAdvertiseServerActive(true)


func _on_server_connect_failure(result: int, retrying: bool) -> void:
	printerr("Could not connect: %s, retrying: %s" % [result, retrying])


func _on_server_disconnected(_result: int) -> void:
	is_online = false


func _on_p2p_session_request(remote_steam_id: int) -> void:
	SteamServer.acceptP2PSessionWithUser(remote_steam_id)


func _on_packet(steam_id: int, data: PackedByteArray) -> void:
	var message: Dictionary = bytes_to_var(data)
	match message["type"]:
		"ticket":
			var response: int = SteamServer.beginAuthSession(message["ticket"], message["ticket"].size(), steam_id)
			if response != SteamServer.BEGIN_AUTH_SESSION_RESULT_OK:
				_refuse(steam_id)
		"move":
			if players.has(steam_id):
				for other: int in players:
					_send(other, {"type": "moved", "who": steam_id, "where": message["where"]})
		"bye":
			remove_player(steam_id)


func _on_validate_auth_ticket_response(auth_id: int, response: int, _owner_id: int) -> void:
	if response != SteamServer.AUTH_SESSION_RESPONSE_OK:
		remove_player(auth_id)
		return
	players[auth_id] = {"joined": Time.get_ticks_msec()}
	_send(auth_id, {"type": "welcome", "players": players.keys()})
	player_joined.emit(auth_id)


func kick_player(steam_id: int) -> void:
	_send(steam_id, {"type": "kicked"})
	remove_player(steam_id)


func remove_player(steam_id: int) -> void:
	SteamServer.endAuthSession(steam_id)
	if players.erase(steam_id):
		player_left.emit(steam_id)


func _refuse(steam_id: int) -> void:
	refused.append(steam_id)
	_send(steam_id, {"type": "refused"})


func _send(steam_id: int, message: Dictionary) -> void:
	SteamServer.sendP2PPacket(steam_id, var_to_bytes(message), SteamServer.P2P_SEND_RELIABLE, 0)


func _exit_tree() -> void:
	SteamServer.setAdvertiseServerActive(false)
	SteamServer.logOff()
	SteamServer.serverShutdown()
