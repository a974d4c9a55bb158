#include "CSimdjson.h"

#include <simdjson.h>

#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>

// simdjson's first stage finds quotes, operators and the starts of scalars, and validates UTF-8. Its
// second one is replaced: it parses each number and copies each string, where a reader wants few
// of them, and it keeps no positions in the text.
struct tidemark_json {
  std::unique_ptr<simdjson::internal::dom_parser_implementation> parser;
  size_t capacity = 0;
  tidemark_json_node *nodes = nullptr;
  uint32_t room = 0;
  uint32_t count = 0;
  uint32_t offset = 0;
  // The next structural character.
  uint32_t cursor = 0;
  uint32_t marks = 0;
};

namespace {

constexpr uint32_t deepest = 1024;

bool is_space(uint8_t byte) {
  return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
}

bool is_digit(uint8_t byte) { return byte >= '0' && byte <= '9'; }

bool is_hex(uint8_t byte) {
  return is_digit(byte) || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'f');
}

// The kind of a number by the grammar of RFC 8259; -1 where it is none.
int number_kind(const uint8_t *at, const uint8_t *end) {
  int kind = TIDEMARK_JSON_INTEGER;
  if (at < end && *at == '-') at++;
  if (at == end || !is_digit(*at)) return -1;
  if (*at == '0') {
    at++;
  } else {
    while (at < end && is_digit(*at)) at++;
  }
  if (at < end && *at == '.') {
    kind = TIDEMARK_JSON_NUMBER;
    at++;
    if (at == end || !is_digit(*at)) return -1;
    while (at < end && is_digit(*at)) at++;
  }
  if (at < end && (*at == 'e' || *at == 'E')) {
    kind = TIDEMARK_JSON_NUMBER;
    at++;
    if (at < end && (*at == '-' || *at == '+')) at++;
    if (at == end || !is_digit(*at)) return -1;
    while (at < end && is_digit(*at)) at++;
  }
  return at == end ? kind : -1;
}

// 0: no escapes; 1: escapes, all valid; -1: an escape that is none, at `*bad`.
int escapes(const uint8_t *at, const uint8_t *end, const uint8_t **bad) {
  int found = 0;
  while (at < end) {
    at = static_cast<const uint8_t *>(std::memchr(at, '\\', static_cast<size_t>(end - at)));
    if (at == nullptr) return found;
    found = 1;
    *bad = at;
    if (end - at < 2) return -1;
    switch (at[1]) {
      case '"': case '\\': case '/': case 'b': case 'f': case 'n': case 'r': case 't':
        at += 2;
        break;
      case 'u':
        if (end - at < 6 || !is_hex(at[2]) || !is_hex(at[3]) || !is_hex(at[4]) || !is_hex(at[5])) {
          return -1;
        }
        at += 6;
        break;
      default: return -1;
    }
  }
  return found;
}

struct Walk {
  tidemark_json *json;
  const uint8_t *bytes;
  const uint32_t *marks;
  uint32_t cursor;
  uint32_t to;

  int32_t fail(uint32_t at, int32_t status) {
    json->offset = at;
    return status;
  }

  // The next structural character's position; `to` at the end.
  uint32_t peek() const {
    uint32_t at = cursor < json->marks ? marks[cursor] : to;
    return at < to ? at : to;
  }

  // The end of the scalar that starts at the mark before the cursor, white space aside.
  uint32_t scalar_end(uint32_t start) const {
    uint32_t end = peek();
    while (end > start && is_space(bytes[end - 1])) end--;
    return end;
  }

  // Takes the string that starts at a quote: its inside.
  int32_t string(uint32_t quote, uint32_t *start, uint32_t *end, bool *escaped) {
    cursor++;
    uint32_t after = scalar_end(quote);
    if (after < quote + 2 || bytes[after - 1] != '"') return fail(quote, TIDEMARK_JSON_OPEN_STRING);
    *start = quote + 1;
    *end = after - 1;
    const uint8_t *bad = nullptr;
    int found = escapes(bytes + *start, bytes + *end, &bad);
    if (found < 0) return fail(static_cast<uint32_t>(bad - bytes), TIDEMARK_JSON_BAD_ESCAPE);
    *escaped = found == 1;
    return TIDEMARK_JSON_OK;
  }

