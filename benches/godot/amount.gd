extends RefCounted
## The amount of measurements: all, or with [code]--quick[/code] just enough to see that they work.

static var is_quick := OS.get_cmdline_user_args().has("--quick")


static func of(whole: int, quick: int) -> int:
	return quick if is_quick else whole
