package io.datasafe.jooq.tree;

import io.datasafe.DatasafeException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The table of a tree or graph has defects. The message lists all of them, with the SQL that repairs them.
 *
 * @since 0.1
 */
public final class TreeDefectException extends DatasafeException {
    private static final long serialVersionUID = 1L;

    private final transient List<TreeDefect> defects;

    /** Makes the exception; the title names the tree or graph, as in {@code "tree 'category'"}. */
    private TreeDefectException(String title, List<TreeDefect> defects) {
        super(
                title + " has " + defects.size() + (defects.size() == 1 ? " defect" : " defects") + ":\n  "
                        + defects.stream().map(TreeDefect::toString).collect(Collectors.joining("\n  ")),
                null);
        this.defects = List.copyOf(defects);
    }

    /** Throws the exception if there are defects other than warnings. */
    static void throwIfAny(String title, List<TreeDefect> found) {
        List<TreeDefect> defects =
                found.stream().filter(defect -> !defect.kind().isWarning()).toList();
        if (!defects.isEmpty()) {
            throw new TreeDefectException(title, defects);
        }
    }

    /** {@return the defects: at least one, no warnings; unmodifiable} */
    public List<TreeDefect> defects() {
        return defects;
    }
}