  tidemark_json_node *add() {
    if (json->count == json->room) {
      uint32_t room = json->room < 64 ? 64 : json->room * 2;
      void *grown = std::realloc(json->nodes, size_t(room) * sizeof(tidemark_json_node));
      if (grown == nullptr) return nullptr;
      json->nodes = static_cast<tidemark_json_node *>(grown);
      json->room = room;
    }
    tidemark_json_node *node = &json->nodes[json->count];
    json->count++;
    std::memset(node, 0, sizeof(tidemark_json_node));
    node->next = json->count;
    return node;
  }

  bool is_word(uint32_t start, uint32_t end, const char *word, uint32_t length) const {
    return end - start == length && std::memcmp(bytes + start, word, length) == 0;
  }

  // Takes a scalar into a node.
  int32_t scalar(tidemark_json_node *node, uint32_t at) {
    if (bytes[at] == '"') {
      bool escaped = false;
      int32_t status = string(at, &node->start, &node->end, &escaped);
      node->kind = TIDEMARK_JSON_STRING;
      if (escaped) node->flags |= TIDEMARK_JSON_ESCAPED;
      return status;
    }
    cursor++;
    uint32_t end = scalar_end(at);
    node->start = at;
    node->end = end;
    uint8_t first = bytes[at];
    if (first == '-' || is_digit(first)) {
      int kind = number_kind(bytes + at, bytes + end);
      if (kind < 0) return fail(at, TIDEMARK_JSON_BAD_NUMBER);
      node->kind = static_cast<uint16_t>(kind);
      return TIDEMARK_JSON_OK;
    }
    if (is_word(at, end, "true", 4)) {
      node->kind = TIDEMARK_JSON_TRUE;
    } else if (is_word(at, end, "false", 5)) {
      node->kind = TIDEMARK_JSON_FALSE;
    } else if (is_word(at, end, "null", 4)) {
      node->kind = TIDEMARK_JSON_NULL;
    } else {
      return fail(at, TIDEMARK_JSON_NO_VALUE);
    }
    return TIDEMARK_JSON_OK;
  }

  int32_t run(uint32_t depth) {
    uint32_t open[deepest];
    uint32_t level = 0;
    if (depth > deepest) depth = deepest;
    if (peek() == to) return fail(to, TIDEMARK_JSON_EMPTY);
    while (true) {
      // A value, after its key where it is a member's.
      bool member = level > 0 && json->nodes[open[level - 1]].kind == TIDEMARK_JSON_OBJECT;
      tidemark_json_node *node = add();
      if (node == nullptr) return fail(peek(), TIDEMARK_JSON_MEMORY);
      if (level > 0) json->nodes[open[level - 1]].count++;
      if (member) {
        uint32_t at = peek();
        if (at == to) return fail(to, TIDEMARK_JSON_TOO_EARLY);
        if (bytes[at] != '"') return fail(at, TIDEMARK_JSON_NO_KEY);
        bool escaped = false;
        int32_t status = string(at, &node->key_start, &node->key_end, &escaped);
        if (status != TIDEMARK_JSON_OK) return status;
        if (escaped) node->flags |= TIDEMARK_JSON_KEY_ESCAPED;
        at = peek();
        if (at == to) return fail(to, TIDEMARK_JSON_TOO_EARLY);
        if (bytes[at] != ':') return fail(at, TIDEMARK_JSON_NO_COLON);
        cursor++;
      }
      uint32_t at = peek();
      if (at == to) return fail(to, TIDEMARK_JSON_TOO_EARLY);
      uint8_t byte = bytes[at];
      bool opened = false;
      if (byte == '{' || byte == '[') {
        if (level == depth) return fail(at, TIDEMARK_JSON_TOO_DEEP);
        cursor++;
        node->start = at;
        node->kind = byte == '{' ? TIDEMARK_JSON_OBJECT : TIDEMARK_JSON_ARRAY;
        open[level] = json->count - 1;
        level++;
        uint32_t next = peek();
        if (next == to) return fail(to, TIDEMARK_JSON_TOO_EARLY);
        opened = bytes[next] != (byte == '{' ? '}' : ']');
      } else {
        int32_t status = scalar(node, at);
        if (status != TIDEMARK_JSON_OK) return status;
      }
      if (opened) continue;
      // What follows a value: a comma and another, or ends.
      bool more = false;
      while (level > 0 && !more) {
        at = peek();
        if (at == to) return fail(to, TIDEMARK_JSON_TOO_EARLY);
        tidemark_json_node *container = &json->nodes[open[level - 1]];
        byte = bytes[at];
        if (byte == (container->kind == TIDEMARK_JSON_OBJECT ? '}' : ']')) {
          cursor++;
          container->end = at + 1;
          container->next = json->count;
          level--;
        } else if (byte == ',') {
          cursor++;
          more = true;
        } else {
          return fail(at, TIDEMARK_JSON_NO_COMMA);
        }
      }
      if (level == 0) break;
    }
    uint32_t rest = peek();
    return rest == to ? TIDEMARK_JSON_OK : fail(rest, TIDEMARK_JSON_TRAILING);
  }
};

}  // namespace

