// The structure of JSON text, found with simdjson: a flat array of nodes that refer to the text.
#ifndef TIDEMARK_CSIMDJSON_H
#define TIDEMARK_CSIMDJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tidemark_json tidemark_json;

enum tidemark_json_kind {
  TIDEMARK_JSON_NULL = 0,
  TIDEMARK_JSON_FALSE = 1,
  TIDEMARK_JSON_TRUE = 2,
  TIDEMARK_JSON_INTEGER = 3,
  TIDEMARK_JSON_NUMBER = 4,
  TIDEMARK_JSON_STRING = 5,
  TIDEMARK_JSON_ARRAY = 6,
  TIDEMARK_JSON_OBJECT = 7,
};

enum tidemark_json_flag {
  // The string has escapes.
  TIDEMARK_JSON_ESCAPED = 1,
  // The member's key has escapes.
  TIDEMARK_JSON_KEY_ESCAPED = 2,
};

enum tidemark_json_status {
  TIDEMARK_JSON_OK = 0,
  TIDEMARK_JSON_EMPTY = 1,
  TIDEMARK_JSON_NOT_UTF8 = 2,
  TIDEMARK_JSON_OPEN_STRING = 3,
  TIDEMARK_JSON_CONTROL = 4,
  TIDEMARK_JSON_MEMORY = 5,
  TIDEMARK_JSON_TOO_EARLY = 6,
  TIDEMARK_JSON_NO_VALUE = 7,
  TIDEMARK_JSON_NO_KEY = 8,
  TIDEMARK_JSON_NO_COLON = 9,
  TIDEMARK_JSON_NO_COMMA = 10,
  TIDEMARK_JSON_BAD_NUMBER = 11,
  TIDEMARK_JSON_BAD_ESCAPE = 12,
  TIDEMARK_JSON_TOO_DEEP = 13,
  TIDEMARK_JSON_TRAILING = 14,
  TIDEMARK_JSON_OTHER = 15,
};

// A value. Positions are bytes of the text; those of strings and keys are between the quotes.
typedef struct {
  uint32_t start;
  uint32_t end;
  // Of a member's key; both 0 for other values.
  uint32_t key_start;
  uint32_t key_end;
  // The node after this one and all within it.
  uint32_t next;
  // Elements or members.
  uint32_t count;
  uint16_t kind;
  uint16_t flags;
} tidemark_json_node;

// Null when there is no memory.
tidemark_json *tidemark_json_create(void);
void tidemark_json_destroy(tidemark_json *json);

// Finds the structure of a text: one document, or several with white space between them.
int32_t tidemark_json_index(tidemark_json *json, const uint8_t *bytes, uint32_t count);

// Builds the nodes of the one document between two positions of the text that was indexed last.
// The positions of calls ascend.
int32_t tidemark_json_walk(
    tidemark_json *json, const uint8_t *bytes, uint32_t from, uint32_t to, uint32_t depth);

const tidemark_json_node *tidemark_json_nodes(const tidemark_json *json);
uint32_t tidemark_json_count(const tidemark_json *json);
// Where the last walk failed.
uint32_t tidemark_json_offset(const tidemark_json *json);

#ifdef __cplusplus
}
#endif

#endif
