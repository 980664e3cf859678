## A member of the lobby: their identity, and the traffic with them.
extends RefCounted

## The time for which measured round trips are kept.
const HISTORY_SECONDS := 60.0
## A ping without an answer after this time is lost.
const PING_LOST_AFTER_SECONDS := 5.0

var steam_id: int
var name := ""
## Whether they have pressed "Ready" (a value that each member keeps in the lobby's member data).
var is_ready := false
var is_owner := false
## Whether their handshake has arrived: then both sides can talk.
var is_handshaken := false

## The round trips of the last minute: x is when it was measured (seconds), y how long it took (milliseconds).
var round_trips := PackedVector2Array()
var pings_sent := 0
var pings_answered := 0
var pings_lost := 0
var packets_sent := 0
var packets_received := 0
var bytes_sent := 0
var bytes_received := 0

## The sending time of each unanswered ping, in microseconds, by its number.
var _pings_on_their_way := {}


func _init(id: int) -> void:
	steam_id = id


## The colour of a user, the same on every machine. Neighbouring ids get colours that are far apart.
static func colour_of(id: int) -> Color:
	const GOLDEN_RATIO := 0.618033988749895
	var account_id := id & 0xFFFFFFFF
	return Color.from_hsv(fposmod(account_id * GOLDEN_RATIO, 1.0), 0.55, 0.95)


func colour() -> Color:
	return colour_of(steam_id)


func count_sent(bytes: int) -> void:
	packets_sent += 1
	bytes_sent += bytes


func count_received(bytes: int) -> void:
	packets_received += 1
	bytes_received += bytes


## Records that a ping is sent now, and returns its number.
func start_ping() -> int:
	pings_sent += 1
	_pings_on_their_way[pings_sent] = Time.get_ticks_usec()
	return pings_sent


## Records that a ping was answered, and returns its round trip in milliseconds, -1 if there is no such ping.
func finish_ping(number: int) -> float:
	if not _pings_on_their_way.has(number):
		return -1.0
	var now := Time.get_ticks_usec()
	var left_at: int = _pings_on_their_way[number]
	var milliseconds := (now - left_at) / 1000.0
	_pings_on_their_way.erase(number)
	pings_answered += 1
	round_trips.append(Vector2(now / 1_000_000.0, milliseconds))
	return milliseconds


## Gives up on unanswered pings, and forgets round trips that are too old to show.
func forget_old_pings() -> void:
	var now := Time.get_ticks_usec()
	for number: int in _pings_on_their_way.keys():
		var left_at: int = _pings_on_their_way[number]
		if now - left_at > PING_LOST_AFTER_SECONDS * 1_000_000:
			_pings_on_their_way.erase(number)
			pings_lost += 1
	var first_kept := 0
	while first_kept < round_trips.size() and round_trips[first_kept].x < now / 1_000_000.0 - HISTORY_SECONDS:
		first_kept += 1
	round_trips = round_trips.slice(first_kept)


## The latest round trip in milliseconds, -1 before the first.
func last_round_trip() -> float:
	return -1.0 if round_trips.is_empty() else round_trips[-1].y


## Smallest (x) and largest (y) round trip of the last minute in milliseconds.
func round_trip_range() -> Vector2:
	if round_trips.is_empty():
		return Vector2.ZERO
	var extremes := Vector2(INF, 0.0)
	for sample: Vector2 in round_trips:
		extremes = Vector2(minf(extremes.x, sample.y), maxf(extremes.y, sample.y))
	return extremes


## The mean round trip of the last minute in milliseconds.
func mean_round_trip() -> float:
	var sum := 0.0
	for sample: Vector2 in round_trips:
		sum += sample.y
	return sum / maxi(round_trips.size(), 1)
