import io.datasafe.jooq.JooqTransactions;
import io.datasafe.jooq.tree.Fold;
import io.datasafe.jooq.tree.Node;
import io.datasafe.jooq.tree.Nodes;
import io.datasafe.jooq.tree.Tree;
import io.datasafe.jooq.tree.Walk;
import io.datasafe.jooq.tree.WalkTable;
import io.datasafe.load.LoadScope;
import io.datasafe.load.Related;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.select;

abstract class Page {
    DSLContext dsl;
    JooqTransactions tx;
    LoadScope scope;
    List<Long> ids;
    List<Item> items;
    Tree<Long, Category> CATEGORIES;
    Walk<Long, Category> BELOW;
    Categories CATEGORY;
    Items ITEM;

    abstract static class Categories implements Table<Record> {
        Field<Long> ID;
        Field<Long> PARENT_ID;
        Field<String> NAME;
        Field<Boolean> ACTIVE;
    }

    abstract static class Items implements Table<Record> {
        Field<Long> CATEGORY_ID;
        Field<Boolean> HIDDEN;
    }

    record Category(long id, String name) {
        static Category of(Record row) {
            return null;
        }
    }

    record Item(Long categoryId) {}

    abstract void print(Object... values);
}
