extends "res://harness/server_case.gd"
## A list on the local platform: the ping of a server is the latency that was set, there and back, and a filter that is known on Steam alone
## is said and lets every server through. A server without a name is called by its address.
## rule: server.list
## platform: local
## expect-error: the local platform does not know the filter "linux"


func run() -> void:
	await init_steam()
	await start_server("")
	SteamServer.setAdvertiseServerActive(true)
	var request := Steam.requestInternetServerList(APP_ID, [["linux", "1"]])
	while Steam.getServerCount(request) == 0:
		Steam.refreshQuery(request)
		await next_signal("request_server_list_refresh_complete")
	equal(Steam.getServerDetails(0, request).name, "127.0.0.1:27015", "a server without a name")
	equal(Steam.getServerDetails(0, request).ping, 0, "the ping")
	SteamLocal.set_latency(25)
	signals.clear()
	Steam.refreshServer(0, request)
	await next_signal("request_server_list_server_responded", func(it: Array) -> bool: return it == [request, 0])
	equal(Steam.getServerDetails(0, request).ping, 50, "the ping under latency")
	Steam.releaseRequest(request)
	stop_server()
