extends "res://harness/test_case.gd"
## Files in the cloud: written, read, listed, forgotten, deleted, and kept over a shutdown.
## rule: cloud.files, cloud.lower-case, cloud.forget, cloud.switch

const MIB := 1 << 20


func run() -> void:
	await init_steam()
	equal([Steam.getFileCount(), Steam.fileExists("save.dat")], [0, false], "at the beginning")
	_read_and_written()
	_names()
	_about_one()
	_list()
	_the_switch()
	Steam.steamShutdown()
	await init_steam()
	equal(Steam.fileRead("mib", MIB).buf, _pattern(MIB), "after a new start")
	equal([Steam.getFileCount(), Steam.isCloudEnabledForApp()], [6, false], "the rest")
	equal([Steam.filePersisted("one"), Steam.getSyncPlatforms("one")], [false, 9], "what is kept of a file")
	check(Steam.fileDelete("mib"), "fileDelete")
	equal([Steam.fileDelete("mib"), Steam.fileExists("mib"), Steam.fileRead("mib", 10)], [false, false,
			{"ret": 0, "buf": PackedByteArray()}], "what was deleted")
	equal([Steam.getFileSize("mib"), Steam.getFileTimestamp("mib"), Steam.getSyncPlatforms("mib"), Steam.fileForget("mib"),
			Steam.setSyncPlatforms("mib", 1)], [0, 0, Steam.REMOTE_STORAGE_PLATFORM_NONE, false, false], "of what is not there")


func _pattern(size: int) -> PackedByteArray:
	var data := PackedByteArray()
	data.resize(size)
	for index in range(0, size, 1009):
		data[index] = index & 255
	return data


func _read_and_written() -> void:
	var before := int(Time.get_unix_time_from_system())
	for size: int in [0, 1, MIB]:
		var file: String = {0: "none", 1: "one", MIB: "mib"}[size]
		check(Steam.fileWrite(file, _pattern(size)), "fileWrite of %d bytes" % size)
		equal([Steam.fileExists(file), Steam.getFileSize(file)], [true, size], "%d bytes" % size)
		equal(Steam.fileRead(file, Steam.getFileSize(file)), {"ret": size, "buf": _pattern(size)}, "fileRead of %d bytes" % size)
		check(absi(Steam.getFileTimestamp(file) - before) < 300, "the time: %d" % Steam.getFileTimestamp(file))
	equal(Steam.fileRead("mib", 5), {"ret": 5, "buf": _pattern(MIB).slice(0, 5)}, "a part")
	equal(Steam.fileRead("one", 500), {"ret": 1, "buf": _pattern(1)}, "more than there is")
	# With a size, as older scripts pass it.
	check(Steam.fileWrite("sized", "0123456789".to_utf8_buffer(), 4), "fileWrite with a size")
	equal(Steam.fileRead("sized", 10).buf.get_string_from_utf8(), "0123", "so much of the data")
	check(Steam.fileWrite("sized", "ab".to_utf8_buffer()), "a shorter content")
	equal(Steam.fileRead("sized", 10).buf.get_string_from_utf8(), "ab", "nothing is left of the longer one")


func _names() -> void:
	check(Steam.fileWrite("Slots/Erster Spielstand.SAV", "1".to_utf8_buffer()), "a name with a folder")
	check(Steam.fileWrite("セーブ/%2e%2e/größe", "2".to_utf8_buffer()), "a name in other alphabets")
	equal(Steam.fileRead("slots/ERSTER spielstand.sav", 1).ret, 1, "capitals make no difference")
	equal(Steam.fileRead("セーブ/%2e%2e/größe", 1).buf.get_string_from_utf8(), "2", "a name in other alphabets")
	equal(Steam.fileExists("größe"), false, "a name without its folder")


func _about_one() -> void:
	equal(Steam.getSyncPlatforms("one"), Steam.REMOTE_STORAGE_PLATFORM_ALL, "the platforms of a new file")
	var some := Steam.REMOTE_STORAGE_PLATFORM_WINDOWS | Steam.REMOTE_STORAGE_PLATFORM_LINUX
	check(Steam.setSyncPlatforms("one", some), "setSyncPlatforms")
	equal(Steam.getSyncPlatforms("one"), some, "getSyncPlatforms")
	check(Steam.setSyncPlatforms("none", -1), "all platforms, as some headers have them")
	equal(Steam.getSyncPlatforms("none"), Steam.REMOTE_STORAGE_PLATFORM_ALL, "all of them")
	var quota := Steam.getQuota()
	equal(quota.total_bytes - quota.available_bytes, MIB + 5, "what is taken of the quota")
	check(Steam.filePersisted("mib") and Steam.fileForget("mib"), "fileForget")
	equal([Steam.filePersisted("mib"), Steam.fileExists("mib"), Steam.fileRead("mib", 9).ret], [false, true, 9], "what is forgotten")
	equal(Steam.getQuota().available_bytes, quota.available_bytes + MIB, "it takes nothing of the quota")
	check(Steam.fileWrite("mib", _pattern(MIB)) and Steam.filePersisted("mib"), "written again, it is in the cloud again")
	equal(Steam.getQuota(), quota, "and takes its share")
	Steam.fileForget("one")


func _list() -> void:
	var files := {}
	for index in Steam.getFileCount():
		var file := Steam.getFileNameAndSize(index)
		files[file.name] = file.size
	equal(files, {"mib": MIB, "none": 0, "one": 1, "sized": 2, "slots/erster spielstand.sav": 1, "セーブ/%2e%2e/größe": 1}, "the list")
	equal(Steam.getFileNameAndSize(files.size()), {"name": "", "size": 0}, "beyond the last")


func _the_switch() -> void:
	check(Steam.isCloudEnabledForAccount() and Steam.isCloudEnabledForApp(), "the cloud is switched on")
	Steam.setCloudEnabledForApp(true)
	Steam.setCloudEnabledForApp(false)
	equal(Steam.isCloudEnabledForApp(), false, "switched off")
	check(Steam.fileExists("one"), "the files are here all the same")
