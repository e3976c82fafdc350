package kontor.connections;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import kontor.core.Fault;
import kontor.identifiers.Bic;
import kontor.wire.JsonFields;
import kontor.wire.LegalFields;

/**
 * A connection to be made: files are exchanged through a folder.
 *
 * @param folder one name, so that no connection reaches into another's folder or out of its
 *     organization's
 */
record NewConnection(String name, String bic, BankProfile profile, String folder) {

    private enum ChannelName {
        FOLDER
    }

    private static final Pattern FOLDER = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    /** CreateConnectionRequest of Kontor. */
    static NewConnection parse(JsonFields body) {
        var name = LegalFields.requiredName(body, "name", 255);
        String bic = Bic.normalize(body.requiredText("bic", 1, 64));
        if (!bic.isEmpty()) {
            Bic.problem(bic).ifPresent(problem -> body.fault(Fault.invalid("bic", problem)));
        }
        body.require("channel");
        body.oneOf("channel", ChannelName.class);
        body.require("folder");
        var folder =
                body.matching(
                        "folder",
                        FOLDER,
                        "must be one name of 1 to 64 letters a-z, digits, dots, dashes and"
                                + " underscores");
        var profile = profile(body);
        body.refuseFaults();
        return new NewConnection(
                name.orElseThrow(), bic, profile.orElseThrow(), folder.orElseThrow());
    }

    /** The test bank's profile is no real bank's. */
    private static Optional<BankProfile> profile(JsonFields body) {
        var text = body.text("bankProfile", 1, 64).orElse(BankProfile.GENERIC.name());
        var found = BankProfile.find(text).filter(BankProfile::real);
        if (found.isEmpty()) {
            body.fault(
                    Fault.invalid(
                            "bankProfile",
                            "must be one of " + String.join(", ", BankProfile.names())));
        }
        return found;
    }

    StoredConnection made(UUID id, java.time.Instant now) {
        var connection =
                new Connection(
                        id,
                        name,
                        bic,
                        Connection.thirdParty(bic),
                        profile,
                        FolderChannel.NAME,
                        folder);
        return new StoredConnection(connection, false, 1, now, now);
    }
}
