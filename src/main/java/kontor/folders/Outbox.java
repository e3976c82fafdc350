package kontor.folders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import kontor.connections.Channel.Attempt;
import kontor.connections.Channel.Delivery;
import kontor.connections.Channel.Handover;
import kontor.connections.Channel.Unsure;
import kontor.connections.Channel.Withdrawn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files to a bank through the folder of a connection. Each attempt writes under a name of its own,
 * so that nobody ever moves what another is writing; and a file leaves {@code staging} either for
 * {@code out} or, withdrawn, for {@code revoked}, whichever comes first.
 */
final class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final Path staging;
    private final Path sent;
    private final Path revoked;
    private final Path out;

    private final Runnable progress;

    /**
     * Looks for the parts of the folder once: in one that goes away meanwhile none is made.
     *
     * @param progress told again and again: reading back a large file takes as long as writing it
     */
    Outbox(BankFolder folder, Runnable progress) throws IOException {
        this.progress = progress;
        this.staging = folder.part("staging");
        this.sent = folder.part("sent");
        this.revoked = folder.part("revoked");
        this.out = folder.part("out");
    }

    void send(Attempt attempt, Handover handover) throws IOException {
        forgetBefore(attempt, staging);
        Path staged = staged(attempt);
        boolean first = stage(attempt, handover, staged);
        try {
            // From here on nothing but the move or a withdrawal takes it out of staging: who finds
            // it gone concludes from where it is.
            handover.mayLeave();
        } catch (Withdrawn refused) {
            if (first) {
                // Its mark tells that it was whole; without this it would look as if it had left.
                withdraw(attempt);
            }
            Files.deleteIfExists(staged);
            throw refused;
        }
        try {
            leave(attempt, staged);
        } catch (NoSuchFileException gone) {
            judgeGone(attempt, gone);
        }
        forgetBefore(attempt, revoked);
    }

    /** True when no attempt at this file was whole before. */
    private boolean stage(Attempt attempt, Handover handover, Path staged) throws IOException {
        try (var content = handover.open()) {
            Disk.write(staged, content);
            return Disk.mark(staged, sent.resolve(attempt.fileName()), progress);
        } catch (IOException | RuntimeException failed) {
            // Where a disk is full, half a file for each try would keep it so.
            Files.deleteIfExists(staged);
            throw failed;
        }
    }

    private void leave(Attempt attempt, Path staged) throws IOException {
        if (!isWhole(staged, attempt)) {
            throw Disk.fault(staged, "is not what was written there; nothing has left");
        }
        Path out = out(attempt);
        if (Disk.exists(out)) {
            isThereAlready(attempt, staged, out);
            return;
        }
        Disk.move(staged, out);
        if (isThereButBroken(out, attempt)) {
            throw Disk.fault(out, "is not what was moved there");
        }
    }

    /**
     * Nothing is overwritten: the same bytes need not leave again, and of others somebody must find
     * out what they are.
     */
    private void isThereAlready(Attempt attempt, Path staged, Path out) throws IOException {
        if (!isWhole(out, attempt)) {
            throw Disk.fault(
                    out, "is there already and is not what Kontor wrote; nothing has left");
        }
        Files.deleteIfExists(staged);
    }

    /** The staged file was not there any more when it should leave. */
    private void judgeGone(Attempt attempt, NoSuchFileException gone) throws IOException {
        if (Disk.exists(revoked(attempt))) {
            throw new Withdrawn(attempt.fileName());
        }
        boolean elsewhere =
                Disk.exists(staged(attempt)) || !Disk.exists(sent.resolve(attempt.fileName()));
        if (elsewhere) {
            throw gone;
        }
        // A move over a network may be answered as failed although it was done.
        if (!Disk.exists(out(attempt)) || isThereButBroken(out(attempt), attempt)) {
            throw new Unsure(
                    attempt.fileName()
                            + " is in none of staging, out and revoked although nobody withdrew"
                            + " it");
        }
    }

    Delivery delivered(Attempt last, boolean mayHaveLeft) throws IOException {
        boolean withdrawn = withdraw(last);
        Path out = out(last);
        if (Disk.exists(out)) {
            return isThereButBroken(out, last) ? cannotTell(out) : Delivery.THERE;
        }
        boolean numbered = last.number() > 0;
        Path mark = sent.resolve(last.fileName());
        if (withdrawn) {
            return Delivery.ABSENT;
        }
        if (numbered && !mayHaveLeft) {
            return leftUnknown(last, mark) ? cannotTell(staged(last)) : Delivery.ABSENT;
        }
        // Gone from staging although it was whole: it was in out, and the bank took it.
        if (Disk.exists(mark)) {
            return Delivery.THERE;
        }
        return numbered ? cannotTell(mark) : Delivery.ABSENT;
    }

    /**
     * Whether an attempt left that the database does not know of, since it was put back to a moment
     * before: the file was whole once, and no attempt at it was withdrawn.
     */
    private boolean leftUnknown(Attempt last, Path mark) throws IOException {
        try (var withdrawn = Files.newDirectoryStream(revoked, path -> isBefore(last, path))) {
            return Disk.exists(mark) && !withdrawn.iterator().hasNext();
        }
    }

    private static Delivery cannotTell(Path missingOrBroken) {
        LOG.warn("{} is missing or not what Kontor wrote", missingOrBroken);
        return Delivery.CANNOT_TELL;
    }

    /** True when the attempt was withdrawn, now or before: it has not left and never will. */
    private boolean withdraw(Attempt last) throws IOException {
        Path revoked = revoked(last);
        try {
            Disk.move(staged(last), revoked);
        } catch (NoSuchFileException _) {
            // It left, was withdrawn before, or never got so far.
        }
        return Disk.exists(revoked);
    }

    /** Removes what earlier attempts at the same file left in a part. */
    private static void forgetBefore(Attempt attempt, Path part) throws IOException {
        try (var files = Files.newDirectoryStream(part, path -> isBefore(attempt, path))) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static boolean isBefore(Attempt attempt, Path path) {
        String name = path.getFileName().toString();
        if (!name.startsWith(attempt.fileName())) {
            return false;
        }
        String number = name.substring(attempt.fileName().length());
        return number.isEmpty()
                || number.matches("\\.[0-9]{1,18}")
                        && Long.parseLong(number.substring(1)) < attempt.number();
    }

    private boolean isWhole(Path file, Attempt attempt) throws IOException {
        return Disk.isWhole(file, attempt.size(), attempt.sha256(), progress);
    }

    /** The bank may take it at any time. */
    private boolean isThereButBroken(Path out, Attempt attempt) throws IOException {
        try {
            return !isWhole(out, attempt);
        } catch (NoSuchFileException taken) {
            return false;
        }
    }

    private Path out(Attempt attempt) {
        return out.resolve(attempt.fileName());
    }

    /** Nodes of the version before staged under the name of the file alone. */
    private Path staged(Attempt attempt) {
        String number = attempt.number() > 0 ? "." + attempt.number() : "";
        return staging.resolve(attempt.fileName() + number);
    }

    private Path revoked(Attempt attempt) {
        return revoked.resolve(attempt.fileName() + "." + attempt.number());
    }
}
