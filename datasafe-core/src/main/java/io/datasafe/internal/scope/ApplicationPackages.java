package io.datasafe.internal.scope;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The packages that the user has named as the application's own. They win over {@link Layers}; code that neither names
 * is the user's too.
 *
 * @param prefixes each name with a dot behind it
 */
public record ApplicationPackages(List<String> prefixes) {
    /** Nothing is named. */
    public static final ApplicationPackages NONE = new ApplicationPackages(List.of());

    /**
     * Adds packages.
     *
     * @param packages names of packages, which mean the packages below them too
     * @return these and those
     * @throws IllegalArgumentException if one is not the name of a package
     */
    public ApplicationPackages with(String... packages) {
        List<String> all = new ArrayList<>(prefixes);
        for (String name : packages) {
            if (!isPackage(Objects.requireNonNull(name, "application"))) {
                throw new IllegalArgumentException(
                        "application is \"" + name + "\", must be the full name of a package, such as com.acme");
            }
            all.add(name + ".");
        }
        return new ApplicationPackages(List.copyOf(all));
    }

    private static boolean isPackage(String name) {
        for (String part : name.split("\\.", -1)) {
            boolean valid = !part.isEmpty()
                    && Character.isJavaIdentifierStart(part.charAt(0))
                    && part.chars().allMatch(Character::isJavaIdentifierPart);
            if (!valid) {
                return false;
            }
        }
        return true;
    }

    boolean contain(String className) {
        for (String prefix : prefixes) {
            if (className.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
