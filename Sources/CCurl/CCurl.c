#include "CCurl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>

static struct {
  CURLcode (*global_init)(long);
  CURL *(*easy_init)(void);
  void (*easy_cleanup)(CURL *);
  CURLcode (*easy_perform)(CURL *);
  CURLcode (*easy_send)(CURL *, const void *, size_t, size_t *);
  CURLcode (*easy_recv)(CURL *, void *, size_t, size_t *);
  CURLcode (*easy_setopt)(CURL *, CURLoption, ...);
  CURLcode (*easy_getinfo)(CURL *, CURLINFO, ...);
  const char *(*easy_strerror)(CURLcode);
  struct curl_slist *(*slist_append)(struct curl_slist *, const char *);
  void (*slist_free_all)(struct curl_slist *);
  CURLM *(*multi_init)(void);
  CURLMcode (*multi_cleanup)(CURLM *);
  CURLMcode (*multi_add_handle)(CURLM *, CURL *);
  CURLMcode (*multi_remove_handle)(CURLM *, CURL *);
  CURLMcode (*multi_perform)(CURLM *, int *);
  CURLMcode (*multi_poll)(CURLM *, struct curl_waitfd[], unsigned, int, int *);
  CURLMsg *(*multi_info_read)(CURLM *, int *);
} curl;

static int is_ready = 0;

static void load(void) {
  static const char *const names[] = {"libcurl.so.4", "libcurl-gnutls.so.4", "libcurl.so"};
  static const struct {
    const char *name;
    void **place;
  } symbols[] = {
    {"curl_global_init", (void **)&curl.global_init},
    {"curl_easy_init", (void **)&curl.easy_init},
    {"curl_easy_cleanup", (void **)&curl.easy_cleanup},
    {"curl_easy_perform", (void **)&curl.easy_perform},
    {"curl_easy_send", (void **)&curl.easy_send},
    {"curl_easy_recv", (void **)&curl.easy_recv},
    {"curl_easy_setopt", (void **)&curl.easy_setopt},
    {"curl_easy_getinfo", (void **)&curl.easy_getinfo},
    {"curl_easy_strerror", (void **)&curl.easy_strerror},
    {"curl_slist_append", (void **)&curl.slist_append},
    {"curl_slist_free_all", (void **)&curl.slist_free_all},
    {"curl_multi_init", (void **)&curl.multi_init},
    {"curl_multi_cleanup", (void **)&curl.multi_cleanup},
    {"curl_multi_add_handle", (void **)&curl.multi_add_handle},
    {"curl_multi_remove_handle", (void **)&curl.multi_remove_handle},
    {"curl_multi_perform", (void **)&curl.multi_perform},
    {"curl_multi_poll", (void **)&curl.multi_poll},
    {"curl_multi_info_read", (void **)&curl.multi_info_read},
  };
  void *library = NULL;
  for (size_t i = 0; library == NULL && i < sizeof names / sizeof *names; i++)
    library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return;
  for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
    *symbols[i].place = dlsym(library, symbols[i].name);
    if (*symbols[i].place == NULL) return;
  }
  is_ready = curl.global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

int tidemark_curl_start(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  return is_ready;
}

CURL *tidemark_curl_open(void) { return curl.easy_init(); }

void tidemark_curl_close(CURL *handle) { curl.easy_cleanup(handle); }

CURLcode tidemark_curl_perform(CURL *handle) { return curl.easy_perform(handle); }

CURLcode tidemark_curl_send(CURL *handle, const void *bytes, size_t count, size_t *sent) {
  return curl.easy_send(handle, bytes, count, sent);
}

CURLcode tidemark_curl_receive(CURL *handle, void *bytes, size_t room, size_t *received) {
  return curl.easy_recv(handle, bytes, room, received);
}

int tidemark_curl_socket(CURL *handle) {
  curl_socket_t found = CURL_SOCKET_BAD;
  return curl.easy_getinfo(handle, CURLINFO_ACTIVESOCKET, &found) == CURLE_OK ? (int)found : -1;
}

const char *tidemark_curl_text(CURLcode code) { return curl.easy_strerror(code); }

struct curl_slist *tidemark_curl_add(struct curl_slist *list, const char *header) {
  return curl.slist_append(list, header);
}

