/** datasafe for jOOQ. */
module io.datasafe.jooq {
    requires transitive io.datasafe.core;
    requires transitive org.jooq;
    requires static transitive io.datasafe.watch;
    requires static transitive org.jspecify;

    exports io.datasafe.jooq;
    exports io.datasafe.jooq.load;
    exports io.datasafe.jooq.tree;
    exports io.datasafe.jooq.watch;
}
