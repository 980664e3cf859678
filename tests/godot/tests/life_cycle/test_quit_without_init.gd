extends "res://harness/test_case.gd"
## A project that has the extension and never uses it runs and ends cleanly.
## rule: quit.clean

func run() -> void:
	leave_running = true
	pumping = false
	await frames(10)
	equal(errors.take(), [] as Array[String], "errors")
