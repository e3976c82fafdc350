package kontor.anchors;

import java.nio.file.Path;

/** Takes a file of anchors as a node of another process does, and ends. */
final class AnotherProcess {

    private AnotherProcess() {}

    /**
     * @param words the folder
     */
    public static void main(String[] words) throws Exception {
        AnchorFile.open(Path.of(words[0])).close();
    }
}
