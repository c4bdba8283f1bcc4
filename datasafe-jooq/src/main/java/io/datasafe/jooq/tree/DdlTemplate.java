package io.datasafe.jooq.tree;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.QueryPart;

/**
 * Fills in a template: each name in braces is replaced by its part, also inside quoted text such as a function's body.
 */
final class DdlTemplate {
    private static final Pattern PART = Pattern.compile("\\{([a-zA-Z]+)}");

    private final DSLContext dsl;
    private final Map<String, String> parts = new HashMap<>();

    DdlTemplate(DSLContext dsl) {
        this.dsl = dsl;
    }

    DdlTemplate with(String name, QueryPart part) {
        return with(name, dsl.renderInlined(part));
    }

    DdlTemplate with(String name, String part) {
        parts.put(name, part);
        return this;
    }

    String fill(String template) {
        return PART.matcher(template)
                .replaceAll(match ->
                        Matcher.quoteReplacement(Objects.requireNonNull(parts.get(match.group(1)), match.group(1))));
    }
}
