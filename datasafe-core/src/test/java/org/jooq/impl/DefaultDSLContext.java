package org.jooq.impl;

/** Stands on the stack where jOOQ's class of this name does; core's tests run without jOOQ. */
public final class DefaultDSLContext {
    private DefaultDSLContext() {}

    public static void transaction(Runnable work) {
        work.run();
    }

    public static void fetch(Runnable work) {
        work.run();
    }
}