void tidemark_curl_free(struct curl_slist *list) { curl.slist_free_all(list); }

CURLcode tidemark_curl_set_long(CURL *handle, CURLoption option, long value) {
  return curl.easy_setopt(handle, option, value);
}

CURLcode tidemark_curl_set_text(CURL *handle, CURLoption option, const char *value) {
  return curl.easy_setopt(handle, option, value);
}

CURLcode tidemark_curl_set_post(CURL *handle, const char *url, long milliseconds) {
  const struct {
    CURLoption option;
    long value;
  } numbers[] = {
    {CURLOPT_POST, 1}, {CURLOPT_NOSIGNAL, 1}, {CURLOPT_FOLLOWLOCATION, 0},
    {CURLOPT_SSL_VERIFYPEER, 1}, {CURLOPT_SSL_VERIFYHOST, 2}, {CURLOPT_TIMEOUT_MS, milliseconds},
    {CURLOPT_CONNECTTIMEOUT_MS, milliseconds < 5000 ? milliseconds : 5000},
  };
  CURLcode code = curl.easy_setopt(handle, CURLOPT_URL, url);
  if (code == CURLE_OK) code = curl.easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  if (code == CURLE_OK) code = curl.easy_setopt(handle, CURLOPT_PROXY, "");
  for (size_t i = 0; code == CURLE_OK && i < sizeof numbers / sizeof *numbers; i++)
    code = curl.easy_setopt(handle, numbers[i].option, numbers[i].value);
  return code;
}

CURLcode tidemark_curl_set_body(CURL *handle, const void *bytes, curl_off_t count) {
  CURLcode code = curl.easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, count);
  return code != CURLE_OK ? code : curl.easy_setopt(handle, CURLOPT_POSTFIELDS, bytes);
}

CURLcode tidemark_curl_copy_body(CURL *handle, const void *bytes, curl_off_t count) {
  CURLcode code = curl.easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, count);
  return code != CURLE_OK ? code : curl.easy_setopt(handle, CURLOPT_COPYPOSTFIELDS, bytes);
}

CURLcode tidemark_curl_set_headers(CURL *handle, struct curl_slist *headers) {
  return curl.easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
}

CURLcode tidemark_curl_set_writer(CURL *handle, curl_write_callback writer, void *context) {
  CURLcode code = curl.easy_setopt(handle, CURLOPT_WRITEDATA, context);
  return code != CURLE_OK ? code : curl.easy_setopt(handle, CURLOPT_WRITEFUNCTION, writer);
}

CURLcode tidemark_curl_set_opener(CURL *handle, curl_opensocket_callback opener, void *context) {
  CURLcode code = curl.easy_setopt(handle, CURLOPT_OPENSOCKETDATA, context);
  return code != CURLE_OK ? code : curl.easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, opener);
}

long tidemark_curl_status(CURL *handle) {
  long status = 0;
  return curl.easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status) == CURLE_OK ? status : 0;
}

curl_off_t tidemark_curl_retry_after(CURL *handle) {
  curl_off_t seconds = 0;
  return curl.easy_getinfo(handle, CURLINFO_RETRY_AFTER, &seconds) == CURLE_OK ? seconds : 0;
}

CURLM *tidemark_curl_multi_open(void) { return curl.multi_init(); }

void tidemark_curl_multi_close(CURLM *multi) { curl.multi_cleanup(multi); }

int tidemark_curl_multi_add(CURLM *multi, CURL *handle) {
  return curl.multi_add_handle(multi, handle) == CURLM_OK;
}

void tidemark_curl_multi_remove(CURLM *multi, CURL *handle) {
  curl.multi_remove_handle(multi, handle);
}

void tidemark_curl_multi_go(CURLM *multi) {
  int running = 0;
  curl.multi_perform(multi, &running);
}

void tidemark_curl_multi_wait(CURLM *multi, int milliseconds) {
  curl.multi_poll(multi, NULL, 0, milliseconds, NULL);
}

CURL *tidemark_curl_multi_done(CURLM *multi, CURLcode *code) {
  int left = 0;
  CURLMsg *message;
  while ((message = curl.multi_info_read(multi, &left)) != NULL) {
    if (message->msg != CURLMSG_DONE) continue;
    *code = message->data.result;
    return message->easy_handle;
  }
  return NULL;
}
