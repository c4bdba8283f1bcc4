package io.datasafe.examples.quickstart.ingest;

import io.datasafe.examples.quickstart.pom.Pom;
import java.util.List;
import javax.sql.DataSource;

/** One way to put a transaction around the same statements. */
interface Contender {
    /** {@return the name, as in the table's heading} */
    String name();

    /** {@return the isolation level of its transactions} */
    String isolation();

    /** {@return a description of its code, for the footnote} */
    String manner();

    /** Stores a POM, or fails to, and reports it. Called by several threads at once. */
    void ingest(DataSource dataSource, Pom pom, Tally tally);

    /** {@return the contenders of the step with conflicts, datasafe last} */
    static List<Contender> all() {
        return List.of(new PlainJdbc(), RetryingJdbc.usual(), new WithDatasafe());
    }
}
