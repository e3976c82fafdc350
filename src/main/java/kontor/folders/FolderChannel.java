package kontor.folders;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import kontor.connections.BankRefusal;
import kontor.connections.Channel;
import kontor.connections.ChannelForm;
import kontor.connections.Connection;
import kontor.core.OrganizationId;
import kontor.core.Refusal;
import kontor.db.Database;
import kontor.wire.JsonFields;

/** Exchanges files with a bank through folders of one file system. */
public final class FolderChannel implements Channel {

    private static final String NAME = "folder";

    /** One name, so that none reaches into another's folder or out of its organization's. */
    private static final Pattern FOLDER = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    /** Bytes that a file from a bank may have when nobody says otherwise: as many as are read. */
    public static final long LARGEST = 1L << 30;

    private final Optional<Path> base;
    private final Optional<FolderIdentity> identity;
    private final Optional<Owners> owners;
    private final long largest;

    private FolderChannel(
            Optional<Path> base,
            Optional<FolderIdentity> identity,
            Optional<Owners> owners,
            long largest) {
        this.base = base.map(path -> path.toAbsolutePath().normalize());
        this.identity = identity;
        this.owners = owners;
        this.largest = largest;
    }

    /** Works in the folder that the database knows, if it knows any, and makes none. */
    public static FolderChannel forCommands(Database database, Path base) {
        return new FolderChannel(
                Optional.of(base), FolderIdentity.known(database, base), Optional.empty(), LARGEST);
    }

    /**
     * For tests, which do no work that a folder of another Kontor could harm.
     *
     * @param base holds the folders of all organizations
     */
    public FolderChannel(Path base) {
        this(base, LARGEST);
    }

    /**
     * The same.
     *
     * @param largest bytes that a file from a bank may have
     */
    public FolderChannel(Path base, long largest) {
        this(Optional.of(base), Optional.empty(), Optional.empty(), largest);
    }

    /**
     * Works as long as the folder is the one of its database, and in folders of connections that
     * are their organization's.
     *
     * @param largest bytes that a file from a bank may have
     */
    public FolderChannel(FolderIdentity identity, Database database, long largest) {
        this(
                Optional.of(identity.base()),
                Optional.of(identity),
                Optional.of(
                        new Owners(
                                one ->
                                        database.system(
                                                sql -> FolderTable.isSandbox(sql, one.value())))),
                largest);
    }

    /** Where no folder is set: it makes no connections, and works for none. */
    public static FolderChannel withoutFolder() {
        return new FolderChannel(Optional.empty(), Optional.empty(), Optional.empty(), LARGEST);
    }

    /** Holds the folders of all organizations. */
    public Optional<Path> base() {
        return base;
    }

    /** What tells whether it is the folder of its database. */
    public Optional<FolderIdentity> identity() {
        return identity;
    }

    /** Whether it carries files of this connection. */
    public static boolean carries(Connection connection) {
        return connection.channel().equals(NAME);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<ChannelForm> form() {
        return Optional.of(new Form(base.isPresent()));
    }

    private record Form(boolean hasFolder) implements ChannelForm {

        @Override
        public Optional<Refusal> unavailable() {
            return hasFolder
                    ? Optional.empty()
                    : Optional.of(BankRefusal.BANK_FILES_NOT_SET.refusal());
        }

        @Override
        public Optional<String> address(JsonFields body) {
            body.require("folder");
            return body.matching(
                    "folder",
                    FOLDER,
                    "must be one name of 1 to 64 letters a-z, digits, dots, dashes and"
                            + " underscores");
        }

        @Override
        public Refusal taken() {
            return BankRefusal.FOLDER_TAKEN.refusal();
        }
    }

    @Override
    public void show(String address, ObjectNode view) {
        view.put("folder", address);
    }

    @Override
    public void send(
            OrganizationId organization,
            Connection connection,
            Attempt attempt,
            Handover handover) {
        in(
                organization,
                connection,
                folder -> {
                    new Outbox(folder, handover::progress).send(attempt, handover);
                    return attempt;
                });
    }

    @Override
    public Delivery delivered(
            OrganizationId organization, Connection connection, Attempt last, boolean mayHaveLeft) {
        return delivered(organization, connection, last, mayHaveLeft, () -> {});
    }

    @Override
    public Delivery delivered(
            OrganizationId organization,
            Connection connection,
            Attempt last,
            boolean mayHaveLeft,
            Runnable progress) {
        return in(
                organization,
                connection,
                folder -> new Outbox(folder, progress).delivered(last, mayHaveLeft));
    }

    @Override
    public void sent(OrganizationId organization, Connection connection, Consumer<String> names) {
        in(organization, connection, folder -> new SentMarks(folder).names(names));
    }

    @Override
    public Optional<Copy> copy(
            OrganizationId organization, Connection connection, String fileName) {
        return in(organization, connection, folder -> new SentMarks(folder).copy(fileName));
    }

    @Override
    public List<RemoteFile> waiting(OrganizationId organization, Connection connection) {
        return in(organization, connection, folder -> intake(folder).waiting());
    }

    @Override
    public InputStream open(OrganizationId organization, Connection connection, RemoteFile file) {
        return in(organization, connection, folder -> intake(folder).open(file));
    }

    @Override
    public void acknowledge(OrganizationId organization, Connection connection, RemoteFile file) {
        in(organization, connection, folder -> intake(folder).acknowledge(file));
    }

    @Override
    public void putAside(OrganizationId organization, Connection connection, RemoteFile stray) {
        in(organization, connection, folder -> intake(folder).putAside(stray));
    }

    private Intake intake(BankFolder folder) throws IOException {
        return new Intake(folder, largest);
    }

    /** What is done in the folder of a connection. */
    private interface Work<T> {
        T in(BankFolder folder) throws IOException;
    }

    /** What was seen counts only if it was the right folder from the beginning to the end. */
    private <T> T in(OrganizationId organization, Connection connection, Work<T> work) {
        var folder = folder(organization, connection);
        try {
            checkIdentity();
            if (owners.isPresent()) {
                owners.get().check(folder, organization, connection);
            }
            T result = work.in(folder);
            checkIdentity();
            return result;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void checkIdentity() throws IOException {
        if (identity.isPresent()) {
            identity.get().check();
        }
    }

    private BankFolder folder(OrganizationId organization, Connection connection) {
        return BankFolder.of(
                base.orElseThrow(() -> new IllegalStateException("set KONTOR_BANK_FILES")),
                organization,
                connection);
    }
}
