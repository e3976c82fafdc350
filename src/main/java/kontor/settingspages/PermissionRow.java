package kontor.settingspages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kontor.iam.Permissions;
import kontor.pages.Figures;

/**
 * What a role may do with one thing.
 *
 * @param resource the word of the API, and {@code name} the same for people
 * @param cells see, make, change, delete, then what else there is, in this order
 */
public record PermissionRow(String resource, String name, List<Cell> cells) {

    private static final List<String> METHODS = List.of("read", "create", "update", "delete");

    /**
     * One permission.
     *
     * @param word empty where there is none of this kind
     * @param meaning what it allows
     */
    public record Cell(String word, String label, String meaning, boolean has) {

        public boolean exists() {
            return !word.isEmpty();
        }
    }

    public PermissionRow {
        cells = List.copyOf(cells);
    }

    /** See, make, change and delete: the columns of the table. */
    public List<Cell> usual() {
        return cells.subList(0, METHODS.size());
    }

    /** What has no column. */
    public List<Cell> besides() {
        return cells.subList(METHODS.size(), cells.size());
    }

    /** All that there is, and whether a role with these words has it. */
    static List<PermissionRow> table(Set<String> words) {
        Map<String, List<String>> methods = new LinkedHashMap<>();
        for (String word : Permissions.ALL) {
            int colon = word.indexOf(':');
            methods.computeIfAbsent(word.substring(0, colon), _ -> new ArrayList<>())
                    .add(word.substring(colon + 1));
        }
        return methods.entrySet().stream()
                .map(one -> row(one.getKey(), one.getValue(), words))
                .toList();
    }

    private static PermissionRow row(String resource, List<String> methods, Set<String> words) {
        var cells = new ArrayList<Cell>();
        for (String method : METHODS) {
            cells.add(
                    methods.contains(method)
                            ? cell(resource, method, words)
                            : new Cell("", method, "", false));
        }
        methods.stream()
                .filter(method -> !METHODS.contains(method))
                .forEach(method -> cells.add(cell(resource, method, words)));
        return new PermissionRow(resource, Figures.word(resource), cells);
    }

    private static Cell cell(String resource, String method, Set<String> words) {
        String word = resource + ":" + method;
        return new Cell(word, method, Permissions.meaning(word), words.contains(word));
    }
}
