package io.datasafe.benchmarks.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;

/**
 * How a row was measured, as JMH's results say it.
 *
 * @param forks how many JVMs
 * @param warmUps how many iterations of each were thrown away
 * @param warmUpTime how long each of these was
 * @param iterations how many iterations of each were kept
 * @param time how long each of these was
 * @param falling in how many forks the first iteration that was kept is more than 15 % slower than the last: they were
 *     still warming up
 */
record Effort(int forks, int warmUps, String warmUpTime, int iterations, String time, int falling) {
    private static final double SLOWER = 1.15;

    static Effort of(JsonObject json) {
        JsonArray forks = json.getAsJsonObject("primaryMetric").getAsJsonArray("rawData");
        boolean rates = json.get("mode").getAsString().equals("thrpt");
        int falling = 0;
        for (JsonElement fork : forks) {
            JsonArray samples = fork.getAsJsonArray();
            double first = samples.get(0).getAsDouble();
            double last = samples.get(samples.size() - 1).getAsDouble();
            if ((rates ? last / first : first / last) > SLOWER) {
                falling++;
            }
        }
        return new Effort(
                forks.size(),
                json.get("warmupIterations").getAsInt(),
                json.get("warmupTime").getAsString(),
                json.get("measurementIterations").getAsInt(),
                json.get("measurementTime").getAsString(),
                falling);
    }

    /** The words for rows that were measured in the same way. */
    static String of(List<Measurement> rows) {
        Effort first = rows.get(0).effort();
        int forks = 0;
        int falling = 0;
        for (Measurement row : rows) {
            forks += row.effort().forks;
            falling += row.effort().falling;
        }
        return first.forks + (first.forks == 1 ? " fork" : " forks") + " of " + first.warmUps + " × " + first.warmUpTime
                + " warm-up and " + first.iterations + " × " + first.time + " measured"
                + (falling == 0 ? "" : "; " + falling + " of " + forks + " forks were still warming up");
    }
}
