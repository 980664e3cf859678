## A lobby as the lobby browser shows it.
extends RefCounted

var lobby_id: int
var name: String
var owner_name: String
var member_count: int
var member_limit: int


func is_full() -> bool:
	return member_count >= member_limit
