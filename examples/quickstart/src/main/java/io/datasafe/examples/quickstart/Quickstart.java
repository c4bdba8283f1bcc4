package io.datasafe.examples.quickstart;

import io.datasafe.examples.quickstart.pom.*;

public final class Quickstart {
    private Quickstart() {}

    public static void main(String[] a) throws Exception {
        long t = System.nanoTime();
        Corpus c = new CorpusReader(LocalRepository.locate(), Integer.parseInt(a[0])).read(i -> {});
        System.out.println(
                c.found() + " " + c.read() + " " + c.poms().size() + " ms " + (System.nanoTime() - t) / 1000000);
        c.skipped().forEach(System.out::println);
        java.util.Map<String, Integer> l = new java.util.TreeMap<>();
        int deps = 0;
        for (Pom p : c.poms()) {
            deps += p.dependencies().size();
            for (String s : p.licences()) l.merge(s, 1, Integer::sum);
        }
        System.out.println(deps + " " + l);
    }
}
