package io.datasafe.examples.quickstart.ingest;

import io.datasafe.examples.quickstart.pom.Pom;
import java.util.List;
import javax.sql.DataSource;

/** One way to put a transaction around the same statements. */
interface Contender {
    /** {@return the name, as the table's heading has it} */
    String name();

    /** {@return the isolation level of its transactions} */
    String isolation();

    /** {@return what its code is like, in a sentence for the footnote} */
    String manner();

    /** Stores a POM, or not, and says so. Called by several threads at once. */
    void ingest(DataSource dataSource, Pom pom, Tally tally);

    /** {@return those whom conflicts are to trouble, datasafe last} */
    static List<Contender> all() {
        return List.of(new PlainJdbc(), RetryingJdbc.usual(), new WithDatasafe());
    }
}
