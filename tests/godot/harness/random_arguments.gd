extends RefCounted
## Arguments as careful, careless and hostile scripts pass them, drawn from a seed.

const Contract := preload("res://harness/contract.gd")

## The limits of Steam's texts, packets and pictures are among these, and one beyond each.
const SIZES: Array[int] = [0, 1, 3, 63, 64, 255, 256, 1200, 1201, 8192, 8193]
const NUMBERS: Array[int] = [0, 1, -1, 2, 3, 4, 5, 8, 16, 32, 100, 250, 251, 255, 256, 480, 1200, 8000, 8192, 11025, 24000, 48000,
		65535, 65536, 0x7FFFFFFF, 0x80000000, -0x80000000, 0xFFFFFFFF, 0x100000000, 0x7FFFFFFFFFFFFFFF, 1 << 63,
		76561197960265729, 76561197960265728, 0x0186000000000007]
const TEXTS: Array[String] = ["", "0", "name", "status", "connect", "mode", "a value", "Café ☕ 日本", "10.1.2.3", "1.2.3.256",
		"https://example.org", "steamid", "\n\t\r", "\\ \" ' %s %d {}", "%n%n%s", "🎮🎮🎮🎮"]

## Users and lobbies that exist or existed.
var ids: Array[int] = []
## Tickets, voice and what else Steam handed out.
var bytes: Array[PackedByteArray] = []

var _random := RandomNumberGenerator.new()
var _large := PackedByteArray()


func _init(from_seed: int) -> void:
	_random.seed = from_seed
	_large.resize((1 << 20) + 1)
	for size in SIZES:
		var some := PackedByteArray()
		some.resize(size)
		some.fill(size % 251)
		bytes.append(some)


## A number below a limit.
func below(limit: int) -> int:
	return _random.randi() % limit


## Arguments for a call: of the right types, some of the last ones left out where that is allowed.
func arguments_for(method: Dictionary) -> Array:
	var arguments := []
	for argument: Dictionary in method.args:
		if argument.has("default") and below(8) == 0:
			break
		arguments.append(_value(Contract.type_of(argument.type)))
	return arguments


## Puts in one argument of a type it does not belong to. `false` if there is none to replace.
func spoil(method: Dictionary, arguments: Array) -> bool:
	if arguments.is_empty():
		return false
	var index := below(arguments.size())
	# These take anything and look at it themselves.
	if method.args[index].type == "Variant":
		return false
	# Neither an object nor a place can be converted to the expected type.
	arguments[index] = [self, Vector2.ONE, RID(), Callable()][below(4)]
	return true


func _value(type: int) -> Variant:
	match type:
		TYPE_BOOL:
			return below(2) == 0
		TYPE_INT:
			return _number()
		TYPE_STRING:
			return _text()
		TYPE_PACKED_BYTE_ARRAY:
			return _bytes()
		TYPE_PACKED_INT64_ARRAY:
			return _numbers()
		TYPE_PACKED_FLOAT64_ARRAY:
			return PackedFloat64Array([0.5, NAN])
		TYPE_PACKED_INT32_ARRAY:
			return PackedInt32Array(Array(_numbers()))
		TYPE_FLOAT:
			return [0.0, -1.5, 1e300, INF, NAN][below(5)]
		TYPE_ARRAY:
			return [[], [1, 2], ["a", null], [[{}]]][below(4)]
		TYPE_DICTIONARY:
			return [{}, {"a": 1}, {1: [], "b": {}}][below(3)]
	return [null, true, false, 0, 480, -1, 1 << 40, 1.5, "480", [], {}][below(11)]


func _number() -> int:
	match below(8):
		0, 1, 2:
			return _one_of(ids) if not ids.is_empty() else 0
		3, 4, 5:
			return _one_of(NUMBERS)
		6:
			return below(17)
	return _random.randi() << 32 | _random.randi()


func _text() -> String:
	match below(6):
		0:
			return "x".repeat(_one_of(SIZES))
		1:
			return "日".repeat(_one_of(SIZES) / 3)
	return _one_of(TEXTS)


func _bytes() -> PackedByteArray:
	match below(100):
		0:
			return _large
		1:
			return _large.slice(1)
		2, 3, 4, 5:
			var some: PackedByteArray = _one_of(bytes).duplicate()
			for index in some.size():
				some[index] = _random.randi() & 255
			return some
	return _one_of(bytes)


func _numbers() -> PackedInt64Array:
	var numbers := PackedInt64Array()
	for index in [0, 1, 2, 5, 40][below(5)]:
		numbers.append(_number())
	return numbers


func _one_of(values: Array) -> Variant:
	return values[below(values.size())]
