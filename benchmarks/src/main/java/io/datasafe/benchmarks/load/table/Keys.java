package io.datasafe.benchmarks.load.table;

import org.jooq.ForeignKey;
import org.jooq.TableField;
import org.jooq.UniqueKey;
import org.jooq.impl.DSL;
import org.jooq.impl.Internal;

/** The keys of the tables. */
public final class Keys {
    /** An author's. */
    public static final UniqueKey<AuthorRow> AUTHOR =
            Internal.createUniqueKey(AuthorTable.AUTHOR, DSL.name("author_pkey"), array(AuthorTable.AUTHOR.ID), true);

    /** A book's. */
    public static final UniqueKey<BookRow> BOOK =
            Internal.createUniqueKey(BookTable.BOOK, DSL.name("book_pkey"), array(BookTable.BOOK.ID), true);

    /** From a book to its author. */
    public static final ForeignKey<BookRow, AuthorRow> BOOK_AUTHOR = Internal.createForeignKey(
            BookTable.BOOK,
            DSL.name("book_author_id_fkey"),
            array(BookTable.BOOK.AUTHOR_ID),
            AUTHOR,
            array(AuthorTable.AUTHOR.ID),
            true);

    private Keys() {}

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static <R extends org.jooq.Record> TableField<R, ?>[] array(TableField<R, ?>... fields) {
        return fields;
    }
}
