// ISA-L's streams have arrays too large for Swift to import, so they are reached through these functions.
#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
#include <stdlib.h>
#include <string.h>

// Level 2 costs what level 1 does on worksheets and makes them smaller; level 3 takes three times as long.
#define ISAL_LEVEL 2
#define ISAL_LEVEL_BYTES ISAL_DEF_LVL2_LARGE

struct isal_deflater {
  struct isal_zstream stream;
  uint8_t level[ISAL_LEVEL_BYTES];
};

static inline void isal_deflater_reset(void *handle) {
  struct isal_deflater *deflater = (struct isal_deflater *)handle;
  isal_deflate_init(&deflater->stream);
  deflater->stream.level = ISAL_LEVEL;
  deflater->stream.level_buf = deflater->level;
  deflater->stream.level_buf_size = ISAL_LEVEL_BYTES;
}

static inline void *isal_deflater_new(void) {
  // Zeros, because matches are looked for in what the memory held before: the same bytes would be compressed
  // to one byte more or less.
  void *deflater = calloc(1, sizeof(struct isal_deflater));
  if (deflater) isal_deflater_reset(deflater);
  return deflater;
}

// Compresses as much input as fits the output; the counts are what is left of each. `flush` is one of
// ISA-L's NO_FLUSH and SYNC_FLUSH.
static inline int isal_deflater_run(void *handle, const uint8_t *input, uint32_t *input_count,
                                    uint8_t *output, uint32_t *output_count, int flush, int is_last) {
  struct isal_deflater *deflater = (struct isal_deflater *)handle;
  deflater->stream.next_in = (uint8_t *)input;
  deflater->stream.avail_in = *input_count;
  deflater->stream.next_out = output;
  deflater->stream.avail_out = *output_count;
  deflater->stream.flush = (uint16_t)flush;
  deflater->stream.end_of_stream = (uint16_t)is_last;
  int code = isal_deflate(&deflater->stream);
  *input_count = deflater->stream.avail_in;
  *output_count = deflater->stream.avail_out;
  return code;
}

static inline void *isal_inflater_new(void) {
  struct inflate_state *inflater = (struct inflate_state *)malloc(sizeof(struct inflate_state));
  if (inflater) isal_inflate_init(inflater);
  return inflater;
}

// Expands as much input as fits the output; the counts are what is left of each. `is_done` tells that the
// deflate stream has ended.
static inline int isal_inflater_run(void *handle, const uint8_t *input, uint32_t *input_count,
                                    uint8_t *output, uint32_t *output_count, int *is_done) {
  struct inflate_state *inflater = (struct inflate_state *)handle;
  inflater->next_in = (uint8_t *)input;
  inflater->avail_in = *input_count;
  inflater->next_out = output;
  inflater->avail_out = *output_count;
  int code = isal_inflate(inflater);
  *input_count = inflater->avail_in;
  *output_count = inflater->avail_out;
  *is_done = inflater->block_state == ISAL_BLOCK_FINISH;
  return code;
}
