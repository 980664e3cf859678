## Buttons that simulate a bad network on the local platform. Each process applies conditions to the packets that it
## sends.
extends HFlowContainer

const CHOICES := {
	"Perfect": {},
	"80 ms": {"latency_ms": 40},
	"150 ms, 5 % loss": {"latency_ms": 75, "loss_percent": 5.0},
	"Bad Wi-Fi": {"latency_ms": 60, "jitter_ms": 80, "loss_percent": 8.0, "duplicate_percent": 1.0},
}


func _ready() -> void:
	# Over Steam, the real network is used.
	visible = SteamLocal.is_active()
	for choice: String in CHOICES:
		var button := Button.new()
		button.text = choice
		button.focus_mode = Control.FOCUS_NONE
		button.pressed.connect(_choose.bind(choice))
		add_child(button)


func _choose(choice: String) -> void:
	SteamLocal.clear_conditions()
	SteamLocal.set_conditions(CHOICES[choice])
