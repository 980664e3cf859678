## A dedicated game server: no user, no window. It logs on to Steam as a server and is in the list of servers while the arena is open.
##
## [code]admission.gd[/code] checks players' tickets and lets them in.
extends Node

## The server is logged on: the arena can be opened.
signal logged_on
## The server cannot continue; [param reason] is for its operator.
signal failed(reason: String)

const GAME_PORT := 27015
const QUERY_PORT := 27016
const MAX_PLAYERS := 8
## Distinguishes the servers of this demo from all others with app ID 480.
const MOD_DIRECTORY := "steam_networking_demo"
const SERVER_NAME := "Arena of the demo"


func _ready() -> void:
	process_mode = PROCESS_MODE_ALWAYS
	SteamServer.server_connected.connect(_on_server_connected)
	SteamServer.server_connect_failure.connect(_on_server_connect_failure)
	SteamServer.server_disconnected.connect(_on_server_disconnected)


func _process(_delta: float) -> void:
	SteamServer.run_callbacks()


func _exit_tree() -> void:
	SteamServer.serverShutdown()


## Starts the server. [signal logged_on] or [signal failed] follows.
func start() -> void:
	var answer: Dictionary = SteamServer.serverInitEx(
			"0.0.0.0", GAME_PORT, QUERY_PORT, SteamServer.SERVER_MODE_AUTHENTICATION, "1.0.0.0")
	var status: int = answer["status"]
	if status != Steam.STEAM_API_INIT_RESULT_OK:
		set_process(false)
		failed.emit("The game server could not be started. %s" % answer["verbal"])
		return
	SteamServer.setProduct(str(SteamServer.getAppID()))
	SteamServer.setGameDescription("Steam Networking Demo")
	SteamServer.setModDir(MOD_DIRECTORY)
	SteamServer.setDedicatedServer(true)
	SteamServer.setServerName(SERVER_NAME)
	SteamServer.setMapName("arena")
	SteamServer.setMaxPlayerCount(MAX_PLAYERS)
	SteamServer.logOnAnonymous()


## Puts the server into the list of servers.
func advertise() -> void:
	SteamServer.setAdvertiseServerActive(true)


func _on_server_connected() -> void:
	logged_on.emit()


func _on_server_connect_failure(result: int, retrying: bool) -> void:
	if not retrying:
		failed.emit("The game server could not log on (Steam's result %d)." % result)


func _on_server_disconnected(result: int) -> void:
	print("[Server] The connection to Steam is lost (result %d); Steam tries to get it back." % result)
