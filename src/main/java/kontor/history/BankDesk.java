package kontor.history;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.banks.BankLine;
import kontor.banks.BankWork;
import kontor.connections.Channel;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.security.OperatingSystem;
import kontor.xml.MalformedMessage;

/**
 * What an operator does about bank work that is held, by {@code ./kontor bank}: compares, adopts
 * files that the bank has, releases. Works beside servers, which notice within seconds, and without
 * them.
 */
public final class BankDesk {

    public static final String USAGE =
            """
            bank status                          what is held and why, and the files that the bank has and the database lacks
            bank adopt FILE|MESSAGE-ID           makes a file that the bank has, and its payments, SENT
              --connection ID                    over which it left, where no folder tells
              --partly                           also when some of its payments cannot be adopted
            bank release --reason TEXT           lets bank work go on when every such file is decided on
              --never-left MESSAGE-ID            a file that the bank does not have, once for each: its payments leave again
              --organization ID                  for status and release: this one only\
            """;

    private final Database database;
    private final BankWork work;
    private final Adoption adoption;
    private final HistoryWatch watch;
    private final Holds holds;
    private final SentFiles files;
    private final Supplier<List<OrganizationId>> organizations;

    BankDesk(
            Database database,
            BankWork work,
            Adoption adoption,
            HistoryWatch watch,
            Holds holds,
            SentFiles files,
            Supplier<List<OrganizationId>> organizations) {
        this.database = database;
        this.work = work;
        this.adoption = adoption;
        this.watch = watch;
        this.holds = holds;
        this.files = files;
        this.organizations = organizations;
    }

    /** A command that cannot be carried out; the message says why. */
    public static final class Wrong extends Exception {
        private static final long serialVersionUID = 1;

        Wrong(String sentence) {
            super(sentence);
        }
    }

    /**
     * @param words behind {@code bank}
     * @return the organizations for which something was changed
     * @throws Wrong with nothing changed
     */
    public List<OrganizationId> run(List<String> words, PrintStream out) throws Wrong {
        var told = new DeskWords(words);
        String what = told.next("what is to be done");
        try {
            return switch (what) {
                case "status" -> status(told, out);
                case "adopt" -> List.of(adopt(told, out).organization());
                case "release" -> release(told, out);
                default -> throw new Wrong("there is no bank " + what + "; there are\n" + USAGE);
            };
        } catch (MalformedMessage | IllegalArgumentException unreadable) {
            throw new Wrong("the file cannot be adopted: " + unreadable.getMessage());
        } catch (UncheckedIOException broken) {
            // A folder that cannot be asked may know of files that left.
            throw new Wrong(
                    "nothing is done: " + Objects.requireNonNull(broken.getCause()).getMessage());
        }
    }

    private List<OrganizationId> chosen(DeskWords told) throws Wrong {
        var all = organizations.get();
        var one = told.id("--organization").map(OrganizationId::new);
        if (one.isPresent() && !all.contains(one.get())) {
            throw new Wrong("there is no organization " + one.get());
        }
        return one.map(List::of).orElse(all);
    }

    /** Looks as a server does, so that what differs is held from now on in any case. */
    private void look(List<OrganizationId> chosen) {
        watch.lookAround();
        chosen.forEach(one -> watch.open(one, work.lines(one)));
    }

    private Stream<BankLine> lines(List<OrganizationId> chosen) {
        return chosen.stream().flatMap(one -> work.lines(one).stream());
    }

    private List<OrganizationId> status(DeskWords told, PrintStream out) throws Wrong {
        var chosen = chosen(told);
        told.refuseRest();
        look(chosen);
        var held = new ArrayList<>(watch.heldForAll());
        held.forEach(hold -> print(hold, "all organizations", out));
        for (var organization : chosen) {
            var own = database.read(organization, holds.table()::open);
            own.forEach(hold -> print(hold, "organization " + organization, out));
            held.addAll(own);
            lines(List.of(organization)).forEach(line -> printFiles(line, out));
        }
        out.println(held.isEmpty() ? "Nothing is held." : next(chosen));
        return List.of();
    }

    private String next(List<OrganizationId> chosen) {
        return lines(chosen).allMatch(line -> files.lost(line).isEmpty())
                ? "No file is left to decide on: ./kontor bank release --reason TEXT"
                : "Adopt the files that the bank has, say --never-left of others, then release";
    }

    private static void print(Hold hold, String whose, PrintStream out) {
        out.printf("%s is held since %s: %s%n", whose, hold.created(), hold.detail());
    }

    private void printFiles(BankLine line, PrintStream out) {
        var lost = files.lost(line);
        if (!lost.isEmpty()) {
            out.printf("  connection %s (%s)%n", line.connection().id(), line.connection().name());
            lost.forEach(file -> print(file, out));
        }
    }

    private void print(SentFiles.Lost file, PrintStream out) {
        var copy = files.copy(file.line(), file.fileName());
        out.printf("    %s  message %s%n", file.fileName(), file.messageId());
        out.printf(
                "      %s%n", copy.map(OrderFile::described).orElse("its bytes are not kept here"));
    }

