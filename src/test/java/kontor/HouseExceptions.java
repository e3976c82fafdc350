package kontor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is larger than the house wants, each with its figure of today: it may shrink and not grow.
 * When something has shrunk, {@code -Dhouse.update=true} lowers the list; it never raises it.
 */
final class HouseExceptions {

    private static final Path FILE = Path.of("src/test/resources/house/exceptions.csv");

    /** Figures by {@code rule,name}. */
    private final Map<String, Integer> figures = new TreeMap<>();

    HouseExceptions() {
        try {
            for (String line : Files.readAllLines(FILE)) {
                int comma = line.lastIndexOf(',');
                figures.put(line.substring(0, comma), Integer.parseInt(line.substring(comma + 1)));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Holds what was measured against the limit and the exceptions of one rule. */
    void check(String rule, int limit, Map<String, Integer> measured) {
        var larger = new TreeMap<String, Integer>();
        measured.forEach(
                (name, figure) -> {
                    if (figure > limit) {
                        larger.put(rule + "," + name, figure);
                    }
                });
        var listed = of(rule);
        var grown =
                larger.entrySet().stream()
                        .filter(one -> one.getValue() > listed.getOrDefault(one.getKey(), limit))
                        .map(one -> one + ", allowed " + listed.getOrDefault(one.getKey(), limit))
                        .toList();
        assertThat(grown).as(rule + ": larger than " + limit).isEmpty();
        if (Boolean.getBoolean("house.update")) {
            lower(listed, larger);
        } else {
            assertThat(listed)
                    .as(rule + ": smaller than before; -Dhouse.update=true lowers " + FILE)
                    .isEqualTo(larger);
        }
    }

    private Map<String, Integer> of(String rule) {
        return figures.entrySet().stream()
                .filter(one -> one.getKey().startsWith(rule + ","))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void lower(Map<String, Integer> listed, Map<String, Integer> larger) {
        figures.keySet().removeAll(listed.keySet());
        figures.putAll(larger);
        var lines =
                figures.entrySet().stream()
                        .map(one -> one.getKey() + "," + one.getValue())
                        .toList();
        try {
            Files.write(FILE, lines);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
