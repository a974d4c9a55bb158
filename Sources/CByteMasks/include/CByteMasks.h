// Where a byte stands among 64: one bit for each, the first in the lowest.
#ifndef TIDEMARK_CBYTEMASKS_H
#define TIDEMARK_CBYTEMASKS_H

#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__ARM_NEON)
#include <arm_neon.h>
#endif

// `bytes` has 64 bytes to read.
static inline uint64_t tidemark_byte_mask(const uint8_t *bytes, uint8_t byte) {
#if defined(__SSE2__)
  const __m128i wanted = _mm_set1_epi8((char)byte);
  uint64_t mask = 0;
  for (int part = 0; part < 4; part++) {
    const __m128i lanes = _mm_loadu_si128((const __m128i *)(bytes + 16 * part));
    const uint32_t bits = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(lanes, wanted));
    mask |= (uint64_t)bits << (16 * part);
  }
  return mask;
#elif defined(__ARM_NEON)
  const uint8x16_t wanted = vdupq_n_u8(byte);
  static const uint8_t places[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  const uint8x16_t place = vld1q_u8(places);
  uint8x16_t sums[4];
  for (int part = 0; part < 4; part++) {
    sums[part] = vandq_u8(vceqq_u8(vld1q_u8(bytes + 16 * part), wanted), place);
  }
  uint8x16_t low = vpaddq_u8(sums[0], sums[1]);
  uint8x16_t high = vpaddq_u8(sums[2], sums[3]);
  uint8x16_t all = vpaddq_u8(vpaddq_u8(low, high), vdupq_n_u8(0));
  return vgetq_lane_u64(vreinterpretq_u64_u8(all), 0);
#else
  uint64_t mask = 0;
  for (int at = 0; at < 64; at++) mask |= (uint64_t)(bytes[at] == byte) << at;
  return mask;
#endif
}

#endif
