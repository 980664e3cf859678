## A small shared arena over Godot's own multiplayer, to copy from: discs that their players move, sparks that the host hands out,
## and chat.
##
## The host spawns everything. Late joiners get all existing nodes from the spawners.
extends Control

const Admission := preload("admission.gd")
const Connection := preload("connection.gd")
const Player := preload("player.gd")
const RoundTrips := preload("round_trips.gd")
const Scoreboard := preload("scoreboard.gd")
const Talk := preload("talk.gd")
const PLAYER_SCENE := preload("player.tscn")
const SPARK_SCENE := preload("spark.tscn")

const SPARKS := 6
## The ground, in its own coordinates: the same on every machine, regardless of its window's size.
const GROUND := Rect2(30, 40, 700, 460)

## The arena is closed: by us, and then [param reason] is empty, or why.
signal closed(reason: String)
## The list of players has changed.
signal players_changed

@onready var admission: Admission = %Admission
@onready var talk: Talk = %Talk
@onready var round_trips: RoundTrips = %RoundTrips
@onready var leave_button: Button = %LeaveButton
@onready var _players: Node2D = %Players
@onready var _sparks: Node2D = %Sparks
@onready var _player_spawner: MultiplayerSpawner = %PlayerSpawner
@onready var _spark_spawner: MultiplayerSpawner = %SparkSpawner
@onready var _scoreboard: Scoreboard = %Scoreboard
@onready var _state: Label = %State

## The name of the dedicated server, empty if a member of a lobby hosts.
var _server_name := ""
var _sparks_made := 0


func _ready() -> void:
	_player_spawner.spawn_function = _make_player
	_spark_spawner.spawn_function = _make_spark
	_player_spawner.spawned.connect(func(_node: Node) -> void: players_changed.emit())
	_player_spawner.despawned.connect(func(_node: Node) -> void: players_changed.emit())
	multiplayer.peer_connected.connect(_on_peer_connected)
	multiplayer.peer_disconnected.connect(_on_peer_disconnected)
	multiplayer.connected_to_server.connect(_on_connected_to_server)
	multiplayer.connection_failed.connect(_on_connection_failed)
	multiplayer.server_disconnected.connect(_on_server_disconnected)
	leave_button.pressed.connect(close.bind(""))
	talk.name_of = name_of
	admission.admitted.connect(_on_admitted)


func _exit_tree() -> void:
	Connection.close(multiplayer)


## Opens the arena for the members of a lobby that we own. Returns an error message, or an empty text.
func host(lobby: int) -> String:
	var problem := Connection.host(multiplayer, lobby)
	if problem.is_empty():
		_state.text = "You host."
		_spawn_sparks()
		_spawn_player(1, name_of(1))
	return problem


## Opens the arena on the game server of this process, which has no disc of its own. Returns an error message, or an empty text.
func host_on_server(server_name: String) -> String:
	_server_name = server_name
	var problem := Connection.host_on_server(multiplayer)
	if problem.is_empty():
		_spawn_sparks()
		admission.begin()
	return problem


## Enters the arena of the owner of a lobby. Returns an error message, or an empty text.
func join(lobby: int) -> String:
	_state.text = "Connecting …"
	return Connection.join(multiplayer, lobby)


## Enters the arena of a dedicated server. Returns an error message, or an empty text.
func join_server(server_id: int, server_name: String) -> String:
	_server_name = server_name
	_state.text = "Connecting …"
	return Connection.join_server(multiplayer, server_id)


func close(reason: String) -> void:
	Connection.close(multiplayer)
	process_mode = PROCESS_MODE_DISABLED
	closed.emit(reason)


## Everybody in the arena, including ourselves.
func players() -> Array[Player]:
	var all: Array[Player] = []
	for player: Player in _players.get_children():
		all.append(player)
	return all


## The name of a peer.
func name_of(peer_id: int) -> String:
	var player := _players.get_node_or_null(str(peer_id)) as Player
	if player != null:
		return player.user_name
	if _server_name != "":
		return _server_name if peer_id == 1 else "Player %d" % peer_id
	return Steam.getFriendPersonaName(Connection.steam_id_of(multiplayer, peer_id))


## The current positions of the sparks.
func spark_positions() -> PackedVector2Array:
	var positions := PackedVector2Array()
	for spark: Node2D in _sparks.get_children():
		positions.append(spark.position)
	return positions


func _process(_delta: float) -> void:
	_scoreboard.show_players(players(), round_trips)


func _physics_process(_delta: float) -> void:
	if multiplayer.multiplayer_peer == null or not multiplayer.is_server():
		return
	for spark: Node2D in _sparks.get_children():
		for player in players():
			if player.spot.distance_to(spark.position) < Player.RADIUS + 8.0 and not spark.is_queued_for_deletion():
				player.score += 1
				spark.queue_free()
				_spawn_spark()


func _spawn_sparks() -> void:
	for count in SPARKS:
		_spawn_spark()


func _spawn_spark() -> void:
	var place := Vector2(randf_range(GROUND.position.x, GROUND.end.x), randf_range(GROUND.position.y, GROUND.end.y))
	_sparks_made += 1
	_spark_spawner.spawn([_sparks_made, place])


func _spawn_player(peer_id: int, user_name: String) -> void:
	var steam_id := Connection.steam_id_of(multiplayer, peer_id)
	var place := GROUND.get_center() + Vector2(90, 0).rotated(_players.get_child_count() * TAU / 6.0)
	_player_spawner.spawn([peer_id, steam_id, user_name, place])
	players_changed.emit()


## Runs on every peer, with the argument that the host has passed to [code]spawn[/code].
func _make_player(about: Array) -> Node:
	var player: Player = PLAYER_SCENE.instantiate()
	player.steam_id = about[1]
	player.user_name = about[2]
	player.spot = about[3]
	player.bounds = GROUND
	player.belong_to(about[0])
	return player


func _make_spark(about: Array) -> Node:
	var spark: Node2D = SPARK_SCENE.instantiate()
	spark.name = "Spark%d" % about[0]
	spark.position = about[1]
	return spark


func _on_peer_connected(peer_id: int) -> void:
	if _server_name != "":
		# The server lets players in; see `admission`.
		return
	if multiplayer.is_server():
		_spawn_player(peer_id, name_of(peer_id))
	talk.note("%s is here." % name_of(peer_id))


func _on_admitted(peer_id: int, user_name: String) -> void:
	_spawn_player(peer_id, user_name)
	print("[Server] %s is in the arena." % user_name)


func _on_peer_disconnected(peer_id: int) -> void:
	round_trips.forget(peer_id)
	var player := _players.get_node_or_null(str(peer_id)) as Player
	if player != null:
		talk.note("%s has left." % player.user_name)
		if multiplayer.is_server():
			if _server_name != "":
				print("[Server] %s has left." % player.user_name)
			player.queue_free()
			players_changed.emit()


func _on_connected_to_server() -> void:
	_state.text = "Connected to %s." % name_of(1)
	if _server_name != "":
		admission.introduce()


func _on_connection_failed() -> void:
	close("The arena could not be entered: its host did not answer.")


func _on_server_disconnected() -> void:
	close("The host has closed the arena.")
