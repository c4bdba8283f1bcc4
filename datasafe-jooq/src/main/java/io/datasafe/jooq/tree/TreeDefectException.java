package io.datasafe.jooq.tree;

import io.datasafe.DatasafeException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A tree's table is not fit for it. The message holds all that is wrong, and the SQL that mends it.
 *
 * @since 0.1
 */
public final class TreeDefectException extends DatasafeException {
    private static final long serialVersionUID = 1L;

    private final transient List<TreeDefect> defects;

    /** All that is wrong with a tree. */
    TreeDefectException(String tree, List<TreeDefect> defects) {
        super(
                "tree '" + tree + "' has " + defects.size() + (defects.size() == 1 ? " defect" : " defects") + ":\n  "
                        + defects.stream().map(TreeDefect::toString).collect(Collectors.joining("\n  ")),
                null);
        this.defects = List.copyOf(defects);
    }

    /** {@return what is wrong: one at least, no warnings} */
    public List<TreeDefect> defects() {
        return defects;
    }
}
