package io.datasafe.jooq.tree;

import io.datasafe.internal.sql.SqlIdentifier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Queries;
import org.jooq.QueryPart;
import org.jooq.impl.DSL;

/** Makes the trigger that keeps a table free of cycles, whichever program writes to it. */
final class GuardDdl {
    private static final String FUNCTION = """
            create or replace function {function}() returns trigger language plpgsql set search_path from current
             as $datasafe$
            #variable_conflict use_variable
            declare
              datasafe_tree constant oid := coalesce(pg_partition_root(TG_RELID), TG_RELID);
              datasafe_isolation constant text := current_setting('transaction_isolation');
              datasafe_at {table}.{parent}%type := NEW.{parent};
              datasafe_mark {table}.{parent}%type;
              datasafe_steps int := 0;
              datasafe_turn int := 32;
              datasafe_path text[] := array[NEW.{id}::text];
            begin
              if datasafe_at is null then
                return NEW;
              end if;
              if TG_OP = 'UPDATE' then
                if {new} is not distinct from {old} then
                  return NEW;
                end if;
              end if;
              if datasafe_tree <> coalesce(pg_partition_root({regclass}::regclass), {regclass}::regclass) then
                raise exception 'trigger % was made for another table than %: install it again', TG_NAME,
                 TG_RELID::regclass
                  using errcode = '55000';
              end if;
              if datasafe_isolation = 'repeatable read' then
                raise exception 'a parent in % cannot be changed in REPEATABLE READ: use READ COMMITTED or SERIALIZABLE',
                 TG_RELID::regclass
                  using errcode = '25000';
              end if;
              {lock}
              while datasafe_at is not null loop
                if datasafe_at = NEW.{id} then
                  datasafe_at := NEW.{parent};
                  while datasafe_at <> NEW.{id} loop
                    datasafe_path := datasafe_at::text || datasafe_path;
                    select datasafe_n.{parent} into datasafe_at from {table} datasafe_n
                     where datasafe_n.{id} = datasafe_at{sharing};
                  end loop;
                  datasafe_steps := cardinality(datasafe_path);
                  if datasafe_steps > 12 then
                    datasafe_path := datasafe_path[1:5] || ('(' || datasafe_steps - 12 || ' more)') ||
                     datasafe_path[datasafe_steps - 6:];
                  end if;
                  raise exception 'cycle: % <- %', NEW.{id}, array_to_string(datasafe_path, ' <- ')
                    using errcode = '23514', schema = TG_TABLE_SCHEMA, table = TG_TABLE_NAME, constraint = TG_NAME;
                end if;
                exit when datasafe_at = datasafe_mark; -- an older cycle that does not hold the row
                datasafe_steps := datasafe_steps + 1;
                if datasafe_steps = datasafe_turn then
                  datasafe_mark := datasafe_at;
                  datasafe_turn := 2 * datasafe_turn;
                end if;
                if datasafe_isolation = 'serializable' then -- 40001 if the row was changed since the snapshot
                  select datasafe_n.{parent} into datasafe_at from {table} datasafe_n
                   where datasafe_n.{id} = datasafe_at{sharing} for share;
                else
                  select datasafe_n.{parent} into datasafe_at from {table} datasafe_n
                   where datasafe_n.{id} = datasafe_at{sharing};
                end if;
              end loop;
              return NEW;
            end
            $datasafe$""";

    private static final String TRIGGER =
            "create or replace trigger {trigger} before insert or update of {columns} on {table} for each row"
                    + " execute function {function}()";

    private static final String LOCK = "perform pg_advisory_xact_lock({space}, datasafe_tree::int);";

    private static final String SHARED_LOCK = "perform pg_advisory_xact_lock_shared({space}, datasafe_tree::int),"
            + " pg_advisory_xact_lock({space} # datasafe_tree::int, hash_record(row(NEW.{shared})));";

    private final TreeDefinition<?> hierarchy;

    GuardDdl(TreeDefinition<?> hierarchy) {
        this.hierarchy = hierarchy;
        hierarchy.table();
    }

    Queries queries() {
        return DSL.queries(Ddl.query(dsl -> quoted(text(dsl, FUNCTION))), Ddl.query(dsl -> text(dsl, TRIGGER)));
    }

    private String text(DSLContext dsl, String template) {
        String regclass = dsl.renderInlined(DSL.inline(TreeLock.relation(dsl, hierarchy)));
        String name = SqlIdentifier.fitting(
                hierarchy.table().getName() + "_" + hierarchy.parent().getName() + "_guard");
        List<Name> key = columns();
        DdlTemplate texts = new DdlTemplate(dsl)
                .with("function", Ddl.beside(hierarchy.table(), name))
                .with("trigger", DSL.name(name))
                .with("table", hierarchy.table())
                .with("id", hierarchy.id().getUnqualifiedName())
                .with("parent", hierarchy.parent().getUnqualifiedName())
                .with("regclass", regclass)
                .with("new", row(dsl, "NEW.", key))
                .with("old", row(dsl, "OLD.", key))
                .with("columns", key.stream().map(dsl::render).collect(Collectors.joining(", ")))
                .with("space", String.valueOf(TreeLock.SPACE));
        Field<?> shared = hierarchy.shared();
        if (shared == null) {
            return texts.with("sharing", "").with("lock", texts.fill(LOCK)).fill(template);
        }
        texts.with("shared", shared.getUnqualifiedName());
        return texts.with("sharing", texts.fill(" and datasafe_n.{shared} = NEW.{shared}"))
                .with("lock", texts.fill(SHARED_LOCK))
                .fill(template);
    }

    /** A name that contains the closing quote would end the body, and the rest would run as code. */
    private static String quoted(String text) {
        if (text.split("\\$datasafe\\$", -1).length != 3) {
            throw new IllegalArgumentException(
                    "a name of the tree contains $datasafe$, which would end the function's body: rename it");
        }
        return text;
    }

    private List<Name> columns() {
        List<Name> columns = new ArrayList<>();
        for (Field<?> field : hierarchy.idFields()) {
            columns.add(field.getUnqualifiedName());
        }
        columns.add(hierarchy.parent().getUnqualifiedName());
        return columns;
    }

    private static String row(DSLContext dsl, String of, List<? extends QueryPart> columns) {
        return columns.stream().map(column -> of + dsl.render(column)).collect(Collectors.joining(", ", "row(", ")"));
    }
}