    private BankLine adopt(DeskWords told, PrintStream out) throws Wrong {
        String which = told.next("the file, or its message id,");
        var connection = told.id("--connection");
        boolean partly = told.flag("--partly");
        told.refuseRest();
        var given = given(which);
        String messageId =
                given.map(bytes -> OrderFile.read(bytes).header().messageId()).orElse(which);
        var lost = lost(messageId);
        var line =
                lost.map(SentFiles.Lost::line)
                        .or(() -> connection.flatMap(this::line))
                        .orElseThrow(() -> unknown(messageId));
        var bytes =
                given.or(
                                () ->
                                        lost.flatMap(one -> files.copy(one.line(), one.fileName()))
                                                .map(Channel.Copy::content))
                        .orElseThrow(() -> notKept(messageId));
        adopt(line, bytes, partly, out);
        return line;
    }

    /** The file that is named, if it is one. */
    private static Optional<Supplier<InputStream>> given(String which) {
        var path = Path.of(which);
        return Files.isRegularFile(path) ? Optional.of(() -> open(path)) : Optional.empty();
    }

    private Optional<SentFiles.Lost> lost(String messageId) {
        return lines(organizations.get())
                .flatMap(line -> files.lost(line).stream())
                .filter(file -> file.messageId().equals(messageId))
                .findFirst();
    }

    private Optional<BankLine> line(UUID connection) {
        return lines(organizations.get())
                .filter(line -> line.connection().id().equals(connection))
                .findFirst();
    }

    private static Wrong unknown(String messageId) {
        return new Wrong(
                "no folder knows the message "
                        + messageId
                        + " as lost; give the file itself, and --connection ID over which it left");
    }

    private static Wrong notKept(String messageId) {
        return new Wrong("the bytes of " + messageId + " are not kept here; give the file itself");
    }

    private void adopt(
            BankLine line, Supplier<InputStream> content, boolean partly, PrintStream out)
            throws Wrong {
        try {
            var adopted = adoption.adopt(line, content, partly);
            adopted.left().forEach(sentence -> out.println("left out: " + sentence));
            out.printf(
                    "%s is SENT, and %d of its %d payments%n",
                    adopted.file().header().messageId(),
                    adopted.payments(),
                    adopted.file().lines().size());
        } catch (Adoption.Refused no) {
            no.left().forEach(sentence -> out.println("not adopted: " + sentence));
            throw new Wrong(
                    no.getMessage() + "; --partly makes the file SENT with the others, if any");
        }
    }

    private static InputStream open(Path path) {
        try {
            return Files.newInputStream(path);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private List<OrganizationId> release(DeskWords told, PrintStream out) throws Wrong {
        boolean all = !told.has("--organization");
        var chosen = chosen(told);
        String reason = told.required("--reason");
        var neverLeft = told.values("--never-left");
        told.refuseRest();
        look(chosen);
        var lost = lines(chosen).flatMap(line -> files.lost(line).stream()).toList();
        refuseUndecided(lost, neverLeft, out);
        var released = new ArrayList<Hold>();
        String by = OperatingSystem.user();
        for (var organization : chosen) {
            var accepted =
                    lost.stream()
                            .filter(file -> file.line().organization().equals(organization))
                            .toList();
            released.addAll(holds.release(organization, accepted, by, reason));
        }
        if (all) {
            released.addAll(holds.releaseAll(chosen, by, reason));
        }
        released.forEach(hold -> out.println("released: " + hold.detail()));
        out.println(released.isEmpty() ? "Nothing was held." : "Bank work goes on in seconds.");
        return chosen;
    }

    /** What the bank has and the database lacks would leave a second time. */
    private void refuseUndecided(List<SentFiles.Lost> lost, Set<String> neverLeft, PrintStream out)
            throws Wrong {
        var named = lost.stream().map(SentFiles.Lost::messageId).collect(Collectors.toSet());
        for (String message : neverLeft) {
            if (!named.contains(message)) {
                throw new Wrong(
                        message + " is none of the files that the database lacks; nothing is done");
            }
        }
        var undecided =
                lost.stream()
                        .filter(one -> !neverLeft.contains(one.messageId()) || canBeTaken(one))
                        .toList();
        undecided.forEach(file -> print(file, out));
        if (!undecided.isEmpty()) {
            throw new Wrong(
                    """
                    %d file%s decided on, so nothing is released. For each: ./kontor bank adopt MESSAGE-ID when \
                    the bank has it; --never-left MESSAGE-ID when it has not, and it does not lie in out, where \
                    the bank takes it: its payments leave again then.\
                    """
                            .formatted(
                                    undecided.size(),
                                    undecided.size() == 1 ? " is not" : "s are not"));
        }
    }

    private boolean canBeTaken(SentFiles.Lost file) {
        return files.copy(file.line(), file.fileName())
                .filter(copy -> copy.place().equals("out"))
                .isPresent();
    }
}
