@tool
extends RefCounted
## The last packets reported by games, of all games in the order of their arrival.
##
## Packets are kept as they arrived, in columns: only packets in view are converted to text.

const CAPACITY := 10_000
const INTERFACES: PackedStringArray = ["packets", "messages", "sockets", "peer"]
const TITLES: PackedStringArray = ["Game", "Time", "Way", "User", "Over", "Channel", "Send type", "Size", "RPC or node",
		"First bytes"]

## The number of packets that were ever added, which is the number of the next one.
var added := 0
## While it is paused, new packets are not logged.
var paused := false

var _chunks: Array[Chunk] = []
var _names := {}
var _users := {}


## The packets of one message.
class Chunk:
	var first: int
	var count: int
	var session: int
	var columns: Array


## The name of a session's game, which stays when the game is gone.
func call_it(session: int, title: String) -> void:
	_names[session] = title


## The name of a user.
func call_user(user: int, title: String) -> void:
	_users[user] = title


## Takes the columns of a message. An incomplete message is dropped.
func add(session: int, columns: Array) -> void:
	if paused or not _is_whole(columns):
		return
	var chunk := Chunk.new()
	chunk.first = added
	chunk.session = session
	chunk.columns = columns
	chunk.count = (columns[0] as PackedInt64Array).size()
	if chunk.count == 0:
		return
	_chunks.append(chunk)
	added += chunk.count
	while _chunks[0].first + _chunks[0].count <= oldest():
		_chunks.pop_front()


func clear() -> void:
	_chunks.clear()
	added = 0


## The number of the oldest stored packet.
func oldest() -> int:
	return maxi(0, added - CAPACITY)


## The session of the debugger that the packet came over, -1 if it is gone.
func session_of(packet: int) -> int:
	var chunk := _chunk_of(packet)
	return chunk.session if chunk != null else -1


## A packet as texts, one for each of `TITLES`; empty if it is gone.
func row(packet: int) -> PackedStringArray:
	var chunk := _chunk_of(packet)
	if chunk == null:
		return PackedStringArray()
	var at := packet - chunk.first
	var columns := chunk.columns
	var interface: int = columns[3][at]
	var first_bytes: PackedByteArray = columns[7][at]
	return PackedStringArray([
		_names.get(chunk.session, str(chunk.session)),
		time_of_day(columns[0][at]),
		"in" if columns[1][at] == 1 else "out",
		_users.get(columns[2][at], str(columns[2][at])),
		INTERFACES[interface] if interface < INTERFACES.size() else str(interface),
		str(columns[4][at]),
		send_type_name(interface, columns[5][at]),
		str(columns[6][at]),
		columns[8][at],
		first_bytes.hex_encode(),
	])


## A time by this machine's clock, to the microsecond.
static func time_of_day(microseconds: int) -> String:
	var here: int = microseconds + int(Time.get_time_zone_from_system().bias) * 60_000_000
	return "%s.%06d" % [Time.get_time_string_from_unix_time(here / 1_000_000), posmod(here, 1_000_000)]


## The numbers are those of `Steam`'s constants, for the peer those of `MultiplayerPeer.TransferMode`. It is unknown
## for some packets that were read.
static func send_type_name(interface: int, send_type: int) -> String:
	if send_type < 0:
		return ""
	if interface == 0:
		var names := ["unreliable", "no delay", "reliable", "buffered"]
		return names[send_type] if send_type < names.size() else str(send_type)
	if interface == 3:
		var modes := ["unreliable", "ordered", "reliable"]
		return modes[send_type] if send_type < modes.size() else str(send_type)
	var name := "reliable" if send_type & 8 else "unreliable"
	if send_type & 4:
		name += ", no delay"
	if send_type & 1:
		name += ", no Nagle"
	return name


## Whether a packet has every word of a filter in one of its texts. A word with a minus before it must not occur.
static func matches(texts: PackedStringArray, words: PackedStringArray) -> bool:
	if words.is_empty():
		return true
	var all := "\n".join(texts).to_lower()
	for word in words:
		if word.begins_with("-") and word.length() > 1:
			if all.contains(word.substr(1)):
				return false
		elif not all.contains(word):
			return false
	return true


## The words of a filter, as typed.
static func words_of(filter: String) -> PackedStringArray:
	return filter.to_lower().split(" ", false)


## These packets as a table for spreadsheets.
func csv(packets: PackedInt64Array) -> String:
	var lines := PackedStringArray([_csv_line(TITLES)])
	for packet in packets:
		var texts := row(packet)
		if not texts.is_empty():
			lines.append(_csv_line(texts))
	return "\n".join(lines) + "\n"


static func _csv_line(texts: PackedStringArray) -> String:
	var fields := PackedStringArray()
	for text in texts:
		# A spreadsheet would treat such a text as a formula, and users choose their own names.
		if text != "" and text[0] in "=+-@" and not text.is_valid_float():
			text = "'" + text
		var has_special := text.contains(",") or text.contains("\"") or text.contains("\n") or text.contains("\r")
		fields.append("\"%s\"" % text.replace("\"", "\"\"") if has_special else text)
	return ",".join(fields)


func _chunk_of(packet: int) -> Chunk:
	if packet < oldest() or packet >= added:
		return null
	var low := 0
	var high := _chunks.size() - 1
	while low < high:
		var middle := (low + high + 1) >> 1
		if _chunks[middle].first <= packet:
			low = middle
		else:
			high = middle - 1
	return _chunks[low] if low <= high else null


static func _is_whole(columns: Array) -> bool:
	var types: Array[int] = [TYPE_PACKED_INT64_ARRAY, TYPE_PACKED_BYTE_ARRAY, TYPE_PACKED_INT64_ARRAY, TYPE_PACKED_BYTE_ARRAY,
			TYPE_PACKED_INT32_ARRAY, TYPE_PACKED_INT32_ARRAY, TYPE_PACKED_INT32_ARRAY, TYPE_ARRAY, TYPE_PACKED_STRING_ARRAY]
	if columns.size() < types.size():
		return false
	for index in types.size():
		var column: Variant = columns[index]
		if typeof(column) != types[index] or len(column) != len(columns[0]):
			return false
	for first_bytes: Variant in columns[7]:
		if not first_bytes is PackedByteArray:
			return false
	return true
