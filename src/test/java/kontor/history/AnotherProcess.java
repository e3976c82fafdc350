package kontor.history;

import java.nio.file.Path;

/** Keeps positions in a folder as a node of another process does, and ends. */
final class AnotherProcess {

    private AnotherProcess() {}

    /**
     * @param words the folder
     */
    public static void main(String[] words) throws Exception {
        KeptPositions.open(Path.of(words[0])).close();
    }
}
