package io.datasafe.examples.quickstart.listing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** One way to read the data that belongs to some versions. */
interface Listing {
    /** {@return the name, as in the table's heading} */
    String name();

    /** {@return a line for each version, in their order} */
    List<Line> lines(Connection connection, List<Version> versions) throws SQLException;

    /** {@return both ways, the one with loaders last} */
    static List<Listing> all() {
        return List.of(new QueryPerRow(), new WithLoaders());
    }
}
