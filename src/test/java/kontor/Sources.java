package kontor;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The sources of Kontor, parsed by the JDK's own parser and not compiled: quick. */
final class Sources {

    static final Path MAIN = Path.of("src/main/java/kontor");
    static final Path TEST = Path.of("src/test/java/kontor");

    private final List<Source> files = new ArrayList<>();

    /** One parsed file. */
    record Source(Path path, String text, CompilationUnitTree tree, SourcePositions positions) {

        /** The room, the folder of the file. */
        String room() {
            return path.getParent().getFileName().toString();
        }

        /** {@code mandates/MandateTable}. */
        String name() {
            return room() + "/" + path.getFileName().toString().replace(".java", "");
        }

        boolean isPackageInfo() {
            return path.endsWith("package-info.java");
        }

        List<String> lines() {
            return text.lines().toList();
        }

        int firstLine(Tree part) {
            return line(positions.getStartPosition(tree, part));
        }

        int lastLine(Tree part) {
            return line(positions.getEndPosition(tree, part));
        }

        private int line(long position) {
            return (int) tree.getLineMap().getLineNumber(position);
        }

        boolean contains(Tree outer, Tree inner) {
            return positions.getStartPosition(tree, outer)
                            <= positions.getStartPosition(tree, inner)
                    && positions.getEndPosition(tree, inner)
                            <= positions.getEndPosition(tree, outer);
        }

        /** The numbers of lines that belong to text blocks. */
        BitSet textBlockLines() {
            var lines = new BitSet();
            parts(tree, LiteralTree.class)
                    .filter(one -> firstLine(one) < lastLine(one))
                    .forEach(one -> lines.set(firstLine(one), lastLine(one) + 1));
            return lines;
        }
    }

    private Sources(Path root) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null);
                var paths = Files.walk(root)) {
            var sorted = paths.filter(path -> path.toString().endsWith(".java")).sorted().toList();
            var objects = manager.getJavaFileObjectsFromPaths(sorted);
            var options = List.of("-proc:none");
            var task = (JavacTask) compiler.getTask(null, manager, null, options, null, objects);
            var positions = Trees.instance(task).getSourcePositions();
            for (var unit : task.parse()) {
                var path = Path.of(unit.getSourceFile().getName());
                files.add(new Source(path, Files.readString(path), unit, positions));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static Sources of(Path root) {
        return new Sources(root);
    }

    List<Source> all() {
        return files;
    }

    /** Every part of this kind, wherever it stands within. */
    static <T extends Tree> Stream<T> parts(Tree within, Class<T> kind) {
        var found = new ArrayList<T>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void scan(Tree part, Void unused) {
                if (kind.isInstance(part)) {
                    found.add(kind.cast(part));
                }
                return super.scan(part, null);
            }
        }.scan(within, null);
        return found.stream();
    }
}
