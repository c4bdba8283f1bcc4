package io.datasafe.benchmarks.run;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.StringJoiner;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/** Writes JMH's own JSON, a benchmark a line, less what names places on the machine. */
final class JmhJson {
    static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /** For long lists of numbers. */
    static final Gson COMPACT = new GsonBuilder().disableHtmlEscaping().create();

    private JmhJson() {}

    static void write(Collection<RunResult> results, Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
        }
        JsonArray json = GSON.fromJson(bytes.toString(StandardCharsets.UTF_8), JsonArray.class);
        StringJoiner lines = new StringJoiner(",\n", "[\n", "\n]\n");
        for (JsonElement each : json) {
            JsonObject result = each.getAsJsonObject();
            result.remove("jvm");
            result.remove("jvmArgs");
            int forks = result.getAsJsonObject("primaryMetric")
                    .getAsJsonArray("rawData")
                    .size();
            result.addProperty("forks", forks);
            lines.add(result.toString());
        }
        Files.writeString(file, lines.toString());
    }
}
