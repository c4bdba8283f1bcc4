package io.datasafe.jooq.tree;

import io.datasafe.DatasafeException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The table of a tree, or of a graph, is not fit for it. The message holds all that is wrong, and the SQL that mends it.
 *
 * @since 0.1
 */
public final class TreeDefectException extends DatasafeException {
    private static final long serialVersionUID = 1L;

    private final transient List<TreeDefect> defects;

    /** All that is wrong with {@code "tree 'category'"}. */
    private TreeDefectException(String title, List<TreeDefect> defects) {
        super(
                title + " has " + defects.size() + (defects.size() == 1 ? " defect" : " defects") + ":\n  "
                        + defects.stream().map(TreeDefect::toString).collect(Collectors.joining("\n  ")),
                null);
        this.defects = List.copyOf(defects);
    }

    /** Throws it if there is anything but warnings. */
    static void throwIfAny(String title, List<TreeDefect> found) {
        List<TreeDefect> defects =
                found.stream().filter(defect -> !defect.kind().isWarning()).toList();
        if (!defects.isEmpty()) {
            throw new TreeDefectException(title, defects);
        }
    }

    /** {@return what is wrong: one at least, no warnings} */
    public List<TreeDefect> defects() {
        return defects;
    }
}
