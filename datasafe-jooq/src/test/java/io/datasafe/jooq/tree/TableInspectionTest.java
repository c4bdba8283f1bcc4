package io.datasafe.jooq.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.datasafe.jooq.tree.TreeDefect.Kind;
import java.util.List;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

class TableInspectionTest {
    @Test
    void compiledQueriesAreAWarning() {
        TableIndex key = new TableIndex("k", "btree", true, false, true, true, List.of("id"));
        TableIndex parent = new TableIndex("p", "btree", true, false, false, true, List.of("parent_id", "title"));
        TreeTable table = new TreeTable("r", "id", "parent_id", null, true, List.of(key, parent));
        List<TreeDefect> defects =
                new TableInspection(DSL.using(SQLDialect.POSTGRES), NodeTable.TREE.hierarchy(), table).ofTree();
        assertThat(defects).extracting(TreeDefect::kind).containsExactly(Kind.JIT);
        assertThat(defects.get(0).kind().isWarning()).isTrue();
        assertThat(defects.get(0)).asString().endsWith("for the service's sessions: options=-c jit=off");
    }
}
