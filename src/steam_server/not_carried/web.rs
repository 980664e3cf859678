//! Requests to web servers.

use crate::script::not_carried::not_carried;

not_carried! {
    /// Requests to web servers.
    static HTTP = "HTTP" {
        fn createCookieContainer(allow_response_to_modify: bool) -> int;
        fn createHTTPRequest(request_method: HTTPMethod, absolute_url: String) -> int;
        fn deferHTTPRequest(request_handle: int) -> bool;
        fn getHTTPDownloadProgressPct(request_handle: int) -> float;
        fn getHTTPRequestWasTimedOut(request_handle: int) -> bool;
        fn getHTTPResponseBodyData(request_handle: int, buffer_size: int) -> PackedByteArray;
        fn getHTTPResponseBodySize(request_handle: int) -> int;
        fn getHTTPResponseHeaderSize(request_handle: int, header_name: String) -> int;
        fn getHTTPResponseHeaderValue(
            request_handle: int,
            header_name: String,
            buffer_size: int
        ) -> PackedByteArray;
        fn getHTTPStreamingResponseBodyData(
            request_handle: int,
            offset: int,
            buffer_size: int
        ) -> PackedByteArray;
        fn prioritizeHTTPRequest(request_handle: int) -> bool;
        fn releaseCookieContainer(cookie_handle: int) -> bool;
        fn releaseHTTPRequest(request_handle: int) -> bool;
        fn sendHTTPRequest(request_handle: int) -> bool;
        fn sendHTTPRequestAndStreamResponse(request_handle: int) -> bool;
        fn setHTTPCookie(cookie_handle: int, host: String, url: String, cookie: String) -> bool;
        fn setHTTPRequestAbsoluteTimeoutMS(request_handle: int, milliseconds: int) -> bool;
        fn setHTTPRequestContextValue(request_handle: int, context_value: int) -> bool;
        fn setHTTPRequestCookieContainer(request_handle: int, cookie_handle: int) -> bool;
        fn setHTTPRequestGetOrPostParameter(request_handle: int, name: String, value: String) -> bool;
        fn setHTTPRequestHeaderValue(request_handle: int, header_name: String, header_value: String) -> bool;
        fn setHTTPRequestNetworkActivityTimeout(request_handle: int, timeout_seconds: int) -> bool;
        fn setHTTPRequestRawPostBody(request_handle: int, content_type: String, body: String) -> bool;
        fn setHTTPRequestRequiresVerifiedCertificate(
            request_handle: int,
            require_verified_certificate: bool
        ) -> bool;
        fn setHTTPRequestUserAgentInfo(request_handle: int, user_agent_info: String) -> bool;
        signal http_request_completed(cookie_handle: int, context_value: int, request_success: bool, status_code: int, body_size: int);
        signal http_request_data_received(cookie_handle: int, context_value: int, offset: int, bytes_received: int);
        signal http_request_headers_received(cookie_handle: int, context_value: int);
    }
}
