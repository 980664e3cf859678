extends RefCounted
## The editor's side of Godot's remote debugger, for the games that a test has `## debugged`: takes their messages, and sends
## them some.

## A game that is debugged.
class Game:
	extends RefCounted
	## Everything that came and was not taken, oldest first: the name and its Array each.
	var messages: Array = []
	var _stream := StreamPeerTCP.new()
	var _packets := PacketPeerStream.new()
	var _thread := 1

	func _init(port: int) -> void:
		_stream.connect_to_host("127.0.0.1", port)
		_packets.input_buffer_max_size = 16 * 1024 * 1024
		_packets.output_buffer_max_size = 1024 * 1024
		_packets.stream_peer = _stream

	## Handles arrived messages.
	func poll() -> void:
		_stream.poll()
		while _stream.get_status() == StreamPeerTCP.STATUS_CONNECTED and _packets.get_available_packet_count() > 0:
			var message: Array = _packets.get_var()
			_thread = message[1]
			messages.append([message[0], message[2]])

	## Whether the game is still connected. What has not been read would hide its end.
	func is_alive() -> bool:
		poll()
		return _stream.get_status() == StreamPeerTCP.STATUS_CONNECTED

	## Sends a message of the panel's.
	func send(message: String, content: Array) -> void:
		_packets.put_var([message, _thread, content])

	## The content of the oldest message of a name that fits, which is then taken with all of the name before it; null if
	## there is none.
	func take(message: String, fits := Callable()) -> Variant:
		poll()
		for index in messages.size():
			if messages[index][0] == message and (not fits.is_valid() or fits.call(messages[index][1])):
				var content: Array = messages[index][1]
				for before in range(index, -1, -1):
					if messages[before][0] == message:
						messages.remove_at(before)
				return content
		return null
