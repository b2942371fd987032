#include <curl/curl.h>

// curl_easy_setopt(3) takes its value as a variadic argument, which Swift cannot pass.

static inline CURLcode curl_set_number(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode curl_set_text(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode curl_set_pointer(CURL *handle, CURLoption option, void *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode curl_set_body_length(CURL *handle, curl_off_t value) {
  return curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, value);
}

static inline CURLcode curl_set_receiver(
    CURL *handle, size_t (*receiver)(char *, size_t, size_t, void *), void *state) {
  CURLcode code = curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, receiver);
  return code != CURLE_OK ? code : curl_easy_setopt(handle, CURLOPT_WRITEDATA, state);
}

static inline CURLcode curl_get_number(CURL *handle, CURLINFO information, long *value) {
  return curl_easy_getinfo(handle, information, value);
}
