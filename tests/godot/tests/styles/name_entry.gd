extends Node
## A name to type: on a Steam Deck with Steam's keyboard, elsewhere in the game's own field.

signal entered(player_name: String)

const MAX_LENGTH := 16

var field: LineEdit = null


func _ready() -> void:
	Steam.gamepad_text_input_dismissed.connect(_on_dismissed)


func _process(_delta: float) -> void:
	Steam.run_callbacks()


func ask(suggestion: String) -> void:
	if Steam.isSteamRunningOnSteamDeck() or Steam.isSteamInBigPictureMode():
		var shown: bool = Steam.showGamepadTextInput(Steam.GAMEPAD_TEXT_INPUT_MODE_NORMAL,
				Steam.GAMEPAD_TEXT_INPUT_LINE_MODE_SINGLE_LINE, "Your name", MAX_LENGTH, suggestion)
		if shown:
			return
	field = LineEdit.new()
	field.max_length = MAX_LENGTH
	field.text = suggestion
	field.text_submitted.connect(_accept)
	add_child(field)


func _on_dismissed(submitted: bool, text: String, _app_id: int) -> void:
	if submitted:
		_accept(text)


func _accept(text: String) -> void:
	var clean: String = Steam.filterText(Steam.TEXT_FILTERING_CONTEXT_NAME, Steam.getSteamID(), text.strip_edges())
	entered.emit(clean.left(MAX_LENGTH))
