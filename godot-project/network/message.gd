## One message between two members, and its bytes.
##
## Every P2P packet of the demo is one message: a byte for its kind, then that kind's fields. Numbers are
## little-endian. Packets come from other machines, so [method read] checks them first.
extends RefCounted

enum Kind {
	## Opens the conversation: protocol version (u8), whether an answer is wanted (u8).
	HANDSHAKE = 1,
	## A line of chat in UTF-8.
	CHAT = 2,
	## Asks for a [constant PONG]: the number of the ping (u32).
	PING = 3,
	## Answers a [constant PING]: the same number (u32).
	PONG = 4,
}

## Members with another version of these messages cannot talk to each other.
const PROTOCOL_VERSION := 1
## The longest line of chat, in bytes. A packet is sent whole up to 1 MiB, but nobody wants to read that.
const MAX_CHAT_BYTES := 1000

var kind := Kind.HANDSHAKE
## In a handshake.
var version: int
## In a handshake.
var wants_answer: bool
## In a chat message.
var text: String
## In a ping and its pong.
var number: int


static func handshake(wants_an_answer: bool) -> PackedByteArray:
	return PackedByteArray([Kind.HANDSHAKE, PROTOCOL_VERSION, int(wants_an_answer)])


static func chat(line: String) -> PackedByteArray:
	var bytes := PackedByteArray([Kind.CHAT])
	bytes.append_array(line.to_utf8_buffer())
	return bytes


static func ping(ping_number: int) -> PackedByteArray:
	return _numbered(Kind.PING, ping_number)


static func pong(ping_number: int) -> PackedByteArray:
	return _numbered(Kind.PONG, ping_number)


static func _numbered(message_kind: Kind, message_number: int) -> PackedByteArray:
	var bytes := PackedByteArray()
	bytes.resize(5)
	bytes.encode_u8(0, message_kind)
	bytes.encode_u32(1, message_number)
	return bytes


## Fills this message from the bytes of a packet. [code]false[/code] if they are not a message.
func read(bytes: PackedByteArray) -> bool:
	if bytes.is_empty():
		return false
	match bytes[0]:
		Kind.HANDSHAKE when bytes.size() >= 3:
			kind = Kind.HANDSHAKE
			version = bytes[1]
			wants_answer = bytes[2] != 0
		Kind.CHAT when bytes.size() <= 1 + MAX_CHAT_BYTES:
			kind = Kind.CHAT
			text = bytes.slice(1).get_string_from_utf8()
		Kind.PING when bytes.size() == 5:
			kind = Kind.PING
			number = bytes.decode_u32(1)
		Kind.PONG when bytes.size() == 5:
			kind = Kind.PONG
			number = bytes.decode_u32(1)
		_:
			return false
	return true
