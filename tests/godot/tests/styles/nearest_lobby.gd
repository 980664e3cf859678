extends Node
## Lobbies by nearness: a host writes its ping location into the lobby's data; players who search estimate the ping to each lobby and
## enter the nearest.

var lobby: int = 0
## Estimated pings by lobby.
var pings: Dictionary = {}


func _ready() -> void:
	Steam.initRelayNetworkAccess()
	Steam.lobby_created.connect(_on_created)
	Steam.lobby_match_list.connect(_on_found)
	Steam.lobby_joined.connect(func(id: int, _p: int, _l: bool, _r: int) -> void: lobby = id)


func _process(_delta: float) -> void:
	Steam.run_callbacks()


func host() -> void:
	Steam.createLobby(Steam.LOBBY_TYPE_PUBLIC, 4)


func search() -> void:
	Steam.addRequestLobbyListDistanceFilter(Steam.LOBBY_DISTANCE_FILTER_WORLDWIDE)
	Steam.addRequestLobbyListStringFilter("style", "nearest", Steam.LOBBY_COMPARISON_EQUAL)
	Steam.requestLobbyList()


func _on_created(result: int, id: int) -> void:
	if result != Steam.RESULT_OK:
		return
	var here: Dictionary = Steam.getLocalPingLocation()
	Steam.setLobbyData(id, "location", Steam.convertPingLocationToString(here["location"]))
	Steam.setLobbyData(id, "style", "nearest")


func _on_found(lobbies: Array) -> void:
	for id: int in lobbies:
		var there: Dictionary = Steam.parsePingLocationString(Steam.getLobbyData(id, "location"))
		if there["success"]:
			pings[id] = Steam.estimatePingTimeFromLocalHost(there["ping_location"])
	var ids: Array = pings.keys()
	if ids.is_empty():
		search()
		return
	ids.sort_custom(func(a: int, b: int) -> bool: return pings[a] < pings[b])
	Steam.joinLobby(ids[0])
