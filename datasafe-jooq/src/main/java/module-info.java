/** datasafe for jOOQ. */
module io.datasafe.jooq {
    requires transitive io.datasafe.core;
    requires transitive org.jooq;
    requires static io.datasafe.watch; // io.datasafe.jooq.watch alone needs it.
    requires static transitive org.jspecify;

    exports io.datasafe.jooq;
    exports io.datasafe.jooq.load;
    exports io.datasafe.jooq.tree;
    exports io.datasafe.jooq.watch;
}
