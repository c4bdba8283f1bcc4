/** datasafe's watch: finds N+1 queries, repeated reads and loops of writes. */
module io.datasafe.watch {
    requires transitive io.datasafe.core;
    requires static transitive org.jspecify;

    exports io.datasafe.watch;
}
