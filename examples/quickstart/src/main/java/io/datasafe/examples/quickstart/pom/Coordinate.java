package io.datasafe.examples.quickstart.pom;

import java.util.regex.Pattern;

/** Maven's rules for the parts of coordinates. */
final class Coordinate {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_\\-][A-Za-z0-9_.\\-]{0,254}");
    private static final Pattern VERSION =
            Pattern.compile("[^\\s\\p{Cntrl}\\\\/:\"<>|?*\\[\\](),$.][^\\s\\p{Cntrl}\\\\/:\"<>|?*\\[\\](),$]{0,254}");

    private Coordinate() {}

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    static boolean isVersion(String text) {
        return VERSION.matcher(text).matches();
    }
}
