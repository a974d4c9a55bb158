// libcurl, loaded when it is first asked for: with all that it needs it takes longer to load than
// most commands to run, and only those that send to a webhook, or to a model behind TLS, have use for it.
//
// Its variadic functions, which Swift cannot call, are here one for each type of value.
#ifndef TIDEMARK_CCURL_H
#define TIDEMARK_CCURL_H
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

/// Loads the library; 0 where it is not there. All else may be called only after that said 1.
int tidemark_curl_start(void);

CURL *tidemark_curl_open(void);
void tidemark_curl_close(CURL *handle);
CURLcode tidemark_curl_perform(CURL *handle);

/// Of a handle that only connects (CURLOPT_CONNECT_ONLY): neither waits; CURLE_AGAIN where they would.
CURLcode tidemark_curl_send(CURL *handle, const void *bytes, size_t count, size_t *sent);
CURLcode tidemark_curl_receive(CURL *handle, void *bytes, size_t room, size_t *received);
/// The socket of its connection, to wait for; -1 where there is none.
int tidemark_curl_socket(CURL *handle);

const char *tidemark_curl_text(CURLcode code);

/// The list with one more header; NULL without memory for it, and the list is as it was.
struct curl_slist *tidemark_curl_add(struct curl_slist *list, const char *header);
void tidemark_curl_free(struct curl_slist *list);

CURLcode tidemark_curl_set_long(CURL *handle, CURLoption option, long value);
CURLcode tidemark_curl_set_text(CURL *handle, CURLoption option, const char *value);
/// A POST to an address over HTTP or HTTPS, certificates verified: no redirect is followed, and no proxy
/// of the environment asked.
CURLcode tidemark_curl_set_post(CURL *handle, const char *url, long milliseconds);
/// The bytes are not copied: they must outlive the transfer.
CURLcode tidemark_curl_set_body(CURL *handle, const void *bytes, curl_off_t count);
/// The same; the bytes are copied.
CURLcode tidemark_curl_copy_body(CURL *handle, const void *bytes, curl_off_t count);
CURLcode tidemark_curl_set_headers(CURL *handle, struct curl_slist *headers);
CURLcode tidemark_curl_set_writer(CURL *handle, curl_write_callback writer, void *context);
CURLcode tidemark_curl_set_opener(CURL *handle, curl_opensocket_callback opener, void *context);

/// The status of the answer; 0 where there was none.
long tidemark_curl_status(CURL *handle);
/// Seconds that the answer asks to wait (`Retry-After`, a number or a date); 0 where it does not.
curl_off_t tidemark_curl_retry_after(CURL *handle);

/// Several transfers at once, whose connections are kept.
CURLM *tidemark_curl_multi_open(void);
void tidemark_curl_multi_close(CURLM *multi);
/// 1 where it is taken.
int tidemark_curl_multi_add(CURLM *multi, CURL *handle);
void tidemark_curl_multi_remove(CURLM *multi, CURL *handle);
/// Does what can be done without waiting.
void tidemark_curl_multi_go(CURLM *multi);
/// Waits until there is something to do.
void tidemark_curl_multi_wait(CURLM *multi, int milliseconds);
/// A transfer that is done, and how it ended; NULL where there is none.
CURL *tidemark_curl_multi_done(CURLM *multi, CURLcode *code);

#endif