extern "C" {

tidemark_json *tidemark_json_create(void) { return new (std::nothrow) tidemark_json(); }

void tidemark_json_destroy(tidemark_json *json) {
  if (json == nullptr) return;
  std::free(json->nodes);
  delete json;
}

int32_t tidemark_json_index(tidemark_json *json, const uint8_t *bytes, uint32_t count) {
  json->marks = 0;
  json->cursor = 0;
  json->count = 0;
  json->offset = 0;
  if (count == 0) return TIDEMARK_JSON_EMPTY;
  if (!json->parser || json->capacity < count) {
    size_t capacity = 4096;
    while (capacity < count) capacity *= 2;
    json->parser.reset();
    json->capacity = 0;
    auto error = simdjson::get_active_implementation()->create_dom_parser_implementation(
        capacity, 1, json->parser);
    if (error || !json->parser) return TIDEMARK_JSON_MEMORY;
    json->capacity = capacity;
  }
  switch (json->parser->stage1(bytes, count, simdjson::stage1_mode::regular)) {
    case simdjson::SUCCESS: break;
    case simdjson::EMPTY: return TIDEMARK_JSON_EMPTY;
    case simdjson::UTF8_ERROR: return TIDEMARK_JSON_NOT_UTF8;
    case simdjson::UNCLOSED_STRING: return TIDEMARK_JSON_OPEN_STRING;
    case simdjson::UNESCAPED_CHARS: return TIDEMARK_JSON_CONTROL;
    case simdjson::MEMALLOC: return TIDEMARK_JSON_MEMORY;
    default: return TIDEMARK_JSON_OTHER;
  }
  json->marks = json->parser->n_structural_indexes;
  return TIDEMARK_JSON_OK;
}

int32_t tidemark_json_walk(
    tidemark_json *json, const uint8_t *bytes, uint32_t from, uint32_t to, uint32_t depth) {
  json->count = 0;
  const uint32_t *marks = json->parser ? json->parser->structural_indexes.get() : nullptr;
  while (json->cursor < json->marks && marks[json->cursor] < from) json->cursor++;
  Walk walk{json, bytes, marks, json->cursor, to};
  int32_t status = walk.run(depth);
  json->cursor = walk.cursor;
  if (status != TIDEMARK_JSON_OK) json->count = 0;
  return status;
}

const tidemark_json_node *tidemark_json_nodes(const tidemark_json *json) { return json->nodes; }
uint32_t tidemark_json_count(const tidemark_json *json) { return json->count; }
uint32_t tidemark_json_offset(const tidemark_json *json) { return json->offset; }

}  // extern "C"
