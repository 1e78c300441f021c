#ifndef PLEURA_SHA256_H
#define PLEURA_SHA256_H

#include <stddef.h>
#include <stdint.h>

/* SHA-256 (FIPS 180-4). The caller owns the state and the bytes; nothing is allocated and nothing can fail. */

typedef struct {
    uint32_t words[8];  /* the intermediate hash */
    uint64_t length;    /* bytes so far */
    uint8_t block[64];  /* the last, incomplete block: length % 64 bytes */
    int accelerated;    /* whether the processor's SHA instructions are used; set by pf_sha256_begin */
} pf_sha256;

/* Sets the initial hash. */
void pf_sha256_begin(pf_sha256 *state);

/* Adds `count` bytes. `bytes` may be NULL where count is 0. */
void pf_sha256_add(pf_sha256 *state, const uint8_t *bytes, size_t count);

/* Writes the 32 bytes of the digest. Begin again before the state is used for other bytes. */
void pf_sha256_end(pf_sha256 *state, uint8_t digest[32]);

/* 1 where the processor's SHA instructions are used. */
int pf_sha256_is_accelerated(void);

/* The portable rounds whatever the processor has: for tests. */
void pf_sha256_add_portably(pf_sha256 *state, const uint8_t *bytes, size_t count);

#endif
