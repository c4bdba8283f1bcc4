package io.datasafe.examples.quickstart.listing;

import java.util.List;

/**
 * A version with its artifact, licences and number of dependencies.
 *
 * @param artifact as {@code org.postgresql:postgresql}
 * @param number as {@code 42.7.14}
 * @param licences their names, in order
 * @param dependencies their number
 */
record Line(String artifact, String number, List<String> licences, long dependencies) {
    @Override
    public String toString() {
        return artifact + ":" + number + ", " + (licences.isEmpty() ? "no licence" : String.join(" / ", licences))
                + ", " + dependencies + (dependencies == 1 ? " dependency" : " dependencies");
    }
}
