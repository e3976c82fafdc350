package kontor.anchors;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.events.Anchored;
import kontor.events.Events;
import kontor.events.FeedExport;

/** {@code ./kontor audit}: a feed as a file, and the proof of such a file without a database. */
public final class AuditDesk {

    public static final String USAGE =
            """
            audit export --organization ID FILE   the whole audit log as a file, one event a line
            audit verify FILE [ANCHORS]           prove such a file, with anchors kept elsewhere
            audit anchors begin                   put the anchors aside, after a restore that was decided on\
            """;

    private AuditDesk() {}

    /** A command that cannot be carried out; the message says why. */
    public static final class Wrong extends Exception {
        private static final long serialVersionUID = 1;

        Wrong(String sentence) {
            super(sentence);
        }
    }

    /**
     * Writes the feed of an organization into a new file that only its user reads.
     *
     * @param words behind {@code audit export}
     * @return the organization
     */
    public static OrganizationId export(
            Database database,
            Events events,
            List<OrganizationId> all,
            List<String> words,
            PrintStream out)
            throws Wrong, IOException {
        boolean named = words.size() == 3 && words.getFirst().equals("--organization");
        if (!named && words.size() != 1) {
            throw new Wrong("there are\n" + USAGE);
        }
        var organization =
                all.stream()
                        .filter(one -> !named || one.toString().equals(words.get(1)))
                        .findFirst()
                        .orElseThrow(() -> new Wrong("there is no such organization"));
        if (!named && all.size() > 1) {
            throw new Wrong("there are several organizations: name one by --organization ID");
        }
        var file = Path.of(words.getLast());
        try (var writer = writer(file)) {
            var end = events.export(database, organization, writer);
            out.println(end.position() + " events of organization " + organization + " in " + file);
        } catch (FileAlreadyExistsException there) {
            throw new Wrong(file + " is there already; choose another name");
        }
        return organization;
    }

    private static OutputStreamWriter writer(Path file) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var mode =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var channel = Files.newByteChannel(file, options, mode);
        return new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8);
    }

    /**
     * Proves an export, and says in words what does not hold.
     *
     * @param words behind {@code audit verify}
     * @return whether it holds
     */
    public static boolean verify(List<String> words, PrintStream out) throws Wrong, IOException {
        if (words.isEmpty() || words.size() > 2) {
            throw new Wrong("there are\n" + USAGE);
        }
        try (BufferedReader in = Files.newBufferedReader(Path.of(words.getFirst()))) {
            Anchored anchors =
                    words.size() == 2 ? Anchors.in(Path.of(words.get(1))) : Anchored.NOWHERE;
            return told(FeedExport.check(in, anchors), words.size() == 2, out);
        } catch (IllegalStateException altered) {
            out.println("does not hold: " + altered.getMessage());
            return false;
        } catch (NoSuchFileException missing) {
            throw new Wrong("there is no file " + missing.getMessage());
        }
    }

    /**
     * Puts the anchors of a folder aside. After a restore they speak of what the database lost, for
     * ever; those of the next start speak of what it holds.
     *
     * @param words behind {@code audit anchors}
     * @throws Wrong while a node writes them
     */
    public static void anchors(Path folder, List<String> words, Instant now, PrintStream out)
            throws Wrong, IOException {
        if (!words.equals(List.of("begin"))) {
            throw new Wrong("there are\n" + USAGE);
        }
        try {
            var aside = AnchorFile.putAside(folder, now);
            out.println(
                    aside.map(where -> "The anchors are in " + where + "; keep them.")
                                    .orElse("There are no anchors in " + folder + ".")
                            + " The next start begins new ones.");
        } catch (IllegalStateException written) {
            throw new Wrong(String.valueOf(written.getMessage()));
        } catch (NoSuchFileException missing) {
            throw new Wrong("there is no folder " + missing.getMessage());
        }
    }

    private static boolean told(FeedExport.Checked checked, boolean anchored, PrintStream out) {
        out.println("audit log of organization " + checked.organization());
        if (checked.fault().isPresent()) {
            out.println("does not hold: " + checked.fault().get());
            return false;
        }
        out.printf(
                "holds: %d events, %d of them erased; the last has the digest %s%n",
                checked.end().position(),
                checked.erased(),
                HexFormat.of().formatHex(checked.end().digest()));
        if (!anchored) {
            out.println("without anchors nobody can tell whether all of it was written anew");
            return true;
        }
        out.println(checked.anchored() + " anchors lie in it and hold");
        if (checked.anchored() == 0) {
            out.println("does not hold: the anchors know nothing of this audit log");
        }
        return checked.anchored() > 0;
    }
}
