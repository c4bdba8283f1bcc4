package io.datasafe.load;

import java.util.List;
import java.util.function.Supplier;

/** The resources of a scope, which loaders look up by type. */
record Resources(List<Entry> entries) {
    /** A resource: the type to look it up by, and a supplier that each lookup calls. */
    record Entry(Class<?> type, Supplier<?> value) {}

    <R> R find(Class<R> type, String loader, String scope) {
        for (Entry entry : entries) {
            if (type.isAssignableFrom(entry.type())) {
                return type.cast(entry.value().get());
            }
        }
        throw new LoadException(
                loader,
                "loader '" + loader + "' needs a " + type.getName() + ", and " + scope + " has "
                        + (entries.isEmpty() ? "no resources" : "none of that type")
                        + ": open it with one, as in LoadScope.open(connection) or LoadScope.on(resource)",
                null);
    }
}
