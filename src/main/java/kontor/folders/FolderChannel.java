package kontor.folders;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import kontor.connections.BankRefusal;
import kontor.connections.Channel;
import kontor.connections.ChannelForm;
import kontor.connections.Connection;
import kontor.core.OrganizationId;
import kontor.core.Refusal;
import kontor.wire.JsonFields;

/** Exchanges files with a bank through folders of one file system. */
public final class FolderChannel implements Channel {

    private static final String NAME = "folder";

    /** One name, so that none reaches into another's folder or out of its organization's. */
    private static final Pattern FOLDER = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    private final Path base;

    /**
     * @param base holds the folders of all organizations
     */
    public FolderChannel(Path base) {
        this.base = base.toAbsolutePath().normalize();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<ChannelForm> form() {
        return Optional.of(new Form());
    }

    private static final class Form implements ChannelForm {
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
        var outbox = new Outbox(folder(organization, connection));
        onDisk(
                () -> {
                    outbox.send(attempt, handover);
                    return attempt;
                });
    }

    @Override
    public Delivery delivered(
            OrganizationId organization, Connection connection, Attempt last, boolean mayHaveLeft) {
        var outbox = new Outbox(folder(organization, connection));
        return onDisk(() -> outbox.delivered(last, mayHaveLeft));
    }

    @Override
    public List<RemoteFile> waiting(OrganizationId organization, Connection connection) {
        var intake = new Intake(folder(organization, connection));
        return onDisk(intake::waiting);
    }

    @Override
    public InputStream open(OrganizationId organization, Connection connection, RemoteFile file) {
        var intake = new Intake(folder(organization, connection));
        return onDisk(() -> intake.open(file));
    }

    @Override
    public void acknowledge(OrganizationId organization, Connection connection, RemoteFile file) {
        var intake = new Intake(folder(organization, connection));
        onDisk(() -> intake.acknowledge(file));
    }

    private BankFolder folder(OrganizationId organization, Connection connection) {
        return BankFolder.of(base, organization, connection);
    }

    /** What is done with files, and may fail as disks do. */
    private interface OnDisk<T> {
        T done() throws IOException;
    }

    private static <T> T onDisk(OnDisk<T> work) {
        try {
            return work.done();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
