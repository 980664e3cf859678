extends RefCounted
## How much is measured: all, or with [code]--quick[/code] just enough to see that it works.

static var is_quick := OS.get_cmdline_user_args().has("--quick")


static func of(whole: int, quick: int) -> int:
	return quick if is_quick else whole
