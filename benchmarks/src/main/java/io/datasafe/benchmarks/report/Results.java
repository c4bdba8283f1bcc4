package io.datasafe.benchmarks.report;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All measurements of a run, as JMH's JSON holds them. */
record Results(List<Measurement> all) {
    static Results read(Path jmhJson) throws IOException {
        List<Measurement> all = new ArrayList<>();
        for (JsonElement each : new Gson().fromJson(Files.readString(jmhJson), JsonArray.class)) {
            all.add(measurement(each.getAsJsonObject()));
        }
        return new Results(all);
    }

    List<Measurement> of(String benchmark) {
        return all.stream().filter(each -> each.benchmark().equals(benchmark)).toList();
    }

    /** The measurement of a peer at these values of parameters, whatever its others are. */
    Optional<Measurement> find(String benchmark, String peer, Map<String, String> params) {
        return of(benchmark).stream()
                .filter(each ->
                        each.peer().equals(peer) && each.params().entrySet().containsAll(params.entrySet()))
                .findFirst();
    }

    private static Measurement measurement(JsonObject json) {
        String[] name = json.get("benchmark").getAsString().split("\\.");
        TreeMap<String, String> params = new TreeMap<>();
        if (json.has("params")) {
            json.getAsJsonObject("params")
                    .entrySet()
                    .forEach(each -> params.put(each.getKey(), each.getValue().getAsString()));
        }
        JsonObject primary = json.getAsJsonObject("primaryMetric");
        TreeMap<String, List<Double>> metrics = new TreeMap<>();
        json.getAsJsonObject("secondaryMetrics")
                .entrySet()
                .forEach(each -> metrics.put(
                        each.getKey().replace("·", ""), samples(each.getValue().getAsJsonObject())));
        return new Measurement(
                name[name.length - 2],
                name[name.length - 1],
                params,
                Effort.of(json),
                primary.get("scoreUnit").getAsString(),
                samples(primary),
                metrics);
    }

    private static List<Double> samples(JsonObject metric) {
        List<Double> samples = new ArrayList<>();
        for (JsonElement fork : metric.getAsJsonArray("rawData")) {
            fork.getAsJsonArray().forEach(sample -> samples.add(sample.getAsDouble()));
        }
        return samples;
    }
}
