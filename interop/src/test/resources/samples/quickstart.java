import io.datasafe.jooq.load.JooqLoads;
import io.datasafe.jooq.tree.Graph;
import io.datasafe.jooq.tree.Nodes;
import io.datasafe.jooq.tree.Tree;
import io.datasafe.load.LoadScope;
import io.datasafe.load.Loader;
import io.datasafe.load.Loaders;
import io.datasafe.load.Related;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

abstract class Page {
    static final int MOST_HOPS = 1_000;

    Connection connection;
    DSLContext dsl;
    List<Version> versions;
    List<Long> poms;
    Map<Long, List<String>> chains;
    long artifact;
    long from;
    long to;
    long pom;
    Loader<Long, @Nullable String> ARTIFACT;
    Loader<Long, Long> DEPENDENCIES;
    Field<Long> DEPENDANT;
    Field<Long> DEPENDENCY;
    Field<Long> ID;
    Field<Long> PARENT;
    Field<String> NAME;

    record Version(long id, long artifactId, String number) {}

    record Line(String artifact, String number, List<String> licences, long dependencies) {}
}
