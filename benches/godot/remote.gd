extends RefCounted
## Orders from player 1 to player 2 and the answers, on channels that are not measured.

const ORDERS := 100
const ANSWERS := 101
const PATIENCE_SECONDS := 60.0

var tree: SceneTree
## The user that this process talks to.
var partner_id: int
## The other player's measurements for the last finished order, by name.
var figures := {}


func _init(scene_tree: SceneTree, partner: int) -> void:
	tree = scene_tree
	partner_id = partner


## Gives an order and waits for the answer. Returns the error, or an empty text.
func ask(order: Dictionary) -> String:
	give(order)
	return await finish()


## Gives an order without waiting.
func give(order: Dictionary) -> void:
	send(order, ORDERS)


## Waits for the answer to an order, frame by frame. Returns the error, or an empty text.
func finish() -> String:
	var give_up_at := Time.get_ticks_msec() + int(PATIENCE_SECONDS * 1000)
	while Time.get_ticks_msec() < give_up_at:
		Steam.run_callbacks()
		var answer := take(ANSWERS)
		if not answer.is_empty():
			figures = answer.figures
			return answer.problem
		await tree.process_frame
	return "no answer from the other player"


func send(message: Dictionary, channel: int) -> void:
	Steam.sendP2PPacket(partner_id, var_to_bytes(message), Steam.P2P_SEND_RELIABLE, channel)


## The next message on a channel, empty if there is none.
func take(channel: int) -> Dictionary:
	var size: int = Steam.getAvailableP2PPacketSize(channel)
	if size == 0:
		return {}
	return bytes_to_var(Steam.readP2PPacket(size, channel).data)
