/**
 * A TCP proxy on loopback that understands PostgreSQL's protocol. It counts round trips, adds network delay, and breaks
 * a connection when a chosen message passes. Start with {@link io.datasafe.test.proxy.FaultProxy}; assert round trips
 * with {@link io.datasafe.test.proxy.RoundTrips}.
 */
@NullMarked
package io.datasafe.test.proxy;

import org.jspecify.annotations.NullMarked;
