//! Web pages, web requests and music: only the names.

use crate::script::not_carried::not_carried;

not_carried! {
    /// Web pages drawn by Steam.
    static HTML_SURFACE = "HTMLSurface" {
        fn addHeader(key: String, value: String, browser_handle: int = 0);
        fn allowStartRequest(allowed: bool, browser_handle: int = 0);
        fn copyToClipboard(browser_handle: int = 0);
        fn createBrowser(user_agent: String = "", user_css: String = "");
        fn executeJavascript(script: String, browser_handle: int = 0);
        fn find(search: String, currently_in_find: bool, reverse: bool, browser_handle: int = 0);
        fn getLinkAtPosition(x: int, y: int, browser_handle: int = 0);
        fn goBack(browser_handle: int = 0);
        fn goForward(browser_handle: int = 0);
        fn htmlInit() -> bool;
        fn jsDialogResponse(result: bool, browser_handle: int = 0);
        fn keyChar(unicode_char: int, key_modifiers: int, browser_handle: int = 0);
        fn keyDown(native_key_code: int, key_modifiers: int, browser_handle: int = 0, is_system_key: bool = false);
        fn keyUp(native_key_code: int, key_modifiers: int, browser_handle: int = 0);
        fn loadURL(url: String, post_data: String, browser_handle: int = 0);
        fn mouseDoubleClick(mouse_button: int, browser_handle: int = 0);
        fn mouseDown(mouse_button: int, browser_handle: int = 0);
        fn mouseMove(x: int, y: int, browser_handle: int = 0);
        fn mouseUp(mouse_button: int, browser_handle: int = 0);
        fn mouseWheel(delta: int, browser_handle: int = 0);
        fn pasteFromClipboard(browser_handle: int = 0);
        fn reload(browser_handle: int = 0);
        fn removeBrowser(browser_handle: int = 0);
        fn setBackgroundMode(background_mode: bool, browser_handle: int = 0);
        fn setCookie(hostname: String, key: String, value: String, path: String, expires: int, secure: bool,
            http_only: bool);
        fn setHorizontalScroll(absolute_pixel_scroll: int, browser_handle: int = 0);
        fn setKeyFocus(has_key_focus: bool, browser_handle: int = 0);
        fn setPageScaleFactor(zoom: float, point_x: int, point_y: int, browser_handle: int = 0);
        fn setSize(width: int, height: int, browser_handle: int = 0);
        fn setVerticalScroll(absolute_pixel_scroll: int, browser_handle: int = 0);
        fn htmlShutdown() -> bool;
        fn stopFind(browser_handle: int = 0);
        fn stopLoad(browser_handle: int = 0);
        fn viewSource(browser_handle: int = 0);
        fn openDeveloperTools(browser_handle: int = 0);
        fn setDPIScalingFactor(dpi_scaling: float, browser_handle: int);
        signal html_browser_ready(browser_handle: int);
        signal html_can_go_backandforward(browser_handle: int, go_back: bool, go_forward: bool);
        signal html_changed_title(browser_handle: int, title: String);
        signal html_close_browser(browser_handle: int);
        signal html_file_open_dialog(browser_handle: int, title: String, initial_file: String);
        signal html_finished_request(browser_handle: int, url: String, title: String);
        signal html_hide_tooltip(browser_handle: int);
        signal html_horizontal_scroll(browser_handle: int, scroll_data: Dictionary);
        signal html_js_alert(browser_handle: int, message: String);
        signal html_js_confirm(browser_handle: int, message: String);
        signal html_link_at_position(browser_handle: int, link_data: Dictionary);
        signal html_needs_paint(browser_handle: int, page_data: Dictionary);
        signal html_new_window(browser_handle: int, window_data: Dictionary);
        signal html_open_link_in_new_tab(browser_handle: int, url: String);
        signal html_search_results(browser_handle: int, results: int, current_match: int);
        signal html_set_cursor(browser_handle: int, mouse_cursor: int);
        signal html_show_tooltip(browser_handle: int, message: String);
        signal html_start_request(browser_handle: int, url: String, target: String, post_data: String, redirect:
            bool);
        signal html_status_text(browser_handle: int, message: String);
        signal html_update_tooltip(browser_handle: int, message: String);
        signal html_url_changed(browser_handle: int, url_data: Dictionary);
        signal html_vertical_scroll(browser_handle: int, scroll_data: Dictionary);
    }

    /// Requests to web servers.
    static HTTP = "HTTP" {
        fn createCookieContainer(allow_response_to_modify: bool) -> int;
        fn createHTTPRequest(request_method: int, absolute_url: String) -> int;
        fn deferHTTPRequest(request_handle: int) -> bool;
        fn getHTTPDownloadProgressPct(request_handle: int) -> float;
        fn getHTTPRequestWasTimedOut(request_handle: int) -> bool;
        fn getHTTPResponseBodyData(request_handle: int, buffer_size: int) -> PackedByteArray;
        fn getHTTPResponseBodySize(request_handle: int) -> int;
        fn getHTTPResponseHeaderSize(request_handle: int, header_name: String) -> int;
        fn getHTTPResponseHeaderValue(request_handle: int, header_name: String, buffer_size: int) -> PackedByteArray;
        fn getHTTPStreamingResponseBodyData(request_handle: int, offset: int, buffer_size: int) -> PackedByteArray;
        fn prioritizeHTTPRequest(request_handle: int) -> bool;
        fn releaseCookieContainer(cookie_handle: int) -> bool;
        fn releaseHTTPRequest(request_handle: int) -> bool;
        fn sendHTTPRequest(request_handle: int) -> bool;
        fn sendHTTPRequestAndStreamResponse(request_handle: int) -> bool;
        fn setHTTPCookie(cookie_handle: int, host: String, url: String, cookie_name: String) -> bool;
        fn setHTTPRequestAbsoluteTimeoutMS(request_handle: int, milliseconds: int) -> bool;
        fn setHTTPRequestContextValue(request_handle: int, context_value: int) -> bool;
        fn setHTTPRequestCookieContainer(request_handle: int, cookie_handle: int) -> bool;
        fn setHTTPRequestGetOrPostParameter(request_handle: int, param_name: String, param_value: String) -> bool;
        fn setHTTPRequestHeaderValue(request_handle: int, header_name: String, header_value: String) -> bool;
        fn setHTTPRequestNetworkActivityTimeout(request_handle: int, timeout_seconds: int) -> bool;
        fn setHTTPRequestRawPostBody(request_handle: int, content_type: String, body: String) -> bool;
        fn setHTTPRequestRequiresVerifiedCertificate(request_handle: int, require_verified_certificate: bool) -> bool;
        fn setHTTPRequestUserAgentInfo(request_handle: int, user_agent_info: String) -> bool;
        signal http_request_completed(request_handle: int, context_value: int, request_success: bool, status_code:
            int, body_size: int);
        signal http_request_data_received(request_handle: int, context_value: int, offset: int, bytes_received: int);
        signal http_request_headers_received(request_handle: int, context_value: int);
    }

    /// Steam's music player.
    static MUSIC = "Music" {
        fn musicIsEnabled() -> bool;
        fn musicIsPlaying() -> bool;
        fn getPlaybackStatus() -> AudioPlaybackStatus;
        fn musicGetVolume() -> float;
        fn musicPause();
        fn musicPlay();
        fn musicPlayNext();
        fn musicPlayPrev();
        fn musicSetVolume(volume: float);
        signal music_playback_status_has_changed();
        signal music_volume_has_changed(new_volume: float);
    }

    /// The game's own music player in Steam's interface.
    static MUSIC_REMOTE = "MusicRemote" {
        fn activationSuccess(activate: bool) -> bool;
        fn isCurrentMusicRemote() -> bool;
        fn currentEntryDidChange() -> bool;
        fn currentEntryIsAvailable(available: bool) -> bool;
        fn currentEntryWillChange() -> bool;
        fn deregisterSteamMusicRemote() -> bool;
        fn enableLooped(loop: bool) -> bool;
        fn enablePlaylists(playlists: bool) -> bool;
        fn enablePlayNext(next: bool) -> bool;
        fn enablePlayPrevious(previous: bool) -> bool;
        fn enableQueue(queue: bool) -> bool;
        fn enableShuffled(shuffle: bool) -> bool;
        fn playlistDidChange() -> bool;
        fn playlistWillChange() -> bool;
        fn queueDidChange() -> bool;
        fn queueWillChange() -> bool;
        fn registerSteamMusicRemote(name: String) -> bool;
        fn resetPlaylistEntries() -> bool;
        fn resetQueueEntries() -> bool;
        fn setCurrentPlaylistEntry(id: int) -> bool;
        fn setCurrentQueueEntry(id: int) -> bool;
        fn setDisplayName(name: String) -> bool;
        fn setPlaylistEntry(id: int, position: int, entry_text: String) -> bool;
        fn setPNGIcon64x64(icon: PackedByteArray) -> bool;
        fn setQueueEntry(id: int, position: int, entry_text: String) -> bool;
        fn updateCurrentEntryCoverArt(art: PackedByteArray) -> bool;
        fn updateCurrentEntryElapsedSeconds(seconds: int) -> bool;
        fn updateCurrentEntryText(text: String) -> bool;
        fn updateLooped(looped: bool) -> bool;
        fn updatePlaybackStatus(status: int) -> bool;
        fn updateShuffled(shuffle: bool) -> bool;
        fn updateVolume(volume: float) -> bool;
        signal music_player_remote_to_front();
        signal music_player_remote_will_activate();
        signal music_player_remote_will_deactivate();
        signal music_player_selects_playlist_entry(entry: int);
        signal music_player_selects_queue_entry(entry: int);
        signal music_player_wants_looped(looped: bool);
        signal music_player_wants_pause();
        signal music_player_wants_playing_repeat_status(status: int);
        signal music_player_wants_play_next();
        signal music_player_wants_play_previous();
        signal music_player_wants_play();
        signal music_player_wants_shuffled(shuffled: bool);
        signal music_player_wants_volume(volume: float);
        signal music_player_will_quit();
    }

    /// Videos and broadcasts.
    static VIDEO = "Video" {
        fn getOPFSettings(app_id: int);
        fn getOPFStringForApp(app_id: int) -> String;
        fn getVideoURL(app_id: int);
        fn isBroadcasting() -> Dictionary;
        signal get_opf_settings_result(result: int, app_id: int);
        signal get_video_result(result: int, app_id: int, url: String);
        signal broadcast_upload_start(is_rtmp: bool);
        signal broadcast_upload_stop(result: int);
    }
}
