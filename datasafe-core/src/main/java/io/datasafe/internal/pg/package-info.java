/** What the server and the driver are asked: transaction state, the commit flight, identity and fate of a transaction. */
@NullMarked
package io.datasafe.internal.pg;

import org.jspecify.annotations.NullMarked;
