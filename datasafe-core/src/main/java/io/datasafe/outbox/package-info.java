/** The transactional outbox: its table, the reader that delivers from it, and the bell that wakes the reader. */
@NullMarked
package io.datasafe.outbox;

import org.jspecify.annotations.NullMarked;
